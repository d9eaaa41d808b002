#include <fmt/format.h>

#include <cstdio>

#include "poach/app/commands.hpp"
#include "poach/app/tell.hpp"
#include "poach/evaluate/compare.hpp"
#include "poach/evaluate/output.hpp"

namespace poach::app {

int compare(const CompareArguments& arguments) {
  if (!arguments.output.empty()) {
    evaluate::require_room(arguments.output, evaluate::effects_table().file_name(),
                           arguments.force ? Existing::overwrite : Existing::keep);
  }
  const evaluate::Comparison comparison =
      evaluate::compare_runs(arguments.treatment, arguments.baseline);
  const auto over_time = arguments.over_time ? evaluate::OverTime::yes : evaluate::OverTime::no;
  std::fputs(evaluate::print_comparison(comparison, over_time).c_str(), stdout);
  if (!arguments.output.empty()) {
    evaluate::write_effects(arguments.output, comparison);
    tell("table in {}\n", arguments.output);
  }
  return 0;
}

}  // namespace poach::app
