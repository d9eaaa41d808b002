#include "scenario/scenario.hpp"

#include "config/fields.hpp"

namespace poach {
namespace {

config::Field for_people(std::string_view name, std::string_view meaning) {
  return {.name = name, .meaning = meaning, .bearing = config::Bearing::none};
}

}  // namespace

void describe(Parameters& p, config::Fields& fields) {
  fields.named_list({"companies", "the companies"}, p.companies);
  fields.section({"company_graph", "companies that may approach each other's staff"},
                 p.company_graph);
  fields.section({"market", "rules of search, bidding and choice"}, p.market);
  fields.section({"dynamics", "attachment, contagion and production"}, p.dynamics);
}

void describe(Scenario& s, config::Fields& fields) {
  fields.value({.name = "name",
                .meaning = "short name of the scenario",
                .presence = config::Presence::required,
                .bearing = config::Bearing::none},
               s.name);
  fields.value(for_people("title", "one line for readers"), s.title);
  fields.value(for_people("description", "its question and its assumptions"), s.description);
  fields.section({"clock", "ticks and their calendar"}, s.clock);
  fields.value({"seed", "seed of the first replicate", "", config::between(0, 9007199254740991.0)},
               s.seed);
  fields.value(
      {"replicates", "independent runs; replicate 0 has the seed, the others derive theirs", "runs",
       config::between(1, 1e7)},
      s.replicates);
  fields.section({"researchers", "skill, fields and preferences of researchers"}, s.researchers);
  fields.named_list({"teams", "named groups with a leader"}, s.teams);
  fields.section({"network", "the collaboration graph"}, s.network);
  describe(s.base, fields);
  fields.named_list({"events", "events of the timeline"}, s.events);
  fields.section({"record", "tables that a run writes"}, s.record);
  fields.named_list(for_people("expect", "claims that `poach check` judges"), s.expect);
}

}  // namespace poach
