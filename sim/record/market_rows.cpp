// The market as a whole.

#include "record/tables.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

using tables::column;
using tables::since_last_row;
using tables::state;
using tables::TableDescription;

struct MarketRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::uint64_t researchers = 0;
  std::uint64_t employed = 0;
  std::uint64_t unemployed = 0;
  std::uint64_t between_jobs = 0;
  std::uint64_t approaches = 0;
  std::uint64_t offers = 0;
  std::uint64_t counter_offers = 0;
  std::uint64_t moves = 0;
  std::uint64_t raises = 0;
  std::uint64_t separations = 0;
  std::uint64_t entrants = 0;
  std::uint64_t passed_on = 0;
  std::optional<double> pay_median;
  std::optional<double> pay_mean;
  std::optional<double> pay_p90;
  std::optional<double> pay_p99;
  double payroll = 0.0;
  double output = 0.0;
  double unemployment_rate = 0.0;
  double received = 0.0;
  double surplus = 0.0;
};

const TableDescription<MarketRow>& columns() {
  using R = MarketRow;
  static const TableDescription<R> table(
      {facts_of(TableName::market).name, "The market as a whole over time.", "tick"},
      {"run_id", "tick"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick; 0 is the initial state."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::researchers>("researchers", "", "People in the market.",
                               state("people", "people")),
       column<&R::employed>("employed", "", "People with a job.",
                            state("people with a job", "people")),
       column<&R::unemployed>("unemployed", "", "People without a job or a signed contract.",
                              state("unemployed people", "people")),
       column<&R::between_jobs>("between_jobs", "",
                                "People who wait out a non-compete before a signed contract.",
                                state("people between jobs", "people")),
       column<&R::approaches>("approaches", "", "Approaches since the last row.",
                              since_last_row("approaches", "approaches")),
       column<&R::offers>("offers", "", "Offers standing at decision time since the last row.",
                          since_last_row("offers", "offers")),
       column<&R::counter_offers>("counter_offers", "", "Counter-offers since the last row.",
                                  since_last_row("counter-offers", "offers")),
       column<&R::moves>("moves", "", "Jobs started since the last row.",
                         since_last_row("moves", "moves")),
       column<&R::raises>("raises", "", "Raises by accepted counter-offers since the last row.",
                          since_last_row("raises that kept someone", "raises")),
       column<&R::separations>("separations", "",
                               "Quits without an offer, job losses and exits since the last row.",
                               since_last_row("separations", "people")),
       column<&R::entrants>("entrants", "", "People who replaced an exit since the last row.",
                            since_last_row("entrants", "people")),
       column<&R::passed_on>("passed_on", "",
                             "Approaches passed to a collaborator since the last row.",
                             since_last_row("approaches passed on", "approaches")),
       column<&R::pay_median>("pay_median_usd_per_year", "USD per year", "Median pay.",
                              state("median pay")),
       column<&R::pay_mean>("pay_mean_usd_per_year", "USD per year", "Mean pay.",
                            state("mean pay")),
       column<&R::pay_p90>("pay_p90_usd_per_year", "USD per year", "90th percentile of pay.",
                           state("90th percentile of pay")),
       column<&R::pay_p99>("pay_p99_usd_per_year", "USD per year", "99th percentile of pay.",
                           state("99th percentile of pay")),
       column<&R::payroll>("payroll_usd_per_year", "USD per year", "Total pay.", state("payroll")),
       column<&R::output>("output_usd_per_year", "USD per year", "Total product.", state("output")),
       column<&R::unemployment_rate>("unemployment_rate", "",
                                     "Unemployed as a share of all people.",
                                     state("unemployment rate", "share")),
       column<&R::received>("received_usd", "USD",
                            "Pay, vested equity, buyouts and garden leave that people received "
                            "since the last row: to the last bit what all companies paid them.",
                            since_last_row("money received by people")),
       column<&R::surplus>("surplus_usd", "USD",
                           "Pay of the employed less the income without a job since the last row, "
                           "tastes left out.",
                           since_last_row("pay above the income without a job"))});
  return table;
}

void write(const RecordedTick& tick, TableText& out) {
  const World& world = tick.world;
  const MarketAggregates& aggregates = world.tick.aggregates.market;
  MarketRow row;
  tick.stamp(row);
  row.researchers = world.fixed.population.size();
  row.employed = aggregates.employed;
  row.unemployed = aggregates.unemployed;
  row.between_jobs = aggregates.between_jobs;
  row.approaches = tick.since.market.approaches;
  row.offers = tick.since.market.offers;
  row.counter_offers = tick.since.market.counter_offers;
  row.moves = world.tick.wants.details ? tick.since.jobs_started : tick.since.market.moves;
  row.raises = tick.since.market.raises;
  row.separations = tick.since.market.separations;
  row.entrants = tick.since.market.exits;
  row.passed_on = tick.since.market.passed_on;
  if (aggregates.employed > 0) {
    row.pay_median = aggregates.pay_median;
    row.pay_mean = aggregates.pay / static_cast<double>(aggregates.employed);
    row.pay_p90 = aggregates.pay_p90;
    row.pay_p99 = aggregates.pay_p99;
  }
  row.payroll = aggregates.pay;
  row.output = aggregates.output;
  row.unemployment_rate = static_cast<double>(aggregates.unemployed) /
                          static_cast<double>(world.fixed.population.size());
  row.received = tick.since.people.received.value();
  row.surplus = tick.since.people.surplus.value();
  append(out, columns(), row);
}

}  // namespace

RecordedTable market_table() { return {TableName::market, columns(), {.money = true}, write}; }

}  // namespace poach
