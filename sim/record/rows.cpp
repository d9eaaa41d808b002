#include "record/rows.hpp"

namespace poach {

using tables::column;
using tables::TableDescription;

const TableDescription<MarketRow>& market_table() {
  using R = MarketRow;
  static const TableDescription<R> table(
      {"market", "The market as a whole over time.", "tick"}, {"run_id", "tick"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick; 0 is the initial state."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::researchers>("researchers", "", "People in the market."),
       column<&R::employed>("employed", "", "People with a job."),
       column<&R::unemployed>("unemployed", "", "People without a job or a signed contract."),
       column<&R::between_jobs>("between_jobs", "",
                                "People who wait out a non-compete before a signed contract."),
       column<&R::approaches>("approaches", "", "Approaches since the last row."),
       column<&R::offers>("offers", "", "Offers standing at decision time since the last row."),
       column<&R::counter_offers>("counter_offers", "", "Counter-offers since the last row."),
       column<&R::moves>("moves", "", "Jobs started since the last row."),
       column<&R::raises>("raises", "", "Raises that kept someone since the last row."),
       column<&R::separations>("separations", "",
                               "Quits without an offer, job losses and exits since the last row."),
       column<&R::entrants>("entrants", "", "People who replaced an exit since the last row."),
       column<&R::passed_on>("passed_on", "",
                             "Approaches passed to a collaborator since the last row."),
       column<&R::pay_median>("pay_median_usd_per_year", "USD per year", "Median pay."),
       column<&R::pay_mean>("pay_mean_usd_per_year", "USD per year", "Mean pay."),
       column<&R::pay_p90>("pay_p90_usd_per_year", "USD per year", "90th percentile of pay."),
       column<&R::pay_p99>("pay_p99_usd_per_year", "USD per year", "99th percentile of pay."),
       column<&R::payroll>("payroll_usd_per_year", "USD per year", "Pay of all together."),
       column<&R::output>("output_usd_per_year", "USD per year", "Product of all together."),
       column<&R::unemployment_rate>("unemployment_rate", "",
                                     "Unemployed as a share of all people.")});
  return table;
}

const TableDescription<CompanyRow>& companies_table() {
  using R = CompanyRow;
  static const TableDescription<R> table(
      {"companies",
       "Each company over time; or the largest, and all others together as other companies.",
       "tick and company"},
      {"run_id", "tick", "company"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick; 0 is the initial state."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::company>("company", "", "Name of the company."),
       column<&R::headcount>("headcount", "", "People who work there."),
       column<&R::hires>("hires", "", "Jobs started there since the last row."),
       column<&R::poached_in>("poached_in", "", "Hires from other companies since the last row."),
       column<&R::poached_out>("poached_out", "",
                               "People who signed with others since the last row."),
       column<&R::separations>("separations", "",
                               "Quits without an offer, job losses and exits since the last row."),
       column<&R::signed_not_started>("signed_not_started", "",
                                      "Signed contracts that wait out a non-compete."),
       column<&R::counter_offers>("counter_offers", "", "Counter-offers made since the last row."),
       column<&R::raises>("raises", "", "Counter-offers that kept someone since the last row."),
       column<&R::raise_cost>("raise_cost_usd_per_year", "USD per year",
                              "Pay that those raises added."),
       column<&R::payroll>("payroll_usd_per_year", "USD per year", "Pay of its staff together."),
       column<&R::pay_mean>("pay_mean_usd_per_year", "USD per year", "Mean pay of its staff."),
       column<&R::pay_cap>("pay_cap_usd_per_year", "USD per year",
                           "Cap per person in force; empty without one."),
       column<&R::output>("output_usd_per_year", "USD per year", "Product of its staff."),
       column<&R::skill>("skill", "efficiency units", "Skill of its staff together."),
       column<&R::unvested>("unvested_usd", "USD", "Unvested equity of its staff."),
       column<&R::retention_grants>("retention_grants_usd", "USD",
                                    "Retention grants given since the last row."),
       column<&R::morale>(
           "morale", "log pay",
           "Morale of its staff; 0 is neutral. Of other companies: mean over staff."),
       column<&R::ties_per_researcher>("ties_per_researcher", "",
                                       "Mean collaborators inside the company."),
       column<&R::research_capital>("research_capital", "", "Research capital."),
       column<&R::leadership_share>("leadership_share", "",
                                    "Its part of all companies' research capital.")});
  return table;
}

const TableDescription<FlowRow>& flows_table() {
  using R = FlowRow;
  static const TableDescription<R> table(
      {"flows", "Who hired from whom; pairs without moves have no row.",
       "tick and pair of companies with moves"},
      {"run_id", "tick", "from_company", "to_company"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick of the row; covers the ticks since the last one."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::from_company>("from_company", "", "Former employer; empty for the unemployed."),
       column<&R::to_company>("to_company", "", "New employer."),
       column<&R::moves>("moves", "", "Jobs started."),
       column<&R::pay_after_mean>("pay_after_mean_usd_per_year", "USD per year",
                                  "Mean pay in the new jobs.")});
  return table;
}

const TableDescription<MoveRow>& moves_table() {
  using R = MoveRow;
  static const TableDescription<R> table(
      {"moves", "Every job started, on the tick on which it starts.", "move"},
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
           "Pay in the new job that would be as good as the best option turned down."),
       column<&R::bidders>("bidders", "", "Offers on the table, the one accepted included."),
       column<&R::collaborators_at_destination>(
           "collaborators_at_destination", "",
           "Collaborators there or approached with the person."),
       column<&R::channel>("channel", "", "How the company came to approach the person."),
       column<&R::skill>("skill", "efficiency units", "Skill of the person."),
       column<&R::team>("team", "", "Named team the person belongs to."),
       column<&R::team_leader>("team_leader", "", "Whether the person leads that team."),
       column<&R::leader_left>("leader_left", "",
                               "Whether the leader of that team had left the company before."),
       column<&R::countered>("countered", "", "Whether the former employer made a counter-offer."),
       column<&R::pay_multiple>("pay_multiple", "", "Pay after over pay before."),
       column<&R::employer_surplus>("employer_surplus_usd_per_year", "USD per year",
                                    "What the company would have given at most, less the pay."),
       column<&R::researcher_surplus>("researcher_surplus_usd_per_year", "USD per year",
                                      "Pay less the best losing bid."),
       column<&R::forfeited>("forfeited_usd", "USD", "Unvested equity given up."),
       column<&R::ticks_waited>("ticks_waited", "ticks",
                                "Ticks between signing and start of the job.")});
  return table;
}

const TableDescription<ResearcherRow>& researchers_table() {
  using R = ResearcherRow;
  static const TableDescription<R> table(
      {"researchers", "Everyone, or a sample of people that stays the same, now and then.",
       "recorded tick and researcher"},
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
                              "Attachment to the employer, that of founders and teams included."),
       column<&R::collaborators>("collaborators", "", "Collaborators in the graph.")});
  return table;
}

const TableDescription<OfferRow>& offers_table() {
  using R = OfferRow;
  static const TableDescription<R> table(
      {"offers", "Every offer that stood when a researcher decided, refused ones too.", "offer"},
      {"run_id", "tick", "researcher", "company"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick of the decision."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::researcher>("researcher", "",
                              "First cohort / number; .n for the nth entrant in the slot."),
       column<&R::employer>("employer", "", "Employer at the time; empty without a job."),
       column<&R::company>("company", "", "Company that made the offer."),
       column<&R::channel>("channel", "", "How the company came to approach the person."),
       column<&R::pay>("pay_usd_per_year", "USD per year", "Pay offered."),
       column<&R::present_pay>("present_pay_usd_per_year", "USD per year",
                               "Pay at the time; empty without a job."),
       column<&R::counter_pay>("counter_pay_usd_per_year", "USD per year",
                               "Pay of the counter-offer; empty without one."),
       column<&R::acceptance_probability>("acceptance_probability", "",
                                          "Chance of acceptance as the company saw it."),
       column<&R::accepted>("accepted", "", "Whether this offer was taken.")});
  return table;
}

const TableDescription<SizeClassRow>& size_classes_table() {
  using R = SizeClassRow;
  static const TableDescription<R> table(
      {"size_classes", "Companies by head count; classes without companies have no row.",
       "tick and class of companies"},
      {"run_id", "tick", "smallest_headcount"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick; 0 is the initial state."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::smallest>("smallest_headcount", "", "Smallest head count of the class."),
       column<&R::largest>("largest_headcount", "", "Largest head count of the class."),
       column<&R::companies>("companies", "", "Companies of the class."),
       column<&R::headcount>("headcount", "", "People who work for them."),
       column<&R::payroll>("payroll_usd_per_year", "USD per year", "Pay of their staff together."),
       column<&R::pay_mean>("pay_mean_usd_per_year", "USD per year", "Mean pay of their staff."),
       column<&R::output>("output_usd_per_year", "USD per year", "Product of their staff.")});
  return table;
}

std::vector<tables::TableDictionary> all_tables() {
  return {dictionary(market_table()),      dictionary(companies_table()),
          dictionary(flows_table()),       dictionary(moves_table()),
          dictionary(researchers_table()), dictionary(offers_table()),
          dictionary(size_classes_table())};
}

}  // namespace poach
