// Everyone, or a sample of people.

#include "base/screen.hpp"
#include "record/tables.hpp"
#include "rules/attachment.hpp"
#include "world/surprise.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

using tables::column;
using tables::TableDescription;

struct ResearcherRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view researcher;
  std::string_view company;
  std::optional<double> pay;
  std::optional<double> best_losing_bid;
  double skill = 0.0;
  std::string_view field;
  std::string_view team;
  std::optional<std::int64_t> tenure_ticks;
  double unvested = 0.0;
  double attachment = 0.0;
  std::uint64_t collaborators = 0;
  std::optional<bool> disappointed;
};

// The whole attachment of a person to the employer: the part that grows with time, and the bond of
// founders and members of teams.
double attachment_of(const Market& market, ResearcherId r) {
  const ResearcherTable& people = market.state.researchers;
  if (!market.fixed.features.attachment || !people.employer[r]) return 0.0;
  const Duration growth = market.state.parameters.dynamics.attachment.growth_time;
  return people.bond[r] + rules::relaxed(people.attachment[r],
                                         market.attachment_ceiling(*people.employer[r]),
                                         market.state.tick - people.attachment_tick[r],
                                         ticks(growth, market.fixed.years_per_tick));
}

const TableDescription<ResearcherRow>& columns() {
  using R = ResearcherRow;
  static const TableDescription<R> table(
      {facts_of(TableName::researchers).name,
       "Everyone, or a fixed sample of people, at recorded ticks.", "recorded tick and researcher"},
      {"run_id", "tick", "researcher"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::researcher>("researcher", "",
                              "First cohort / number; .n for the nth entrant in the slot."),
       column<&R::company>("company", "", "Employer; empty without a job."),
       column<&R::pay>("pay_usd_per_year", "USD per year", "Pay; empty without a job."),
       column<&R::best_losing_bid>("best_losing_bid_usd_per_year", "USD per year",
                                   "Best losing bid, as pay at the employer."),
       column<&R::skill>("skill", "efficiency units", "Skill."),
       column<&R::field>("field", "", "Field."), column<&R::team>("team", "", "Named team."),
       column<&R::tenure_ticks>("tenure_ticks", "ticks", "Ticks with the employer."),
       column<&R::unvested>("unvested_usd", "USD", "Unvested equity."),
       column<&R::attachment>("attachment", "log pay",
                              "Attachment to the employer, including that of founders and teams."),
       column<&R::collaborators>("collaborators", "", "Collaborators in the graph."),
       column<&R::disappointed>("disappointed", "",
                                "Whether the present job has turned out worse than it looked; "
                                "empty without a job and where no jobs disappoint.")});
  return table;
}

void write(const RecordedTick& tick, TableText& out) {
  const World& world = tick.world;
  std::vector<std::string> fields;
  for (const auto& [field, share] : world.fixed.scenario.researchers.fields)
    fields.push_back(field);
  const Threshold sampled(tick.plan.researchers_sample);
  std::string name;
  for (const ResearcherId r : world.fixed.population.ids()) {
    // The draw belongs to the slot and to no tick, so that a panel follows its people.
    if (tick.plan.researchers_sample < 1.0 &&
        !sampled.passes(world.fixed.draws_of(StreamName::panel, r).words({})[0])) {
      continue;
    }
    const ResearcherTable& people = world.state.researchers;
    const OptionalCompany employer = people.employer[r];
    name = world.name_of(r);
    ResearcherRow row;
    tick.stamp(row);
    row.researcher = name;
    row.company = tick.companies.name_of(world, employer);
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
        world.state.has_ties(r) ? world.state.collaborators_of(r).size() : std::size_t{0};
    if (employer && world.fixed.features.surprise) row.disappointed = is_disappointed(world, r);
    append(out, columns(), row);
  }
}

}  // namespace

RecordedTable researchers_table() { return {TableName::researchers, columns(), {}, write}; }

}  // namespace poach
