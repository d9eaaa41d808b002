#include "sweep/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "config/load.hpp"
#include "poach/version.hpp"
#include "run/run.hpp"
#include "scenario/identity.hpp"
#include "scenario/load.hpp"
#include "sweep/check.hpp"
#include "sweep/design.hpp"
#include "sweep/plan_files.hpp"
#include "sweep/shard.hpp"
#include "tables/cell.hpp"
#include "tables/output_directory.hpp"

namespace poach::sweep {
namespace {

// The rows of a design that are not among the plan's; a row is the point.
std::string new_rows(const LoadedSpec& spec, const SweepPlan& plan, const DesignPart& part) {
  std::vector<std::string_view> known;
  if (spec.spec.design.kind != DesignKind::morris) {
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
    if (row.find('\n') != std::string::npos) {
      throw InputError("error: a value of the design holds a line break");
    }
    if (std::binary_search(known.begin(), known.end(), std::string_view(row))) return;
    rows += row;
    rows += '\n';
  });
  return rows;
}

// The rows without those that are there before; how many these are goes to `repeats`. A point's
// values are the key of its runs: the same point twice would be the same run twice.
std::string without_repeats(const std::string& rows, std::uint64_t& repeats) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < rows.size(); at += lines.back().size()) {
    lines.push_back(std::string_view(rows).substr(at, rows.find('\n', at) + 1 - at));
  }
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return lines[a] < lines[b]; });
  for (std::size_t k = order.size(); k > 1; --k) {
    if (lines[order[k - 1]] == lines[order[k - 2]]) order[k - 1] = lines.size();
  }
  std::vector<bool> kept(lines.size(), false);
  for (const std::size_t line : order) {
    if (line < lines.size()) kept[line] = true;
  }
  std::string result;
  for (std::size_t k = 0; k < lines.size(); ++k) {
    if (kept[k]) result += lines[k];
    repeats += kept[k] ? 0 : 1;
  }
  return result;
}

// Adds the points of a design that the plan does not have. Trajectories of Morris stay whole, with
// the points in which they meet.
void add_new_points(const LoadedSpec& spec, SweepPlan& plan, const DesignPart& part,
                    Diagnostics& diagnostics) {
  const std::string rows = new_rows(spec, plan, part);
  std::uint64_t repeats = 0;
  const std::string different = without_repeats(rows, repeats);
  const bool whole = spec.spec.design.kind == DesignKind::morris;
  plan.add_points(whole ? rows : different);
  if (repeats == 0) return;
  diagnostics.warning(spec.design_place, "design",
                      fmt::format("{} points have the values of earlier ones; {}", repeats,
                                  whole ? "they share the run_id of those, and are run once"
                                        : "they are left out"));
}

// Whether a file of the directory holds this text: writing it again takes nothing away.
bool holds_already(const tables::OutputDirectory& home, const char* name, const std::string& text) {
  std::error_code unknown;
  const auto file = home / name;
  return std::filesystem::is_regular_file(file, unknown) &&
         std::filesystem::file_size(file, unknown) == text.size() &&
         read_file(file, text.size()) == text;
}

// Throws unless a plan may be written here: to an empty directory, or one in which a killed process
// began a plan. A spec that lies there already may stay.
void require_room(const tables::OutputDirectory& home, const std::string& spec_text) {
  if (home.has("plan-1.json")) {
    throw InputError(fmt::format(
        "error: {} already holds a plan, and plans never change; extend it with `poach sweep "
        "extend`, or choose another directory with -o",
        home.path().string()));
  }
  home.require_only(tables::Holding::sweep);
  const bool begun = tables::holding_of(home.path()) == tables::Holding::sweep;
  const char* in_the_way = nullptr;
  for (const char* name : {"scenario.resolved.yaml", "points-1.csv"}) {
    if (!begun && home.has(name)) in_the_way = name;
  }
  if (home.has("sweep.yaml") && !begun && !holds_already(home, "sweep.yaml", spec_text)) {
    in_the_way = "sweep.yaml";
  }
  if (!shard_files(home.path()).empty()) in_the_way = "the shards of a sweep whose plan is gone";
  if (in_the_way == nullptr) return;
  throw InputError(fmt::format("error: {} already holds {}; choose another directory with -o",
                               home.path().string(), in_the_way));
}

// Throws when no program would read the plan.
void require_size(const SweepPlan& plan) {
  if (plan.replicates <= most_runs / plan.points()) return;
  throw InputError(
      fmt::format("error: {} points x {} replicates are more than {} runs; make several "
                  "sweeps of them",
                  plan.points(), plan.replicates, most_runs));
}

}  // namespace

LoadedSpec validate_spec(const config::Node& root, const std::filesystem::path& file,
                         Diagnostics& diagnostics) {
  return check_spec(root, file, diagnostics).spec;
}

SweepPlan make_plan(const std::filesystem::path& file, const PlanOptions& options) {
  Diagnostics diagnostics;
  std::string spec_text;
  const config::Node root = config::load_document(file, diagnostics, &spec_text);
  const Checked checked = check_spec(root, file, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  SweepPlan plan;
  plan.directory = options.directory.empty() ? "sweep" : options.directory;
  tables::OutputDirectory home(plan.directory);
  if (!options.dry_run) {
    home.lock();
    require_room(home, spec_text);
  }
  plan.name = checked.spec.spec.name;
  plan.scenario_text = checked.scenario_text;
  plan.scenario_sha256 = sha256_hex(plan.scenario_text);
  plan.identity = checked.identity;
  plan.commit = program::commit;
  plan.seed = static_cast<std::uint64_t>(checked.spec.spec.seed);
  plan.replicates = static_cast<std::uint64_t>(checked.spec.spec.replicates);
  plan.last_tick_only = checked.spec.spec.record.last_tick_only;
  for (const Parameter& parameter : checked.spec.parameters) plan.paths.push_back(parameter.path);
  add_new_points(checked.spec, plan, {}, diagnostics);
  if (options.warnings != nullptr) options.warnings->add(diagnostics);
  if (plan.points() == 0) throw InputError("error: the design has no points");
  require_size(plan);
  run_pilot(plan);
  if (!options.dry_run) {
    make_directory(plan.directory / "shards");
    home.write("sweep.yaml", spec_text);
    home.write("scenario.resolved.yaml", plan.scenario_text);
    write_generation(plan, plan_rows(plan, 0), checked.spec.file, home);
  }
  return plan;
}

SweepPlan extend_plan(const std::filesystem::path& directory, const Extension& extension) {
  tables::OutputDirectory home(directory);
  if (std::filesystem::exists(directory)) home.lock();  // before the plan is read
  SweepPlan plan = read_plan(directory);
  const auto source = extension.spec.empty() ? plan_source(plan) : extension.spec;
  if (extension.spec.empty()) require_regular_file(source);
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
  if (kind == DesignKind::list) read_list_header(spec, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  std::vector<std::string> paths;
  for (const Parameter& parameter : spec.parameters) paths.push_back(parameter.path);
  if (paths != plan.paths) {
    throw InputError("error: an extension varies the same parameters in the same order");
  }
  const auto base = base_scenario(spec, diagnostics);
  if (!base) throw InputError(std::move(diagnostics));
  if (identity_of(with_file_hashes(base->scenario)) != plan.identity) {
    throw InputError(
        fmt::format("error: the scenario, its seed or what is recorded changed since "
                    "{} was planned; that is another sweep",
                    directory.string()));
  }
  const config::Node root = config::parse_text(plan.scenario_text, "", diagnostics);
  check_parameters(root, spec, diagnostics);
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
  plan.commit = program::commit;
  add_new_points(spec, plan, {goes_on ? before : 0, plan.generation - 1}, diagnostics);
  require_size(plan);
  write_generation(plan, plan_rows(plan, before), source, home);
  return plan;
}

}  // namespace poach::sweep
