#pragma once
// Exponential races: who arrives first is drawn, and only the removal of a winner changes who wins.

#include <array>
#include <cstddef>

#include "base/id.hpp"
#include "base/lockstep_math.hpp"

namespace poach {

// Finds the first of many arrivals, taking logarithms of several at a time.
class ExponentialRace {
 public:
  // Somebody who arrives at -ln(u) / weight.
  void enter(KindId kind, double u, double weight) {
    kinds_[size_] = kind;
    uniforms_[size_] = u;
    weights_[size_] = weight;
    if (++size_ == lanes) run();
  }
  // The earlier entered among equals; none when nobody entered.
  OptionalId<KindId> first() {
    if (size_ > 0) run();
    return first_;
  }

 private:
  void run() {
    log_of_each(uniforms_, logs_);
    for (std::size_t k = 0; k < size_; ++k) {
      const double arrival = -logs_[k] / weights_[k];
      if (first_ && arrival >= best_) continue;
      best_ = arrival;
      first_ = kinds_[k];
    }
    size_ = 0;
  }

  static constexpr std::size_t lanes = 2 * widest_vector;
  std::array<KindId, lanes> kinds_{};
  std::array<double, lanes> uniforms_{};
  std::array<double, lanes> weights_{};
  std::array<double, lanes> logs_{};
  std::size_t size_ = 0;
  double best_ = 0.0;
  OptionalId<KindId> first_;
};

}  // namespace poach
