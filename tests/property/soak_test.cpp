// A market with every mechanism on, for as many ticks as eight hours of the flagship scenario have
// (tests/notes.md): memory stays flat and the accounts add up at the end. It has no taste: tastes
// last as long as a person, and only staff leave the market, so that after a hundred thousand ticks
// only people who refuse every company remain.

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

#include "base/parallel.hpp"
#include "run/simulation.hpp"
#include "support/catch.hpp"
#include "support/scenario_text.hpp"
#include "world/build.hpp"
#include "world/invariants.hpp"

namespace {

using namespace poach;

const char* const market = R"(
clock: {tick: unit, ticks: 10M}
researchers: {skill_log_sd: 0.5, unemployed: 5, prestige: {mean: 0.2}, compute: {mean: 0.1}}
network: {kind: small_world, mean_degree: 4}
companies:
  - name: A
    researchers: 15
    founders: {count: 1, attachment: 3}
    productivity: {level: 400, synergy: 0.2}
    pay: {median: 200, p90: 400, cap: 500, exceptional_cap: 2k, exceptional_share: 0.05}
    counter_offers: {probability: 0.5, raise_limit: 2, restores_morale: 0.5, restores_attachment: 0.5}
    hiring: {seats: 20, wage_bill_limit: 8k, approaches_per_week: 0.01, targeting: {referrals: 1, visible: 1}}
    separations: {quits: 0.01 per tick, job_loss: 0.01 per tick, exits: 0.002 per tick}
    noncompete: {share: 0.5, shortest: 1 tick, longest: 4 ticks}
    retention: {budget: 1e9, grant_multiple: 0.5, vesting: 20 ticks}
    pay_reaction: {response: 1, half_life: 10 ticks, ceiling: 2}
    contract: {length: 50 ticks, buyout: 0.5}
  - name: B
    researchers: 10
    productivity: {level: 500}
    pay: {median: 220, p90: 400}
    counter_offers: {probability: 1}
    hiring: {seats: 18, approaches_per_week: 0.01}
    separations: {quits: 0.01 per tick, exits: 0.002 per tick}
    financing: {horizon: 60 ticks}
    contract: {length: 50 ticks}
market:
  search: {random_meetings: {employed: 0.02 per tick, unemployed: 0.1 per tick}, pass_on: anyone}
  decisions: {taste: 0, unemployment_income: 50, collaborators: 0.1}
dynamics:
  attachment: {ceiling: 0.3, growth_time: 20 ticks}
  contagion: {threshold: 0.1, drop: 0.1, morale_per_loss: 1, window: 10 ticks, morale_half_life: 10 ticks}
  production: {prestige_speed: 0.05, network_exponent: 0.3, discount_rate: 0.01}
record: {tables: [market, companies, flows, moves, offers], every: 1000}
)";

double resident_megabytes() {
  std::ifstream file("/proc/self/statm");
  double size = 0.0;
  double resident = 0.0;
  file >> size >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) * 1e-6;
}

// Everyone who ever joined or left a job, counted from the tick logs alone.
class Turnover : public PhaseObserver {
 public:
  explicit Turnover(const World& world) { staff_ = heads(world); }
  void before(const Phase&, const World&) override {}
  void after(const Phase& phase, const World& world) override {
    if (phase.name != "late separation") return;
    for (const Move& move : world.tick.log.started) {
      static_cast<void>(move);
      ++joined_;
    }
    for (const BlockLog& log : world.tick.log.blocks) {
      left_ += log.separations.size();
      for (const Move& move : log.moves) left_ += move.from ? 1 : 0;
    }
  }
  /// Staff at the start and all who joined, less all who left and who are there.
  [[nodiscard]] std::int64_t missing(const World& world) const {
    return staff_ + static_cast<std::int64_t>(joined_) - static_cast<std::int64_t>(left_) -
           heads(world);
  }
  [[nodiscard]] std::uint64_t joined() const { return joined_; }

 private:
  static std::int64_t heads(const World& world) {
    std::int64_t count = 0;
    for (const ResearcherId r : world.fixed.population.ids()) {
      count += world.state.researchers.employer[r] ? 1 : 0;
    }
    return count;
  }
  std::int64_t staff_ = 0;
  std::uint64_t joined_ = 0;
  std::uint64_t left_ = 0;
};

// POACH_SOAK_TICKS sets another length, up to the ten million that a clock can have, and
// POACH_SOAK_SEED another market.
std::int64_t wanted(const char* name, std::int64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoll(text);
}

}  // namespace

TEST_CASE("many ticks take no more memory than few, and lose nobody", "[.][soak]") {
  Scenario scenario = support::scenario_of(market);
  scenario.clock.ticks = wanted("POACH_SOAK_TICKS", 2'000'000);
  const Seed seed{static_cast<std::uint64_t>(wanted("POACH_SOAK_SEED", 7))};
  const Workers alone(1);
  Diagnostics diagnostics;
  Simulation simulation(std::move(*build_world(scenario, seed, alone, diagnostics)),
                        record_plan(scenario.record), 0, alone);
  Turnover turnover(simulation.world());
  const auto started = std::chrono::steady_clock::now();
  double early = 0.0;
  std::uint64_t rows = 0;
  while (!simulation.finished()) {
    simulation.advance(turnover);
    for (const TableText& table : simulation.recorder().take()) rows += table.rows;
    const std::int64_t tick = simulation.world().state.tick;
    if (tick == scenario.clock.ticks / 10) early = resident_megabytes();
    if (tick % 10'000 == 0 || simulation.finished()) {
      REQUIRE(broken_invariants(simulation.world()).empty());
      if (simulation.world().tick.wants.aggregates)
        REQUIRE(broken_aggregates(simulation.world(), simulation.world().tick).empty());
      REQUIRE(turnover.missing(simulation.world()) == 0);
    }
  }
  const double late = resident_megabytes();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  fmt::print(
      "{} ticks in {:.0f} s ({:.0f} a second), {} jobs started, {} rows; resident memory "
      "{:.2f} MB after a tenth, {:.2f} MB at the end\n",
      simulation.world().state.tick, seconds,
      static_cast<double>(simulation.world().state.tick) / seconds, turnover.joined(), rows, early,
      late);
  CHECK(turnover.joined() > static_cast<std::uint64_t>(scenario.clock.ticks) / 10);
  // Nine tenths of the run may take at most half a megabyte: fragments, not a leak. A leak of a
  // single byte a tick would show from a million ticks on.
  CHECK(late - early < 0.5);
}
