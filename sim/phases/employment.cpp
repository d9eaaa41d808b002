#include "phases/employment.hpp"

#include "phases/appraisal.hpp"
#include "phases/booking.hpp"
#include "world/traits.hpp"

namespace poach {

void end_job(Market& market, const TickWants& wants, BlockLog& log, ResearcherId researcher,
             SeparationKind kind) {
  const CompanyId company = *market.state.researchers.employer[researcher];
  if (wants.details) log.separations.push_back({researcher, company, kind});
  book_forfeit(wants, log, company, market.state.researchers.unvested[researcher]);
  leave_employer(market, researcher);
  forget_refusals(market, researcher);
  ++log.counts.separations;
  if (kind == SeparationKind::exit) {
    ++log.counts.exits;
    if (market.state.collaborations.is_open()) log.exited.push_back(researcher);
    enter_market(market, researcher);
  }
}

void change_attachment(Market& market, ResearcherId researcher, double by) {
  ResearcherTable& people = market.state.researchers;
  const double now = attachment_now(market, researcher) - people.bond[researcher];
  people.attachment.set(researcher, static_cast<float>(now + by));
  people.attachment_tick.set(researcher, market.state.tick);
}

void enter_market(Market& market, ResearcherId slot) {
  ResearcherTable& people = market.state.researchers;
  const std::uint32_t generation = people.generation[slot] + 1;
  people.generation.set(slot, generation);
  const Traits traits = draw_traits(market, slot, generation);
  market.state.set_skill(slot, traits.skill);
  people.field.set(slot, traits.field);
  people.last_employer.set(slot, {});
  people.team.set(slot, {});
  people.apart.set(slot, keeps_apart(market, slot) ? 1 : 0);
  people.left.set(slot, -1'000'000'000);
}

}  // namespace poach
