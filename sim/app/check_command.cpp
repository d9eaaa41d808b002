#include <fmt/format.h>

#include <cstdio>
#include <optional>
#include <vector>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "check/check.hpp"
#include "compare/output.hpp"
#include "scenario/load.hpp"
#include "world/build.hpp"
#include "world/world.hpp"

namespace poach::app {
namespace {

// One scenario; its problems are added to `diagnostics`.
std::optional<Scenario> load_one(const std::string& file, int threads, Diagnostics& diagnostics) {
  auto loaded = load_scenario(file, {}, diagnostics);
  if (!loaded) return std::nullopt;
  check::check_expectations(loaded->scenario, loaded->origins, diagnostics);
  Diagnostics found;
  (void)build_world(loaded->scenario, Seed{1}, Workers(threads), found);
  diagnostics.add(placed(found, *loaded));
  if (loaded->scenario.expect.empty()) {
    diagnostics.warning({file, 0, 0}, "expect", "this scenario has no expectations");
  }
  return std::move(loaded->scenario);
}

// Every problem of every file is found before anything runs.
std::vector<Scenario> load_all(const std::vector<std::string>& files, int threads) {
  Diagnostics all;
  std::vector<Scenario> scenarios;
  for (const std::string& file : files) {
    Diagnostics diagnostics;
    auto scenario = load_one(file, threads, diagnostics);
    if (scenario) scenarios.push_back(std::move(*scenario));
    all.add(diagnostics);
  }
  if (all.has_errors()) throw InputError(std::move(all));
  print_err("{}", all.report());
  return scenarios;
}

}  // namespace

int check(const CheckArguments& arguments) {
  const std::vector<Scenario> scenarios = load_all(arguments.files, arguments.threads);
  tables::OutputDirectory output(arguments.output);
  if (!arguments.output.empty()) {
    compare::open_for_table(output, tables::Holding::expectations, check::check_table().file_name(),
                            arguments.force ? Existing::overwrite : Existing::keep);
  }
  std::vector<check::CheckRow> rows;
  for (const Scenario& scenario : scenarios) {
    auto found = check::check_scenario(scenario, arguments.threads);
    rows.insert(rows.end(), found.begin(), found.end());
  }
  print_out(check::print_check(rows));
  if (!arguments.output.empty()) {
    check::write_check(output, rows);
    print_err("table in {}\n", arguments.output);
  }
  return check::has_failed(rows) ? 1 : 0;
}

}  // namespace poach::app
