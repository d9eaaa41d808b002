#include "poach/sweep/spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "poach/base/math.hpp"
#include "poach/base/units.hpp"
#include "poach/config/load.hpp"
#include "poach/config/path.hpp"
#include "poach/config/print.hpp"
#include "poach/config/read.hpp"

namespace poach::sweep {
namespace {

/// A range as the spec writes it.
struct RangeSpec {
  double from = 0.0;
  double to = 0.0;
  std::int64_t steps = 0;
  bool logarithmic = false;
  bool whole = false;
};

void describe(RangeSpec& r, config::Fields& fields) {
  fields.value({.name = "from", .meaning = "one end", .presence = config::Presence::required},
               r.from);
  fields.value({.name = "to", .meaning = "the other end", .presence = config::Presence::required},
               r.to);
  fields.value({"steps", "values of a grid, both ends among them", "", config::between(0, 1e6)},
               r.steps);
  fields.value({"log", "equal ratios instead of equal distances"}, r.logarithmic);
  fields.value({"whole", "rounded to whole numbers"}, r.whole);
}

// What a sweep sets by itself, or what would not be the same market under another name.
bool is_reserved(const config::Path& path) {
  const std::string& first = path.front();
  const std::string& last = path.back();
  return first == "seed" || first == "replicates" || first == "record" || first == "expect" ||
         first == "extends" || last == "key" || last == "name" || last == "file" ||
         last == "sha256";
}

void read_range(const config::Node& node, Parameter& parameter, bool needs_steps,
                Diagnostics& diagnostics) {
  RangeSpec range;
  const std::size_t before = diagnostics.error_count();
  config::read(node, range, diagnostics);
  if (diagnostics.error_count() > before) return;
  parameter.from = range.from;
  parameter.to = range.to;
  parameter.logarithmic = range.logarithmic;
  parameter.whole = range.whole;
  const std::string path = "parameters." + parameter.path;
  if (range.logarithmic && (range.from <= 0.0 || range.to <= 0.0)) {
    diagnostics.error(node.place(), path, "a log range needs both ends above 0");
    return;
  }
  if (!needs_steps) return;
  if (range.steps < 2) {
    diagnostics.error(node.place(), path, "this design needs the number of values of a range",
                      "add steps: 5");
    return;
  }
  for (std::int64_t k = 0; k < range.steps; ++k) {
    parameter.values.push_back(
        parameter.at(static_cast<double>(k) / static_cast<double>(range.steps - 1)));
  }
  const auto last = std::unique(parameter.values.begin(), parameter.values.end());
  parameter.values.erase(last, parameter.values.end());
}

Parameter read_parameter(const config::Entry& entry, DesignKind kind, Diagnostics& diagnostics) {
  Parameter parameter;
  parameter.path = entry.key;
  parameter.place = entry.key_place;
  const std::string where = "parameters." + entry.key;
  const auto path = config::parse_path(entry.key);
  if (!path) {
    diagnostics.error(entry.key_place, where, "this is not a path",
                      "write for example companies[\"Google DeepMind\"].pay.cap");
  } else if (is_reserved(*path)) {
    diagnostics.error(entry.key_place, where, "a sweep cannot vary this");
  }
  if (entry.value.is_map()) {
    const bool grid = kind == DesignKind::grid || kind == DesignKind::zip;
    read_range(entry.value, parameter, grid, diagnostics);
    return parameter;
  }
  if (!entry.value.is_list() || entry.value.items().empty()) {
    diagnostics.error(entry.value.place(), where,
                      config::describe_kind(entry.value) + " where values are expected",
                      "write a list, or {from: 1, to: 5, steps: 5}");
    return parameter;
  }
  for (const config::Node& item : entry.value.items()) {
    parameter.values.push_back(value_text(item));
  }
  for (std::size_t k = 0; k < parameter.values.size(); ++k) {
    const auto first =
        std::find(parameter.values.begin(), parameter.values.end(), parameter.values[k]) -
        parameter.values.begin();
    if (kind != DesignKind::zip && static_cast<std::size_t>(first) != k) {
      diagnostics.error(entry.value.items()[k].place(), where,
                        fmt::format("{} is there twice", parameter.values[k]));
    }
  }
  return parameter;
}

void read_parameters(LoadedSpec& loaded, Diagnostics& diagnostics) {
  const SweepSpec& spec = loaded.spec;
  const bool from_file = spec.design.kind == DesignKind::list;
  const SourcePlace whole_file{loaded.file.string(), 0, 0};
  if (from_file) {
    if (spec.design.file.empty()) {
      diagnostics.error(whole_file, "design.file", "the design list needs a CSV file");
    }
    if (!spec.parameters.is_null()) {
      diagnostics.error(spec.parameters.place(), "parameters",
                        "the design list takes them from the columns of its file");
    }
    return;
  }
  if (!spec.parameters.is_map() || spec.parameters.entries().empty()) {
    diagnostics.error(spec.parameters.is_null() ? whole_file : spec.parameters.place(),
                      "parameters", "a sweep varies at least one parameter",
                      "write for example parameters: {companies.Apple.pay.cap: [5M, 10M]}");
    return;
  }
  for (const config::Entry& entry : spec.parameters.entries()) {
    loaded.parameters.push_back(read_parameter(entry, spec.design.kind, diagnostics));
  }
  const bool counted =
      spec.design.kind == DesignKind::latin_hypercube || spec.design.kind == DesignKind::sobol;
  if (counted && spec.design.points < 1) {
    diagnostics.error(whole_file, "design.points", "this design needs a number of points",
                      "write for example design: {kind: sobol, points: 128}");
  }
  if (spec.design.kind != DesignKind::zip) return;
  for (const Parameter& parameter : loaded.parameters) {
    if (parameter.values.size() == loaded.parameters.front().values.size()) continue;
    diagnostics.error(parameter.place, "parameters." + parameter.path,
                      fmt::format("it has {} values and {} has {}; zip pairs them one by one",
                                  parameter.values.size(), loaded.parameters.front().path,
                                  loaded.parameters.front().values.size()));
  }
}

}  // namespace

void describe(DesignSpec& d, config::Fields& fields) {
  fields.choice({"kind", "how points are laid out"}, d.kind,
                {{DesignKind::grid, "grid"},
                 {DesignKind::zip, "zip"},
                 {DesignKind::list, "list"},
                 {DesignKind::latin_hypercube, "latin_hypercube"},
                 {DesignKind::sobol, "sobol"},
                 {DesignKind::morris, "morris"}});
  fields.value(
      {"points", "latin_hypercube, sobol: number of points", "points", config::between(0, 1e8)},
      d.points);
  fields.value({"trajectories", "morris: number of trajectories", "", config::between(1, 1e6)},
               d.trajectories);
  fields.value({"levels", "morris: even number of levels", "", config::between(2, 1000)}, d.levels);
  fields.value({"file", "list: CSV file, one column per path"}, d.file);
}

void describe(SweepRecordSpec& r, config::Fields& fields) {
  fields.value({"tables", "tables kept of each run"}, r.tables);
  fields.value({"every", "ticks between rows", "ticks", config::between(1, 1e7)}, r.every);
  fields.value({"last_tick_only",
                "keep only the last row of market, companies and flows, with "
                "counts over the whole run"},
               r.last_tick_only);
}

void describe(SweepSpec& s, config::Fields& fields) {
  fields.value({"name", "short name"}, s.name);
  fields.value({"title", "what the sweep asks"}, s.title);
  fields.value({.name = "scenario",
                .meaning = "the scenario that is varied",
                .presence = config::Presence::required},
               s.scenario);
  fields.section({.name = "design", .meaning = "how points are laid out", .shorthand = "kind"},
                 s.design);
  fields.value({"parameters", "path: list of values, or {from, to, steps, log, whole}"},
               s.parameters);
  fields.value({"replicates", "runs per point", "runs", config::between(1, 1e6)}, s.replicates);
  fields.value({"seed", "of replicate 0; every point has the same seeds", "",
                config::between(0, 9007199254740991.0)},
               s.seed);
  fields.section({.name = "record", .meaning = "what is kept of each run"}, s.record);
}

std::string Parameter::at(double share) const {
  double value = from + (to - from) * share;
  if (logarithmic) value = exp(log(from) + (log(to) - log(from)) * share);
  if (share <= 0.0) value = from;
  if (share >= 1.0) value = to;
  return format_number(whole ? std::round(value) : value);
}

std::string value_text(const config::Node& node) {
  if (!node.is_scalar()) return config::print_flow(node);
  if (node.is_quoted()) return config::print_flow(node);
  const auto number = parse_number(node.text());
  return number ? format_number(*number) : node.text();
}

bool is_spec(const config::Node& root) {
  return root.find("scenario") != nullptr &&
         (root.find("parameters") != nullptr || root.find("design") != nullptr);
}

LoadedSpec load_spec(const std::filesystem::path& file, Diagnostics& diagnostics) {
  LoadedSpec loaded;
  loaded.file = std::filesystem::absolute(file).lexically_normal();
  const config::Node root = config::load_document(file, diagnostics);
  if (diagnostics.has_errors()) return loaded;
  config::read(root, loaded.spec, diagnostics);
  if (diagnostics.has_errors()) return loaded;
  SweepSpec& spec = loaded.spec;
  if (spec.name.empty()) spec.name = file.stem().string();
  const auto folder = loaded.file.parent_path();
  spec.scenario = (folder / spec.scenario).lexically_normal().string();
  if (!spec.design.file.empty()) {
    spec.design.file = (folder / spec.design.file).lexically_normal().string();
  }
  if (spec.design.levels % 2 != 0) {
    diagnostics.error({file.string(), 0, 0}, "design.levels", "Morris needs an even number");
  }
  read_parameters(loaded, diagnostics);
  return loaded;
}

}  // namespace poach::sweep
