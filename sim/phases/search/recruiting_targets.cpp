#include "phases/search/recruiting_targets.hpp"

#include <algorithm>

namespace poach {
namespace {

std::vector<RecruitingTarget> targets_of(const Market& market, const TargetingSpec& t) {
  std::vector<RecruitingTarget> list = {{.channel = Channel::referral, .weight = t.referrals},
                                        {.channel = Channel::visible, .weight = t.visible},
                                        {.channel = Channel::anyone, .weight = t.anyone}};
  for (const auto& [name, weight] : t.companies) {
    const OptionalId<KindId> rival = market.fixed.companies.find_kind(name);
    if (rival) list.push_back({.channel = Channel::rival, .weight = weight, .rival = rival});
  }
  // In the order of companies, so that a new name for one does not deal the approaches anew.
  std::sort(list.begin() + 3, list.end(), [](const RecruitingTarget& x, const RecruitingTarget& y) {
    return *x.rival < *y.rival;
  });
  std::uint8_t number = 0;
  for (const auto& [name, share] : market.fixed.scenario.researchers.fields) {
    const auto found = t.fields.find(name);
    if (found != t.fields.end()) {
      list.push_back({.channel = Channel::field, .weight = found->second, .field = number});
    }
    ++number;
  }
  for (const TeamId team : market.state.teams.ids()) {
    const auto found = t.teams.find(market.state.teams[team].name);
    if (found != t.teams.end()) {
      list.push_back({.channel = Channel::team, .weight = found->second, .team = team});
    }
  }
  return list;
}

}  // namespace

// Each approach draws its target by weight; without any targeting everyone is alike.
std::vector<RecruitingTarget> split_approaches(const Market& market, CompanyId company,
                                               std::uint32_t approaches) {
  std::vector<RecruitingTarget> list = targets_of(market, market.spec_of(company).hiring.targeting);
  double total = 0.0;
  for (const RecruitingTarget& target : list) total += target.weight;
  if (total <= 0.0) {
    list[2].count = approaches;
    return list;
  }
  const AgentDraws draws = market.fixed.draws_of(StreamName::recruiter_split, company);
  for (std::uint32_t a = 0; a < approaches; ++a) {
    double left = total * draws.uniform({.tick = market.state.tick, .index = a + 1});
    std::size_t k = 0;
    while (k + 1 < list.size() && left >= list[k].weight) left -= list[k++].weight;
    ++list[k].count;
  }
  return list;
}

}  // namespace poach
