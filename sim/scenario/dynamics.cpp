#include "scenario/dynamics.hpp"

#include "config/fields.hpp"

namespace poach {

using config::at_least;
using config::Timing;

void describe(AttachmentSpec& a, config::Fields& fields) {
  fields.value({"ceiling", "level to which attachment to the employer grows", "log pay"},
               a.ceiling);
  fields.value({"growth_time", "tenure at which 63 % of it is reached", "", config::above(0)},
               a.growth_time);
}

void describe(ContagionSpec& c, config::Fields& fields) {
  fields.value({"threshold",
                "threshold: attachment falls when a larger share of one's collaborators at the "
                "company left within the window",
                "", config::share()},
               c.threshold);
  fields.value({"window", "time during which a departure counts"}, c.window);
  fields.value({"drop", "fall in attachment in each tick in which departures pass the threshold",
                "log pay", at_least(0), Timing::timed},
               c.drop);
  fields.value({"morale_per_loss", "fall in morale if all of the company's skill left at once",
                "log pay", at_least(0), Timing::timed},
               c.morale_per_loss);
  fields.value(
      {"morale_half_life", "time in which half of a fall in morale heals", "", config::above(0)},
      c.morale_half_life);
}

void describe(ProductionSpec& p, config::Fields& fields) {
  fields.value({"skill_exponent", "product grows with skill to this power (eta)"},
               p.skill_exponent);
  fields.value({"network_exponent",
                "weight of collaboration inside the company in research capital", "", at_least(0)},
               p.network_exponent);
  fields.value({"compute_exponent", "weight of compute in research capital (gamma)"},
               p.compute_exponent);
  fields.value({"prestige_speed", "yearly speed at which prestige follows the leadership share",
                "per year", at_least(0)},
               p.prestige_speed);
  fields.value({"prestige_scale", "prestige of a company that leads alone"}, p.prestige_scale);
  fields.value(
      {"discount_rate", "rho; per tick where the clock has no calendar", "per year", at_least(0)},
      p.discount_rate);
}

void describe(DynamicsSpec& d, config::Fields& fields) {
  fields.choice({"separation", "when separations act: before search, or after the tick's hires"},
                d.separation,
                {{SeparationTiming::before_search, "before_search"},
                 {SeparationTiming::after_hiring, "after_hiring"}});
  fields.section({"attachment", "attachment to the employer"}, d.attachment);
  fields.section({"contagion", "effects of departures on colleagues"}, d.contagion);
  fields.section({"production", "product and research capital"}, d.production);
}

}  // namespace poach
