#include "sweep/spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/math.hpp"
#include "base/safe_name.hpp"
#include "base/units.hpp"
#include "config/load.hpp"
#include "config/path.hpp"
#include "config/print.hpp"
#include "config/read.hpp"

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

SourcePlace place_in(const config::Node& map, const char* key) {
  const config::Node* found = map.find(key);
  return found == nullptr ? map.place() : found->place();
}

// The values of a range that a grid takes one by one.
void lay_out(const RangeSpec& range, Parameter& parameter) {
  for (std::int64_t k = 0; k < range.steps; ++k) {
    parameter.values.push_back(
        parameter.at(static_cast<double>(k) / static_cast<double>(range.steps - 1)));
  }
  const auto last = std::unique(parameter.values.begin(), parameter.values.end());
  parameter.values.erase(last, parameter.values.end());
  parameter.value_places.assign(parameter.values.size(), parameter.place);
  parameter.value_places.front() = parameter.from_place;
  parameter.value_places.back() = parameter.to_place;
}

void read_range(const config::Node& node, Parameter& parameter, bool needs_steps,
                Diagnostics& diagnostics) {
  RangeSpec range;
  const std::size_t before = diagnostics.error_count();
  const std::string path = "parameters." + parameter.path;
  config::read(node, range, diagnostics);
  if (diagnostics.error_count() == before && range.logarithmic &&
      (range.from <= 0.0 || range.to <= 0.0)) {
    diagnostics.error(node.place(), path, "a log range needs both ends above 0");
  }
  if (diagnostics.error_count() > before) {
    parameter.is_usable = false;
    return;
  }
  parameter.from = range.from;
  parameter.to = range.to;
  parameter.from_place = place_in(node, "from");
  parameter.to_place = place_in(node, "to");
  parameter.logarithmic = range.logarithmic;
  parameter.whole = range.whole;
  if (needs_steps && range.steps < 2) {
    diagnostics.error(node.place(), path, "this design needs the number of values of a range",
                      "add steps: 5");
  } else if (needs_steps) {
    lay_out(range, parameter);
  }
}

void read_values(const config::Node& list, Parameter& parameter, bool may_repeat,
                 Diagnostics& diagnostics) {
  std::set<std::string> seen;
  for (const config::Node& item : list.items()) {
    const std::string text = value_text(item);
    if (!may_repeat && !seen.insert(text).second) {
      diagnostics.error(item.place(), "parameters." + parameter.path,
                        fmt::format("{} is there twice", text));
    }
    parameter.values.push_back(text);
    parameter.value_places.push_back(item.place());
  }
}

Parameter read_parameter(const config::Entry& entry, const LoadedSpec& spec,
                         Diagnostics& diagnostics) {
  Parameter parameter;
  parameter.path = entry.key;
  parameter.place = entry.key_place;
  check_path(parameter, diagnostics);
  const DesignKind kind = spec.spec.design.kind;
  if (entry.value.is_map()) {
    const bool grid = kind == DesignKind::grid || kind == DesignKind::zip;
    read_range(entry.value, parameter, grid && !spec.has_bad_design, diagnostics);
  } else if (!entry.value.is_list() || entry.value.items().empty()) {
    parameter.is_usable = false;
    diagnostics.error(entry.value.place(), "parameters." + entry.key,
                      config::describe_kind(entry.value) + " where values are expected",
                      "write a list, or {from: 1, to: 5, steps: 5}");
  } else {
    read_values(entry.value, parameter, kind == DesignKind::zip || spec.has_bad_design,
                diagnostics);
  }
  return parameter;
}

void check_lengths(const LoadedSpec& loaded, Diagnostics& diagnostics) {
  if (loaded.spec.design.kind != DesignKind::zip) return;
  const Parameter& first = loaded.parameters.front();
  for (const Parameter& parameter : loaded.parameters) {
    if (!parameter.is_usable || parameter.values.size() == first.values.size()) continue;
    diagnostics.error(parameter.place, "parameters." + parameter.path,
                      fmt::format("it has {} values and {} has {}; zip pairs them one by one",
                                  parameter.values.size(), first.path, first.values.size()));
  }
}

void check_design(const LoadedSpec& loaded, Diagnostics& diagnostics) {
  const DesignSpec& design = loaded.spec.design;
  const SourcePlace& place = loaded.design_place;
  const bool counted =
      design.kind == DesignKind::latin_hypercube || design.kind == DesignKind::sobol;
  if (counted && design.points < 1) {
    diagnostics.error(place, "design.points", "this design needs a number of points",
                      "write for example design: {kind: sobol, points: 128}");
  }
  if (design.levels % 2 != 0) {
    diagnostics.error(place, "design.levels", "Morris needs an even number");
  }
  if (design.kind != DesignKind::list) return;
  if (design.file.empty()) {
    diagnostics.error(place, "design.file", "the design list needs a CSV file",
                      "write for example design: {kind: list, file: points.csv}");
  }
  if (!loaded.spec.parameters.is_null()) {
    diagnostics.error(loaded.spec.parameters.place(), "parameters",
                      "the design list takes them from the columns of its file");
  }
}

void read_parameters(LoadedSpec& loaded, Diagnostics& diagnostics) {
  const config::Node& node = loaded.spec.parameters;
  if (loaded.spec.design.kind == DesignKind::list) return;
  if (!node.is_map() || node.entries().empty()) {
    if (loaded.has_bad_design) return;  // it may be a list, which has none
    diagnostics.error(node.is_null() ? SourcePlace{loaded.file.string(), 0, 0} : node.place(),
                      "parameters", "a sweep varies at least one parameter",
                      "write for example parameters: {companies.Apple.pay.cap: [5M, 10M]}");
    return;
  }
  for (const config::Entry& entry : node.entries()) {
    loaded.parameters.push_back(read_parameter(entry, loaded, diagnostics));
  }
  if (!loaded.has_bad_design) check_lengths(loaded, diagnostics);
}

// The name goes into batch scripts and tables, and the title into pages. Without one, a sweep is
// called as its file is.
void name_sweep(LoadedSpec& loaded, const config::Node& root, Diagnostics& diagnostics) {
  SweepSpec& spec = loaded.spec;
  const bool is_given = !spec.name.empty();
  if (!is_given) spec.name = loaded.file.stem().string();
  if (const auto reason = unsafe_name_reason(spec.name); !reason.empty()) {
    const SourcePlace place =
        is_given ? place_in(root, "name") : SourcePlace{loaded.file.string(), 0, 0};
    diagnostics.error(place, "name", "this cannot be a name: " + std::string(reason),
                      is_given ? "" : "give the spec a name");
  }
  if (starts_like_formula(spec.title)) {
    diagnostics.error(place_in(root, "title"), "title",
                      "a spreadsheet would run a text that starts with = + - or @ as a formula");
  }
}

// Whether a problem of this pass lies in one of the spec's sections.
bool has_error_in(const Diagnostics& diagnostics, std::string_view section) {
  return std::any_of(diagnostics.all().begin(), diagnostics.all().end(), [&](const Diagnostic& d) {
    return d.severity == Severity::error &&
           (d.path == section || d.path.starts_with(std::string(section) + "."));
  });
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

void check_path(Parameter& parameter, Diagnostics& diagnostics) {
  const std::string where = "parameters." + parameter.path;
  const auto path = config::parse_path(parameter.path);
  if (path && !is_reserved(*path)) return;
  parameter.is_usable = false;
  if (path) {
    diagnostics.error(parameter.place, where, "a sweep cannot vary this");
  } else {
    diagnostics.error(parameter.place, where, "this is not a path",
                      "write for example companies[\"Google DeepMind\"].pay.cap");
  }
}

LoadedSpec load_spec(const std::filesystem::path& file, Diagnostics& diagnostics) {
  return read_spec(config::load_document(file, diagnostics), file, diagnostics);
}

LoadedSpec read_spec(const config::Node& root, const std::filesystem::path& file,
                     Diagnostics& diagnostics) {
  LoadedSpec loaded;
  if (diagnostics.has_errors()) return loaded;
  loaded.file = config::file_in(std::filesystem::current_path(), file.string());
  config::read(root, loaded.spec, diagnostics);
  loaded.scenario_place = place_in(root, "scenario");
  loaded.design_place = place_in(root, "design");
  loaded.record_place = place_in(root, "record");
  loaded.gives_seed = root.find("seed") != nullptr;
  loaded.gives_replicates = root.find("replicates") != nullptr;
  loaded.has_bad_design = has_error_in(diagnostics, "design");
  loaded.has_bad_record = has_error_in(diagnostics, "record");
  SweepSpec& spec = loaded.spec;
  name_sweep(loaded, root, diagnostics);
  const auto folder = loaded.file.parent_path();
  if (!spec.scenario.empty()) {
    spec.scenario = config::file_in(folder, spec.scenario).string();
  }
  if (!spec.design.file.empty()) {
    spec.design.file = config::file_in(folder, spec.design.file).string();
  }
  if (!loaded.has_bad_design) check_design(loaded, diagnostics);
  read_parameters(loaded, diagnostics);
  return loaded;
}

}  // namespace poach::sweep
