#include "app/commands.hpp"
#include "app/print.hpp"
#include "explain/explain.hpp"
#include "poach/version.hpp"

namespace poach::app {

int explain(const ExplainArguments& a) {
  const explain::Explanation found =
      explain::explain_move({a.directory, a.move, a.run_id, a.threads});
  print_out(a.json ? explain::print_json(found) : explain::print_text(found));
  if (found.run.same_results) return 0;
  print_err(
      "warning: poach {} ends this run in another state than {}, which wrote {}: the move may have "
      "another cause there\n",
      program::version, found.run.version, found.run.directory);
  return 1;
}

}  // namespace poach::app
