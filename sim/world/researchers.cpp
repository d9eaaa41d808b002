#include "world/researchers.hpp"

namespace poach {

void ResearcherTable::add_to(StateHash& hash) const {
  employer.add_to(hash, "employer");
  last_employer.add_to(hash, "last_employer");
  pay.add_to(hash, "pay");
  best_losing_bid.add_to(hash, "best_losing_bid");
  skill.add_to(hash, "skill");
  field.add_to(hash, "field");
  joined.add_to(hash, "joined");
  left.add_to(hash, "left");
  unvested.add_to(hash, "unvested");
  vests_until.add_to(hash, "vests_until");
  attachment.add_to(hash, "attachment");
  attachment_tick.add_to(hash, "attachment_tick");
  bond.add_to(hash, "bond");
  generation.add_to(hash, "generation");
  waiting.add_to(hash, "waiting");
}

std::size_t ResearcherTable::bytes() const {
  return skill_power.bytes() + employer.bytes() + last_employer.bytes() + pay.bytes() +
         best_losing_bid.bytes() + skill.bytes() + field.bytes() + joined.bytes() + left.bytes() +
         unvested.bytes() + vests_until.bytes() + attachment.bytes() + attachment_tick.bytes() +
         bond.bytes() + generation.bytes() + waiting.bytes();
}

}  // namespace poach
