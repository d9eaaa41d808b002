#include "property/extreme_scenarios.hpp"

#include "support/scenario_text.hpp"

namespace poach::tests {
namespace {

std::vector<Line> lines() {
  return {
      {"clock", "clock: {tick: week, ticks: 20, burn_in: 2}"},
      {"people",
       "researchers: {skill_log_sd: 0.5, unemployed: 15, tenure_mean: 2 years, "
       "compute: {mean: 0.1}, prestige: {mean: 0.2}}"},
      {"network", "network: {kind: teams}"},
      {"teams", "teams: [{name: core, company: A, members: 4, skill_multiple: 2, attachment: 1}]"},
      {"events", "events: []"},
      {"record", "record: {tables: " + support::all_tables() + "}"},
      {"search",
       "market: {search: {random_meetings: {employed: 6 per year, unemployed: 12 per "
       "year}, pass_on: anyone},"},
      {"bidding", "  bidding: {rule: private_taste},"},
      {"decisions", "  decisions: {taste: 0.5, unemployment_income: 50k, collaborators: 0.1}}"},
      {"dynamics",
       "dynamics: {attachment: {ceiling: 0.3}, contagion: {threshold: 0.1, drop: 0.3, "
       "morale_per_loss: 1}, production: {prestige_speed: 0.5, network_exponent: 0.3}}"},
      {"companies", "companies:"},
      {"A", "- name: A"},
      {"A.researchers", "  researchers: 40"},
      {"A.founders", "  founders: {count: 2, attachment: 50}"},
      {"A.productivity", "  productivity: {level: 400k, synergy: 0.2}"},
      {"A.pay", "  pay: {median: 200k, p90: 400k, cap: 500k}"},
      {"A.counters", "  counter_offers: {probability: 0.5, raise_limit: 2, restores_morale: 0.5}"},
      {"A.hiring", "  hiring: {seats: 50, wage_bill_limit: 40M, approaches_per_week: 2}"},
      {"A.separations",
       "  separations: {quits: 0.5 per year, job_loss: 0.2 per year, exits: 0.2 "
       "per year}"},
      {"A.noncompete", "  noncompete: {share: 0.5, shortest: 1 week, longest: 4 weeks}"},
      {"A.retention", "  retention: {budget: 5M, grant_multiple: 0.5, vesting: 2 years}"},
      {"A.contract", "  contract: {length: 1 year, buyout: 0.5}"},
      {"B", "- name: B"},
      {"B.researchers", "  researchers: 30"},
      {"B.productivity", "  productivity: {level: 600k}"},
      {"B.pay", "  pay: {median: 250k, p90: 500k}"},
      {"B.hiring", "  hiring: {seats: 60, approaches_per_week: 4}"},
      {"B.counters", "  counter_offers: {probability: 1}"},
      {"B.financing", "  financing: {horizon: 10 years}"},
      {"B.separations", "  separations: {quits: 0.5 per year}"},
  };
}

}  // namespace

std::string document(const std::vector<Line>& changes) {
  std::string text;
  for (Line line : lines()) {
    for (const Line& change : changes) {
      if (change.key == line.key) line.text = change.text;
    }
    text += line.text + "\n";
  }
  return text;
}

std::vector<Extreme> extremes_that_run() {
  return {
      {"the base", {}},
      {"no ticks", {{"clock", "clock: {tick: week, ticks: 0}"}}},
      {"nobody hires",
       {{"A.hiring", "  hiring: {seats: 0}"}, {"B.hiring", "  hiring: {seats: 0}"}}},
      {"one researcher",
       {{"people", "researchers: {skill_log_sd: 0.5}"},
        {"teams", "teams: []"},
        {"A.researchers", "  researchers: 0"},
        {"A.founders", "  founders: 0"},
        {"B.researchers", "  researchers: 1"}}},
      {"no staff at the start",
       {{"teams", "teams: []"},
        {"A.researchers", "  researchers: 0"},
        {"A.founders", "  founders: 0"},
        {"B.researchers", "  researchers: 0"}}},
      {"hazards 0",
       {{"A.separations", "  separations: {quits: 0, job_loss: 0, exits: 0}"},
        {"B.separations", "  separations: {quits: 0}"},
        {"search", "market: {search: {random_meetings: {employed: 0, unemployed: 0}},"}}},
      {"certain quits",
       {{"A.separations", "  separations: {quits: 1 per tick}"},
        {"B.separations", "  separations: {quits: 1 per tick}"}}},
      {"certain exits",
       {{"A.separations", "  separations: {exits: 1 per tick, job_loss: 1 per tick}"}}},
      {"certain meetings, exclusive of certain quits",
       {{"A.separations", "  separations: {quits: 1 per tick}"},
        {"search",
         "market: {search: {random_meetings: {employed: 1 per tick, unemployed: 1 per "
         "tick, arrival: exclusive}},"}}},
      {"hazards of 1e18 a year", {{"A.separations", "  separations: {quits: 1e18 per year}"}}},
      {"no pay at the start", {{"A.pay", "  pay: {median: 0, p90: 0, cap: 500k}"}}},
      {"cap 0", {{"A.pay", "  pay: {median: 200k, cap: 0}"}}},
      {"pay of a millionth of a dollar", {{"A.pay", "  pay: {median: 1e-6, p90: 1e-6}"}}},
      {"pay of 1e18", {{"A.pay", "  pay: {median: 1e18, p90: 1e18}"}}},
      {"no taste", {{"decisions", "  decisions: {taste: 0, unemployment_income: 50k}}"}}},
      {"hardly any taste",
       {{"decisions", "  decisions: {taste: 1e-300, unemployment_income: 50k}}"}}},
      {"nothing but taste",
       {{"decisions", "  decisions: {taste: 1e18, unemployment_income: 50k}}"}}},
      {"a horizon of a million years", {{"B.financing", "  financing: {horizon: 1e6 years}"}}},
      {"a horizon of no time at all", {{"B.financing", "  financing: {horizon: 1e-300 years}"}}},
      {"seats beyond 32 bits",
       {{"B.hiring", "  hiring: {seats: 4294967296, approaches_per_week: 4}"}}},
      {"seats that grow and shrink at once",
       {{"A.hiring", "  hiring: {seats: 50, seat_growth: -1e18}"},
        {"B.hiring", "  hiring: {seats: 0, seat_growth: 1e18}"}}},
      {"recruiters who approach everyone each week",
       {{"B.hiring", "  hiring: {seats: 60, approaches_per_week: 1e9}"}}},
      {"a purse of nothing", {{"A.hiring", "  hiring: {seats: 50, wage_bill_limit: 0}"}}},
      {"waits beyond the end of time",
       {{"A.noncompete", "  noncompete: {share: 1, shortest: 1e18 years, longest: 1e18 years}"}}},
      {"contracts without end", {{"A.contract", "  contract: {length: 1e18 years}"}}},
      {"contracts of an instant", {{"A.contract", "  contract: {length: 1e-3 weeks}"}}},
      {"grants that vest at once",
       {{"A.retention",
         "  retention: {budget: 1e12, grant_multiple: 100, vesting: 1e-300 years}"}}},
      {"grants that never vest",
       {{"A.retention", "  retention: {budget: 1e12, grant_multiple: 100, vesting: 1e18 years}"}}},
      {"tenures of 1e18 years",
       {{"people", "researchers: {skill_log_sd: 0.5, unemployed: 15, tenure_mean: 1e18 years}"}}},
      {"attachment of 1e18",
       {{"A.founders", "  founders: {count: 2, attachment: 1e18}"},
        {"dynamics", "dynamics: {attachment: {ceiling: 1e18, growth_time: 1e18 years}}"}}},
      {"drops in attachment of 1e18",
       {{"dynamics", "dynamics: {contagion: {threshold: 0, drop: 1e18, window: 1e18 years}}"}}},
      {"no events", {{"events", "events: []"}}},
      {"an event that sets nothing", {{"events", "events: [{name: e, tick: 3, set: {}}]"}}},
      {"a shock to a range's end",
       {{"events", "events: [{name: e, tick: 3, shock: {companies.A.pay.cap: -500k}}]"}}},
  };
}

std::vector<Extreme> extremes_that_are_refused() {
  return {
      {"nobody at all",
       {{"people", "researchers: {skill_log_sd: 0.5}"},
        {"teams", "teams: []"},
        {"A.researchers", "  researchers: 0"},
        {"A.founders", "  founders: 0"},
        {"B.researchers", "  researchers: 0"}},
       "test.yaml:13:1: error: companies: nobody works in this market"},
      {"ten billion people",
       {{"A.researchers", "  researchers: 1e10"}},
       "test.yaml:14:16: error: companies.A.researchers: 10000000045 are more than 4 billion "
       "people, the most a market can have; they would take at least 433 GB of memory"},
      {"skills that spread by 1e9",
       {{"people", "researchers: {skill_log_sd: 1e9, unemployed: 15}"}},
       "test.yaml:3:29: error: researchers.skill_log_sd: 1e9 is above 20"},
      {"pay of 1e300",
       {{"A.pay", "  pay: {median: 1e300}"}},
       "test.yaml:17:17: error: companies.A.pay.median: 1e300 is too large; numbers go up to 1e30"},
      {"taste of 1e300",
       {{"decisions", "  decisions: {taste: 1e300, unemployment_income: 50k}}"}},
       "test.yaml:10:22: error: market.decisions.taste: 1e300 is too large"},
      {"no horizon",
       {{"B.financing", "  financing: {horizon: 0 years}"}},
       "test.yaml:30:24: error: companies.B.financing.horizon: 0 years is not above 0"},
      {"two meetings a tick at most one of which happens",
       {{"search", "market: {search: {random_meetings: {employed: 2 per tick}},"}},
       "test.yaml:8:47: error: market.search.random_meetings.employed: 2 per tick is above 1"},
      {"more meetings than a tick holds",
       {{"search",
         "market: {search: {random_meetings: {employed: 1e6 per year, arrival: poisson}},"}},
       "test.yaml:8:47: error: market.search.random_meetings.employed: 1000000 per year are more "
       "than 500 meetings a tick; use shorter ticks"},
      {"the same from an event",
       {{"search", "market: {search: {random_meetings: {employed: 1 per year, arrival: poisson}},"},
        {"events",
         "events: [{name: e, tick: 3, set: {market.search.random_meetings.employed: 1e6 "
         "per year}}]"}},
       "at tick 3: 1000000 per year are more than 500 meetings a tick"},
      {"a shock below 0",
       {{"events", "events: [{name: e, tick: 3, shock: {companies.A.pay.cap: -501k}}]"}},
       "test.yaml:6:58: error: companies.A.pay.cap: this shock makes it -1000 at tick 3, outside "
       "its range; it must be at least 0"},
      {"a shock beyond certainty",
       {{"events",
         "events: [{name: e, tick: 3, shock: {companies.A.counter_offers.probability: 2}}]"}},
       "error: companies.A.counter_offers.probability: this shock makes it 2.5 at tick 3"},
      {"a shock of 1e300",
       {{"events", "events: [{name: e, tick: 3, shock: {companies.A.morale: 1e300}}]"}},
       "test.yaml:6:57: error: events.e.shock.companies.A.morale: numbers go up to 1e30"},
      {"a complete graph of a million",
       {{"network", "network: {kind: copies, shape: complete, copy_size: 1e6}"}},
       "test.yaml:4:53: error: network.copy_size: a complete graph may have at most 20000 people"},
      {"more ticks than the calendar has",
       {{"clock", "clock: {tick: week, ticks: 1e6}"}},
       "test.yaml:2:28: error: clock.ticks: the calendar ends with the year 9999"},
  };
}

// Numbers that the file may hold and a run cannot count with: it stops with a sentence.
std::vector<Extreme> extremes_that_stop() {
  return {
      {"skills that no amount can pay",
       {{"people", "researchers: {skill_log_sd: 20, unemployed: 15}"}},
       "beyond the amounts up to 4.6e18 that poach can count; lower the amounts"},
      {"products of 1e36",
       {{"A.productivity", "  productivity: {level: 1e18, factor: 1e18}"}},
       "beyond the amounts"},
      {"synergies of 1e18",
       {{"A.productivity", "  productivity: {level: 400k, synergy: 1e18}"}},
       "beyond the amounts"},
      {"research that outgrows every number",
       {{"dynamics", "dynamics: {production: {network_exponent: 1e6}}"}},
       "a company's research capital is inf"},
      {"bids of 1e36 in an auction",
       {{"bidding", "  bidding: {rule: ascending},"},
        {"B.productivity", "  productivity: {level: 1e18, factor: 1e18}"}},
       "beyond the amounts"},
  };
}

}  // namespace poach::tests
