#include "world/world.hpp"

#include <fmt/format.h>

#include "base/math.hpp"

namespace poach {

AgentDraws World::draws_of(StreamName stream, CompanyId company) const {
  const CompanyKind& kind = companies.kinds()[companies.kind_of(company)];
  return draws.of_key(stream, kind.key, company.value() - kind.first.value());
}

bool World::no_barrier(CompanyId company, CompanyId employer) const {
  const std::size_t kinds = companies.kinds().size();
  if (!pact.empty()) {
    const std::size_t row = companies.kind_of(company).value();
    if (pact[row * kinds + companies.kind_of(employer).value()] != 0) return false;
  }
  if (company_graph.vertex_count() == 0 || company == employer) return true;
  return company_graph.has_edge(company.value(), employer.value());
}

void World::set_skill(ResearcherId researcher, double skill) {
  researchers.skill.set(researcher, static_cast<float>(skill));
  const double stored = researchers.skill[researcher];
  researchers.skill_power.set(researcher,
                              pow(stored, parameters.dynamics.production.skill_exponent));
}

std::string World::name_of(ResearcherId researcher) const {
  const Cohort& cohort = population.cohorts()[population.cohort_of(researcher)];
  const std::uint32_t number = researcher.value() - cohort.first.value() + 1;
  const std::uint32_t generation = researchers.generation[researcher];
  if (generation == 0) return fmt::format("{}/{}", cohort.name, number);
  return fmt::format("{}/{}.{}", cohort.name, number, generation);
}

OptionalId<TeamId> World::team_of(ResearcherId researcher) const {
  if (researchers.generation[researcher] != 0) return {};
  for (const TeamId t : teams.ids()) {
    if (teams[t].members.contains(researcher)) return t;
  }
  return {};
}

std::string state_hash(const World& world) {
  StateHash hash;
  hash.add_value(world.tick);
  world.researchers.add_to(hash);
  const CompanyTable& companies = world.companies;
  companies.level.add_to(hash, "level");
  companies.posted_wage.add_to(hash, "posted_wage");
  companies.morale_loss.add_to(hash, "morale_loss");
  companies.prestige.add_to(hash, "prestige");
  companies.recent_losses.add_to(hash, "recent_losses");
  companies.grants_given.add_to(hash, "grants_given");
  hash.add("waiting contracts");
  for (const Waiting& waiting : world.waiting) {
    hash.add_value(waiting.move.researcher);
    hash.add_value(waiting.move.to);
    hash.add_value(waiting.move.start);
    hash.add_value(waiting.move.pay_after);
  }
  return hash.hex();
}

}  // namespace poach
