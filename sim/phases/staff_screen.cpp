#include "phases/staff_screen.hpp"

#include <algorithm>

namespace poach {
namespace {

// One threshold for everyone with a job: a loop without branches, which vectorises.
void fill_alike(const OptionalCompany* employers, Threshold with_job, Threshold without_job,
                std::span<std::uint32_t> thresholds) {
  const std::uint32_t idle = without_job.words();
  const std::uint32_t difference = with_job.words() ^ idle;
  for (std::size_t k = 0; k < thresholds.size(); ++k) {
    const std::uint32_t has_job = employers[k] ? 0xFFFFFFFFU : 0U;
    thresholds[k] = idle ^ (difference & has_job);
  }
}

bool are_alike(std::span<const Threshold> thresholds) {
  return std::ranges::all_of(thresholds, [&](const Threshold& threshold) {
    return threshold.words() == thresholds.front().words();
  });
}

}  // namespace

std::span<const std::uint32_t> screen_staff(const Market& market, StreamName stream,
                                            const Block& block, const StaffThresholds& thresholds,
                                            std::span<std::uint32_t> picks) {
  const OptionalCompany* const employers =
      market.state.researchers.employer.stored_values().data() + block.researchers.first();
  const bool alike = are_alike(thresholds.of_kind);
  const auto fill = [&](std::uint32_t first, std::span<std::uint32_t> words) {
    const OptionalCompany* const here = employers + first;
    if (alike) {
      return fill_alike(here, thresholds.of_kind.front(), thresholds.without_job, words);
    }
    for (std::size_t k = 0; k < words.size(); ++k) {
      const Threshold& threshold =
          here[k] ? thresholds.of_kind[market.fixed.companies.kind_of(*here[k]).value()]
                  : thresholds.without_job;
      words[k] = threshold.words();
    }
  };
  const std::uint32_t count =
      draw_and_screen(market.fixed.draws.of_cohort(stream, block.cohort), block.first_ordinal,
                      market.state.tick, picks.first(block.researchers.size()), fill);
  return picks.first(count);
}

}  // namespace poach
