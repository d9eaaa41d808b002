#include <fmt/format.h>

#include <cstdio>

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
  const compare::Comparison comparison =
      compare::compare_runs(arguments.treatment, arguments.baseline, table_dictionaries());
  const auto over_time = arguments.over_time ? compare::OverTime::yes : compare::OverTime::no;
  print_out(compare::print_comparison(comparison, over_time));
  if (!arguments.output.empty()) {
    compare::write_effects(output, comparison);
    print_err("table in {}\n", arguments.output);
  }
  return 0;
}

}  // namespace poach::app
