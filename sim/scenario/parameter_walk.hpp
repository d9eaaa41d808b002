#pragma once
// Carries out a timeline's events one tick after the other and touches only the parameters that
// change: the time is proportional to the number of events, however many companies there are.

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "scenario/timeline.hpp"

namespace poach {

/// A part of the parameters whose checks concern nothing else: a company (`companies`, its name),
/// or a whole section (its name, nothing).
using ParameterPart = std::pair<std::string, std::string>;

class ParameterWalk {
 public:
  /// The effect of one event on a part.
  struct Change {
    const Timeline::DatedEvent* event = nullptr;
    const config::Path* path = nullptr;
    SourcePlace place;
    bool is_shock = false;
  };

  explicit ParameterWalk(const Timeline& timeline);

  /// Advances to the next tick at which some event sets or shifts a parameter; false at the end.
  [[nodiscard]] bool next();
  [[nodiscard]] std::int64_t tick() const { return tick_; }
  /// Parameters of this tick in the parts that changed; in others shocks may not have faded as far.
  /// Numbers that shocks take out of their range are the plain sums until hold_in_range().
  [[nodiscard]] Parameters& now() { return now_; }
  [[nodiscard]] const std::map<ParameterPart, std::vector<Change>>& changes() const {
    return changes_;
  }
  void hold_in_range(const ParameterPart& part);

 private:
  // Shocks of one half-life on one number: their present strength at `tick`.
  struct Fading {
    double amount = 0.0;
    std::int64_t tick = 0;
  };
  using Fadings = std::map<double, Fading>;

  void carry_out(const Timeline::DatedEvent& event);
  void shift(const ParameterPart& part);

  const Timeline& timeline_;
  Parameters settled_;
  Parameters now_;
  std::map<ParameterPart, std::map<config::Path, Fadings>> shocks_;
  std::map<ParameterPart, std::vector<Change>> changes_;
  std::int64_t tick_ = 0;
  std::size_t event_ = 0;
};

}  // namespace poach
