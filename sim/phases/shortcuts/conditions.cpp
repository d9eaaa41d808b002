#include "phases/shortcuts/conditions.hpp"

#include <algorithm>

#include "world/market.hpp"
#include "world/tick.hpp"

namespace poach {
namespace {

bool treats_all_alike(const CompanySpec& company) {
  const CounterOfferSpec& counters = company.counter_offers;
  const bool answers_by_rule = counters.probability <= 0.0 || counters.probability >= 1.0;
  return company.productivity.match.kind == DistributionKind::constant && answers_by_rule &&
         !counters.raise_limit && counters.to.empty() && company.pay.exceptional_to.empty();
}

}  // namespace

bool blocks_are_apart(const Market& market, const Tick& tick) {
  const Features& f = market.fixed.features;
  const bool shared = f.seats || f.wage_bill || f.recruiters || f.noncompete ||
                      market.state.collaborations.vertex_count() != 0 ||
                      !market.state.arranged.empty() ||
                      market.state.parameters.market.search.pass_on != PassOnTo::nobody ||
                      !market.fixed.timeline.approaches_at(market.state.tick).empty();
  return !shared && !tick.wants.details;
}

bool only_pay_counts(const Market& market, const Tick&) {
  const Features& f = market.fixed.features;
  const bool more = f.taste || f.preferences || f.attachment || f.morale || f.base_morale ||
                    f.unvested || f.surprise || f.skill || f.last_employer || f.noncompete ||
                    f.contagion || market.state.researchers.field.stored() ||
                    market.state.collaborations.vertex_count() != 0;
  return !more;
}

bool pairs_settle_at_once(const Market& market, const Tick& tick) {
  return tick.shortcuts.has(Shortcut::fused_blocks) &&
         market.state.parameters.market.bidding.rule == PriceRule::ascending &&
         only_pay_counts(market, tick);
}

bool companies_treat_all_alike(const Market& market, const Tick& tick) {
  constexpr std::uint32_t most_companies = 1U << 16;
  const std::uint32_t companies = market.fixed.companies.size();
  return tick.shortcuts.has(Shortcut::pairs) && companies <= most_companies &&
         companies <= market.fixed.population.size() &&
         std::ranges::all_of(market.state.parameters.companies, treats_all_alike);
}

bool one_word_gives_the_meeting(const Market& market, const Tick& tick) {
  const RandomMeetingSpec& spec = market.state.parameters.market.search.random_meetings;
  const auto& kinds = market.fixed.companies.kinds();
  return spec.arrival != Arrival::poisson && spec.channel != MeetingChannel::company_graph &&
         kinds.size() == 1 && kinds[KindId{0}].count > 1 &&
         tick.start.kinds[KindId{0}].meeting_weight > 0.0 &&
         !tick.start.kinds[KindId{0}].meeting_ranks && !market.fixed.features.noncompete &&
         market.state.pact.empty() && market.state.company_graph.vertex_count() == 0 &&
         market.state.parameters.market.search.pass_on == PassOnTo::nobody;
}

bool recruiters_draw_for_all(const Market& market, const Tick&) {
  constexpr std::uint32_t small_market = 1U << 20;
  return market.fixed.features.recruiters && market.fixed.population.size() <= small_market;
}

bool joint_approaches_count(const Market& market, const Tick& tick) {
  if (!market.state.parameters.market.bidding.joint_approaches) return false;
  if (market.state.collaborations.vertex_count() == 0) return false;
  const auto& companies = market.state.parameters.companies;
  return tick.wants.collaborators ||
         market.state.parameters.market.decisions.collaborators != 0.0 ||
         std::any_of(companies.begin(), companies.end(), [](const CompanySpec& company) {
           return company.productivity.synergy != 0.0;
         });
}

bool offers_are_revised(const Market& market, const Tick&) {
  const BiddingSpec& bidding = market.state.parameters.market.bidding;
  return bidding.rule == PriceRule::private_taste && bidding.revision_rounds > 0;
}

bool nobody_asks_for_companies(const Market&, const Tick& tick) {
  return tick.wants.aggregates && !tick.wants.company_aggregates;
}

bool aggregates_can_be_kept(const Market& market, const Tick& tick) {
  // Remembering takes some 50 bytes a person.
  constexpr std::uint32_t most_people_remembered = 1U << 16;
  return tick.wants.company_aggregates && market.fixed.population.size() <= most_people_remembered;
}

}  // namespace poach
