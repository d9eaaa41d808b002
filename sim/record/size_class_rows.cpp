// Companies by head count.

#include <bit>

#include "record/tables.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

using tables::column;
using tables::state;
using tables::TableDescription;

struct SizeClassRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::uint64_t smallest = 0;
  std::uint64_t largest = 0;
  std::uint64_t companies = 0;
  std::uint64_t headcount = 0;
  double payroll = 0.0;
  std::optional<double> pay_mean;
  double output = 0.0;
};

const TableDescription<SizeClassRow>& columns() {
  using R = SizeClassRow;
  static const TableDescription<R> table(
      {facts_of(TableName::size_classes).name,
       "Companies by head count; classes without companies have no row.",
       "tick and class of companies"},
      {"run_id", "tick", "smallest_headcount"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick; 0 is the initial state."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::smallest>("smallest_headcount", "", "Smallest head count of the class."),
       column<&R::largest>("largest_headcount", "", "Largest head count of the class."),
       column<&R::companies>("companies", "", "Companies of the class.",
                             state("companies", "companies")),
       column<&R::headcount>("headcount", "", "People who work in the class.",
                             state("headcount", "people")),
       column<&R::payroll>("payroll_usd_per_year", "USD per year", "Total pay of their staff.",
                           state("payroll")),
       column<&R::pay_mean>("pay_mean_usd_per_year", "USD per year", "Mean pay of their staff.",
                            state("mean pay")),
       column<&R::output>("output_usd_per_year", "USD per year", "Product of their staff.",
                          state("output"))});
  return table;
}

// Classes double in width: 0, 1, 2 to 3, 4 to 7, and so on. Classes without companies have no row.
void write(const RecordedTick& tick, TableText& out) {
  const World& world = tick.world;
  std::array<SizeClassRow, 33> classes{};
  for (const CompanyAggregates& aggregates : world.tick.aggregates.companies) {
    SizeClassRow& row = classes[static_cast<std::size_t>(std::bit_width(aggregates.headcount))];
    ++row.companies;
    row.headcount += aggregates.headcount;
    row.payroll += aggregates.pay;
    row.output += aggregates.output;
  }
  for (std::size_t k = 0; k < classes.size(); ++k) {
    SizeClassRow& row = classes[k];
    if (row.companies == 0) continue;
    tick.stamp(row);
    row.smallest = k == 0 ? 0 : std::uint64_t{1} << (k - 1);
    row.largest = (std::uint64_t{1} << k) - 1;
    if (row.headcount > 0) row.pay_mean = row.payroll / static_cast<double>(row.headcount);
    append(out, columns(), row);
  }
}

}  // namespace

RecordedTable size_classes_table() {
  return {TableName::size_classes, columns(), {.company_aggregates = true}, write};
}

}  // namespace poach
