#pragma once
// The effects of departures, and production.

#include "base/units.hpp"
#include "scenario/fwd.hpp"

namespace poach {

/// When the separation hazards act: before search, or after the tick's hires.
enum class SeparationTiming { before_search, after_hiring };

struct AttachmentSpec {
  double ceiling = 0.0;  ///< level to which attachment grows with tenure, log pay
  Duration growth_time{1.5, Duration::Unit::years};  ///< time to 63 % of the ceiling
};

struct ContagionSpec {
  double threshold = 1.0;  ///< share of collaborators at the company who left within the window
  Duration window{13.0, Duration::Unit::weeks};
  double drop = 0.0;  ///< fall in attachment, log pay
  double morale_per_loss =
      0.0;  ///< fall in morale when all of the company's skill departs, log pay
  Duration morale_half_life{26.0, Duration::Unit::weeks};
};

struct ProductionSpec {
  double skill_exponent = 1.0;    ///< eta: product grows with skill^eta
  double network_exponent = 0.0;  ///< weight of ties inside in research capital
  double compute_exponent = 0.0;  ///< gamma: weight of compute in research capital
  double prestige_speed = 0.0;    ///< speed at which prestige follows the leadership share
  double prestige_scale = 1.0;    ///< prestige of a company that leads alone
  double discount_rate = 0.1;     ///< rho, per year (per tick for an abstract unit)
};

struct DynamicsSpec {
  SeparationTiming separation = SeparationTiming::before_search;
  AttachmentSpec attachment;
  ContagionSpec contagion;
  ProductionSpec production;
};

void describe(AttachmentSpec&, config::Fields&);
void describe(ContagionSpec&, config::Fields&);
void describe(ProductionSpec&, config::Fields&);
void describe(DynamicsSpec&, config::Fields&);

}  // namespace poach
