#pragma once
// A run whose rows are kept in memory, without the run layer.

#include <array>
#include <cstdint>
#include <string>

#include "phases/aggregates/aggregates.hpp"
#include "phases/phases.hpp"
#include "record/recorder.hpp"
#include "record/tables.hpp"
#include "support/market.hpp"

namespace poach::tests {

class RecordedRun {
 public:
  explicit RecordedRun(std::string_view yaml, std::uint64_t run_id = 7)
      : market(yaml), recorder_(record_plan(market.world.fixed.scenario.record), run_id) {
    planning(market.world, services());
    update_aggregates(market.world, services());
    recorder_.record(market.world);
  }

  void advance() { run_tick(market.world, services(), nullptr); }
  void finish() {
    while (market.world.state.tick < market.world.fixed.scenario.clock.ticks) advance();
  }
  /// The rows of each table since the last call.
  [[nodiscard]] TableTexts take() { return recorder_.take(); }
  /// The same for one table, as text without header. The other tables' rows are lost.
  [[nodiscard]] std::string rows_of(TableName table) {
    return recorder_.take()[index_of(table)].text;
  }

  support::Market market;

 private:
  [[nodiscard]] Services services() { return {market.workers, recorders_}; }

  ReplicateRecorder recorder_;
  std::array<Recorder*, 1> recorders_{&recorder_};
};

}  // namespace poach::tests
