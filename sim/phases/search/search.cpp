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

void meet(const World& world, const Block& block, BlockLog& log) {
  meet_by_chance(world, block, log);
  if (world.state.parameters.market.search.everyone_meets) meet_everyone(world, block, log);
}

void close_list(BlockLog& log) {
  keep_one_per_pair(log.approaches);
  log.counts.approaches += log.approaches.size();
}

namespace {

// What added phases arranged since the last search, as far as the two may still meet.
std::vector<Approach> arranged_approaches(World& world) {
  std::vector<Approach> due;
  due.swap(world.state.arranged);
  std::erase_if(due, [&](const Approach& approach) {
    return !is_approachable(world, approach.researcher, approach.company);
  });
  return due;
}

}  // namespace

void distribute(World& world, const std::vector<Approach>& approaches) {
  for (const Approach& approach : approaches) {
    world.tick.log.blocks[world.fixed.population.block_of(approach.researcher)]
        .approaches.push_back(approach);
  }
}

void search(World& world, const Services& services) {
  for_each_block(world, services,
                 [&](const Block& block, BlockLog& log) { meet(world, block, log); });
  distribute(world, recruit(world, services));
  distribute(world, arranged_approaches(world));
  if (world.state.parameters.market.search.pass_on != PassOnTo::nobody) {
    pass_on_unusable(world, services);
  }
  for_each_block(world, services, [](const Block&, BlockLog& log) { close_list(log); });
}

}  // namespace poach
