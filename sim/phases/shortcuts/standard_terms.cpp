#include "phases/shortcuts/standard_terms.hpp"

#include <algorithm>
#include <limits>

#include "phases/bidding/open_contest.hpp"

namespace poach {
namespace {

constexpr Terms alone = Terms::plain;
constexpr ResearcherId anyone{0};

StandardTerms standard_terms(const World& world, CompanyId company) {
  StandardTerms terms;
  terms.value = value_to<alone>(world, anyone, company, 0);
  terms.max_pay = max_pay_at<alone>(world, anyone, company, terms.value);
  const CounterLimit limit = counter_limit<alone>(world, anyone, company, 0);
  terms.max_retention_pay =
      limit.answers ? limit.max_pay : -std::numeric_limits<double>::infinity();
  return terms;
}

}  // namespace

void plan_standard_terms(World& world) {
  auto& table = world.tick.start.standard_terms;
  table.clear();
  if (!world.tick.shortcuts.has(Shortcut::standard_terms)) return;
  for (const CompanyId c : world.fixed.companies.ids()) table.push_back(standard_terms(world, c));
}

}  // namespace poach
