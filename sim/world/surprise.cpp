#include "world/surprise.hpp"

#include "base/math.hpp"

namespace poach {

bool is_disappointed(const Market& market, ResearcherId researcher) {
  const SurpriseSpec& spec = market.state.parameters.market.decisions.surprise;
  const ResearcherTable& people = market.state.researchers;
  const OptionalCompany employer = people.employer[researcher];
  if (!market.fixed.features.surprise || !employer) return false;
  const std::int32_t joined = people.joined[researcher];
  // First jobs are old: what they are like has shown before the run.
  if (joined <= -market.fixed.scenario.clock.burn_in) return false;
  const RandomWords words =
      market.fixed.draws_of(StreamName::surprise, researcher)
          .words(
              {.counterpart = market.fixed.companies.counterpart_key(*employer), .tick = joined});
  if (open_unit(words[0], words[1]) >= spec.share) return false;
  const double hidden = 1.0 - probability_per_tick(spec.hazard, market.fixed.years_per_tick);
  const double still_hidden = pow(hidden, static_cast<double>(market.state.tick - joined));
  return open_unit(words[2], words[3]) >= still_hidden;
}

double disappointment(const Market& market, ResearcherId researcher) {
  return is_disappointed(market, researcher)
             ? market.state.parameters.market.decisions.surprise.loss
             : 0.0;
}

}  // namespace poach
