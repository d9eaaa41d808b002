// Priority samples, compared with all priorities drawn one by one.

#include "phases/search/priority_sample.hpp"

#include <cmath>
#include <functional>
#include <string>

#include "base/screen.hpp"
#include "phases/appraisal.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

// A with 40 people looks for `approaches` people a tick among B's 6,000 and C's 6,000.
Market seeking(int approaches, const std::string& targeting, const std::string& exponent) {
  Market market(R"(
clock: {tick: week}
researchers: {fields: {x: 0.1, y: 0.9}, skill_log_sd: 1}
teams: [{name: T, company: C, members: 100, tie_probability: 0}]
companies:
  - {name: A, researchers: 40, hiring: {approaches_per_week: )" +
                std::to_string(approaches) + ", visibility_exponent: " + exponent +
                ", targeting: {" + targeting + R"(}}}
  - {name: B, researchers: 6k}
  - {name: C, researchers: 6k}
)");
  std::vector<graph::Tie> ties;  // one to four of each of 300 people of B, and among A's own
  for (std::uint32_t k = 0; k < 300; ++k) {
    for (std::uint32_t t = 0; t <= k % 4; ++t) {
      ties.push_back({market.person("A", (k + t) % 40).value(), market.person("B", k).value()});
    }
  }
  ties.push_back({market.person("A", 0).value(), market.person("A", 1).value()});
  market.connect(ties);
  return market;
}

using Weight = std::function<double(const World&, ResearcherId)>;

// The people with the lowest priorities among those who have a weight and do not work at A, each
// drawn alone.
std::vector<ResearcherId> by_lot(const Market& market, std::uint32_t count, const Weight& weight) {
  const World& world = market.world;
  const CompanyId a = market.company("A");
  const std::uint64_t key =
      combine_keys(world.fixed.companies.kinds()[world.fixed.companies.kind_of(a)].key, 0);
  std::vector<PriorityDraw> draws;
  for (const ResearcherId r : world.fixed.population.ids()) {
    const double w = weight(world, r);
    if (w <= 0.0 || market.employer(r) == OptionalCompany(a)) continue;
    const CohortDraws& cohort =
        world.fixed.draws.of_cohort(StreamName::recruiters, world.fixed.population.cohort_of(r));
    const CohortDraws of_company(combine_keys(cohort.key(), key));
    const std::uint32_t word =
        draw_word(of_company, world.fixed.population.ordinal_of(r), world.state.tick);
    draws.push_back({0, priority_of(word, w), r});
  }
  std::vector<ResearcherId> people = first_people(draws, count);
  std::sort(people.begin(), people.end());
  return people;
}

TEST_CASE("A lot is exponential: a word stands for the middle of its share") {
  CHECK(priority_of(0, 1.0) == Approx(0x1p-33));
  CHECK(priority_of(0x7FFFFFFF, 1.0) == Approx(std::log(2.0)));
  CHECK(priority_of(0xFFFFFFFF, 1.0) == Approx(33 * std::log(2.0)));
  CHECK(priority_of(0x7FFFFFFF, 4.0) == Approx(std::log(2.0) / 4));
}

double anyone(const World&, ResearcherId) { return 1.0; }
double skill(const World& world, ResearcherId r) { return world.state.researchers.skill[r]; }
double skill_squared(const World& world, ResearcherId r) {
  return skill(world, r) * skill(world, r);
}
double at_c(const World& world, ResearcherId r) {
  return world.name_of(r).starts_with("C") ? 1.0 : 0.0;
}
double skilled_at_c(const World& world, ResearcherId r) {
  return at_c(world, r) * skill_squared(world, r);
}
double in_field_x(const World& world, ResearcherId r) {
  return world.state.researchers.field[r] == 0 ? skill_squared(world, r) : 0.0;
}
double in_team(const World& world, ResearcherId r) {
  return world.state.team_of(r) ? skill_squared(world, r) : 0.0;
}
double ties_to_a(const World& world, ResearcherId r) {
  return collaborators_at(world, r, CompanyId{0});
}

TEST_CASE("Recruiters approach the people with the lowest priorities, in every target") {
  struct Target {
    std::string targeting;
    std::string exponent;
    Weight weight;
  };
  const std::vector<Target> targets = {
      {"anyone: 1", "2", anyone},         {"", "2", anyone},
      {"visible: 1", "2", skill_squared}, {"visible: 1", "1", skill},
      {"visible: 1", "0", anyone},        {"fields: {x: 1}", "2", in_field_x},
      {"companies: {C: 1}", "0", at_c},   {"companies: {C: 1}", "2", skilled_at_c},
      {"teams: {T: 1}", "2", in_team},    {"referrals: 1", "0", ties_to_a}};
  for (const Target& target : targets) {
    for (const int count : {1, 30}) {
      INFO(target.targeting << " " << target.exponent << " " << count);
      Market market = seeking(count, target.targeting, target.exponent);
      for (int t = 0; t < 3; ++t) {
        market.partial_tick({shocks, planning, search});
        std::vector<ResearcherId> approached;
        for (const Approach& a : market.approaches()) approached.push_back(a.researcher);
        CHECK(approached == by_lot(market, static_cast<std::uint32_t>(count), target.weight));
      }
    }
  }
}

}  // namespace
