#include <algorithm>
#include <array>

#include "phases/employment.hpp"
#include "phases/entrant_ties.hpp"
#include "phases/phases.hpp"
#include "phases/staff_screen.hpp"

namespace poach {
namespace {

struct HazardKind {
  SeparationKind kind;
  StreamName stream;
  Hazard SeparationSpec::*hazard;
};

constexpr std::array<HazardKind, 3> hazards = {{
    {SeparationKind::exit, StreamName::exits, &SeparationSpec::exits},
    {SeparationKind::job_loss, StreamName::job_loss, &SeparationSpec::job_loss},
    {SeparationKind::quit, StreamName::quits, &SeparationSpec::quits},
}};

StaffThresholds thresholds_of(const Market& market, const HazardKind& kind) {
  StaffThresholds result;
  for (const CompanySpec& company : market.state.parameters.companies) {
    result.of_kind.emplace_back(
        probability_per_tick(company.separations.*kind.hazard, market.fixed.years_per_tick));
  }
  return result;
}

bool acts(const StaffThresholds& thresholds) {
  return std::any_of(thresholds.of_kind.begin(), thresholds.of_kind.end(),
                     [](const Threshold& threshold) { return !threshold.never(); });
}

void separate_block(Market& market, const TickWants& wants, const Block& block, BlockLog& log,
                    const HazardKind& kind, const StaffThresholds& thresholds) {
  std::array<std::uint32_t, block_size> picks;
  const auto leaving = screen_staff(market, kind.stream, block, thresholds, picks);
  const auto person = [&](std::uint32_t offset) {
    return ResearcherId{block.researchers.first() + offset};
  };
  for (const std::uint32_t offset : leaving) {
    const ResearcherId r = person(offset);
    market.state.researchers.pay.prefetch(r);
    market.state.researchers.best_losing_bid.prefetch(r);
  }
  for (const std::uint32_t offset : leaving) {
    const ResearcherId r = person(offset);
    log.separated.push_back(r);
    end_job(market, wants, log, r, kind.kind);
  }
}

void separate(World& world, const Services& services) {
  for (const HazardKind& kind : hazards) {
    const StaffThresholds thresholds = thresholds_of(world, kind);
    if (!acts(thresholds)) continue;
    for_each_block(world, services, [&](const Block& block, BlockLog& log) {
      separate_block(world, world.tick.wants, block, log, kind, thresholds);
    });
  }
}

}  // namespace

void separation(World& world, const Services& services) {
  if (world.state.parameters.dynamics.separation != SeparationTiming::before_search) return;
  separate(world, services);
  end_ties(world, services);
  for_each_block(world, services, [](const Block&, BlockLog& log) {
    std::sort(log.separated.begin(), log.separated.end());
  });
}

void late_separation(World& world, const Services& services) {
  if (world.state.parameters.dynamics.separation != SeparationTiming::after_hiring) return;
  separate(world, services);
  end_ties(world, services);
}

}  // namespace poach
