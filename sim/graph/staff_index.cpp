#include "graph/staff_index.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace poach::graph {

StaffIndex::StaffIndex(const Staff& staff) : begins_(staff.company_keys.size() + 1, 0U) {
  bool in_order = true;
  std::uint32_t last = 0;
  for (const std::uint32_t company : staff.companies) {
    if (company >= companies()) throw std::invalid_argument("a vertex has a company without a key");
    ++begins_[company + 1];
    in_order = in_order && last <= company;
    last = company;
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  if (!in_order) {
    order_.resize(staff.companies.size());
    std::vector<std::uint32_t> next(begins_.begin(), begins_.end() - 1);
    for (std::uint32_t vertex = 0; vertex < staff.companies.size(); ++vertex) {
      order_[next[staff.companies[vertex]]++] = vertex;
    }
  }
  by_key_.resize(companies());
  std::iota(by_key_.begin(), by_key_.end(), 0U);
  std::stable_sort(by_key_.begin(), by_key_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return staff.company_keys[a] < staff.company_keys[b];
  });
  ends_.reserve(by_key_.size());
  std::uint32_t end = 0;
  for (const std::uint32_t company : by_key_) ends_.push_back(end += headcount(company));
}

std::uint32_t StaffIndex::company_at(std::uint32_t place) const {
  const auto after = std::upper_bound(begins_.begin(), begins_.end(), place);
  return static_cast<std::uint32_t>(after - begins_.begin()) - 1;
}

std::uint32_t StaffIndex::company_of(std::uint32_t word) const {
  const auto found = std::upper_bound(ends_.begin(), ends_.end(), below(word, places()));
  return by_key_[static_cast<std::size_t>(found - ends_.begin())];
}

}  // namespace poach::graph
