#include "phases/eligibility.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

#include "phases/appraisal.hpp"

namespace poach {
namespace {

std::optional<std::string_view> field_of(const Market& market, ResearcherId r) {
  const auto& fields = market.fixed.scenario.researchers.fields;
  if (fields.empty()) return std::nullopt;
  return std::next(fields.begin(), market.state.researchers.field[r])->first;
}

std::optional<std::string_view> team_of(const Market& market, ResearcherId r) {
  const OptionalId<TeamId> team = market.state.team_of(r);
  if (!team) return std::nullopt;
  return market.state.teams[*team].name;
}

double tenure_of(const Market& market, ResearcherId r) {
  return (market.state.tick - market.state.researchers.joined[r]) * market.fixed.years_per_tick;
}

bool satisfies(const Market& market, const config::Condition& condition, CompanyId company,
               ResearcherId r) {
  const ResearcherTable& people = market.state.researchers;
  const bool employed = people.employer[r].has_value();
  switch (trait_of(condition)) {
    case PersonTrait::collaborators:
      return condition.holds(collaborators_at(market, r, company));
    case PersonTrait::skill:
      return condition.holds(people.skill[r]);
    case PersonTrait::field:
      return condition.holds_for(field_of(market, r));
    case PersonTrait::team:
      return condition.holds_for(team_of(market, r));
    case PersonTrait::tenure:
      return condition.holds(employed ? std::optional(tenure_of(market, r)) : std::nullopt);
    case PersonTrait::pay:
      return condition.holds(employed ? std::optional(people.pay[r]) : std::nullopt);
  }
  return false;
}

}  // namespace

bool passes(const Market& market, const PeopleFilter& filter, CompanyId company, ResearcherId r) {
  return std::ranges::all_of(filter.all(), [&](const config::Condition& condition) {
    return satisfies(market, condition, company, r);
  });
}

}  // namespace poach
