#include "phases/search/search_channels.hpp"

namespace poach {

void add_news(const World& world, std::vector<Approach>& approaches) {
  for (const TeamApproachSpec& news : world.fixed.timeline.approaches_at(world.state.tick)) {
    const OptionalId<KindId> company = world.fixed.companies.find_kind(news.company);
    for (const TeamId t : world.state.teams.ids()) {
      if (!company || world.state.teams[t].name != news.team) continue;
      const CompanyId from = world.fixed.companies.kinds()[*company].first;
      for (const ResearcherId r : world.state.teams[t].members) {
        const bool leads = r.value() == world.state.teams[t].members.first();
        if (news.who == Addressees::leader && !leads) continue;
        if (news.who == Addressees::followers && leads) continue;
        if (world.state.team_of(r) == OptionalId<TeamId>(t) && is_approachable(world, r, from)) {
          approaches.push_back({r, from, Channel::news});
        }
      }
    }
  }
}

}  // namespace poach
