// Hires from each company by each other company.

#include "record/tables.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

using tables::column;
using tables::since_last_row;
using tables::TableDescription;

struct FlowRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view from_company;
  std::string_view to_company;
  std::uint64_t moves = 0;
  double pay_after_mean = 0.0;
};

const TableDescription<FlowRow>& columns() {
  using R = FlowRow;
  static const TableDescription<R> table(
      {facts_of(TableName::flows).name, "Who hired from whom; pairs without moves have no row.",
       "tick and pair of companies with moves"},
      {"run_id", "tick", "from_company", "to_company"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick of the row; covers the ticks since the last one."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::from_company>("from_company", "", "Former employer; empty for the unemployed."),
       column<&R::to_company>("to_company", "", "New employer."),
       column<&R::moves>("moves", "", "Jobs started.", since_last_row("moves", "moves")),
       column<&R::pay_after_mean>("pay_after_mean_usd_per_year", "USD per year",
                                  "Mean pay in the new jobs.",
                                  since_last_row("mean pay in the new jobs"))});
  return table;
}

void write(const RecordedTick& tick, TableText& out) {
  const World& world = tick.world;
  for (const auto& [pair, flow] : tick.since.flows) {
    FlowRow row;
    tick.stamp(row);
    if (pair.first > 0) row.from_company = tick.companies.name_of(world, CompanyId{pair.first - 1});
    row.to_company = tick.companies.name_of(world, CompanyId{pair.second});
    row.moves = flow.moves;
    row.pay_after_mean = flow.pay / static_cast<double>(flow.moves);
    append(out, columns(), row);
  }
}

}  // namespace

RecordedTable flows_table() { return {TableName::flows, columns(), {.details = true}, write}; }

}  // namespace poach
