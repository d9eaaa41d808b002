#include <algorithm>
#include <array>

#include "poach/base/screen.hpp"
#include "poach/phases/blocks.hpp"
#include "poach/phases/employment.hpp"
#include "poach/phases/phases.hpp"

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

// One kind's threshold for the staff of each group, and whether it acts at all.
struct Thresholds {
  std::vector<std::uint64_t> of_group;
  bool any = false;
};

Thresholds thresholds_of(const World& world, const HazardKind& kind) {
  Thresholds result;
  for (const CompanySpec& company : world.parameters.companies) {
    const Threshold t(probability_per_tick(company.separations.*kind.hazard, world.years_per_tick));
    result.of_group.push_back(t.words());
    result.any = result.any || !t.never();
  }
  return result;
}

void end_job(World& world, BlockLedger& ledger, ResearcherId r, SeparationKind kind) {
  const CompanyId company = *world.researchers.employer[r];
  if (world.keep_details) ledger.separations.push_back({r, company, kind});
  leave_employer(world, r);
  ++ledger.counts.separations;
  if (kind == SeparationKind::exit) {
    ++ledger.counts.exits;
    enter_market(world, r);
  }
}

void separate_block(World& world, const Block& block, BlockLedger& ledger, const HazardKind& kind,
                    const Thresholds& thresholds) {
  std::array<std::uint32_t, block_size> words;
  std::array<std::uint32_t, block_size> picks;
  const std::uint32_t size = block.researchers.size();
  draw_words(world.draws.of_cohort(kind.stream, block.cohort), block.first_ordinal, world.tick,
             std::span(words).first(size));
  const std::uint32_t first = block.researchers.first();
  const bool one_group = thresholds.of_group.size() == 1;
  const auto threshold_of = [&](std::uint32_t k) -> std::uint64_t {
    const OptionalCompany employer = world.researchers.employer[ResearcherId{first + k}];
    if (!employer) return 0;
    return thresholds.of_group[one_group ? 0 : world.companies.group_of(*employer).value()];
  };
  const std::uint32_t count =
      screen(std::span<const std::uint32_t>(words).first(size), std::span(picks), threshold_of);
  for (std::uint32_t p = 0; p < count; ++p) {
    const ResearcherId r{first + picks[p]};
    ledger.separated.push_back(r);
    end_job(world, ledger, r, kind.kind);
  }
}

void separate(World& world, const Services& services) {
  for (const HazardKind& kind : hazards) {
    const Thresholds thresholds = thresholds_of(world, kind);
    if (!thresholds.any) continue;
    for_each_block(world, services, [&](const Block& block, BlockLedger& ledger) {
      separate_block(world, block, ledger, kind, thresholds);
    });
  }
}

}  // namespace

void separation(World& world, const Services& services) {
  if (world.parameters.dynamics.separation != SeparationTiming::before_search) return;
  separate(world, services);
  for_each_block(world, services, [](const Block&, BlockLedger& ledger) {
    std::sort(ledger.separated.begin(), ledger.separated.end());
  });
}

void late_separation(World& world, const Services& services) {
  if (world.parameters.dynamics.separation != SeparationTiming::after_hiring) return;
  separate(world, services);
}

}  // namespace poach
