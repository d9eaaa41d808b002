#include "scenario/event.hpp"

#include "config/fields.hpp"

namespace poach {

void describe(TeamApproachSpec& a, config::Fields& fields) {
  fields.value({.name = "company",
                .meaning = "company that approaches the team",
                .presence = config::Presence::required},
               a.company);
  fields.value(
      {.name = "team", .meaning = "the team approached", .presence = config::Presence::required},
      a.team);
  fields.choice({"who", "followers are the members without the leader"}, a.who,
                {{Addressees::leader, "leader"},
                 {Addressees::members, "members"},
                 {Addressees::followers, "followers"}});
}

void describe(EventSpec& e, config::Fields& fields) {
  fields.value({.name = "name", .meaning = "what happens", .presence = config::Presence::required},
               e.name);
  fields.value({"at", "acts in the first tick dated on or after this day"}, e.at);
  fields.value(
      {"tick", "acts in this tick, where no date is given", "ticks", config::between(1, 1e7)},
      e.tick);
  fields.value({"set", "parameters that get a new value: path to value"}, e.set);
  fields.value({"shock",
                "parameters that are shifted: path to amount, and half_life for how the "
                "shift fades (none: it lasts)"},
               e.shock);
  fields.optional_section({"approach", "a company approaches a named team"}, e.approach);
}

}  // namespace poach
