// Offers found side by side against a solver of one problem with the scalar functions.

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "base/math.hpp"
#include "rules/private_offer.hpp"
#include "support/catch.hpp"

using poach::UtilityForm;
using namespace poach::rules;

namespace {

using Offer = std::optional<PrivateOffer>;

struct Gain {
  double value = 0.0;
  double slope = 0.0;
};

double accepted_at(const PrivateOfferProblem& p, double pay) {
  const double utility = pay_utility(counted_pay(pay, p.forfeit), p.form);
  return poach::logistic((utility - p.alternative) / p.taste);
}

Gain gain_at(const PrivateOfferProblem& p, double pay) {
  const bool log = p.form == UtilityForm::log;
  const double counted = counted_pay(pay, p.forfeit);
  double marginal = log ? 1.0 / counted : 1.0;
  if (counted <= p.forfeit.pay_floor) marginal = 0.0;
  const double accepted = accepted_at(p, pay);
  const double margin = (p.value - pay) * (1.0 - accepted) * marginal;
  const double curvature = log ? marginal : 0.0;
  return {margin - p.taste,
          -(1.0 - accepted) * marginal - margin * (curvature + accepted * marginal / p.taste)};
}

double interior(const PrivateOfferProblem& p, double low, double high) {
  double pay = low;
  Gain gain = gain_at(p, low);
  for (int step = 0; step < 100; ++step) {
    double next = pay - gain.value / gain.slope;
    if (!(next > low && next < high)) next = 0.5 * (low + high);
    const double change = next - pay;
    pay = next;
    if (change < 1e-10 * pay && change > -1e-10 * pay) break;
    gain = gain_at(p, pay);
    (gain.value > 0.0 ? low : high) = pay;
  }
  return pay;
}

// One problem after the other, step by step, for problems with a taste.
Offer plain_offer(const PrivateOfferProblem& p) {
  const double ceiling = std::min(p.ceiling, p.value);
  if (!(p.floor <= ceiling)) return std::nullopt;
  const double counts_from = p.forfeit.per_year + p.forfeit.pay_floor;
  const double low = std::min(std::max(p.floor, std::nextafter(counts_from, ceiling)), ceiling);
  double pay = low;
  if (gain_at(p, low).value > 0.0) {
    pay = gain_at(p, ceiling).value >= 0.0 ? ceiling : interior(p, low, ceiling);
  }
  const PrivateOffer offer{pay, accepted_at(p, pay)};
  if (p.floor >= counts_from) return offer;
  const PrivateOffer at_floor{p.floor, accepted_at(p, p.floor)};
  const double gain = (p.value - offer.pay) * offer.acceptance;
  return (p.value - at_floor.pay) * at_floor.acceptance > gain ? at_floor : offer;
}

// Markets of every kind: floors above ceilings, ends that bind, forfeits, no taste or next to none.
PrivateOfferProblem drawn_problem(std::mt19937_64& random) {
  std::uniform_real_distribution<double> unit;
  PrivateOfferProblem p;
  p.form = unit(random) < 0.5 ? UtilityForm::log : UtilityForm::linear;
  const bool log = p.form == UtilityForm::log;
  p.value = 200e3 * std::exp(4.0 * unit(random));
  p.floor = unit(random) < 0.1 ? 0.0 : p.value * 1.1 * unit(random) * unit(random);
  p.ceiling = p.value * (0.2 + unit(random));
  const double rival = p.value * (0.1 + 1.4 * unit(random));
  p.alternative = log ? std::log(rival) + unit(random) - 0.5 : rival;
  p.taste = (log ? 1.0 : 300e3) * std::exp(-8.0 * unit(random));
  if (unit(random) < 0.1) p.taste = 0.0;
  if (unit(random) < 0.5) {
    p.forfeit = {.per_year = p.value * unit(random), .pay_floor = std::exp(10.0 * unit(random))};
  }
  return p;
}

// Ordinary problems with one or two quantities pushed to where formulas end.
PrivateOfferProblem odd_problem(std::mt19937_64& random) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double odd[] = {0.0,
                            -0.0,
                            -1.0,
                            infinity,
                            -infinity,
                            1e-308,
                            5e-324,
                            1e308,
                            1e-12,
                            1.0,
                            1e20,
                            -1e20,
                            std::numeric_limits<double>::quiet_NaN()};
  PrivateOfferProblem p = drawn_problem(random);
  double* const quantities[] = {&p.value,       &p.floor, &p.ceiling,
                                &p.alternative, &p.taste, &p.forfeit.per_year};
  std::uniform_int_distribution<std::size_t> which(0, std::size(quantities) - 1);
  std::uniform_int_distribution<std::size_t> what(0, std::size(odd) - 1);
  for (int change = 0; change < 2; ++change) *quantities[which(random)] = odd[what(random)];
  return p;
}

bool same_bits(double a, double b) {
  return (a != a && b != b) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same(const Offer& a, const Offer& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return same_bits(a->pay, b->pay) && same_bits(a->acceptance, b->acceptance);
}

std::vector<Offer> offers_for(const std::vector<PrivateOfferProblem>& problems) {
  // The earlier contents mean nothing.
  std::vector<Offer> offers(problems.size(), PrivateOffer{-1.0, -1.0});
  best_private_offers(problems, offers);
  return offers;
}

void check_alike(const std::vector<PrivateOfferProblem>& problems) {
  const std::vector<Offer> offers = offers_for(problems);
  for (std::size_t k = 0; k < problems.size(); ++k) {
    const PrivateOfferProblem& p = problems[k];
    CAPTURE(k, problems.size(), p.value, p.floor, p.ceiling, p.alternative, p.taste,
            p.forfeit.per_year, p.forfeit.pay_floor, static_cast<int>(p.form));
    REQUIRE(same(offers[k], best_private_offer(p)));
    if (!(p.taste <= 0.0)) REQUIRE(same(offers[k], plain_offer(p)));
  }
}

}  // namespace

TEST_CASE("offers found side by side are those found one by one, bit for bit") {
  std::mt19937_64 random(20250606);
  std::vector<PrivateOfferProblem> problems(20'000);
  for (PrivateOfferProblem& problem : problems) problem = drawn_problem(random);
  check_alike(problems);
}

TEST_CASE("offers to odd problems are the same too, and no oddity reaches a neighbour") {
  std::mt19937_64 random(20250616);
  std::vector<PrivateOfferProblem> problems(20'000);
  for (PrivateOfferProblem& problem : problems) problem = odd_problem(random);
  check_alike(problems);
}

TEST_CASE("any number of problems can be solved side by side") {
  std::mt19937_64 random(20250630);
  for (std::size_t count = 0; count < 200; ++count) {
    std::vector<PrivateOfferProblem> problems(count);
    for (PrivateOfferProblem& problem : problems) problem = drawn_problem(random);
    check_alike(problems);
  }
}
