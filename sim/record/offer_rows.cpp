// Every offer that stood when a researcher decided.

#include "record/tables.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

using tables::column;
using tables::TableDescription;

struct OfferRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view researcher;
  std::string_view employer;
  std::string_view company;
  std::string_view channel;
  double pay = 0.0;
  std::optional<double> present_pay;
  std::optional<double> counter_pay;
  double acceptance_probability = 0.0;
  bool accepted = false;
  double acceptance_error = 0.0;
};

const TableDescription<OfferRow>& columns() {
  using R = OfferRow;
  static const TableDescription<R> table(
      {facts_of(TableName::offers).name,
       "Every standing offer when a researcher decided, including refused ones.", "offer",
       tables::Kind::event},
      {"run_id", "tick", "researcher", "company"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick of the decision."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::researcher>("researcher", "",
                              "First cohort / number; .n for the nth entrant in the slot."),
       column<&R::employer>("employer", "", "Employer at the time; empty without a job."),
       column<&R::company>("company", "", "Company that made the offer."),
       column<&R::channel>("channel", "", "Channel of the company's approach."),
       column<&R::pay>("pay_usd_per_year", "USD per year", "Pay offered."),
       column<&R::present_pay>("present_pay_usd_per_year", "USD per year",
                               "Pay at the time; empty without a job."),
       column<&R::counter_pay>("counter_pay_usd_per_year", "USD per year",
                               "Pay of the counter-offer; empty without one."),
       column<&R::acceptance_probability>(
           "acceptance_probability", "",
           "Chance of acceptance as companies saw it when the person decided."),
       column<&R::accepted>("accepted", "", "Whether this offer was accepted."),
       column<&R::acceptance_error>(
           "acceptance_error", "",
           "1 for an accepted offer and 0 for a refused one, less acceptance_probability: on "
           "average 0 where beliefs are right.")});
  return table;
}

void write(const RecordedTick& tick, TableText& out) {
  const World& world = tick.world;
  std::string name;
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const OfferOutcome& offer : log.outcomes) {
      name = world.name_of(offer.researcher);
      OfferRow row;
      tick.stamp(row);
      row.researcher = name;
      row.employer = tick.companies.name_of(world, offer.employer);
      row.company = tick.companies.name_of(world, offer.company);
      row.channel = to_string(offer.channel);
      row.pay = offer.pay;
      row.present_pay = if_positive(offer.present_pay);
      row.counter_pay = if_positive(offer.counter_pay);
      row.acceptance_probability = offer.acceptance;
      row.accepted = offer.accepted;
      row.acceptance_error = (offer.accepted ? 1.0 : 0.0) - offer.acceptance;
      append(out, columns(), row);
    }
  }
}

}  // namespace

RecordedTable offers_table() { return {TableName::offers, columns(), {.details = true}, write}; }

}  // namespace poach
