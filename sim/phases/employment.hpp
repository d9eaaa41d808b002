#pragma once
// Changes of a researcher's own row: leaving a job, starting one, being replaced by an entrant.

#include "world/world.hpp"

namespace poach {

/// Ends the present job. The researcher's row shows nobody's employee from now on.
inline void leave_employer(World& world, ResearcherId researcher) {
  ResearcherTable& people = world.state.researchers;
  people.last_employer.set(researcher, people.employer[researcher]);
  people.left.set(researcher, world.state.tick);
  people.employer.set(researcher, {});
  people.pay.set(researcher, 0.0);
  people.best_losing_bid.set(researcher, 0.0);
  people.unvested.set(researcher, 0.0);
  people.attachment.set(researcher, 0.0F);
  people.attachment_tick.set(researcher, world.state.tick);
  people.bond.set(researcher, 0.0F);
}

/// Sets the pay of someone who stays or starts, and the best losing bid behind it, USD a year.
inline void set_pay(World& world, ResearcherId researcher, double pay, double best_losing_bid) {
  world.state.researchers.pay.set(researcher, pay);
  world.state.researchers.best_losing_bid.set(researcher, best_losing_bid);
}

/// Writes what every job has from its start on: the employer, the pay, and since when.
inline void set_job(World& world, ResearcherId researcher, CompanyId company, double pay,
                    double best_losing_bid) {
  world.state.researchers.employer.set(researcher, company);
  set_pay(world, researcher, pay, best_losing_bid);
  world.state.researchers.joined.set(researcher, world.state.tick);
}

/// Starts the job of a move whose time has come.
inline void start_job(World& world, const Move& move) {
  ResearcherTable& people = world.state.researchers;
  const ResearcherId researcher = move.researcher;
  if (people.employer[researcher]) leave_employer(world, researcher);
  set_job(world, researcher, move.to, move.pay_after, move.best_losing_bid);
  people.attachment.set(researcher, 0.0F);
  people.attachment_tick.set(researcher, world.state.tick);
  people.waiting.set(researcher, 0);
}

/// Ends the present job of someone who has one, without another, and enters the separation.
void end_job(World& world, BlockLog& log, ResearcherId researcher, SeparationKind kind);

/// Pays someone who stays at the employer more, and enters the raise.
inline void give_raise(World& world, BlockLog& log, const Raise& raise) {
  if (world.tick.wants.details) log.raises.push_back(raise);
  ++log.counts.raises;
  world.state.researchers.pay.set(raise.researcher, raise.pay_after);
}

/// Changes the attachment to the present employer by so much log pay.
void change_attachment(World& world, ResearcherId researcher, double by);

/// A new person takes the slot: unemployed, without ties or past.
void enter_market(World& world, ResearcherId slot);

}  // namespace poach
