#include "poach/world/plan.hpp"

#include <algorithm>

namespace poach {

void StaffLists::assign(std::size_t companies, std::span<const OptionalId<CompanyId>> employers) {
  // Counted two places further on, so that filling the lists leaves each beginning where it
  // belongs.
  first_.assign(companies + 2, 0);
  for (const OptionalId<CompanyId> employer : employers) {
    if (employer) ++first_[(*employer).value() + 2];
  }
  for (std::size_t c = 0; c < companies; ++c) first_[c + 2] += first_[c + 1];
  people_.resize(first_.back());
  for (std::uint32_t r = 0; r < employers.size(); ++r) {
    if (employers[r]) people_[first_[(*employers[r]).value() + 1]++] = ResearcherId{r};
  }
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
