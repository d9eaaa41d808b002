// Jobs that disappoint, where those who find out leave at once: an outside option is always at
// hand, and worse than a good job.

#include "theory/job_survival.hpp"

#include <cmath>
#include <map>
#include <string>

#include "support/catch.hpp"
#include "support/scenario_text.hpp"
#include "theory/snapshots.hpp"

namespace {

using namespace poach::tests;
using poach::ResearcherId;
using poach::World;

constexpr double people = 20'000.0;
constexpr double bad = 0.3;

// Two ticks before the first snapshot nobody has a job; in the next Job hires all. Haven takes
// whoever wants to leave.
poach::Scenario scenario(const std::string& tick, const std::string& hazard) {
  return poach::support::scenario_of("clock: {tick: " + tick + R"(, ticks: 1}
researchers: {unemployed: 20000}
companies: [{name: Job, pay: {posted: 10}}, {name: Haven, pay: {posted: 9}}]
market:
  search: {everyone_meets: true}
  bidding: {rule: posted}
  decisions: {utility: linear, surprise: {share: 0.3, loss: 5, hazard: )" +
                                     hazard + "}}\n");
}

// The share of first jobs that still last, by ticks since their start.
std::map<std::int32_t, double> survival(const poach::Scenario& of, std::int64_t ticks_apart) {
  std::map<std::int32_t, double> shares;
  take_snapshots(of, {2, ticks_apart, 5, 0}, [&](const World& world) {
    double last = 0.0;
    for (const ResearcherId r : world.fixed.population.ids()) {
      if (employer_number(world, r) < 0) continue;
      last += world.state.researchers.joined[r] == -1 ? 1.0 : 0.0;
    }
    shares[world.state.tick + 1] = last / people;
  });
  return shares;
}

void check_survival(const poach::Scenario& of, std::int64_t ticks_apart, double hazard) {
  const auto shares = survival(of, ticks_apart);
  REQUIRE(shares.size() == 5);
  for (const auto& [ticks, share] : shares) {
    INFO("after " << ticks << " ticks: " << share);
    const double exact = poach::theory::job_survival(bad, hazard, ticks);
    CHECK(std::abs(share - exact) < 4.0 * std::sqrt(exact * (1.0 - exact) / people));
  }
}

}  // namespace

// The first snapshot, a tick after the start, would show a surprise that comes a tick early or late
// at z = 17; twice the share or the hazard shows at any of them.
TEST_CASE("bad jobs end when they show, at a constant hazard") {
  check_survival(scenario("unit", "0.05 per tick"), 12, -std::log(0.95));
}

TEST_CASE("bad jobs end when they show, at a hazard a year") {
  check_survival(scenario("week", "2 per year"), 26, 2.0 * 7.0 / 365.25);
}

TEST_CASE("survival of jobs has its ends") {
  CHECK(poach::theory::job_survival(0.3, 0.5, 0.0) == 1.0);
  CHECK(poach::theory::job_survival(0.3, 0.5, 1000.0) == Approx(0.7));
  CHECK(poach::theory::job_survival(0.3, 0.5, 2.0) == Approx(1.0 - 0.3 * (1.0 - std::exp(-1.0))));
}
