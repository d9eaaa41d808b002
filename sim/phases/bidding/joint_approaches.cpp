#include "phases/bidding/joint_approaches.hpp"

#include <algorithm>

#include "phases/appraisal.hpp"
#include "phases/blocks.hpp"

namespace poach {
namespace {

bool is_approached(const Market& market, const TickLog& tick_log, ResearcherId researcher,
                   CompanyId company) {
  const auto& approached = tick_log.approached;
  // Few neighbours of an approached person are approached themselves.
  if (!approached.empty() && approached[researcher.value()] == 0) return false;
  const auto& approaches = tick_log.blocks[market.fixed.population.block_of(researcher)].approaches;
  const auto at =
      std::lower_bound(approaches.begin(), approaches.end(), std::pair(researcher, company),
                       [](const Approach& a, const std::pair<ResearcherId, CompanyId>& pair) {
                         return std::pair(a.researcher, a.company) < pair;
                       });
  return at != approaches.end() && at->researcher == researcher && at->company == company;
}

}  // namespace

void mark_approached(World& world, const Services& services) {
  if (!world.tick.shortcuts.has(Shortcut::marked_approaches)) return;
  std::vector<std::uint8_t>& approached = world.tick.log.approached;
  approached.resize(world.fixed.population.size());
  for_each_block(world, services, [&](const Block&, BlockLog& log) {
    for (const Approach& approach : log.approaches) approached[approach.researcher.value()] = 1;
  });
}

std::uint32_t collaborators_if_joined(const Market& market, const Tick& tick, ResearcherId r,
                                      CompanyId company) {
  if (market.state.collaborations.vertex_count() == 0) return 0;
  std::uint32_t count = collaborators_at(market, r, company);
  if (!market.state.parameters.market.bidding.joint_approaches) return count;
  if (!market.state.has_ties(r)) return count;
  for (const std::uint32_t n : market.state.collaborators_of(r)) {
    const ResearcherId other{n};
    if (is_approached(market, tick.log, other, company) &&
        market.state.researchers.employer[other] != OptionalCompany(company) &&
        market.state.has_ties(other)) {
      ++count;
    }
  }
  return count;
}

}  // namespace poach
