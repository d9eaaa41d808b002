#pragma once
// The model at a glance: what happens in a tick, in this order.

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "world/recorder.hpp"

namespace poach {
class Workers;
struct Features;
struct World;

/// What a phase reads: the whole market, or one block of researchers and frozen company data.
enum class Scope { market, block };

struct Services {
  const Workers& workers;
  std::span<Recorder* const> recorders{};
};

struct Phase {
  std::string name;
  Scope scope = Scope::market;
  std::function<void(World& world, const Services& services)> carry_out;
  /// Features whose columns the phase changes, besides those that the scenario has.
  std::vector<bool Features::*> needs{};
};

/// The rows of a tick, in order: those of the model, and those that a user adds.
class Schedule {
 public:
  explicit Schedule(std::vector<Phase> rows)
      : rows_(std::move(rows)), places_(rows_.size()), standard_rows_(rows_.size()) {}

  [[nodiscard]] std::span<const Phase> rows() const { return rows_; }
  [[nodiscard]] bool is_standard() const { return rows_.size() == standard_rows_; }
  /// The added rows, each as "name after row", in the order of the schedule.
  [[nodiscard]] std::vector<std::string> added() const;
  /// The rows after which a phase can be added: production closes the accounts of the tick.
  [[nodiscard]] std::vector<std::string> open_rows() const;
  /// Whether what is added after `row` comes after `first` and before `last`.
  [[nodiscard]] bool is_between(std::string_view row, std::string_view first,
                                std::string_view last) const;
  /// Adds a phase after the row of this name and whatever was added there before. Throws
  /// InputError when `row` is none of open_rows(), with their list, and when the phase's name is
  /// empty or taken.
  void add_after(std::string_view row, Phase phase);

 private:
  [[nodiscard]] std::size_t find(std::string_view row) const;

  std::vector<Phase> rows_;
  std::vector<std::string> places_;  // the row that each was added after; empty: one of the model's
  std::size_t standard_rows_;
};

/// The ten rows of the model.
[[nodiscard]] const Schedule& standard_schedule();

/// Sees each phase; for timing and for checking invariants. Where the shortcut "fused-blocks" is
/// taken, search, bidding and decisions are seen as one phase of that name.
class PhaseObserver {
 public:
  virtual ~PhaseObserver() = default;
  virtual void before(const Phase& phase, const World& world) = 0;
  virtual void after(const Phase& phase, const World& world) = 0;
};

/// Advances the world by one tick. `observer` may be nullptr. Phases run one by one where a user
/// added one.
void run_tick(World& world, const Services& services, PhaseObserver* observer,
              const Schedule& schedule = standard_schedule());

}  // namespace poach
