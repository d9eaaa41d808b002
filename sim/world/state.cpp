#include "world/state.hpp"

#include "base/math.hpp"

namespace poach {

void State::set_skill(ResearcherId researcher, double skill) {
  researchers.skill.set(researcher, static_cast<float>(skill));
  const double stored = researchers.skill[researcher];
  researchers.skill_power.set(researcher,
                              pow(stored, parameters.dynamics.production.skill_exponent));
}

std::string state_hash(const State& state) {
  StateHash hash;
  hash.add_value(state.tick);
  state.researchers.add_to(hash);
  state.companies.add_to(hash);
  state.refusals.add_to(hash);
  hash.add("waiting contracts");
  for (const Waiting& waiting : state.waiting) {
    hash.add_value(waiting.move.researcher);
    hash.add_value(waiting.move.to);
    hash.add_value(waiting.move.start);
    hash.add_value(waiting.move.pay_after);
  }
  for (const std::string& phase : state.added_phases) hash.add("phase " + phase);
  if (!state.arranged.empty()) hash.add("arranged approaches");
  for (const Approach& approach : state.arranged) {
    hash.add_value(approach.researcher);
    hash.add_value(approach.company);
  }
  if (state.teams_follow_burn_in) {
    for (const Team& team : state.teams) hash.add(team.members);
  }
  if (state.collaborations.is_open()) state.collaborations.add_to(hash);
  return hash.hex();
}

}  // namespace poach
