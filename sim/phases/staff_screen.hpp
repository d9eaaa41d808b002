#pragma once
// Hazards that strike people by where they work: one threshold for the staff of each kind of
// companies and one for those without a job.

#include <cstdint>
#include <span>
#include <vector>

#include "base/screen.hpp"
#include "phases/blocks.hpp"

namespace poach {

struct StaffThresholds {
  std::vector<Threshold> of_kind;  // by kind of the employer
  Threshold without_job;
};

// The people of a block whom a hazard strikes this tick: writes their offsets within the block to
// `picks`, which has room for block_size, ascending; returns those written.
[[nodiscard]] std::span<const std::uint32_t> screen_staff(const Market& market, StreamName stream,
                                                          const Block& block,
                                                          const StaffThresholds& thresholds,
                                                          std::span<std::uint32_t> picks);

}  // namespace poach
