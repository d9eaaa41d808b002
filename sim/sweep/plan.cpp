#include "poach/sweep/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "plan_files.hpp"
#include "poach/base/checksum.hpp"
#include "poach/base/error.hpp"
#include "poach/base/files.hpp"
#include "poach/config/load.hpp"
#include "poach/config/override.hpp"
#include "poach/run/run.hpp"
#include "poach/scenario/load.hpp"
#include "poach/sweep/design.hpp"
#include "poach/tables/cell.hpp"

namespace poach::sweep {
namespace {

constexpr std::size_t most_values_checked = 1000;
constexpr std::size_t most_points_checked = 200;

// Problems of a scenario that a parameter's value caused, at the parameter's place in the spec.
void check_override(const config::Node& base, const LoadedSpec& spec,
                    const std::vector<std::string>& assignments, const Parameter& parameter,
                    Diagnostics& diagnostics) {
  Diagnostics inner;
  config::Node root = base;
  for (const std::string& assignment : assignments) {
    config::apply_override(root, assignment, inner);
  }
  if (!inner.has_errors()) (void)read_scenario(root, spec.spec.scenario, inner);
  for (const Diagnostic& problem : inner.all()) {
    if (problem.severity != Severity::error) continue;
    diagnostics.error(parameter.place, "parameters." + parameter.path,
                      fmt::format("{}: {}", problem.path, problem.reason), problem.suggestion);
  }
}

// Values by themselves: the list, or both ends of a range.
void check_values(const config::Node& base, const LoadedSpec& spec, Diagnostics& diagnostics) {
  for (const Parameter& parameter : spec.parameters) {
    std::vector<std::string> values = parameter.values;
    if (parameter.is_range()) values = {parameter.at(0.0), parameter.at(1.0)};
    if (values.size() > most_values_checked) values.resize(most_values_checked);
    for (const std::string& value : values) {
      check_override(base, spec, {parameter.path + "=" + value}, parameter, diagnostics);
    }
  }
}

// Points as a whole, spread over the design: values that contradict each other.
void check_points(const config::Node& base, const LoadedSpec& spec, std::uint64_t count,
                  Diagnostics& diagnostics) {
  const std::uint64_t every = std::max<std::uint64_t>(1, count / most_points_checked);
  std::uint64_t point = 0;
  for_each_point(spec, {}, [&](const PointValues& values) {
    if (point++ % every != 0 || diagnostics.has_errors()) return;
    std::vector<std::string> assignments;
    for (std::size_t k = 0; k < values.size(); ++k) {
      assignments.push_back(spec.parameters[k].path + "=" + values[k]);
    }
    check_override(base, spec, assignments, spec.parameters.front(), diagnostics);
  });
}

std::uint64_t count_points(const LoadedSpec& spec) {
  std::uint64_t count = 0;
  for_each_point(spec, {}, [&](const PointValues&) { ++count; });
  return count;
}

// The scenario with what the sweep records.
std::optional<LoadedScenario> base_scenario(const SweepSpec& spec, Diagnostics& diagnostics) {
  std::string tables;
  for (const std::string& table : spec.record.tables) {
    tables += (tables.empty() ? "" : ", ") + table;
  }
  std::vector<std::string> overrides = {"record.tables=[" + tables + "]", "replicates=1",
                                        fmt::format("seed={}", spec.seed), "expect=[]"};
  if (!spec.record.last_tick_only) {
    overrides.push_back(fmt::format("record.every={}", spec.record.every));
  }
  auto loaded = load_scenario(spec.scenario, overrides, diagnostics);
  if (loaded && spec.record.last_tick_only) {
    loaded->scenario.record.every = std::max<std::int64_t>(1, loaded->scenario.clock.ticks);
    loaded->scenario.record.researchers_every = loaded->scenario.record.every;
  }
  return loaded;
}

struct Checked {
  LoadedSpec spec;
  std::string scenario_text;
};

Checked check_spec(const std::filesystem::path& file, Diagnostics& diagnostics) {
  Checked checked{load_spec(file, diagnostics), {}};
  if (diagnostics.has_errors()) return checked;
  const auto loaded = base_scenario(checked.spec.spec, diagnostics);
  if (!loaded) return checked;
  checked.scenario_text = resolved_scenario(loaded->scenario);
  LoadedSpec& spec = checked.spec;
  if (spec.spec.design.kind == DesignKind::list) read_list_header(spec);
  const config::Node base =
      config::parse_text(checked.scenario_text, spec.spec.scenario, diagnostics);
  check_values(base, spec, diagnostics);
  if (!diagnostics.has_errors()) check_points(base, spec, count_points(spec), diagnostics);
  return checked;
}

// The rows of a design that are not among the plan's; a row is the point.
std::string new_rows(const LoadedSpec& spec, const Plan& plan, const DesignPart& part,
                     bool drop_known) {
  std::vector<std::string_view> known;
  if (drop_known) {
    for (std::uint64_t p = 0; p < plan.points(); ++p) known.push_back(plan.row(p));
    std::sort(known.begin(), known.end());
  }
  std::string rows;
  std::string row;
  for_each_point(spec, part, [&](const PointValues& values) {
    row.clear();
    for (const std::string& value : values) {
      if (&value != &values.front()) row += ',';
      tables::append_cell(row, std::string_view(value));
    }
    if (std::binary_search(known.begin(), known.end(), std::string_view(row))) return;
    rows += row;
    rows += '\n';
  });
  return rows;
}

}  // namespace

LoadedSpec validate_spec(const std::filesystem::path& file, Diagnostics& diagnostics) {
  return check_spec(file, diagnostics).spec;
}

Plan make_plan(const std::filesystem::path& file, const PlanOptions& options) {
  Diagnostics diagnostics;
  const Checked checked = check_spec(file, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  if (!options.dry_run && std::filesystem::exists(options.directory / "plan-1.json")) {
    throw InputError(fmt::format(
        "error: {} already holds a plan, and plans never change; extend it with `poach sweep "
        "extend`, or choose another directory with -o",
        options.directory.string()));
  }
  Plan plan;
  plan.directory = options.directory.empty() ? "sweep" : options.directory;
  plan.name = checked.spec.spec.name;
  plan.scenario_text = checked.scenario_text;
  plan.scenario_sha256 = sha256_hex(plan.scenario_text);
  plan.seed = static_cast<std::uint64_t>(checked.spec.spec.seed);
  plan.replicates = static_cast<std::uint64_t>(checked.spec.spec.replicates);
  plan.last_tick_only = checked.spec.spec.record.last_tick_only;
  for (const Parameter& parameter : checked.spec.parameters) plan.paths.push_back(parameter.path);
  plan.add_points(new_rows(checked.spec, plan, {}, false));
  if (plan.points() == 0) throw InputError("error: the design has no points");
  run_pilot(plan);
  if (!options.dry_run) {
    constexpr std::size_t largest = std::size_t{64} << 20;
    std::filesystem::create_directories(plan.directory / "shards");
    write_atomically(plan.directory / "sweep.yaml", read_file(file, largest));
    write_atomically(plan.directory / "scenario.resolved.yaml", plan.scenario_text);
    write_generation(plan, plan_rows(plan, 0), checked.spec.file);
  }
  return plan;
}

Plan extend_plan(const std::filesystem::path& directory, const Extension& extension) {
  Plan plan = read_plan(directory);
  const auto source = extension.spec.empty() ? plan_source(plan) : extension.spec;
  Diagnostics diagnostics;
  LoadedSpec spec = load_spec(source, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  const DesignKind kind = spec.spec.design.kind;
  const bool counted = kind == DesignKind::latin_hypercube || kind == DesignKind::sobol;
  if (extension.points > 0 && counted) spec.spec.design.points = extension.points;
  if (extension.points > 0 && kind == DesignKind::morris) {
    spec.spec.design.trajectories = extension.points;
  }
  if (extension.points > 0 && !counted && kind != DesignKind::morris) {
    throw InputError(
        "error: --points extends sobol, latin_hypercube and morris; add values to the "
        "spec of another design and give it: poach sweep extend DIR SPEC");
  }
  if (kind == DesignKind::list) read_list_header(spec);
  std::vector<std::string> paths;
  for (const Parameter& parameter : spec.parameters) paths.push_back(parameter.path);
  if (paths != plan.paths) {
    throw InputError("error: an extension varies the same parameters in the same order");
  }
  const auto base = base_scenario(spec.spec, diagnostics);
  if (!base) throw InputError(std::move(diagnostics));
  if (resolved_scenario(base->scenario) != plan.scenario_text) {
    throw InputError(
        fmt::format("error: the scenario, its seed or what is recorded changed since "
                    "{} was planned; that is another sweep",
                    directory.string()));
  }
  const config::Node root = config::parse_text(plan.scenario_text, "", diagnostics);
  check_values(root, spec, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  const auto replicates = static_cast<std::uint64_t>(
      extension.replicates > 0 ? extension.replicates : spec.spec.replicates);
  if (replicates < plan.replicates && extension.replicates > 0) {
    throw InputError(
        fmt::format("error: the plan has {} replicates; an extension adds some", plan.replicates));
  }
  plan.replicates = std::max(plan.replicates, replicates);
  const std::uint64_t before = plan.points();
  // Designs that go on from where they stopped; of the others, the points that are new.
  const bool goes_on = counted || kind == DesignKind::morris;
  plan.generation += 1;
  plan.add_points(new_rows(spec, plan, {goes_on ? before : 0, plan.generation - 1}, !goes_on));
  write_generation(plan, plan_rows(plan, before), source);
  return plan;
}

}  // namespace poach::sweep
