#pragma once
// The channels through which companies approach researchers. Each adds approaches; the search
// phase sorts them and keeps one per pair.

#include <vector>

#include "phases/blocks.hpp"

namespace poach {

/// Everyone whom a block's people meet: by chance, or all companies where everyone meets.
void meet(const Market& market, const Tick& tick, const Block& block, BlockLog& log);
/// Brings a block's approaches in order, one for each pair of company and researcher.
void close_list(BlockLog& log);

/// Chance meetings of a block's people, and applications through the company graph.
void meet_by_chance(const Market& market, const Tick& tick, const Block& block, BlockLog& log);
/// Every company approaches everyone.
void meet_everyone(const Market& market, const Tick& tick, const Block& block, BlockLog& log);
/// The approaches of events: a company turns to a named team.
void add_news(const Market& market, const TickLog& tick_log, std::vector<Approach>& approaches);
/// Recruiters' approaches and those of the news, for the whole market.
[[nodiscard]] std::vector<Approach> recruit(const Market& market, const Tick& tick,
                                            const Services& services);
/// Moves unusable approaches aside, and passes each to a collaborator of who got it.
void pass_on_unusable(World& world, const Services& services);
/// Whether a person can be approached at all now.
[[nodiscard]] bool is_approachable(const Market& market, const TickLog& tick_log,
                                   ResearcherId researcher, CompanyId company);

/// Adds approaches, sorted by researcher, to the ledgers of their blocks.
void distribute(const Market& market, TickLog& tick_log, const std::vector<Approach>& approaches);

}  // namespace poach
