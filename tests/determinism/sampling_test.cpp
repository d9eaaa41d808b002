// Recruiters sample by keyed priorities: a person out of reach changes at most one pick.

#include <algorithm>
#include <set>

#include "base/parallel.hpp"
#include "determinism/runs.hpp"
#include "phases/phases.hpp"
#include "phases/schedule.hpp"
#include "property/random_scenario.hpp"
#include "support/catch.hpp"

namespace {

using poach::CompanyId;
using poach::ResearcherId;
using poach::Scenario;
using poach::World;

// One company that recruits through one channel, among people of two others.
Scenario recruiting(const std::string& channel) {
  Scenario scenario;
  scenario.name = "recruiting";
  scenario.researchers.skill_log_sd = 0.5;
  scenario.researchers.fields = {{"language", 0.5}, {"vision", 0.5}};
  scenario.researchers.unemployed = 100;
  scenario.network.kind = poach::NetworkKind::erdos_renyi;
  for (const std::string name : {"A", "B", "C"}) {
    poach::CompanySpec company;
    company.name = name;
    company.key = name;
    company.researchers = 120;
    company.pay.median = 200e3;
    company.noncompete.share = 0.5;
    scenario.base.companies.push_back(company);
  }
  poach::HiringSpec& hiring = scenario.base.companies.front().hiring;
  hiring.approaches_per_week = 12.0;
  if (channel == "referrals") hiring.targeting.referrals = 1.0;
  if (channel == "visible") hiring.targeting.visible = 1.0;
  if (channel == "anyone") hiring.targeting.anyone = 1.0;
  if (channel == "rival") hiring.targeting.companies["B"] = 1.0;
  if (channel == "field") hiring.targeting.fields["vision"] = 1.0;
  if (channel == "team") {
    scenario.teams.push_back({"core", "C", 40});
    hiring.targeting.teams["core"] = 1.0;
  }
  return scenario;
}

std::set<std::uint32_t> picks(World& world) {
  world.tick.log.clear();
  const poach::Workers alone(1);
  search(world, {alone});
  std::set<std::uint32_t> people;
  for (const auto& log : world.tick.log.blocks) {
    for (const auto& approach : log.approaches) people.insert(approach.researcher.value());
  }
  return people;
}

std::size_t missing(const std::set<std::uint32_t>& from, const std::set<std::uint32_t>& in) {
  return static_cast<std::size_t>(
      std::count_if(from.begin(), from.end(), [&](std::uint32_t r) { return !in.contains(r); }));
}

}  // namespace

TEST_CASE("removing one candidate changes at most one pick") {
  for (const std::string channel : {"referrals", "visible", "anyone", "rival", "field", "team"}) {
    World world = poach::tests::built(recruiting(channel));
    const poach::Workers alone(1);
    world.state.tick = 3;
    shocks(world, {alone});
    planning(world, {alone});
    const std::set<std::uint32_t> before = picks(world);
    REQUIRE(before.size() == 12);
    for (std::uint32_t r = 0; r < world.fixed.population.size(); ++r) {
      world.state.researchers.waiting.set(ResearcherId{r}, 1);
      const std::set<std::uint32_t> after = picks(world);
      world.state.researchers.waiting.set(ResearcherId{r}, 0);
      INFO(channel << ", without person " << r);
      const std::size_t expected = before.contains(r) ? 1 : 0;
      REQUIRE(missing(before, after) == expected);
      REQUIRE(missing(after, before) == expected);
    }
  }
}
