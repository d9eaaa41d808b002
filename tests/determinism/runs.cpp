#include "determinism/runs.hpp"

#include <sstream>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "config/load.hpp"
#include "scenario/load.hpp"
#include "world/build.hpp"

namespace poach::tests {

ReplicateOutput run_once(const Scenario& scenario, int threads) {
  return run_in_memory(scenario, threads).front();
}

Scenario reloaded(const std::string& yaml) {
  Diagnostics diagnostics;
  const config::Node root = config::parse_text(yaml, "scenario.yaml", diagnostics);
  auto loaded = read_scenario(root, "scenario.yaml", diagnostics);
  if (!loaded) throw InputError(std::move(diagnostics));
  return std::move(loaded->scenario);
}

World built(const Scenario& scenario) {
  const Workers alone(1);
  Diagnostics diagnostics;
  auto world =
      build_world(scenario, Seed{static_cast<std::uint64_t>(scenario.seed)}, alone, diagnostics);
  if (!world) throw InputError(std::move(diagnostics));
  return std::move(*world);
}

std::string rows_until(const std::string& table, std::int64_t tick) {
  std::istringstream lines(table);
  std::string kept;
  std::string line;
  std::getline(lines, line);
  kept = line + "\n";
  while (std::getline(lines, line)) {
    // The first column is the run, the second the tick.
    const std::size_t comma = line.find(',');
    if (std::stoll(line.substr(comma + 1)) <= tick) kept += line + "\n";
  }
  return kept;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

}  // namespace poach::tests
