#include "record/recorded_tick.hpp"

#include "world/world.hpp"

namespace poach {

void CompanyCounts::add(const CompanyCounts& other) {
  hires += other.hires;
  poached_in += other.poached_in;
  poached_out += other.poached_out;
  separations += other.separations;
  counter_offers += other.counter_offers;
  raises += other.raises;
  raise_cost += other.raise_cost;
  grants += other.grants;
}

void SinceLastRow::clear() {
  market = {};
  jobs_started = 0;
  companies.assign(companies.size(), {});
  flows.clear();
  people = {};
  accounts.assign(accounts.size(), {});
}

std::string_view CompanyNames::name_of(const Market& market, OptionalCompany company) {
  if (!company) return {};
  auto [at, added] = names_.try_emplace((*company).value());
  if (added) at->second = market.fixed.companies.name_of(*company);
  return at->second;
}

std::string_view team_name(const Market& market, OptionalId<TeamId> team) {
  return team ? std::string_view(market.state.teams[*team].name) : std::string_view{};
}

}  // namespace poach
