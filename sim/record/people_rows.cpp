// The tables with a row for a person: moves, researchers, offers.

#include "base/screen.hpp"
#include "record/append_row.hpp"
#include "record/recorder.hpp"
#include "record/rows.hpp"
#include "rules/attachment.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

std::optional<double> if_positive(double value) {
  return value > 0.0 ? std::optional(value) : std::nullopt;
}

std::string_view team_name(const World& world, OptionalId<TeamId> team) {
  return team ? std::string_view(world.state.teams[*team].name) : std::string_view{};
}

// Whether the leader of a team no longer works where a departing member worked.
bool leader_has_left(const World& world, const Move& move, OptionalId<TeamId> team) {
  if (!team || !move.from) return false;
  const ResearcherId leader{world.state.teams[*team].members.first()};
  return leader != move.researcher && world.state.researchers.employer[leader] != move.from;
}

// All that ties a person to the employer by now: what grows with time, and the bond of founders and
// members of teams.
double attachment_of(const World& world, ResearcherId r) {
  if (!world.fixed.features.attachment) return 0.0;
  const AttachmentSpec& spec = world.state.parameters.dynamics.attachment;
  const ResearcherTable& people = world.state.researchers;
  const double grown = rules::relaxed(people.attachment[r], spec.ceiling,
                                      world.state.tick - people.attachment_tick[r],
                                      ticks(spec.growth_time, world.fixed.years_per_tick));
  return people.bond[r] + (people.employer[r] ? grown : 0.0);
}

}  // namespace

void ReplicateRecorder::write_moves(const World& world) {
  std::string name;
  for (const Move& move : world.tick.log.started) {
    const OptionalId<TeamId> team = world.state.team_of(move.researcher);
    name = world.name_of(move.researcher);
    MoveRow row;
    row.run_id = run_id_;
    row.tick = world.state.tick;
    row.date = {date_};
    row.researcher = name;
    row.from_company = company_name(world, move.from);
    row.to_company = company_name(world, move.to);
    row.pay_before = if_positive(move.pay_before);
    row.pay_after = move.pay_after;
    row.best_losing_bid = move.best_losing_bid;
    row.bidders = move.bidders;
    row.collaborators_at_destination = move.collaborators;
    row.channel = to_string(move.channel);
    row.skill = world.state.researchers.skill[move.researcher];
    row.team = team_name(world, team);
    row.team_leader = team && world.state.teams[*team].members.first() == move.researcher.value();
    row.leader_left = leader_has_left(world, move, team);
    row.countered = move.countered;
    if (move.pay_before > 0.0) row.pay_multiple = move.pay_after / move.pay_before;
    row.employer_surplus = move.value - move.pay_after;
    row.researcher_surplus = move.pay_after - move.best_losing_bid;
    row.forfeited = move.forfeited;
    row.ticks_waited = move.start - move.signed_on;
    append(table(TableName::moves), moves_table(), row);
  }
}

void ReplicateRecorder::write_researchers(const World& world) {
  std::vector<std::string> fields;
  for (const auto& [field, share] : world.fixed.scenario.researchers.fields)
    fields.push_back(field);
  const Threshold sampled(plan_.researchers_sample);
  std::string name;
  for (const ResearcherId r : world.fixed.population.ids()) {
    // The draw belongs to the slot and to no tick, so that a panel follows its people.
    if (plan_.researchers_sample < 1.0 &&
        !sampled.passes(world.fixed.draws_of(StreamName::panel, r).words({})[0])) {
      continue;
    }
    const ResearcherTable& people = world.state.researchers;
    const OptionalCompany employer = people.employer[r];
    name = world.name_of(r);
    ResearcherRow row;
    row.run_id = run_id_;
    row.tick = world.state.tick;
    row.date = {date_};
    row.researcher = name;
    row.company = company_name(world, employer);
    if (employer) {
      row.pay = people.pay[r];
      row.best_losing_bid = people.best_losing_bid_of(r);
      row.tenure_ticks = world.state.tick - people.joined[r];
    }
    row.skill = people.skill[r];
    if (!fields.empty()) row.field = fields[people.field[r]];
    row.team = team_name(world, world.state.team_of(r));
    row.unvested = people.unvested[r];
    row.attachment = attachment_of(world, r);
    row.collaborators =
        people.generation[r] == 0 ? world.state.collaborators_of(r).size() : std::size_t{0};
    append(table(TableName::researchers), researchers_table(), row);
  }
}

void ReplicateRecorder::write_offers(const World& world) {
  std::string name;
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const OfferOutcome& offer : log.outcomes) {
      name = world.name_of(offer.researcher);
      OfferRow row;
      row.run_id = run_id_;
      row.tick = world.state.tick;
      row.date = {date_};
      row.researcher = name;
      row.employer = company_name(world, offer.employer);
      row.company = company_name(world, offer.company);
      row.channel = to_string(offer.channel);
      row.pay = offer.pay;
      row.present_pay = if_positive(offer.present_pay);
      row.counter_pay = if_positive(offer.counter_pay);
      row.acceptance_probability = offer.acceptance;
      row.accepted = offer.accepted;
      append(table(TableName::offers), offers_table(), row);
    }
  }
}

}  // namespace poach
