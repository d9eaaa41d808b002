#pragma once
// What people add to the aggregates of their company. All sums are exact, so that taking out what
// was put in leaves the bits of before.

#include <cstdint>

#include "base/exact_sum.hpp"
#include "base/id.hpp"
#include "world/researchers.hpp"

namespace poach {

struct Market;

/// What one person is to a company's aggregates.
struct AggregateEntry {
  OptionalCompany employer;
  std::uint32_t generation = 0;
  std::uint32_t colleagues = 0;     ///< collaborators at the same company
  std::uint32_t collaborators = 0;  ///< anywhere
  float skill = 0.0F;
  std::uint8_t field = 0;
  double pay = 0.0;
  double unvested = 0.0;
  double product = 0.0;  ///< follows from the others
};

/// All but the product of a person with these colleagues.
[[nodiscard]] AggregateEntry entry_of(const Market& market, ResearcherId researcher,
                                      std::uint32_t colleagues);

/// What the entries of a company's staff add up to.
struct AggregateSums {
  ExactSum pay;
  ExactSum output;
  ExactSum skill;
  ExactSum unvested;
  std::uint32_t headcount = 0;
  std::uint64_t half_ties_inside = 0;

  void add(const AggregateEntry& entry);
  /// Undoes `add`.
  void subtract(const AggregateEntry& entry);
  /// Subtracts and adds for someone who stays at the company; leaves alone what did not change.
  void replace(const AggregateEntry& before, const AggregateEntry& now);
};

}  // namespace poach
