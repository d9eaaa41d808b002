#include "world/tick_start.hpp"

#include <algorithm>
#include <utility>

namespace poach {

namespace {

// Calls `visit(stretch, person)` for everyone below `people`: each stretch in order, the stretches
// in turns. Neighbours mostly work at the same company, and a counter that is needed again at once
// makes a processor wait.
template <class Visit>
void in_turns(std::uint32_t people, std::uint32_t ranges, const Visit& visit) {
  const std::uint32_t length = people / ranges;
  for (std::uint32_t k = 0; k < length; ++k) {
    for (std::uint32_t s = 0; s < ranges; ++s) visit(s, s * length + k);
  }
  for (std::uint32_t r = ranges * length; r < people; ++r) visit(ranges - 1, r);
}

}  // namespace

void StaffLists::assign(std::size_t companies, std::span<const OptionalId<CompanyId>> employers) {
  const auto people = static_cast<std::uint32_t>(employers.size());
  // Where there are many companies neighbours seldom share one, and counters take memory.
  const std::uint32_t ranges = companies <= 1024 ? 4 : 1;
  std::vector<std::uint32_t> next(companies * ranges, 0);  // by company, then stretch
  const auto counter = [&](std::uint32_t range, CompanyId company) -> std::uint32_t& {
    return next[std::size_t{company.value()} * ranges + range];
  };
  in_turns(people, ranges, [&](std::uint32_t range, std::uint32_t r) {
    if (employers[r]) ++counter(range, *employers[r]);
  });
  first_.assign(companies + 1, 0);
  std::uint32_t before = 0;
  for (std::size_t k = 0; k < next.size(); ++k) {
    if (k % ranges == 0) first_[k / ranges] = before;
    before += std::exchange(next[k], before);
  }
  first_[companies] = before;
  people_.resize(before);
  in_turns(people, ranges, [&](std::uint32_t range, std::uint32_t r) {
    if (employers[r]) people_[counter(range, *employers[r])++] = ResearcherId{r};
  });
}

void OfferPremium::assign(std::vector<double> values, std::vector<double> weights, double rate) {
  rate_ = rate;
  values_ = std::move(values);
  survivor_.assign(values_.size(), 0.0);
  integral_.assign(values_.size(), 0.0);
  double total = 0.0;
  for (const double weight : weights) total += weight;
  double below = 0.0;
  for (std::size_t j = 0; j < values_.size(); ++j) {
    const double before =
        j == 0 ? values_[0] : integral_[j - 1] + survivor_[j - 1] * (values_[j] - values_[j - 1]);
    integral_[j] = before;
    below += weights[j];
    survivor_[j] = 1.0 - below / total;
  }
}

double OfferPremium::integral_to(double x) const {
  const auto after = std::upper_bound(values_.begin(), values_.end(), x);
  if (after == values_.begin()) return x;
  const auto j = static_cast<std::size_t>(after - values_.begin()) - 1;
  return integral_[j] + survivor_[j] * (x - values_[j]);
}

double OfferPremium::wage(double bid, double productivity) const {
  return bid - rate_ * (integral_to(productivity) - integral_to(bid));
}

}  // namespace poach
