#pragma once
// One replicate of a scenario, tick by tick.

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "poach/errors.hpp"
#include "poach/names.hpp"
#include "poach/phase.hpp"
#include "poach/scenario.hpp"
#include "poach/views.hpp"

namespace poach_api {

struct SimulationOptions {
  /// The number of the replicate: determines the seed, and fills the column run_id.
  std::uint64_t replicate = 0;
  /// In place of the scenario's seed. Below 2^53.
  std::optional<std::uint64_t> seed{};
  /// 0: every core that the process may use. Results do not depend on it.
  int threads = 0;
  /// Keeps moves, offers, separations and raises of the last tick for views, whatever is recorded.
  /// Results do not depend on it; in markets where only pay counts a tick takes longer.
  bool keep_log = false;
  /// Phases at the same place act in this order.
  std::vector<Phase> phases{};
  /// When it becomes true, the burn-in or step() ends with Interrupted between two ticks. May be
  /// nullptr; must outlive the simulation.
  const std::atomic<bool>* stop = nullptr;
};

/// A market at a tick. Can be moved, and copied by fork(). Different simulations may be used by
/// different threads at the same time; one simulation by one thread at a time.
class Simulation {
 public:
  /// Builds the market of a replicate and takes it through the burn-in to tick 0. Throws InputError
  /// for a market that cannot be built and for phases that cannot be placed, RunError, Interrupted.
  explicit Simulation(const Scenario& scenario, SimulationOptions options = {});
  /// Continues from the bytes of save(), under the same scenario, seed, replicate and phases, with
  /// the same version of the library. Throws InputError when any of these differs or the bytes are
  /// damaged.
  [[nodiscard]] static Simulation restore(const Scenario& scenario, std::string_view saved,
                                          SimulationOptions options = {});
  Simulation(Simulation&&) noexcept;
  Simulation& operator=(Simulation&&) noexcept;
  ~Simulation();

  /// Runs `ticks` ticks, fewer when the scenario's last one comes before. Throws RunError (an
  /// amount of money beyond all bounds), what a phase throws, and Interrupted. After Interrupted
  /// the simulation is consistent and can continue. After any other exception it is in the middle
  /// of a tick: it can be destroyed, assigned to and asked for rows() of earlier ticks; everything
  /// else throws RunError. Continue from an earlier save() or fork().
  void step(std::int64_t ticks = 1);
  /// Whether the scenario's last tick is done.
  [[nodiscard]] bool finished() const;
  [[nodiscard]] std::int64_t tick() const;
  /// The date of the tick as 2025-01-06; empty where ticks have no calendar.
  [[nodiscard]] std::string date() const;
  /// A hash of the state on which later ticks depend: 32 hexadecimal digits. Two simulations of a
  /// scenario in the same state have the same hash, and different states almost surely have
  /// different ones.
  [[nodiscard]] std::string state_hash() const;

  /// A view of the present; see View for how long it is valid.
  [[nodiscard]] View view() const;

  /// The rows of a table that were recorded since the last call, as lines of CSV without header
  /// (see csv_header), each ended by a line feed. Ticks are recorded as the scenario says. Throws
  /// InputError for a table that the scenario does not record.
  [[nodiscard]] std::string rows(std::string_view table);

  /// The state as bytes, for restore(). They hold no rows: take those first, or they stay with this
  /// simulation.
  [[nodiscard]] std::string save() const;
  /// The same market at the same tick, which continues independently of this one: same draws, same
  /// phases. It starts without rows. Takes as much memory again.
  [[nodiscard]] Simulation fork() const;
  /// The same under other phases. Throws InputError for phases that cannot be placed.
  [[nodiscard]] Simulation fork(std::vector<Phase> phases) const;

  [[nodiscard]] const Scenario& scenario() const;
  [[nodiscard]] int threads() const;

 private:
  struct Implementation;
  explicit Simulation(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace poach_api
