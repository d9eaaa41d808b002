#include "phases/eligibility.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>

#include "phases/appraisal.hpp"

namespace poach {
namespace {

std::optional<std::string_view> field_of(const World& world, ResearcherId r) {
  const auto& fields = world.fixed.scenario.researchers.fields;
  if (fields.empty()) return std::nullopt;
  return std::next(fields.begin(), world.state.researchers.field[r])->first;
}

std::optional<std::string_view> team_of(const World& world, ResearcherId r) {
  const OptionalId<TeamId> team = world.state.team_of(r);
  if (!team) return std::nullopt;
  return world.state.teams[*team].name;
}

double tenure_of(const World& world, ResearcherId r) {
  return (world.state.tick - world.state.researchers.joined[r]) * world.fixed.years_per_tick;
}

bool satisfies(const World& world, const config::Condition& condition, CompanyId company,
               ResearcherId r) {
  const ResearcherTable& people = world.state.researchers;
  const bool employed = people.employer[r].has_value();
  switch (trait_of(condition)) {
    case PersonTrait::collaborators:
      return condition.holds(collaborators_at(world, r, company));
    case PersonTrait::skill:
      return condition.holds(people.skill[r]);
    case PersonTrait::field:
      return condition.holds_for(field_of(world, r));
    case PersonTrait::team:
      return condition.holds_for(team_of(world, r));
    case PersonTrait::tenure:
      return condition.holds(employed ? std::optional(tenure_of(world, r)) : std::nullopt);
    case PersonTrait::pay:
      return condition.holds(employed ? std::optional(people.pay[r]) : std::nullopt);
  }
  return false;
}

}  // namespace

bool passes(const World& world, const PeopleFilter& filter, CompanyId company, ResearcherId r) {
  return std::ranges::all_of(filter.all(), [&](const config::Condition& condition) {
    return satisfies(world, condition, company, r);
  });
}

}  // namespace poach
