// Each company, or the largest and the others together.

#include <limits>

#include "record/largest_companies.hpp"
#include "record/tables.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

using tables::column;
using tables::since_last_row;
using tables::state;
using tables::TableDescription;

struct CompanyRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view company;
  std::uint32_t headcount = 0;
  std::uint64_t hires = 0;
  std::uint64_t poached_in = 0;
  std::uint64_t poached_out = 0;
  std::uint64_t separations = 0;
  std::uint64_t signed_not_started = 0;
  std::uint64_t counter_offers = 0;
  std::uint64_t raises = 0;
  double raise_cost = 0.0;
  double payroll = 0.0;
  std::optional<double> pay_mean;
  std::optional<double> pay_cap;
  double output = 0.0;
  double skill = 0.0;
  double unvested = 0.0;
  double retention_grants = 0.0;
  double morale = 0.0;
  double ties_per_researcher = 0.0;
  double research_capital = 0.0;
  double leadership_share = 0.0;
};

const TableDescription<CompanyRow>& columns() {
  using R = CompanyRow;
  static const TableDescription<R> table(
      {facts_of(TableName::companies).name,
       "Each company over time; or the largest, and all others together as other companies.",
       "tick and company"},
      {"run_id", "tick", "company"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick; 0 is the initial state."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::company>("company", "", "Name of the company."),
       column<&R::headcount>("headcount", "", "People who work there.",
                             state("headcount", "people")),
       column<&R::hires>("hires", "", "Jobs started there since the last row.",
                         since_last_row("hires", "people")),
       column<&R::poached_in>("poached_in", "", "Hires from other companies since the last row.",
                              since_last_row("people won from rivals", "people")),
       column<&R::poached_out>("poached_out", "",
                               "People who signed with others since the last row.",
                               since_last_row("people lost to rivals", "people")),
       column<&R::separations>("separations", "",
                               "Quits without an offer, job losses and exits since the last row.",
                               since_last_row("separations", "people")),
       column<&R::signed_not_started>("signed_not_started", "",
                                      "Signed contracts that wait out a non-compete.",
                                      state("contracts not started", "contracts")),
       column<&R::counter_offers>("counter_offers", "", "Counter-offers made since the last row.",
                                  since_last_row("counter-offers", "offers")),
       column<&R::raises>("raises", "", "Accepted counter-offers since the last row.",
                          since_last_row("raises that kept someone", "raises")),
       column<&R::raise_cost>("raise_cost_usd_per_year", "USD per year",
                              "Pay that those raises added.",
                              since_last_row("pay added by those raises")),
       column<&R::payroll>("payroll_usd_per_year", "USD per year", "Pay of its staff together.",
                           state("payroll")),
       column<&R::pay_mean>("pay_mean_usd_per_year", "USD per year", "Mean pay of its staff.",
                            state("mean pay")),
       column<&R::pay_cap>("pay_cap_usd_per_year", "USD per year",
                           "Cap per person in force; empty without one.", state("pay cap")),
       column<&R::output>("output_usd_per_year", "USD per year", "Product of its staff.",
                          state("output")),
       column<&R::skill>("skill", "efficiency units", "Skill of its staff together.",
                         state("skill")),
       column<&R::unvested>("unvested_usd", "USD", "Unvested equity of its staff.",
                            state("unvested equity")),
       column<&R::retention_grants>("retention_grants_usd", "USD",
                                    "Retention grants given since the last row.",
                                    since_last_row("retention grants")),
       column<&R::morale>("morale", "log pay",
                          "Morale of its staff; 0 is neutral. Of other companies: mean over staff.",
                          state("morale")),
       column<&R::ties_per_researcher>("ties_per_researcher", "",
                                       "Mean collaborators inside the company.",
                                       state("collaborators inside", "people")),
       column<&R::research_capital>("research_capital", "", "Research capital.",
                                    state("research capital")),
       column<&R::leadership_share>("leadership_share", "",
                                    "Its share of all companies' research capital.",
                                    state("share of research capital", "share"))});
  return table;
}

/// A company, or several together, as a row of companies.csv shows it.
struct CompanyInBooks {
  std::string_view name;
  CompanyAggregates aggregates;
  CompanyCounts counts;
  std::uint64_t waiting = 0;
};

// Adds a company to others; morale is kept as a sum over staff.
void add(CompanyInBooks& others, const CompanyInBooks& company) {
  CompanyAggregates& sum = others.aggregates;
  const CompanyAggregates& aggregates = company.aggregates;
  sum.headcount += aggregates.headcount;
  sum.pay += aggregates.pay;
  sum.output += aggregates.output;
  sum.skill += aggregates.skill;
  sum.unvested += aggregates.unvested;
  sum.half_ties_inside += aggregates.half_ties_inside;
  sum.morale += aggregates.morale * aggregates.headcount;
  sum.research_capital += aggregates.research_capital;
  sum.leadership_share += aggregates.leadership_share;
  others.counts.add(company.counts);
  others.waiting += company.waiting;
}

void write_company(const RecordedTick& tick, const CompanyInBooks& company, TableText& out) {
  const CompanyAggregates& aggregates = company.aggregates;
  const CompanyCounts& counts = company.counts;
  CompanyRow row;
  tick.stamp(row);
  row.company = company.name;
  row.headcount = aggregates.headcount;
  row.hires = counts.hires;
  row.poached_in = counts.poached_in;
  row.poached_out = counts.poached_out;
  row.separations = counts.separations;
  row.signed_not_started = company.waiting;
  row.counter_offers = counts.counter_offers;
  row.raises = counts.raises;
  row.raise_cost = counts.raise_cost;
  row.payroll = aggregates.pay;
  if (aggregates.headcount > 0) {
    row.pay_mean = aggregates.pay / aggregates.headcount;
    row.ties_per_researcher =
        static_cast<double>(aggregates.half_ties_inside) / aggregates.headcount;
  }
  row.pay_cap = aggregates.cap;  // infinite caps are written as missing
  row.output = aggregates.output;
  row.skill = aggregates.skill;
  row.unvested = aggregates.unvested;
  row.retention_grants = counts.grants;
  row.morale = aggregates.morale;
  row.research_capital = aggregates.research_capital;
  row.leadership_share = aggregates.leadership_share;
  append(out, columns(), row);
}

void write(const RecordedTick& tick, TableText& out) {
  const World& world = tick.world;
  std::vector<std::uint64_t> waiting(world.fixed.companies.size(), 0);
  for (const Waiting& w : world.state.waiting) ++waiting[w.move.to.value()];
  const std::vector<CompanyId> shown = companies_shown(tick);
  CompanyInBooks others{other_companies, {}, {}, 0};
  auto next = shown.begin();
  for (const CompanyId c : world.fixed.companies.ids()) {
    const std::size_t k = c.value();
    CompanyInBooks company{
        {}, world.tick.aggregates.companies[c], tick.since.companies[k], waiting[k]};
    if (next == shown.end() || *next != c) {
      add(others, company);
      continue;
    }
    ++next;
    company.name = tick.companies.name_of(world, c);
    write_company(tick, company, out);
  }
  if (shown.size() == world.fixed.companies.size()) return;
  if (others.aggregates.headcount > 0) others.aggregates.morale /= others.aggregates.headcount;
  others.aggregates.cap = std::numeric_limits<double>::infinity();
  write_company(tick, others, out);
}

}  // namespace

RecordedTable companies_table() {
  return {TableName::companies, columns(), {.details = true, .company_aggregates = true}, write};
}

}  // namespace poach
