#pragma once
// One replicate, tick by tick.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/stream.hpp"
#include "phases/schedule.hpp"
#include "record/recorder.hpp"
#include "record/summary.hpp"
#include "world/world.hpp"

namespace poach {
class ByteReader;
class ByteWriter;

/// Seconds spent in each phase, in the order of the schedule, and then in those that fuse several.
class PhaseTimes : public PhaseObserver {
 public:
  explicit PhaseTimes(const Schedule& schedule = standard_schedule());
  void before(const Phase& phase, const World& world) override;
  void after(const Phase& phase, const World& world) override;
  void add(const PhaseTimes& other);

  struct Line {
    std::string phase;
    std::uint64_t calls = 0;
    double seconds = 0.0;
  };
  [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }

 private:
  [[nodiscard]] Line& line_of(std::string_view phase);

  std::chrono::steady_clock::time_point started_;
  std::vector<Line> lines_;
};

class Simulation {
 public:
  /// Takes a freshly built world through its burn-in to tick 0 and records tick 0. Phases that a
  /// user added to the schedule act in the burn-in too. Throws Interrupted when `stop`, if given,
  /// becomes true during the burn-in.
  Simulation(World world, const RecordPlan& plan, std::uint64_t run_id, const Workers& workers,
             const std::atomic<bool>* stop = nullptr,
             const Schedule& schedule = standard_schedule());

  /// Goes on from what save() wrote, in a freshly built world of the same scenario and seed. Throws
  /// InputError when the bytes are of another market or schedule, or of a market that cannot be.
  Simulation(World world, const RecordPlan& plan, std::uint64_t run_id, const Workers& workers,
             ByteReader& saved, const Schedule& schedule = standard_schedule());

  /// The market of another simulation at its tick, to go on by itself, under a schedule of its own
  /// and with workers of its own.
  Simulation(const Simulation& other, const Workers& workers, const Schedule& schedule);

  /// Everything that later ticks depend on. The recorder's rows must have been taken.
  void save(ByteWriter& out) const;
  [[nodiscard]] bool finished() const;
  /// One tick.
  void advance();
  /// One tick, with an observer told after each phase besides the clock.
  void advance(PhaseObserver& observer);
  /// Shows every later tick to one more recorder, which must outlive the simulation.
  void add_recorder(Recorder& recorder) { more_recorders_.push_back(&recorder); }

  /// Keeps moves, offers, raises and separations one by one from now on, whatever is recorded.
  void keep_log();
  /// Adds up the present market and its companies, whatever is recorded.
  void refresh_aggregates();

  [[nodiscard]] const World& world() const { return world_; }
  [[nodiscard]] ReplicateRecorder& recorder() { return recorder_; }
  [[nodiscard]] const Summary& summary() const { return summary_; }
  [[nodiscard]] const PhaseTimes& times() const { return times_; }

 private:
  Simulation(World world, const RecordPlan& plan, std::uint64_t run_id, const Workers& workers,
             const Schedule& schedule);
  void choose_details();
  [[nodiscard]] BurnIn run_burn_in(const std::atomic<bool>* stop);
  void run_one_tick(PhaseObserver& observer);

  World world_;
  Schedule schedule_;
  RecordPlan plan_;
  ReplicateRecorder recorder_;
  const Workers& workers_;
  bool company_aggregates_wanted_ = false;
  bool money_wanted_ = false;
  bool accounts_wanted_ = false;
  Summary summary_;
  PhaseTimes times_;
  std::vector<Recorder*> more_recorders_;
};

}  // namespace poach
