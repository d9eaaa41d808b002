#pragma once
// Changes of a researcher's own row: leaving a job, starting one, being replaced by an entrant.

#include "world/market.hpp"
#include "world/tick.hpp"

namespace poach {

/// Ends the present job. The researcher's row shows nobody's employee from now on.
inline void leave_employer(Market& market, ResearcherId researcher) {
  ResearcherTable& people = market.state.researchers;
  people.last_employer.set(researcher, people.employer[researcher]);
  people.left.set(researcher, market.state.tick);
  people.employer.set(researcher, {});
  people.pay.set(researcher, 0.0);
  people.best_losing_bid.set(researcher, 0.0);
  people.unvested.set(researcher, 0.0);
  people.attachment.set(researcher, 0.0F);
  people.attachment_tick.set(researcher, market.state.tick);
  people.bond.set(researcher, 0.0F);
}

/// Sets the pay of someone who stays or starts, and the best losing bid behind it, USD a year.
inline void set_pay(Market& market, ResearcherId researcher, double pay, double best_losing_bid) {
  market.state.researchers.pay.set(researcher, pay);
  market.state.researchers.best_losing_bid.set(researcher, best_losing_bid);
}

/// Writes what every job has from its start on: the employer, the pay, and since when.
inline void set_job(Market& market, ResearcherId researcher, CompanyId company, double pay,
                    double best_losing_bid) {
  market.state.researchers.employer.set(researcher, company);
  set_pay(market, researcher, pay, best_losing_bid);
  market.state.researchers.joined.set(researcher, market.state.tick);
}

/// Starts the job of a move whose time has come.
inline void start_job(Market& market, const Move& move) {
  ResearcherTable& people = market.state.researchers;
  const ResearcherId researcher = move.researcher;
  if (people.employer[researcher]) leave_employer(market, researcher);
  set_job(market, researcher, move.to, move.pay_after, move.best_losing_bid);
  people.attachment.set(researcher, 0.0F);
  people.attachment_tick.set(researcher, market.state.tick);
  people.waiting.set(researcher, 0);
}

/// Forgets what the market knows of someone's tastes, all of which compares with the present job.
inline void forget_refusals(Market& market, ResearcherId researcher) {
  market.state.refusals.set(researcher, {});
  market.state.researchers.taste_rate.set(researcher, 1.0F);
}

/// Ends the present job of someone who has one, without another, and enters the separation.
void end_job(Market& market, const TickWants& wants, BlockLog& log, ResearcherId researcher,
             SeparationKind kind);

/// Pays someone who stays at the employer more, and enters the raise.
inline void give_raise(Market& market, const TickWants& wants, BlockLog& log, const Raise& raise) {
  if (wants.details) log.raises.push_back(raise);
  ++log.counts.raises;
  market.state.researchers.pay.set(raise.researcher, raise.pay_after);
}

/// Changes the attachment to the present employer by so much log pay.
void change_attachment(Market& market, ResearcherId researcher, double by);

/// A new person takes the slot: unemployed, without past, and without ties until the first job.
void enter_market(Market& market, ResearcherId slot);

}  // namespace poach
