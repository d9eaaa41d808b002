#include "phases/shortcuts/standard_terms.hpp"

#include <limits>

#include "phases/bidding/open_contest.hpp"

namespace poach {
namespace {

constexpr ResearcherId anyone{0};

template <Terms terms>
StandardTerms standard_terms(const Appraiser<terms>& appraiser, CompanyId company) {
  const double value = appraiser.value_to(anyone, company, 0);
  const CounterLimit limit = counter_limit(appraiser, anyone, company, 0);
  return {.value = value,
          .max_pay = appraiser.max_pay_at(anyone, company, value),
          .max_retention_pay =
              limit.answers ? limit.max_pay : -std::numeric_limits<double>::infinity()};
}

}  // namespace

void plan_standard_terms(const Market& market, Tick& tick) {
  auto& table = tick.start.standard_terms;
  table.clear();
  if (!tick.shortcuts.has(Shortcut::standard_terms)) return;
  with_appraiser(market, tick, [&](const auto& appraiser) {
    for (const CompanyId c : market.fixed.companies.ids()) {
      table.push_back(standard_terms(appraiser, c));
    }
  });
}

}  // namespace poach
