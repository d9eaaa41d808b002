#pragma once
// How researchers are numbered: cohort after cohort, a cohort being the people a scenario entry
// brings in. Draws are keyed by (cohort, ordinal within it), so another cohort's size is nothing to
// them.

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.hpp"

namespace poach {

struct Cohort {
  std::string name;
  std::uint64_t key = 0;
  ResearcherId first;
  std::uint32_t count = 0;
  OptionalId<KindId> kind;  ///< the companies they start at; none: unemployed
};

/// A stretch of one cohort: the unit of parallel work.
struct Block {
  std::uint32_t cohort = 0;
  std::uint32_t first_ordinal = 0;
  IdRange<ResearcherId> researchers;
};

class Population {
 public:
  Population() = default;
  /// Cohorts follow each other in the order given; `first` is filled in here.
  explicit Population(std::vector<Cohort> cohorts);

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] IdRange<ResearcherId> ids() const { return {0, size_}; }
  [[nodiscard]] const std::vector<Cohort>& cohorts() const { return cohorts_; }
  [[nodiscard]] const std::vector<Block>& blocks() const { return blocks_; }
  /// Number of the cohort a researcher belongs to.
  [[nodiscard]] std::uint32_t cohort_of(ResearcherId researcher) const {
    return first_block_.size() == 1 ? 0 : find_cohort(researcher);
  }
  [[nodiscard]] std::uint32_t ordinal_of(ResearcherId researcher) const;
  /// Index of the block a researcher belongs to.
  [[nodiscard]] std::size_t block_of(ResearcherId researcher) const;

 private:
  [[nodiscard]] std::uint32_t find_cohort(ResearcherId researcher) const;

  std::vector<Cohort> cohorts_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> starts_;       // of each cohort: its first researcher
  std::vector<std::uint32_t> first_block_;  // of each cohort
  std::uint32_t size_ = 0;
};

}  // namespace poach
