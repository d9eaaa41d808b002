#pragma once
// The tables to write, and how often.

#include <array>
#include <cstdint>

#include "scenario/record.hpp"

namespace poach {

struct RecordPlan {
  std::array<bool, table_count> wanted{};  ///< in the order of TableName
  std::int64_t every = 1;
  std::int64_t researchers_every = 52;
  double researchers_sample = 1.0;
  std::int64_t companies_top = 0;
  [[nodiscard]] bool wants(TableName table) const { return wanted[index_of(table)]; }
};

/// The plan of a scenario. Validation has checked the names.
[[nodiscard]] RecordPlan record_plan(const RecordSpec& spec);
/// Whether rows are due at a tick; never in the burn-in.
[[nodiscard]] bool is_due(const RecordPlan& plan, RowsDue due, std::int64_t tick,
                          std::int64_t last_tick);

}  // namespace poach
