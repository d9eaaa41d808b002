#include "scenario/people_filter.hpp"

#include <array>

namespace poach {
namespace {

using config::Quantity;
using config::Values;

constexpr std::array<Quantity, 6> traits = {{
    {"collaborators", Values::numbers, "collaborators at the acting company", "people"},
    {"skill", Values::numbers, "skill; the median is 1", "efficiency units"},
    {"field", Values::texts, "field"},
    {"team", Values::texts, "named team; empty: no team"},
    {"tenure", Values::numbers, "time at the present employer; empty: no employer", "years"},
    {"pay", Values::numbers, "present pay; empty: no employer", "USD per year"},
}};
static_assert(traits.size() == static_cast<std::size_t>(PersonTrait::pay) + 1);

constexpr config::Vocabulary people = {traits, "a map of conditions on people, or everyone",
                                       "people are not chosen by", config::at_least(0)};

}  // namespace

PeopleFilter everyone() { return PeopleFilter(people); }

}  // namespace poach
