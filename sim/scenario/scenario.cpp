#include "scenario/scenario.hpp"

#include "config/fields.hpp"

namespace poach {
namespace {

config::Field for_people(std::string_view name, std::string_view meaning) {
  return {.name = name, .meaning = meaning, .bearing = config::Bearing::none};
}

}  // namespace

void describe(Parameters& p, config::Fields& fields) {
  fields.named_list({"companies", "who bids"}, p.companies);
  fields.section({"company_graph", "who may approach whom"}, p.company_graph);
  fields.section({"market", "rules of the market"}, p.market);
  fields.section({"dynamics", "how the market changes people and companies"}, p.dynamics);
}

void describe(Scenario& s, config::Fields& fields) {
  fields.value({.name = "name",
                .meaning = "short name of the scenario",
                .presence = config::Presence::required,
                .bearing = config::Bearing::none},
               s.name);
  fields.value(for_people("title", "one line for people"), s.title);
  fields.value(for_people("description", "what it asks and what it assumes"), s.description);
  fields.section({"clock", "ticks and their calendar"}, s.clock);
  fields.value({"seed", "seed of the first replicate", "", config::between(0, 9007199254740991.0)},
               s.seed);
  fields.value(
      {"replicates", "independent runs; replicate 0 has the seed, the others derive theirs", "runs",
       config::between(1, 1e7)},
      s.replicates);
  fields.section({"researchers", "who the researchers are"}, s.researchers);
  fields.named_list({"teams", "named groups with a leader"}, s.teams);
  fields.section({"network", "the collaboration graph"}, s.network);
  describe(s.base, fields);
  fields.named_list({"events", "what happens on the timeline"}, s.events);
  fields.section({"record", "what a run writes"}, s.record);
  fields.named_list(for_people("expect", "claims that `poach check` judges"), s.expect);
}

}  // namespace poach
