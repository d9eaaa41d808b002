#pragma once
// What closing the aggregates remembers, so that next time only what changed since has to be added
// up. It follows from the state and is no part of it: without it the aggregates are the same.

#include <cstdint>
#include <vector>

#include "base/id.hpp"
#include "scenario/company.hpp"
#include "world/aggregate_sums.hpp"
#include "world/researchers.hpp"

namespace poach {

struct Market;
struct TickStart;

/// How many collaborators of each person work at the person's own company. Where entrants have no
/// ties, neither do theirs count, nor those of others to the slot.
class Colleagues {
 public:
  /// Takes in who works where now. Only the ties of those who moved since the last time are looked
  /// at.
  void update(const Market& market);
  [[nodiscard]] std::uint32_t of(ResearcherId researcher) const {
    return counts_.empty() ? 0 : counts_[researcher.value()];
  }

 private:
  void count_all(const Market& market);
  void count(const Market& market, std::uint32_t person);
  void move(const Market& market, std::uint32_t person, OptionalCompany to);

  const void* graph_ = nullptr;          // whose ties they are
  std::uint64_t changes_ = 0;            // of that graph, so far
  std::vector<OptionalCompany> places_;  // where a person's ties count
  std::vector<std::uint32_t> counts_;
};

/// The product of a person at a company with these many collaborators there, USD a year.
using ProductOf = double (*)(const Market& market, const TickStart& start, ResearcherId researcher,
                             CompanyId company, std::uint32_t collaborators);

/// What the staff of each company adds up to, from one update to the next.
class AggregateCache {
 public:
  /// Takes out of the sums who changed since the last update, and puts them in anew.
  void update(const Market& market, const TickStart& start, ProductOf product_of);
  [[nodiscard]] const IdVector<CompanyId, AggregateSums>& companies() const { return companies_; }

 private:
  [[nodiscard]] bool is_current(const Market& market) const;
  void start_anew(const Market& market);
  void take_in(AggregateEntry now, AggregateEntry& before);

  Colleagues colleagues_;
  IdVector<ResearcherId, AggregateEntry> people_;
  IdVector<CompanyId, AggregateSums> companies_;
  std::vector<ProductivitySpec> productivity_;  // by kind, as the products had it
  std::vector<double> level_;                   // by company, as the products had it
};

}  // namespace poach
