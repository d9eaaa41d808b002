#include "rules/private_offer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "base/lockstep_math.hpp"

namespace poach::rules {
namespace {

// Problems that are solved side by side: few enough for all their data to stay in the first-level
// cache.
constexpr std::size_t most_lanes = 64;
static_assert(most_lanes % widest_vector == 0);
using Lane = std::array<double, most_lanes>;

// Problems side by side, each with a trial pay: one column for each quantity, so that the loops
// over them become vectors. All have taste.
class Lockstep {
 public:
  void clear() { size_ = 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  // The place of the problem in the input.
  [[nodiscard]] std::size_t number(std::size_t k) const { return number_[k]; }
  [[nodiscard]] double pay(std::size_t k) const { return pay_[k]; }
  [[nodiscard]] double accepted(std::size_t k) const { return accepted_[k]; }

  // `low` and `high` enclose the best pay; `low` is the trial pay.
  void add(std::size_t number, const PrivateOfferProblem& problem, double low, double high);
  // The probability that each trial pay is accepted.
  void accept();
  // Calls `finish(k)` for every problem whose best pay is an end of its bracket, removes it, and
  // computes the gain at `low` of the others.
  template <class Finish>
  void try_ends(const Finish& finish);
  // A step of Newton's method for all, kept inside their brackets: a step that leaves its bracket
  // is replaced by a halving. Calls `finish(k)` for those that hardly moved and removes them.
  template <class Finish>
  void step(const Finish& finish);

 private:
  void find_gain();
  // The last problem takes the place of problem `k`.
  void remove(std::size_t k);
  template <class Finish>
  void finish_done(const Finish& finish);

  std::size_t size_ = 0;
  std::array<std::size_t, most_lanes> number_{};
  std::array<bool, most_lanes> is_log_{};
  std::array<bool, most_lanes> done_{};
  Lane value_{}, alternative_{}, taste_{}, refused_{}, share_{}, forfeit_{}, pay_floor_{};
  Lane pay_{}, low_{}, high_{};
  Lane counted_{}, utility_{}, advantage_{}, logit_{}, accepted_{};
  // The derivative of ln((v - w) acceptance(w)) times (v - w) sigma, and its slope: positive below
  // the best offer, negative above. It decreases in w wherever the offer counts for more than the
  // floor. Where an offer was refused before it is times P too.
  Lane gain_{}, slope_{};
};

void Lockstep::add(std::size_t number, const PrivateOfferProblem& problem, double low,
                   double high) {
  const std::size_t k = size_++;
  number_[k] = number;
  is_log_[k] = problem.form == UtilityForm::log;
  value_[k] = problem.value;
  alternative_[k] = problem.alternative;
  taste_[k] = problem.taste;
  refused_[k] = problem.refused;
  forfeit_[k] = problem.forfeit.per_year;
  share_[k] = problem.forfeit.share;
  pay_floor_[k] = problem.forfeit.pay_floor;
  pay_[k] = low_[k] = low;
  high_[k] = high;
}

void Lockstep::remove(std::size_t k) {
  const std::size_t last = --size_;
  number_[k] = number_[last];
  is_log_[k] = is_log_[last];
  for (Lane* lane : {&value_, &alternative_, &taste_, &refused_, &share_, &forfeit_, &pay_floor_,
                     &pay_, &low_, &high_, &gain_, &slope_}) {
    (*lane)[k] = (*lane)[last];
  }
}

void Lockstep::accept() {
  // Vectors are filled up with lanes that are not in use.
  const std::size_t whole = (size_ + widest_vector - 1) / widest_vector * widest_vector;
  for (std::size_t k = 0; k < size_; ++k) {
    counted_[k] = counted_pay(pay_[k], {forfeit_[k], pay_floor_[k], share_[k]});
  }
  log_of_each(std::span(counted_).first(whole), std::span(utility_).first(whole));
  for (std::size_t k = 0; k < size_; ++k) {
    advantage_[k] = ((is_log_[k] ? utility_[k] : counted_[k]) - alternative_[k]) / taste_[k];
  }
  logistic_of_each(std::span(advantage_).first(whole), std::span(logit_).first(whole));
  for (std::size_t k = 0; k < size_; ++k) {
    accepted_[k] = std::max(logit_[k] * (1.0 + refused_[k]) - refused_[k], 0.0);
  }
}

void Lockstep::find_gain() {
  accept();
  for (std::size_t k = 0; k < size_; ++k) {
    // The slope of pay utility in pay, and the relative decrease of that slope.
    const double rising = is_log_[k] ? share_[k] / counted_[k] : share_[k];
    const double marginal = counted_[k] <= pay_floor_[k] ? 0.0 : rising;
    const double curvature = is_log_[k] ? marginal : 0.0;
    const double declined = 1.0 - accepted_[k];
    const double margin = (value_[k] - pay_[k]) * declined * marginal;
    const double slope =
        -declined * marginal - margin * (curvature + logit_[k] * marginal / taste_[k]);
    // With a refusal margin is times E / (E - m) = q / P, and all is times P, so that it stays
    // finite where P is 0.
    const bool fresh = refused_[k] == 0.0;
    const double rising_logit = logit_[k] * (1.0 - logit_[k]) * marginal / taste_[k];
    gain_[k] = fresh ? margin - taste_[k] : margin * logit_[k] - taste_[k] * accepted_[k];
    slope_[k] = fresh ? slope
                      : slope * logit_[k] + margin * rising_logit -
                            taste_[k] * (1.0 + refused_[k]) * rising_logit;
  }
}

template <class Finish>
void Lockstep::finish_done(const Finish& finish) {
  for (std::size_t k = size_; k-- > 0;) {
    if (!done_[k]) continue;
    finish(k);
    remove(k);
  }
}

template <class Finish>
void Lockstep::try_ends(const Finish& finish) {
  pay_ = high_;
  find_gain();
  const Lane accepted_at_high = accepted_;
  std::array<bool, most_lanes> at_high{};
  for (std::size_t k = 0; k < size_; ++k) at_high[k] = gain_[k] >= 0.0;
  pay_ = low_;
  find_gain();
  for (std::size_t k = 0; k < size_; ++k) {
    const bool at_low = !(gain_[k] > 0.0);
    done_[k] = at_low || at_high[k];
    if (at_low || !at_high[k]) continue;
    pay_[k] = high_[k];
    accepted_[k] = accepted_at_high[k];
  }
  finish_done(finish);
}

template <class Finish>
void Lockstep::step(const Finish& finish) {
  for (std::size_t k = 0; k < size_; ++k) {
    double next = pay_[k] - gain_[k] / slope_[k];
    if (!(next > low_[k] && next < high_[k])) next = 0.5 * (low_[k] + high_[k]);
    const double change = next - pay_[k];
    pay_[k] = next;
    done_[k] = change < 1e-10 * next && change > -1e-10 * next;
  }
  find_gain();
  finish_done(finish);
  for (std::size_t k = 0; k < size_; ++k) (gain_[k] > 0.0 ? low_ : high_)[k] = pay_[k];
}

// Without taste every offer better than the alternative is accepted, so the lowest such offer is
// best. It is better by one part in a billion, so that rounding loses nobody.
std::optional<PrivateOffer> offer_without_taste(const PrivateOfferProblem& problem) {
  constexpr double hair = 1e-9;
  const double equal = pay_for_utility(problem.alternative, problem.form);
  double pay = problem.floor;
  if (counted_pay(pay, problem.forfeit) <= equal * (1.0 + hair)) {
    pay = std::max(pay, pay_counting(equal, problem.forfeit) * (1.0 + hair));
  }
  if (pay > std::min(problem.ceiling, problem.value)) return std::nullopt;
  return PrivateOffer{pay, 1.0};
}

// Every offer below this pay counts for the pay floor.
double counts_from(const PrivateOfferProblem& problem) {
  return pay_counting(problem.forfeit.pay_floor, problem.forfeit);
}

// The pay whose acceptance is just 0, since as good an offer was refused before; minus infinity
// when none was.
double pay_refused(const PrivateOfferProblem& problem) {
  if (problem.refused == 0.0) return -std::numeric_limits<double>::infinity();
  const double utility = problem.alternative + problem.taste * log(problem.refused);
  return pay_counting(pay_for_utility(utility, problem.form), problem.forfeit);
}

using Problems = std::span<const PrivateOfferProblem>;
using Offers = std::span<std::optional<PrivateOffer>>;

// Fills `lockstep` with the problems that have a taste and an allowed offer, and solves the others.
void start(Problems problems, Offers offers, Lockstep& lockstep) {
  for (std::size_t n = 0; n < problems.size(); ++n) {
    const PrivateOfferProblem& problem = problems[n];
    const double ceiling = std::min(problem.ceiling, problem.value);
    offers[n].reset();
    if (!(problem.floor <= ceiling)) continue;
    if (problem.taste <= 0.0) {
      offers[n] = offer_without_taste(problem);
      continue;
    }
    const double refused = pay_refused(problem);
    if (problem.refused > 0.0 && refused >= ceiling) continue;
    const double counts = std::nextafter(std::max(counts_from(problem), refused), ceiling);
    lockstep.add(n, problem, std::min(std::max(problem.floor, counts), ceiling), ceiling);
  }
}

// The best offer for each problem that counts for more than the pay floor.
void find_offers(Lockstep& lockstep, Offers offers) {
  const auto finish = [&](std::size_t k) {
    offers[lockstep.number(k)] = PrivateOffer{lockstep.pay(k), lockstep.accepted(k)};
  };
  lockstep.try_ends(finish);
  for (int step = 0; step < 100 && lockstep.size() > 0; ++step) lockstep.step(finish);
  for (std::size_t k = 0; k < lockstep.size(); ++k) finish(k);
}

// All pay below the forfeit counts for the same, so the lowest is best.
void compare_with_floors(Problems problems, Offers offers, Lockstep& lockstep) {
  lockstep.clear();
  for (std::size_t n = 0; n < problems.size(); ++n) {
    const PrivateOfferProblem& problem = problems[n];
    if (!offers[n] || problem.taste <= 0.0 || !(problem.floor < counts_from(problem))) continue;
    lockstep.add(n, problem, problem.floor, problem.floor);
  }
  lockstep.accept();
  for (std::size_t k = 0; k < lockstep.size(); ++k) {
    const PrivateOfferProblem& problem = problems[lockstep.number(k)];
    PrivateOffer& offer = *offers[lockstep.number(k)];
    const PrivateOffer at_floor{problem.floor, lockstep.accepted(k)};
    const double gain = (problem.value - offer.pay) * offer.acceptance;
    if ((problem.value - at_floor.pay) * at_floor.acceptance > gain) offer = at_floor;
  }
}

}  // namespace

double acceptance(const PrivateOfferProblem& problem, double pay) {
  if (problem.taste <= 0.0) {
    const double counted = counted_pay(pay, problem.forfeit);
    return pay_utility(counted, problem.form) - problem.alternative >= 0.0 ? 1.0 : 0.0;
  }
  Lockstep alone;
  alone.add(0, problem, pay, pay);
  alone.accept();
  return alone.accepted(0);
}

std::optional<PrivateOffer> best_private_offer(const PrivateOfferProblem& problem) {
  std::optional<PrivateOffer> offer;
  best_private_offers({&problem, 1}, {&offer, 1});
  return offer;
}

void best_private_offers(std::span<const PrivateOfferProblem> problems,
                         std::span<std::optional<PrivateOffer>> offers) {
  Lockstep lockstep;
  for (std::size_t done = 0; done < problems.size(); done += most_lanes) {
    const std::size_t here = std::min(most_lanes, problems.size() - done);
    lockstep.clear();
    start(problems.subspan(done, here), offers.subspan(done, here), lockstep);
    find_offers(lockstep, offers.subspan(done, here));
    compare_with_floors(problems.subspan(done, here), offers.subspan(done, here), lockstep);
  }
}

}  // namespace poach::rules
