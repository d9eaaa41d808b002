#include "phases/shortcuts/conditions.hpp"

#include <algorithm>

#include "world/world.hpp"

namespace poach {
namespace {

bool treats_all_alike(const CompanySpec& company) {
  const CounterOfferSpec& counters = company.counter_offers;
  const bool answers_by_rule = counters.probability <= 0.0 || counters.probability >= 1.0;
  return company.productivity.match.kind == DistributionKind::constant && answers_by_rule &&
         !counters.raise_limit && counters.to.empty() && company.pay.exceptional_to.empty();
}

}  // namespace

bool blocks_are_apart(const World& world) {
  const Features& f = world.fixed.features;
  const bool shared = f.seats || f.wage_bill || f.recruiters || f.noncompete ||
                      world.state.collaborations.vertex_count() != 0 ||
                      !world.state.arranged.empty() ||
                      world.state.parameters.market.search.pass_on != PassOnTo::nobody ||
                      !world.fixed.timeline.approaches_at(world.state.tick).empty();
  return !shared && !world.tick.wants.details;
}

bool only_pay_counts(const World& world) {
  const Features& f = world.fixed.features;
  const bool more = f.taste || f.preferences || f.attachment || f.morale || f.base_morale ||
                    f.unvested || f.skill || f.last_employer || f.noncompete || f.contagion ||
                    world.state.researchers.field.stored() ||
                    world.state.collaborations.vertex_count() != 0;
  return !more;
}

bool pairs_settle_at_once(const World& world) {
  return world.tick.shortcuts.has(Shortcut::fused_blocks) &&
         world.state.parameters.market.bidding.rule == PriceRule::ascending &&
         only_pay_counts(world);
}

bool companies_treat_all_alike(const World& world) {
  constexpr std::uint32_t most_companies = 1U << 16;
  const std::uint32_t companies = world.fixed.companies.size();
  return world.tick.shortcuts.has(Shortcut::pairs) && companies <= most_companies &&
         companies <= world.fixed.population.size() &&
         std::ranges::all_of(world.state.parameters.companies, treats_all_alike);
}

bool one_word_gives_the_meeting(const World& world) {
  const RandomMeetingSpec& spec = world.state.parameters.market.search.random_meetings;
  const auto& kinds = world.fixed.companies.kinds();
  return spec.arrival != Arrival::poisson && spec.channel != MeetingChannel::company_graph &&
         kinds.size() == 1 && kinds[KindId{0}].count > 1 &&
         !world.tick.start.kinds[KindId{0}].meeting_ranks && !world.fixed.features.noncompete &&
         world.state.pact.empty() && world.state.company_graph.vertex_count() == 0 &&
         world.state.parameters.market.search.pass_on == PassOnTo::nobody;
}

bool recruiters_draw_for_all(const World& world) {
  constexpr std::uint32_t small_market = 1U << 20;
  return world.fixed.features.recruiters && world.fixed.population.size() <= small_market;
}

bool joint_approaches_count(const World& world) {
  if (!world.state.parameters.market.bidding.joint_approaches) return false;
  if (world.state.collaborations.vertex_count() == 0) return false;
  const auto& companies = world.state.parameters.companies;
  return world.tick.wants.collaborators ||
         world.state.parameters.market.decisions.collaborators != 0.0 ||
         std::any_of(companies.begin(), companies.end(), [](const CompanySpec& company) {
           return company.productivity.synergy != 0.0;
         });
}

bool offers_are_revised(const World& world) {
  const BiddingSpec& bidding = world.state.parameters.market.bidding;
  return bidding.rule == PriceRule::private_taste && bidding.revision_rounds > 0;
}

bool nobody_asks_for_companies(const World& world) {
  return world.tick.wants.aggregates && !world.tick.wants.company_aggregates;
}

bool aggregates_can_be_kept(const World& world) {
  // Remembering takes some 50 bytes a person.
  constexpr std::uint32_t most_people_remembered = 1U << 16;
  return world.tick.wants.company_aggregates &&
         world.fixed.population.size() <= most_people_remembered;
}

}  // namespace poach
