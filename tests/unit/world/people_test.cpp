#include <cmath>
#include <set>

#include "support/catch.hpp"
#include "support/market.hpp"
#include "world/traits.hpp"

namespace {

using namespace poach;
using support::Market;
using support::z_score;

TEST_CASE("People are numbered cohort after cohort, and blocks cut cohorts, never across") {
  Market market(R"(
researchers: {unemployed: 10}
companies: [{name: A, researchers: 70k}, {name: B}, {name: C, researchers: 5, count: 2}]
)");
  const Population& people = market.world.fixed.population;
  CHECK(people.size() == 70015);
  REQUIRE(people.cohorts().size() == 3);
  CHECK(people.cohorts()[1].name == "C");
  CHECK_FALSE(people.cohorts()[2].kind);
  std::uint32_t next = 0;
  for (const Block& block : people.blocks()) {
    CHECK(block.researchers.first() == next);
    next = block.researchers.last();
    CHECK(block.first_ordinal == people.ordinal_of(ResearcherId{block.researchers.first()}));
    CHECK(people.cohort_of(ResearcherId{block.researchers.last() - 1}) == block.cohort);
  }
  CHECK(next == people.size());
  for (const std::uint32_t r : {0U, 69999U, 70000U, 70004U, 70005U, 70014U}) {
    const Block& block = people.blocks()[people.block_of(ResearcherId{r})];
    CHECK(block.researchers.contains(ResearcherId{r}));
  }
  CHECK(people.ordinal_of(ResearcherId{70004}) == 4);
  CHECK(market.world.name_of(ResearcherId{70004}) == "C/5");
  CHECK(market.world.fixed.companies.name_of(market.company("C 2")) == "C 2");
}

std::string two_companies(const std::string& heads_of_a, const std::string& name = "B") {
  return R"(
researchers: {skill_log_sd: 0.7, fields: {x: 0.5, y: 0.5}, tenure_mean: 2 years, prestige: {mean: 0, sd: 1}}
market: {decisions: {taste: 0.3}}
companies:
  - {name: )" +
         name + R"(, key: B, researchers: 50, pay: {median: 100, p90: 300, skill_correlation: 0.5}}
  - {name: A, researchers: )" +
         heads_of_a + "}\n";
}

TEST_CASE("A head count, a name or the order in the file leave the traits of others alone") {
  Market small(two_companies("10"));
  Market large(two_companies("4000"));
  Market renamed(two_companies("10", "Zeta"));
  std::set<float> skills;
  for (std::uint32_t k = 0; k < 50; ++k) {
    const ResearcherId s = small.person("B", k);
    const ResearcherId l = large.person("B", k);
    const ResearcherId z = renamed.person("Zeta", k);
    for (const auto& [market, r] : {std::pair(&large, l), std::pair(&renamed, z)}) {
      CHECK(small.world.state.researchers.skill[s] == market->world.state.researchers.skill[r]);
      CHECK(small.world.state.researchers.field[s] == market->world.state.researchers.field[r]);
      CHECK(small.world.state.researchers.pay[s] == market->world.state.researchers.pay[r]);
      CHECK(small.world.state.researchers.joined[s] == market->world.state.researchers.joined[r]);
      CHECK(taste(small.world, s, small.company("A")) ==
            taste(market->world, r, market->company("A")));
    }
    skills.insert(small.world.state.researchers.skill[s]);
  }
  CHECK(skills.size() == 50);
}

TEST_CASE("Skill, pay, tenure and fields follow their distributions") {
  Market market(R"(
clock: {tick: week}
researchers: {skill_log_sd: 0.7, fields: {x: 1, y: 3}, tenure_mean: 2 years}
companies: [{name: A, researchers: 40k, pay: {median: 100, p90: 300, skill_correlation: 0.6, cap: 400}}]
)");
  const ResearcherTable& people = market.world.state.researchers;
  int below_median = 0;
  int top = 0;
  int paid_p90 = 0;
  int capped = 0;
  int y = 0;
  int tenured = 0;
  double product = 0.0;
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    below_median += people.skill[r] < 1 ? 1 : 0;
    top += people.skill[r] > std::exp(0.7 * 1.2815515655) ? 1 : 0;
    paid_p90 += people.pay[r] > 300 ? 1 : 0;
    capped += people.pay[r] == 400 ? 1 : 0;
    CHECK(people.pay[r] <= 400);
    CHECK(people.best_losing_bid_of(r) == people.pay[r]);
    y += people.field[r];
    tenured += people.joined[r] <= -104 ? 1 : 0;
    product += std::log(people.skill[r]) / 0.7 * std::log(std::min(people.pay[r], 399.9) / 100);
  }
  CHECK(std::abs(z_score(below_median, 40e3, 0.5)) < 4);
  CHECK(std::abs(z_score(top, 40e3, 0.1)) < 4);
  CHECK(std::abs(z_score(paid_p90, 40e3, 0.1)) < 4);
  CHECK(capped > 1000);
  CHECK(std::abs(z_score(y, 40e3, 0.75)) < 4);
  CHECK(std::abs(z_score(tenured, 40e3, std::exp(-103.5 * 7 / 365.25 / 2))) < 4);
  CHECK(product > 0);
}

TEST_CASE("Pay follows skill with the given correlation") {
  Market market(R"(
researchers: {skill_log_sd: 1}
companies: [{name: A, researchers: 20k, pay: {median: 100, p90: 360.2, skill_correlation: 0.6}}]
)");
  double sum = 0.0;
  const double spread = std::log(3.602) / 1.2815515655;
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    sum += std::log(market.world.state.researchers.skill[r]) *
           std::log(market.world.state.researchers.pay[r] / 100) / spread;
  }
  CHECK(sum / 20e3 == Approx(0.6).margin(4 * 1.2 / std::sqrt(20e3)));
}

TEST_CASE(
    "Zipf sizes add up and fall with rank to the exponent; equal ones differ by one at most") {
  Market market(R"(
companies:
  - {name: A, count: 50, researchers: 100k, sizes: {distribution: zipf, exponent: 1.2}}
  - {name: B, count: 7, researchers: 100}
)");
  std::vector<double> heads(market.world.fixed.companies.size(), 0.0);
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    heads[(*market.employer(r)).value()] += 1;
  }
  double sum = 0.0;
  for (std::size_t k = 0; k < 50; ++k) {
    sum += heads[k];
    const double expected = heads[0] * std::pow(static_cast<double>(k) + 1, -1.2);
    CHECK(std::abs(heads[k] - expected) <= 1.5);
  }
  CHECK(sum == 100e3);
  for (std::size_t k = 50; k < 57; ++k) CHECK(std::abs(heads[k] - 100.0 / 7) < 1);
}

TEST_CASE("Teams are the first staff with the leader first; founders are the most skilled") {
  Market market(R"(
researchers: {skill_log_sd: 0.5}
teams:
  - {name: S, company: A, members: 3, skill_multiple: 2, leader_multiple: 4, attachment: 0.7}
  - {name: T, company: A, members: 2}
companies: [{name: A, researchers: 20, founders: {count: 2, attachment: 9}}]
)");
  Market plain("researchers: {skill_log_sd: 0.5}\ncompanies: [{name: A, researchers: 20}]");
  const auto skill = [](const Market& m, std::uint32_t k) {
    return m.world.state.researchers.skill[m.person("A", k)];
  };
  CHECK(skill(market, 0) == Approx(8 * skill(plain, 0)));
  CHECK(skill(market, 2) == Approx(2 * skill(plain, 2)));
  CHECK(skill(market, 3) == skill(plain, 3));
  CHECK(market.world.state.teams[*market.world.state.team_of(market.person("A", 4))].name == "T");
  CHECK_FALSE(market.world.state.team_of(market.person("A", 5)));
  std::vector<std::pair<float, float>> by_skill;
  for (std::uint32_t k = 0; k < 20; ++k) {
    by_skill.emplace_back(skill(market, k),
                          market.world.state.researchers.bond[market.person("A", k)]);
  }
  std::sort(by_skill.rbegin(), by_skill.rend());
  CHECK(by_skill[0].second == 9);
  CHECK(by_skill[1].second == 9);
  CHECK(by_skill[2].second < 9);
  // Members know each other even where there is no network.
  const std::uint32_t first = market.person("A").value();
  CHECK(market.world.state.collaborations.edge_count() == 3 + 1);
  CHECK(market.world.state.collaborations.has_edge(first, first + 2));
  CHECK(market.world.state.collaborations.has_edge(first + 3, first + 4));
}

TEST_CASE("Taste is Gumbel and lasts; the first employer's has ln of the number of companies") {
  Market market(R"(
market: {decisions: {taste: 1}}
companies: [{name: A, researchers: 20k}, {name: B}, {name: C, count: 2}]
)");
  double own = 0.0;
  double other = 0.0;
  int below = 0;
  for (const ResearcherId r : market.world.fixed.population.ids()) {
    own += taste(market.world, r, market.company("A"));
    const double t = taste(market.world, r, market.company("B"));
    other += t;
    below += t < 0 ? 1 : 0;
  }
  const double error = 4 * 1.2825 / std::sqrt(20e3);
  CHECK(other / 20e3 == Approx(0.57722).margin(error));
  CHECK(own / 20e3 == Approx(0.57722 + std::log(4.0)).margin(error));
  CHECK(std::abs(z_score(below, 20e3, std::exp(-1.0))) < 4);
  market.world.state.tick = 9;
  const ResearcherId r = market.person("A");
  const double before = taste(market.world, r, market.company("B"));
  market.world.state.tick = 50;
  CHECK(taste(market.world, r, market.company("B")) == before);
}

TEST_CASE("Tastes drawn together are those drawn one by one") {
  Market market(R"(
market: {decisions: {taste: 1}}
companies: [{name: A, researchers: 30}, {name: B, researchers: 5}, {name: C, count: 2}]
)");
  const World& world = market.world;
  std::vector<Pair> pairs;
  for (const ResearcherId r : world.fixed.population.ids()) {
    for (const CompanyId c : world.fixed.companies.ids()) pairs.push_back({r, c});
  }
  std::vector<double> tastes(pairs.size());
  tastes_of(world, pairs, tastes);
  for (std::size_t k = 0; k < pairs.size(); ++k) {
    CHECK(tastes[k] == taste(world, pairs[k].researcher, pairs[k].company));
  }
  const double gumbel =
      world.fixed.draws_of(StreamName::taste, market.person("A"))
          .gumbel({.counterpart = world.fixed.companies.counterpart_key(market.company("B"))});
  CHECK(taste(world, market.person("A"), market.company("B")) == gumbel);
}

TEST_CASE("Amenities weigh by the person's own weights, prestige with what was gained since") {
  Market market(R"(
researchers: {compute: {mean: 0.2}, prestige: {mean: 0.5}, mission: {mean: 1}}
dynamics: {production: {prestige_speed: 1}}
companies: [{name: A, researchers: 1, amenities: {compute: 3, prestige: 0.4, mission: -0.1}}]
)");
  const CompanyId a = market.company("A");
  CHECK(amenity_utility(market.world, preferences_of(market.world, market.person("A")), a) ==
        Approx(0.6 + 0.2 - 0.1));
  market.world.state.companies.prestige.set(a, 0.2);
  CHECK(amenity_utility(market.world, preferences_of(market.world, market.person("A")), a) ==
        Approx(0.6 + 0.3 - 0.1));
}

TEST_CASE("The best losing bid is stored only where it may differ from the pay") {
  const auto stored = [](const std::string& company, const std::string& market) {
    return Market("companies: [{name: A, researchers: 3" + company +
                  "}]\nmarket: {bidding: {rule: " + market + "}")
        .world.state.researchers.best_losing_bid.stored();
  };
  const std::string linear = ", decisions: {utility: linear, pay_cuts: true";
  CHECK_FALSE(stored("", "ascending}"));
  CHECK(stored("", "private_taste}"));
  CHECK(stored("", "posted}"));
  CHECK(stored("", "ascending}" + linear + ", foresight: true}"));
  // A contract that ends lowers the pay and leaves the bid.
  CHECK(stored(", financing: {horizon: 10 years}", "ascending}"));
  CHECK(stored(", pay: {median: 100k}", "ascending}"));
}

}  // namespace
