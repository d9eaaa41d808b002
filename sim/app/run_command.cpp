#include <fmt/format.h>

#include <cstdio>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "app/progress.hpp"
#include "app/signals.hpp"
#include "base/error.hpp"
#include "run/run.hpp"
#include "scenario/load.hpp"

namespace poach::app {
namespace {

// The options that abbreviate an override.
std::vector<std::string> all_overrides(const RunArguments& arguments) {
  std::vector<std::string> overrides = arguments.overrides;
  if (arguments.seed) overrides.push_back(fmt::format("seed={}", *arguments.seed));
  if (arguments.replicates) {
    overrides.push_back(fmt::format("replicates={}", *arguments.replicates));
  }
  if (arguments.every) overrides.push_back(fmt::format("record.every={}", *arguments.every));
  if (!arguments.tables.empty()) {
    overrides.push_back(fmt::format("record.tables=[{}]", arguments.tables));
  }
  return overrides;
}

tables::Compression compression_of(const std::string& word) {
  if (word == "zst") return tables::Compression::zst;
  if (word == "gz") return tables::Compression::gz;
  return tables::Compression::none;
}

// The file of the page about a run, or the command that writes it.
std::string page_about(const RunArguments& arguments, const std::string& directory) {
  if (!arguments.report) return arguments.program + " report " + directory;
  return write_report({{directory}, "", false});
}

}  // namespace

int run(const RunArguments& arguments) {
  Diagnostics diagnostics;
  const auto loaded = load_scenario(arguments.scenario, all_overrides(arguments), diagnostics);
  if (!loaded) throw InputError(std::move(diagnostics));
  print_err("{}", diagnostics.report());  // warnings
  listen_for_signals();
  RunOptions options;
  options.directory =
      arguments.output.empty() ? "results/" + loaded->scenario.name : arguments.output;
  options.threads = arguments.threads;
  options.compression = compression_of(arguments.compress);
  options.existing = arguments.force ? Existing::overwrite : Existing::keep;
  options.resume = arguments.resume ? Resume::from_checkpoint : Resume::from_start;
  options.checkpoint_every = arguments.checkpoint_every;
  options.command = arguments.command;
  options.stop = &stop_signal();
  RunResult result;
  {
    Progress progress(choose_progress(arguments.progress, arguments.quiet), loaded->scenario.name);
    options.progress = [&](std::uint64_t done, std::uint64_t total) {
      progress.report(done, total);
    };
    options.warn = [&](const Diagnostics& found) {
      print_err("{}", placed(found, *loaded).report());
    };
    try {
      result = run_scenario(loaded->scenario, options);
    } catch (const InputError& error) {
      if (error.diagnostics().all().empty()) throw;
      throw InputError(placed(error.diagnostics(), *loaded));
    }
  }
  const std::string directory = result.directory.string();
  const std::string page = page_about(arguments, directory);
  if (arguments.quiet) return 0;
  if (result.was_finished_before) {
    print_err("{} already holds this run, finished; nothing to do\n", directory);
    if (arguments.report) print_out("a page about it: {}\n", page);
    return 0;
  }
  print_out(result.summary);
  print_out("\nresults in {}\na page about them: {}\n", directory, page);
  return 0;
}

}  // namespace poach::app
