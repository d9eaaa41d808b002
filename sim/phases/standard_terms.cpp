#include "phases/standard_terms.hpp"

#include <algorithm>
#include <limits>

#include "phases/open_contest.hpp"

namespace poach {
namespace {

constexpr Terms alone = Terms::plain;
constexpr std::uint32_t most_companies = 1U << 16;
constexpr ResearcherId anyone{0};

bool treats_all_alike(const CompanySpec& company) {
  const CounterOfferSpec& counters = company.counter_offers;
  const bool answers_by_rule = counters.probability <= 0.0 || counters.probability >= 1.0;
  return company.productivity.match.kind == DistributionKind::constant && answers_by_rule &&
         !counters.raise_limit && counters.to.empty() && company.pay.exceptional_to.empty();
}

bool all_are_alike(const World& world) {
  const std::uint32_t companies = world.fixed.companies.size();
  return world.state.parameters.market.bidding.rule == PriceRule::ascending &&
         terms_of(world) == alone && companies <= most_companies &&
         companies <= world.fixed.population.size() &&
         std::ranges::all_of(world.state.parameters.companies, treats_all_alike);
}

StandardTerms standard_terms(const World& world, CompanyId company) {
  StandardTerms terms;
  terms.value = value_to<alone>(world, anyone, company, 0);
  terms.max_pay = std::min(cap_for<alone>(world, anyone, company), terms.value);
  const CounterLimit limit = counter_limit<alone>(world, anyone, company, 0);
  terms.max_retention_pay =
      limit.answers ? limit.max_pay : -std::numeric_limits<double>::infinity();
  return terms;
}

}  // namespace

void plan_standard_terms(World& world) {
  auto& table = world.tick.start.standard_terms;
  table.clear();
  if (!all_are_alike(world)) return;
  for (const CompanyId c : world.fixed.companies.ids()) table.push_back(standard_terms(world, c));
}

}  // namespace poach
