#include "phases/search/search_channels.hpp"

namespace poach {

void add_news(const Market& market, const TickLog& tick_log, std::vector<Approach>& approaches) {
  for (const TeamApproachSpec& news : market.fixed.timeline.approaches_at(market.state.tick)) {
    const OptionalId<KindId> company = market.fixed.companies.find_kind(news.company);
    for (const TeamId t : market.state.teams.ids()) {
      if (!company || market.state.teams[t].name != news.team) continue;
      const CompanyId from = market.fixed.companies.kinds()[*company].first;
      for (const ResearcherId r : market.state.teams[t].members) {
        const bool leads = r == market.state.teams[t].members.front();
        if (news.who == Addressees::leader && !leads) continue;
        if (news.who == Addressees::followers && leads) continue;
        if (market.state.team_of(r) == OptionalId<TeamId>(t) &&
            is_approachable(market, tick_log, r, from)) {
          approaches.push_back({r, from, Channel::news});
        }
      }
    }
  }
}

}  // namespace poach
