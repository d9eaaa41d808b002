// Every job started.

#include "record/tables.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

using tables::column;
using tables::TableDescription;

struct MoveRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view researcher;
  std::string_view from_company;
  std::string_view to_company;
  std::optional<double> pay_before;
  double pay_after = 0.0;
  double best_losing_bid = 0.0;
  std::uint32_t bidders = 0;
  std::uint32_t collaborators_at_destination = 0;
  std::string_view channel;
  double skill = 0.0;
  std::string_view team;
  bool team_leader = false;
  bool leader_left = false;
  bool countered = false;
  std::optional<double> pay_multiple;
  double employer_surplus = 0.0;
  std::optional<double> researcher_surplus;
  double forfeited = 0.0;
  std::int64_t ticks_waited = 0;
};

const TableDescription<MoveRow>& columns() {
  using R = MoveRow;
  static const TableDescription<R> table(
      {facts_of(TableName::moves).name, "Every job started, on the tick on which it starts.",
       "move", tables::Kind::event},
      {"run_id", "tick", "researcher"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick on which the job starts."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::researcher>("researcher", "",
                              "First cohort / number; .n for the nth entrant in the slot."),
       column<&R::from_company>("from_company", "", "Former employer; empty from unemployment."),
       column<&R::to_company>("to_company", "", "New employer."),
       column<&R::pay_before>("pay_before_usd_per_year", "USD per year",
                              "Pay before; empty from unemployment."),
       column<&R::pay_after>("pay_after_usd_per_year", "USD per year", "Pay in the new job."),
       column<&R::best_losing_bid>(
           "best_losing_bid_usd_per_year", "USD per year",
           "Pay in the new job that would give the utility of the best rejected option."),
       column<&R::bidders>("bidders", "", "Offers on the table, the one accepted included."),
       column<&R::collaborators_at_destination>(
           "collaborators_at_destination", "",
           "Collaborators who work there or are approached together with the person."),
       column<&R::channel>("channel", "", "Channel of the company's approach."),
       column<&R::skill>("skill", "efficiency units", "Skill of the person."),
       column<&R::team>("team", "", "Named team the person belongs to."),
       column<&R::team_leader>("team_leader", "", "Whether the person leads that team."),
       column<&R::leader_left>("leader_left", "",
                               "Whether the leader of that team had left the company before."),
       column<&R::countered>("countered", "", "Whether the former employer made a counter-offer."),
       column<&R::pay_multiple>("pay_multiple", "", "Pay after over pay before."),
       column<&R::employer_surplus>("employer_surplus_usd_per_year", "USD per year",
                                    "Value of a year of the person to the company, less the pay."),
       column<&R::researcher_surplus>("researcher_surplus_usd_per_year", "USD per year",
                                      "Pay less the best losing bid."),
       column<&R::forfeited>("forfeited_usd", "USD", "Unvested equity given up."),
       column<&R::ticks_waited>("ticks_waited", "ticks",
                                "Ticks between signing and start of the job.")});
  return table;
}

// Whether the leader of a team no longer works where a departing member worked.
bool leader_has_left(const Market& market, const Move& move, OptionalId<TeamId> team) {
  if (!team || !move.from) return false;
  const ResearcherId leader = market.state.teams[*team].members.front();
  return leader != move.researcher && market.state.researchers.employer[leader] != move.from;
}

void write(const RecordedTick& tick, TableText& out) {
  const World& world = tick.world;
  std::string name;
  for (const Move& move : world.tick.log.started) {
    const OptionalId<TeamId> team = world.state.team_of(move.researcher);
    name = world.name_of(move.researcher);
    MoveRow row;
    tick.stamp(row);
    row.researcher = name;
    row.from_company = tick.companies.name_of(world, move.from);
    row.to_company = tick.companies.name_of(world, move.to);
    row.pay_before = if_positive(move.pay_before);
    row.pay_after = move.pay_after;
    row.best_losing_bid = move.best_losing_bid;
    row.bidders = move.bidders;
    row.collaborators_at_destination = move.collaborators;
    row.channel = to_string(move.channel);
    row.skill = world.state.researchers.skill[move.researcher];
    row.team = team_name(world, team);
    row.team_leader = team && world.state.teams[*team].members.front() == move.researcher;
    row.leader_left = leader_has_left(world, move, team);
    row.countered = move.countered;
    if (move.pay_before > 0.0) row.pay_multiple = move.pay_after / move.pay_before;
    row.employer_surplus = move.value - move.pay_after;
    row.researcher_surplus = move.pay_after - move.best_losing_bid;
    row.forfeited = move.forfeited;
    row.ticks_waited = move.start - move.signed_on;
    append(out, columns(), row);
  }
}

}  // namespace

RecordedTable moves_table() {
  return {TableName::moves, columns(), {.details = true, .collaborators = true}, write};
}

}  // namespace poach
