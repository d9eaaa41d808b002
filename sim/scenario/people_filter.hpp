#pragma once
// The people to whom a company's policy extends, as a scenario writes it: `counter_offers.to`,
// `retention.to`, `hiring.targeting.to`, `pay.exceptional_to`.

#include <cstdint>

#include "config/conditions.hpp"

namespace poach {

/// The quantities by which people can be chosen, in the order of the vocabulary.
enum class PersonTrait : std::uint8_t { collaborators, skill, field, team, tenure, pay };

using PeopleFilter = config::Conditions;

/// The filter without conditions.
[[nodiscard]] PeopleFilter everyone();

[[nodiscard]] inline PersonTrait trait_of(const config::Condition& condition) {
  return static_cast<PersonTrait>(condition.quantity);
}

}  // namespace poach
