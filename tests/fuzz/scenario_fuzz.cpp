// Any text as a scenario. It is refused with a message, or it can be printed, the print reads back
// to the same print, and its market, when small, can be built. Lines that start with `%` are
// overrides.

#include <cstdio>
#include <cstdlib>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "config/load.hpp"
#include "config/override.hpp"
#include "config/print.hpp"
#include "memory_file.hpp"
#include "scenario/load.hpp"
#include "world/build.hpp"
#include "world/world.hpp"

using namespace poach;

namespace {

std::optional<Scenario> scenario_of(std::string_view text) {
  Diagnostics diagnostics;
  std::string yaml;
  std::vector<std::string_view> overrides;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.starts_with("%")) {
      overrides.push_back(line.substr(1));
    } else {
      yaml += line;
      yaml += '\n';
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  config::Node root = config::parse_text(yaml, "input.yaml", diagnostics);
  for (const std::string_view override : overrides) {
    config::apply_override(root, override, diagnostics);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  auto loaded = read_scenario(root, "input.yaml", diagnostics);
  if (!loaded) return std::nullopt;
  return std::move(loaded->scenario);
}

// What the builder would need memory or a file for is left to other tests.
bool is_small(const Scenario& scenario) {
  if (!scenario.network.file.empty() || !scenario.researchers.file.empty()) return false;
  double people = static_cast<double>(scenario.researchers.unemployed);
  double companies = 0.0;
  for (const CompanySpec& company : scenario.base.companies) {
    people += static_cast<double>(company.researchers);
    companies += static_cast<double>(company.count);
  }
  return people <= 300.0 && companies <= 100.0 && scenario.network.mean_degree <= 20.0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto scenario = scenario_of(fuzz::text_of(data, size));
  if (!scenario) return 0;
  const std::string printed = config::print_yaml(*scenario);
  const auto again = scenario_of(printed);
  if (!again || config::print_yaml(*again) != printed) {
    std::fprintf(stderr, "the printed scenario does not read back:\n%s\n", printed.c_str());
    std::abort();
  }
  if (!is_small(*scenario)) return 0;
  static const Workers alone(1);
  Diagnostics diagnostics;
  try {
    (void)build_world(*scenario, Seed{1}, alone, diagnostics);
  } catch (const InputError&) {
  } catch (const RunError&) {
  }
  return 0;
}
