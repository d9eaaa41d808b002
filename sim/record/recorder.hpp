#pragma once
// Records one replicate's rows as text, ready to be appended to the tables.

#include <cstdint>

#include "record/record_plan.hpp"
#include "record/recorded_tick.hpp"
#include "record/tables.hpp"
#include "world/recorder.hpp"

namespace poach {
class ByteReader;
class ByteWriter;
struct Market;
struct Tick;
struct TickLog;
struct World;

class ReplicateRecorder : public Recorder {
 public:
  ReplicateRecorder(const RecordPlan& plan, std::uint64_t run_id);

  /// Whether a tick gets rows of the tables that are due every few ticks.
  [[nodiscard]] bool is_due(std::int64_t tick, std::int64_t last_tick) const;
  /// Adds a tick to the counts, and its rows where they are due.
  void record(const World& world) override;

  /// Returns the rows since the last call and empties them.
  [[nodiscard]] TableTexts take();

  /// The counts since the last row, for checkpoints; rows must have been taken.
  void save(ByteWriter& out) const;
  /// Throws InputError when the bytes are not of this world's companies.
  void load(ByteReader& in, const Market& market);

 private:
  void count_tick(const Tick& tick);
  void count_companies(const TickLog& tick_log);
  void count_flows(const TickLog& tick_log);

  RecordPlan plan_;
  std::uint64_t run_id_;
  TableTexts texts_;
  SinceLastRow since_;
  CompanyNames companies_;
};

}  // namespace poach
