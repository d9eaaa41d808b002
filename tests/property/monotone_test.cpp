// Effects that theory orders: of a higher cap, counter-offers, a larger budget, grants.
//
// Two arms of a market share every draw (common random numbers) and are the same until a tick at
// which an event gives one of them more. In that tick theory often orders the arms path by path;
// later the arms hold other people at other pay, and only means can be ordered.

#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "base/parallel.hpp"
#include "property/random_scenario.hpp"
#include "run/replicate_runner.hpp"
#include "run/simulation.hpp"
#include "support/catch.hpp"

namespace {

using namespace poach;
using config::Node;
using tests::random_scenario;

constexpr std::int64_t treated_tick = 3;

// People who chose to leave the first company, and who joined it.
struct Counts {
  int lost = 0;
  int hired = 0;
};

class Counter : public PhaseObserver {
 public:
  void before(const Phase&, const World&) override {}
  void after(const Phase& phase, const World& world) override {
    if (phase.name != "decisions") return;
    Counts now;
    for (const BlockLog& log : world.tick.log.blocks) {
      for (const Move& move : log.moves) {
        if (move.from && is_first(world, *move.from)) ++now.lost;
        if (is_first(world, move.to)) ++now.hired;
      }
    }
    if (world.state.tick == treated_tick) at_once = now;
    if (world.state.tick == treated_tick + 1) next = now;
    if (world.state.tick < treated_tick) return;
    in_all.lost += now.lost;
    in_all.hired += now.hired;
  }
  Counts at_once;
  Counts next;
  Counts in_all;

 private:
  static bool is_first(const World& world, CompanyId company) {
    return world.fixed.companies.kind_of(company) == KindId{0};
  }
};

Counter follow(const Scenario& scenario) {
  const Workers alone(1);
  World world = build_or_throw(scenario, Seed{static_cast<std::uint64_t>(scenario.seed)}, alone);
  Simulation simulation(std::move(world), record_plan(scenario.record), 0, alone);
  Counter counter;
  while (!simulation.finished()) simulation.advance(counter);
  return counter;
}

struct Setting {
  const char* path;  // below companies.C0
  const char* value;
};

struct Treatment {
  const char* name;
  std::vector<Setting> less;
  std::vector<Setting> more;
};

const Treatment cap = {"own cap", {{"pay.cap", "250k"}}, {{"pay.cap", "1M"}}};
const Treatment counters = {"own counter-offers",
                            {{"counter_offers.probability", "0"}},
                            {{"counter_offers.probability", "1"}}};
const Treatment purse = {
    "own purse", {{"hiring.wage_bill_limit", "8M"}}, {{"hiring.wage_bill_limit", "80M"}}};
const Treatment grants = {"own retention budget",
                          {{"retention.budget", "0"}, {"retention.grant_multiple", "2"}},
                          {{"retention.budget", "90M"}, {"retention.grant_multiple", "2"}}};

// A market in which the first company has staff to lose and rivals to lose them to.
Scenario market(std::uint64_t number, PriceRule rule) {
  Scenario scenario = random_scenario(number);
  scenario.events.clear();
  scenario.clock.burn_in = 0;
  scenario.clock.ticks = 12;
  scenario.record.tables = {"moves"};
  scenario.base.market.bidding.rule = rule;
  scenario.base.market.decisions.foresight = false;
  if (scenario.base.companies.size() < 2) {
    CompanySpec rival = scenario.base.companies.front();
    rival.name = rival.key = "C1";
    scenario.base.companies.push_back(rival);
  }
  CompanySpec& first = scenario.base.companies.front();
  first.count = 1;  // several would poach from each other
  first.researchers = std::max<std::int64_t>(first.researchers, 30);
  first.pay.exceptional_cap.reset();
  first.counter_offers.raise_limit.reset();
  first.retention = {};
  scenario.base.market.search.random_meetings.employed = {12.0, Hazard::Per::year};
  return scenario;
}

Scenario with(Scenario scenario, const std::vector<Setting>& settings) {
  EventSpec event;
  event.name = "treatment";
  event.tick = treated_tick;
  event.set = Node::map();
  for (const Setting& s : settings) {
    event.set.set(std::string("companies.C0.") + s.path, Node::scalar(s.value));
  }
  scenario.events.push_back(event);
  return scenario;
}

// How the arm with more compares with the arm with less, over many markets.
struct Comparison {
  int markets = 0;
  int better = 0;
  int worse = 0;
  std::uint64_t first_worse = 0;
  double sum = 0.0;
  double squares = 0.0;

  void add(std::uint64_t number, int gain) {
    ++markets;
    if (gain > 0) ++better;
    if (gain < 0 && worse++ == 0) first_worse = number;
    sum += gain;
    squares += static_cast<double>(gain) * gain;
  }
  [[nodiscard]] double z() const {
    const double mean = sum / markets;
    const double variance = (squares / markets - mean * mean) / markets;
    return variance > 0.0 ? mean / std::sqrt(variance) : 0.0;
  }
  [[nodiscard]] std::string text() const {
    return fmt::format(
        "{} markets: better in {}, worse in {} (first {}), mean gain {:.3f}, z {:.1f}", markets,
        better, worse, first_worse, sum / markets, z());
  }
};

using Gain = std::function<int(const Counter& less, const Counter& more)>;

int kept_at_once(const Counter& less, const Counter& more) {
  return less.at_once.lost - more.at_once.lost;
}
int kept_in_next_tick(const Counter& less, const Counter& more) {
  return less.next.lost - more.next.lost;
}
int kept_in_all(const Counter& less, const Counter& more) {
  return less.in_all.lost - more.in_all.lost;
}
int hired_at_once(const Counter& less, const Counter& more) {
  return more.at_once.hired - less.at_once.hired;
}
int hired_in_all(const Counter& less, const Counter& more) {
  return more.in_all.hired - less.in_all.hired;
}

struct Pair {
  Counter less;
  Counter more;
};

using Adjust = std::function<void(Scenario&)>;

std::vector<Comparison> compare(const Treatment& treatment, PriceRule rule, int markets,
                                const std::vector<Gain>& gains, const Adjust& adjust = {}) {
  std::vector<Comparison> results(gains.size());
  for (int k = 0; k < markets; ++k) {
    const std::uint64_t number = 20000 + static_cast<std::uint64_t>(k);
    Scenario scenario = market(number, rule);
    if (adjust) adjust(scenario);
    const Counter less = follow(with(scenario, treatment.less));
    const Counter more = follow(with(scenario, treatment.more));
    for (std::size_t g = 0; g < gains.size(); ++g) results[g].add(number, gains[g](less, more));
  }
  return results;
}

// Nobody's seats or money tie one person's contest to another's.
void uncouple(Scenario& scenario) {
  for (CompanySpec& company : scenario.base.companies) {
    company.hiring.seats.reset();
    company.hiring.wage_bill_limit.reset();
  }
}

constexpr int quick = 150;
constexpr int thousands = 2000;

// The orderings of theory. Path by path: no market may be worse. In means: the gain lies several
// standard errors above 0; at 150 markets all of these lie 4.5 or more above it, at 1,000 markets
// 11.
struct Claim {
  const Treatment& treatment;
  PriceRule rule;
  Gain gain;
  Adjust adjust;
  bool path_by_path = true;
};

std::vector<Claim> claims() {
  std::vector<Claim> list;
  for (const PriceRule rule : {PriceRule::ascending, PriceRule::private_taste}) {
    // The employer's limit rises in each of its contests, and no contest touches another.
    list.push_back({cap, rule, kept_at_once, uncouple});
    list.push_back({counters, rule, kept_at_once, uncouple});
    // Grants of one tick are forfeited by leaving in the next.
    list.push_back({grants, rule, kept_in_next_tick, uncouple});
    list.push_back({counters, rule, kept_in_all, {}, false});
    list.push_back({grants, rule, kept_in_all, uncouple, false});
    list.push_back({purse, rule, hired_at_once, {}, false});
    list.push_back({purse, rule, hired_in_all, {}, false});
  }
  return list;
}

void check_claims(int markets, double least_z) {
  for (const Claim& claim : claims()) {
    const auto r = compare(claim.treatment, claim.rule, markets, {claim.gain}, claim.adjust)[0];
    INFO(claim.treatment.name << (claim.rule == PriceRule::ascending ? ", ascending: "
                                                                     : ", private taste: ")
                              << r.text());
    CHECK(r.better > markets / 20);
    if (claim.path_by_path) {
      CHECK(r.worse == 0);
    } else {
      CHECK(r.z() > least_z);
    }
  }
}

}  // namespace

TEST_CASE("more is not worse, path by path or in the mean", "[property][monotone]") {
  check_claims(quick, 3.0);
}

TEST_CASE("more is not worse over thousands of markets", "[.][thousands]") {
  check_claims(thousands, 8.0);
}

// Not a test: prints how often each ordering fails. The figures are in tests/notes.md.
TEST_CASE("orderings that may fail", "[.][orderings]") {
  const std::vector<Gain> kept = {kept_at_once, kept_in_next_tick, kept_in_all};
  const std::vector<Gain> hired = {hired_at_once, hired_in_all};
  constexpr int markets = 1000;
  for (const auto rule : {PriceRule::ascending, PriceRule::private_taste}) {
    const char* name = rule == PriceRule::ascending ? "ascending" : "private taste";
    const auto print = [&](const Treatment& t, const char* what, const std::vector<Gain>& gains,
                           const std::vector<const char*>& labels, const Adjust& adjust) {
      const auto r = compare(t, rule, markets, gains, adjust);
      for (std::size_t k = 0; k < r.size(); ++k) {
        fmt::print("{}, {}, {}, {}: {}\n", name, t.name, what, labels[k], r[k].text());
      }
    };
    const std::vector<const char*> kept_labels = {"kept at once", "kept in the next tick",
                                                  "kept in all"};
    const std::vector<const char*> hired_labels = {"hired at once", "hired in all"};
    print(cap, "limits", kept, kept_labels, {});
    print(cap, "no limits", kept, kept_labels, uncouple);
    print(cap, "no limits", hired, hired_labels, uncouple);
    print(counters, "limits", kept, kept_labels, {});
    print(counters, "no limits", kept, kept_labels, uncouple);
    print(purse, "limits", hired, hired_labels, {});
    print(grants, "no limits", kept, kept_labels, uncouple);
  }
}
