#include <fmt/format.h>

#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "compare/compare.hpp"
#include "compare/output.hpp"
#include "record/tables.hpp"

namespace poach::app {

int compare(const CompareArguments& arguments) {
  tables::OutputDirectory output(arguments.output);
  if (!arguments.output.empty()) {
    compare::open_for_table(output, tables::Holding::effects, compare::effects_table().file_name(),
                            arguments.force ? Existing::overwrite : Existing::keep);
  }
  const auto over_time = arguments.over_time ? compare::OverTime::yes : compare::OverTime::no;
  const std::string& baseline = arguments.runs.back();
  const std::span treatments = std::span(arguments.runs).first(arguments.runs.size() - 1);
  std::vector<compare::Comparison> comparisons;
  for (const std::string& treatment : treatments) {
    comparisons.push_back(compare::compare_runs(treatment, baseline, table_dictionaries()));
  }
  for (const compare::Comparison& comparison : comparisons) {
    if (&comparison != comparisons.data()) print_out("\n");
    print_out(compare::print_comparison(comparison, over_time));
  }
  if (!arguments.output.empty()) {
    compare::write_effects(output, comparisons);
    print_err("table in {}\n", arguments.output);
  }
  return 0;
}

}  // namespace poach::app
