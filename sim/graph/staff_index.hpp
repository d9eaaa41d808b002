#pragma once
// Gives the k-th member of a company, and the company of a random guest.

#include <cstdint>
#include <span>
#include <vector>

#include "graph/teams.hpp"

namespace poach::graph {

/// The multiply-shift map of a 32-bit word to 0..count - 1.
[[nodiscard]] constexpr std::uint32_t below(std::uint32_t word, std::uint32_t count) {
  return static_cast<std::uint32_t>((static_cast<std::uint64_t>(word) * count) >> 32);
}

/// Members by company. Places run over all companies, one company after the other; within a company
/// members stand in the order of their vertices.
class StaffIndex {
 public:
  explicit StaffIndex(const Staff& staff);

  [[nodiscard]] std::uint32_t places() const { return begins_.back(); }
  [[nodiscard]] std::uint32_t companies() const {
    return static_cast<std::uint32_t>(begins_.size() - 1);
  }
  [[nodiscard]] std::uint32_t begin(std::uint32_t company) const { return begins_[company]; }
  [[nodiscard]] std::uint32_t headcount(std::uint32_t company) const {
    return begins_[company + 1] - begins_[company];
  }
  [[nodiscard]] std::uint32_t company_at(std::uint32_t place) const;
  [[nodiscard]] std::uint32_t vertex(std::uint32_t company, std::uint32_t member) const {
    const std::uint32_t place = begins_[company] + member;
    return order_.empty() ? place : order_[place];
  }
  /// A company with a chance proportional to its headcount. Companies are lined up by key, so their
  /// order does not matter, and a changed headcount moves few draws.
  [[nodiscard]] std::uint32_t company_of(std::uint32_t word) const;

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> order_;   // vertices by place; empty when each is its own place
  std::vector<std::uint32_t> by_key_;  // companies by key
  std::vector<std::uint32_t> ends_;    // cumulated headcounts in that order
};

}  // namespace poach::graph
