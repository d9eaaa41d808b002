#include <algorithm>
#include <tuple>

#include "phases/phases.hpp"
#include "phases/search/search_channels.hpp"

namespace poach {
namespace {

// One approach per (company, researcher) remains: the first channel in the order of Channel.
void keep_one_per_pair(std::vector<Approach>& approaches) {
  const auto pair_of = [](const Approach& a) { return std::pair(a.researcher, a.company); };
  const auto out_of_order = [&](const Approach& a, const Approach& b) {
    return pair_of(a) >= pair_of(b);
  };
  // Chance meetings alone come in order, and mostly one a person.
  if (std::adjacent_find(approaches.begin(), approaches.end(), out_of_order) == approaches.end()) {
    return;
  }
  std::sort(approaches.begin(), approaches.end(), [](const Approach& a, const Approach& b) {
    return std::tuple(a.researcher, a.company, a.channel) <
           std::tuple(b.researcher, b.company, b.channel);
  });
  const auto last =
      std::unique(approaches.begin(), approaches.end(), [](const Approach& a, const Approach& b) {
        return a.researcher == b.researcher && a.company == b.company;
      });
  approaches.erase(last, approaches.end());
}

}  // namespace

void meet(const Market& market, const Tick& tick, const Block& block, BlockLog& log) {
  meet_by_chance(market, tick, block, log);
  if (market.state.parameters.market.search.everyone_meets) meet_everyone(market, tick, block, log);
}

void close_list(BlockLog& log) {
  keep_one_per_pair(log.approaches);
  log.counts.approaches += log.approaches.size();
}

namespace {

// What added phases arranged since the last search, as far as the two may still meet.
std::vector<Approach> arranged_approaches(Market& market, const TickLog& tick_log) {
  std::vector<Approach> due;
  due.swap(market.state.arranged);
  std::erase_if(due, [&](const Approach& approach) {
    return !is_approachable(market, tick_log, approach.researcher, approach.company);
  });
  return due;
}

}  // namespace

void distribute(const Market& market, TickLog& tick_log, const std::vector<Approach>& approaches) {
  for (const Approach& approach : approaches) {
    tick_log.blocks[market.fixed.population.block_of(approach.researcher)].approaches.push_back(
        approach);
  }
}

void search(World& world, const Services& services) {
  for_each_block(world, services,
                 [&](const Block& block, BlockLog& log) { meet(world, world.tick, block, log); });
  distribute(world, world.tick.log, recruit(world, world.tick, services));
  distribute(world, world.tick.log, arranged_approaches(world, world.tick.log));
  if (world.state.parameters.market.search.pass_on != PassOnTo::nobody) {
    pass_on_unusable(world, services);
  }
  for_each_block(world, services, [](const Block&, BlockLog& log) { close_list(log); });
}

}  // namespace poach
