#include "record/record_plan.hpp"

namespace poach {

RecordPlan record_plan(const RecordSpec& spec) {
  RecordPlan plan;
  for (const std::string& name : spec.tables) {
    if (const auto table = table_named(name)) plan.wanted[index_of(*table)] = true;
  }
  plan.every = spec.every;
  plan.researchers_every = spec.researchers_every;
  plan.researchers_sample = spec.researchers_sample;
  plan.companies_top = spec.companies_top;
  return plan;
}

bool is_due(const RecordPlan& plan, RowsDue due, std::int64_t tick, std::int64_t last_tick) {
  if (tick < 0) return false;
  if (due == RowsDue::always || tick == last_tick) return true;
  return tick % (due == RowsDue::every ? plan.every : plan.researchers_every) == 0;
}

}  // namespace poach
