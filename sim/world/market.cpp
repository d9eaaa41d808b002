#include "world/market.hpp"

#include <fmt/format.h>

namespace poach {

AgentDraws Fixed::draws_of(StreamName stream, CompanyId company) const {
  const CompanyKind& kind = companies.kinds()[companies.kind_of(company)];
  return draws.of_key(stream, kind.key, company.value() - kind.first.value());
}

std::uint32_t Fixed::person_key(ResearcherId researcher) const {
  const Cohort& cohort = population.cohorts()[population.cohort_of(researcher)];
  return fold_key(combine_keys(cohort.key, researcher.value() - cohort.first.value()));
}

bool Market::no_barrier(CompanyId company, CompanyId employer) const {
  const std::size_t kinds = fixed.companies.kinds().size();
  if (!state.pact.empty()) {
    const std::size_t row = fixed.companies.kind_of(company).value();
    if (state.pact[row * kinds + fixed.companies.kind_of(employer).value()] != 0) return false;
  }
  if (state.company_graph.vertex_count() == 0 || company == employer) return true;
  return state.company_graph.has_edge(company.value(), employer.value());
}

void Market::keep(bool Features::*feature) {
  fixed.features.*feature = true;
  state.researchers.open_missing_columns(fixed.population.size(), fixed.features);
  state.companies.open_missing_columns(fixed.companies.size(), fixed.features);
}

std::string Market::name_of(ResearcherId researcher) const {
  const Cohort& cohort = fixed.population.cohorts()[fixed.population.cohort_of(researcher)];
  const std::uint32_t number = researcher.value() - cohort.first.value() + 1;
  const std::uint32_t generation = state.researchers.generation[researcher];
  if (generation == 0) return fmt::format("{}/{}", cohort.name, number);
  return fmt::format("{}/{}.{}", cohort.name, number, generation);
}

}  // namespace poach
