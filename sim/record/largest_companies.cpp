#include "record/largest_companies.hpp"

#include <algorithm>

#include "world/world.hpp"

namespace poach {
namespace {

bool is_larger(const IdVector<CompanyId, CompanyAggregates>& aggregates, CompanyId a, CompanyId b) {
  const std::uint32_t of_a = aggregates[a].headcount;
  const std::uint32_t of_b = aggregates[b].headcount;
  return of_a != of_b ? of_a > of_b : a < b;
}

}  // namespace

std::vector<CompanyId> companies_shown(const RecordedTick& tick) {
  const auto& aggregates = tick.world.tick.aggregates.companies;
  std::vector<CompanyId> shown;
  for (const CompanyId c : aggregates.ids()) shown.push_back(c);
  const auto top = static_cast<std::size_t>(tick.plan.companies_top);
  if (top == 0 || top >= shown.size()) return shown;
  std::nth_element(shown.begin(), shown.begin() + static_cast<std::ptrdiff_t>(top), shown.end(),
                   [&](CompanyId a, CompanyId b) { return is_larger(aggregates, a, b); });
  shown.resize(top);
  std::sort(shown.begin(), shown.end());
  return shown;
}

}  // namespace poach
