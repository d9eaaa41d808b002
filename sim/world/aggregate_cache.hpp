#pragma once
// What closing the aggregates remembers, so that next time only what changed since has to be added
// up. It follows from the state and is no part of it: without it the aggregates are the same.

#include <cstdint>
#include <vector>

#include "base/exact_sum.hpp"
#include "base/id.hpp"
#include "scenario/company.hpp"
#include "world/researchers.hpp"

namespace poach {

struct World;

/// How many collaborators of each person work at the person's own company. Entrants have no ties:
/// neither do theirs count, nor those of others to the slot.
class Colleagues {
 public:
  /// Takes in who works where now. Only the ties of those who moved since the last time are looked
  /// at.
  void update(const World& world);
  [[nodiscard]] std::uint32_t of(ResearcherId researcher) const {
    return counts_.empty() ? 0 : counts_[researcher.value()];
  }

 private:
  void count_all(const World& world);
  void move(const World& world, std::uint32_t person, OptionalCompany to);

  const std::uint32_t* graph_ = nullptr;  // whose ties they are
  std::vector<OptionalCompany> places_;   // where a person's ties count
  std::vector<std::uint32_t> counts_;
};

/// What one person is to a company's aggregates.
struct AggregateEntry {
  OptionalCompany employer;
  std::uint32_t generation = 0;
  std::uint32_t colleagues = 0;
  float skill = 0.0F;
  std::uint8_t field = 0;
  double pay = 0.0;
  double unvested = 0.0;
  double product = 0.0;  ///< follows from the others
};

/// What the entries of a company's staff add up to.
struct AggregateSums {
  ExactSum pay;
  ExactSum output;
  ExactSum skill;
  ExactSum unvested;
  std::uint32_t headcount = 0;
  std::uint64_t half_ties_inside = 0;
};

struct AggregateCache {
  Colleagues colleagues;
  IdVector<ResearcherId, AggregateEntry> people;
  IdVector<CompanyId, AggregateSums> companies;
  std::vector<ProductivitySpec> productivity;  ///< by kind, as the products had it
  std::vector<double> level;                   ///< by company, as the products had it
};

}  // namespace poach
