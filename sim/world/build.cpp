#include "world/build.hpp"

#include <unistd.h>

#include <algorithm>

#include "base/parallel.hpp"
#include "base/screen.hpp"
#include "scenario/size_limits.hpp"
#include "world/appointments.hpp"
#include "world/build_network.hpp"
#include "world/build_people.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

CompanyRegistry build_companies(const Scenario& scenario) {
  IdVector<KindId, CompanyKind> kinds;
  for (const CompanySpec& spec : scenario.base.companies) {
    kinds.push_back({spec.name, hash_name(spec.key.empty() ? spec.name : spec.key), CompanyId{},
                     static_cast<std::uint32_t>(spec.count)});
  }
  return CompanyRegistry(std::move(kinds));
}

Population build_population(const Scenario& scenario, const CompanyRegistry& companies,
                            const Roster* roster) {
  std::vector<Cohort> cohorts;
  for (const KindId g : companies.kinds().ids()) {
    const CompanySpec& spec = scenario.base.companies[g.value()];
    const std::size_t people = roster != nullptr ? roster->staff[g.value()].size()
                                                 : static_cast<std::size_t>(spec.researchers);
    if (people == 0) continue;
    cohorts.push_back({spec.name, companies.kinds()[g].key, ResearcherId{},
                       static_cast<std::uint32_t>(people), g});
  }
  const std::size_t unemployed = roster != nullptr
                                     ? roster->unemployed.size()
                                     : static_cast<std::size_t>(scenario.researchers.unemployed);
  if (unemployed > 0) {
    cohorts.push_back({"unemployed",
                       hash_name("unemployed"),
                       ResearcherId{},
                       static_cast<std::uint32_t>(unemployed),
                       {}});
  }
  return Population(std::move(cohorts));
}

// The level or posted wage of each company of each kind.
double drawn_amount(const Market& market, CompanyId company, const Distribution& distribution,
                    StreamName stream) {
  if (distribution.kind == DistributionKind::constant) return distribution.value;
  const CompanyKind& kind = market.fixed.companies.kinds()[market.fixed.companies.kind_of(company)];
  const double ordinal = company.value() - kind.first.value();
  const double u = distribution.spacing == Spacing::even
                       ? (ordinal + 0.5) / kind.count
                       : market.fixed.draws_of(stream, company).uniform({});
  return distribution.quantile(u);
}

void assign_companies(Market& market, const Workers& workers) {
  const std::uint32_t size = market.fixed.companies.size();
  market.state.companies.open_columns(size, market.fixed.features);
  const bool posted = market.fixed.features.posted_wages;
  workers.for_each((size + block_size - 1) / block_size, [&](std::size_t piece) {
    const auto first = static_cast<std::uint32_t>(piece) * block_size;
    for (const CompanyId c : IdRange<CompanyId>(first, std::min(first + block_size, size))) {
      const CompanySpec& spec = market.spec_of(c);
      market.state.companies.level.set(
          c, drawn_amount(market, c, spec.productivity.level, StreamName::company_level));
      if (!posted) continue;
      market.state.companies.posted_wage.set(
          c, drawn_amount(market, c, spec.pay.posted, StreamName::company_wage));
    }
  });
}

// The teams, without members. Refuses those that the staff at the start could not fill.
void found_teams(Market& market, Diagnostics& diagnostics) {
  std::vector<std::uint32_t> placed(market.fixed.companies.kinds().size(), 0);
  for (const TeamSpec& spec : market.fixed.scenario.teams) {
    const OptionalId<KindId> company = market.fixed.companies.find_kind(spec.company);
    if (!company) continue;  // reported by validation
    for (const Cohort& cohort : market.fixed.population.cohorts()) {
      if (cohort.kind != company) continue;
      std::uint32_t& used = placed[(*company).value()];
      const auto members = static_cast<std::uint32_t>(spec.members);
      if (members > cohort.count - used) {
        diagnostics.error({}, "teams." + spec.name + ".members",
                          "the company has too few people for its teams");
        return;
      }
      market.state.teams.push_back({spec.name, *company, {}});
      used += members;
    }
  }
}

// Refuses a market that cannot fit, before a minute has gone into building it.
void check_memory(const Scenario& scenario, Diagnostics& diagnostics) {
  const double machine =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  const double needed = least_memory(scenario);
  if (needed <= machine) return;
  diagnostics.error({}, "companies",
                    "this market takes at least " + gigabytes(needed) +
                        " of memory; this machine has " + gigabytes(machine),
                    "lower the head counts");
}

}  // namespace

std::optional<World> build_world(const Scenario& scenario, Seed seed, const Workers& workers,
                                 Diagnostics& diagnostics) {
  World world;
  world.fixed.scenario = scenario;
  world.fixed.timeline = Timeline(scenario, diagnostics);
  check_memory(scenario, diagnostics);
  std::optional<Roster> roster;
  if (!scenario.researchers.file.empty()) roster = read_roster(scenario, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  const Roster* roster_or_none = roster ? &*roster : nullptr;
  world.fixed.features = features_of(scenario, world.fixed.timeline);
  world.state.parameters = scenario.base;
  world.fixed.years_per_tick = scenario.clock.years_per_tick();
  world.state.tick = -static_cast<std::int32_t>(scenario.clock.burn_in);
  world.fixed.companies = build_companies(scenario);
  world.fixed.population = build_population(scenario, world.fixed.companies, roster_or_none);
  world.fixed.draws = Draws(seed, world.fixed.population);
  assign_companies(world, workers);
  world.state.researchers.open_columns(world.fixed.population.size(), world.fixed.features);
  if (world.fixed.features.beliefs) world.state.refusals.open(world.fixed.population);
  assign_employers(world, workers);
  assign_traits(world, roster_or_none, workers);
  found_teams(world, diagnostics);
  if (scenario.clock.burn_in == 0 && !diagnostics.has_errors()) appoint_members(world);
  build_collaborations(world, roster_or_none, seed, workers, diagnostics);
  build_company_graph(world, workers);
  world.tick.log.blocks.resize(world.fixed.population.blocks().size());
  if (diagnostics.has_errors()) return std::nullopt;
  return world;
}

}  // namespace poach
