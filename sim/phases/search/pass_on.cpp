#include <algorithm>
#include <limits>
#include <optional>

#include "phases/appraisal.hpp"
#include "phases/bidding/price_rules.hpp"
#include "phases/search/search_channels.hpp"

namespace poach {
namespace {

bool is_unusable(const Market& market, const TickStart& start, const Approach& approach) {
  const OptionalCompany employer = market.state.researchers.employer[approach.researcher];
  if (employer == OptionalCompany(approach.company)) return true;
  return price_rule_of(market).max_offer(market, start, approach.researcher, approach.company) <
         min_offer(market, approach.researcher);
}

std::optional<ResearcherId> receiver_of(const Market& market, const TickLog& tick_log,
                                        const Approach& approach) {
  const ResearcherId giver = approach.researcher;
  if (!market.state.has_ties(giver)) return std::nullopt;
  const bool only_unemployed =
      market.state.parameters.market.search.pass_on == PassOnTo::unemployed;
  const AgentDraws draws = market.fixed.draws_of(StreamName::pass_on, giver);
  std::optional<ResearcherId> receiver;
  double lowest = std::numeric_limits<double>::infinity();
  for (const std::uint32_t n : market.state.collaborators_of(giver)) {
    const ResearcherId other{n};
    if (!market.state.has_ties(other)) continue;
    if (only_unemployed && !market.state.is_unemployed(other)) continue;
    if (!is_approachable(market, tick_log, other, approach.company)) continue;
    const double priority =
        draws.uniform({.counterpart = market.fixed.person_key(other),
                       .tick = market.state.tick,
                       .index = market.fixed.companies.counterpart_key(approach.company)});
    if (priority >= lowest) continue;
    lowest = priority;
    receiver = other;
  }
  return receiver;
}

}  // namespace

void pass_on_unusable(World& world, const Services& services) {
  for_each_block(world, services, [&](const Block&, BlockLog& log) {
    const auto usable_end = std::stable_partition(
        log.approaches.begin(), log.approaches.end(),
        [&](const Approach& approach) { return !is_unusable(world, world.tick.start, approach); });
    for (auto it = usable_end; it != log.approaches.end(); ++it) {
      if (const auto receiver = receiver_of(world, world.tick.log, *it)) {
        log.unusable.push_back({*receiver, it->company, Channel::pass_on});
      }
    }
    log.approaches.erase(usable_end, log.approaches.end());
    log.counts.passed_on += log.unusable.size();
  });
  std::vector<Approach> passed;
  for (const BlockLog& log : world.tick.log.blocks) {
    passed.insert(passed.end(), log.unusable.begin(), log.unusable.end());
  }
  distribute(world, world.tick.log, passed);
}

}  // namespace poach
