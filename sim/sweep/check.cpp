#include "sweep/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/files.hpp"
#include "base/safe_name.hpp"
#include "base/units.hpp"
#include "config/load.hpp"
#include "config/override.hpp"
#include "config/path.hpp"
#include "run/run.hpp"
#include "scenario/identity.hpp"
#include "sweep/design.hpp"
#include "tables/csv_reader.hpp"

namespace poach::sweep {
namespace {

constexpr std::size_t most_values_checked = 1000;
constexpr std::size_t most_points_checked = 200;

/// A value to try, and where it is written.
struct Candidate {
  std::string text;
  SourcePlace place;
};

/// What a value is refused for.
struct Refusal {
  std::string reason;
  std::string suggestion;
  std::string where;     ///< in the scenario, by `plain`
  bool of_path = false;  ///< the path leads nowhere, whatever the value
};

// A path without brackets and quotes, to compare it with others.
std::string plain(const std::string& path) {
  const auto segments = config::parse_path(path);
  return segments ? fmt::format("{}", fmt::join(*segments, ".")) : path;
}

bool lies_in(const std::string& where, const std::string& own) {
  return where.empty() || where == own || where.starts_with(own + ".") ||
         where.starts_with(own + "[");
}

// What the scenario says to these assignments.
std::vector<Refusal> refusals(const config::Node& base, const LoadedSpec& spec,
                              const std::vector<std::string>& assignments) {
  Diagnostics inner;
  config::Node root = base;
  for (const std::string& assignment : assignments) {
    config::apply_override(root, assignment, inner);
  }
  const bool of_path = inner.has_errors();
  if (!of_path) (void)read_scenario(root, spec.spec.scenario, inner);
  std::vector<Refusal> result;
  for (const Diagnostic& problem : inner.all()) {
    if (problem.severity != Severity::error) continue;
    result.push_back({problem.reason, problem.suggestion, plain(problem.path), of_path});
  }
  return result;
}

std::vector<Candidate> candidates_of(const Parameter& parameter) {
  if (parameter.is_range()) {
    return {{parameter.at(0.0), parameter.from_place}, {parameter.at(1.0), parameter.to_place}};
  }
  std::vector<Candidate> candidates;
  for (std::size_t k = 0; k < std::min(parameter.values.size(), most_values_checked); ++k) {
    const bool placed = k < parameter.value_places.size();
    candidates.push_back(
        {parameter.values[k], placed ? parameter.value_places[k] : parameter.place});
  }
  return candidates;
}

// The different values of every column of a list's file, among its first rows.
std::vector<std::vector<Candidate>> candidates_of_file(const LoadedSpec& spec,
                                                       Diagnostics& diagnostics) {
  std::vector<std::vector<Candidate>> columns(spec.parameters.size());
  if (columns.empty()) return columns;
  tables::CsvReader reader(spec.spec.design.file, diagnostics);
  for (std::size_t row = 0; row < most_values_checked && reader.next(); ++row) {
    for (std::size_t k = 0; k < std::min(columns.size(), reader.fields().size()); ++k) {
      const std::string text(reader.fields()[k]);
      if (text.empty()) {
        diagnostics.error(reader.place(k), spec.parameters[k].path, "the value is missing");
        continue;
      }
      const bool known = std::any_of(columns[k].begin(), columns[k].end(),
                                     [&](const Candidate& c) { return c.text == text; });
      if (!known) columns[k].push_back({text, reader.place(k)});
    }
  }
  return columns;
}

// Tries the values of one parameter. A refusal that several values get is the parameter's, not
// theirs. What a value alone does to another part of the scenario may be mended by the other
// parameters, so whole points are tried too.
void check_candidates(const config::Node& base, const LoadedSpec& spec, const Parameter& parameter,
                      const std::vector<Candidate>& candidates, Diagnostics& diagnostics) {
  const std::string own = plain(parameter.path);
  std::map<std::pair<std::string, std::string>, std::vector<SourcePlace>> found;
  for (const Candidate& candidate : candidates) {
    for (const Refusal& r : refusals(base, spec, {parameter.path + "=" + candidate.text})) {
      const bool is_own = lies_in(r.where, own);
      if (!is_own && !r.of_path && spec.parameters.size() > 1) continue;
      found[{is_own ? r.reason : r.where + ": " + r.reason, r.suggestion}].push_back(
          r.of_path ? parameter.place : candidate.place);
    }
  }
  for (const auto& [what, places] : found) {
    diagnostics.error(places.size() == 1 ? places.front() : parameter.place,
                      "parameters." + parameter.path, what.first, what.second);
  }
}

// The parameter whose path a refusal names, or the first.
const Parameter& refused_parameter(const LoadedSpec& spec, const Refusal& refusal) {
  const auto at = std::find_if(
      spec.parameters.begin(), spec.parameters.end(),
      [&](const Parameter& parameter) { return lies_in(refusal.where, plain(parameter.path)); });
  return at == spec.parameters.end() ? spec.parameters.front() : *at;
}

// Values go into runs.csv as they are: texts that a spreadsheet would run are refused.
void check_texts(const LoadedSpec& spec, const PointValues& values, Diagnostics& diagnostics) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (!runs_as_formula(values[k])) continue;
    diagnostics.error(spec.parameters[k].place, "parameters." + spec.parameters[k].path,
                      fmt::format("a spreadsheet would run {} as a formula", values[k]),
                      "begin the text with a letter");
  }
}

// Points as a whole, spread over the design: values that contradict each other.
void check_points(const config::Node& base, const LoadedSpec& spec, Diagnostics& diagnostics) {
  std::uint64_t count = 0;
  for_each_point(spec, {}, [&](const PointValues&) { ++count; });
  const std::uint64_t every = std::max<std::uint64_t>(1, count / most_points_checked);
  const DesignKind kind = spec.spec.design.kind;
  const bool may_not_repeat = kind == DesignKind::zip || kind == DesignKind::list;
  std::map<PointValues, std::uint64_t> seen;
  std::uint64_t point = 0;
  for_each_point(spec, {}, [&](const PointValues& values) {
    const std::uint64_t number = point++;
    check_texts(spec, values, diagnostics);
    if (may_not_repeat) {
      const auto [first, is_new] = seen.emplace(values, number);
      if (!is_new) {
        diagnostics.error(spec.design_place, "design",
                          fmt::format("point {} has the values of point {}", number, first->second),
                          "keep one of them; replicates repeat a point");
      }
    }
    if (number % every != 0 || diagnostics.has_errors()) return;
    std::vector<std::string> assignments;
    for (std::size_t k = 0; k < values.size(); ++k) {
      assignments.push_back(spec.parameters[k].path + "=" + values[k]);
    }
    for (const Refusal& refusal : refusals(base, spec, assignments)) {
      const Parameter& parameter = refused_parameter(spec, refusal);
      diagnostics.error(parameter.place, "parameters." + parameter.path,
                        fmt::format("point {} ({}): {}: {}", number, fmt::join(assignments, ", "),
                                    refusal.where, refusal.reason),
                        refusal.suggestion);
    }
  });
}

// What the sweep sets by itself, as `path=value`.
std::vector<std::string> own_settings(const LoadedSpec& loaded) {
  const SweepSpec& spec = loaded.spec;
  std::vector<std::string> settings = {"replicates=1", fmt::format("seed={}", spec.seed),
                                       "expect=[]"};
  if (loaded.has_bad_record) return settings;
  settings.push_back(fmt::format("record.tables=[{}]", fmt::join(spec.record.tables, ", ")));
  if (!spec.record.last_tick_only) {
    settings.push_back(fmt::format("record.every={}", spec.record.every));
  }
  return settings;
}

// Seeds and replicates are the sweep's: those of the scenario play no part, which is worth a word
// where the spec does not give its own.
void warn_of_own_settings(const LoadedSpec& spec, Diagnostics& diagnostics) {
  if (is_device_or_pipe(spec.spec.scenario)) return;  // it has been read
  Diagnostics unread;
  const config::Node root = config::load_with_inheritance(spec.spec.scenario, unread).root;
  const auto warn = [&](const char* name, std::int64_t own, bool given) {
    const config::Node* in_scenario = root.find(name);
    if (given || in_scenario == nullptr || parse_number(in_scenario->text()) == own) return;
    diagnostics.warning(spec.scenario_place, name,
                        fmt::format("the sweep takes {} {}; {} {} of the scenario plays no part",
                                    name, own, name, in_scenario->text()),
                        fmt::format("give {} in the spec", name));
  };
  warn("seed", spec.spec.seed, spec.gives_seed);
  warn("replicates", spec.spec.replicates, spec.gives_replicates);
}

// Problems of the sweep's own settings are shown where the spec has them, and so is a scenario
// that is not there; of an empty document nothing else is told then.
void move_to_spec(const LoadedSpec& spec, const Diagnostics& inner, Diagnostics& diagnostics) {
  const bool exists = is_there(spec.spec.scenario);
  for (const Diagnostic& problem : inner.all()) {
    SourcePlace place = problem.place;
    if (place.file == "command line") {
      place = problem.path.starts_with("record") ? spec.record_place : spec.scenario_place;
    }
    if (problem.severity == Severity::warning) {
      diagnostics.warning(place, problem.path, problem.reason, problem.suggestion);
    } else if (exists) {
      diagnostics.error(place, problem.path, problem.reason, problem.suggestion);
    } else if (problem.reason.starts_with("cannot be read")) {
      diagnostics.error(spec.scenario_place, "scenario", problem.reason, problem.suggestion);
    }
  }
}

}  // namespace

bool runs_as_formula(const std::string& value) {
  if (!starts_like_formula(value) && !value.starts_with('"')) return false;
  if (parse_number(value)) return false;
  Diagnostics unread;
  return starts_like_formula(config::parse_value_text(value, "", unread).text());
}

std::optional<LoadedScenario> base_scenario(const LoadedSpec& spec, Diagnostics& diagnostics) {
  Diagnostics inner;
  auto loaded = load_scenario(spec.spec.scenario, own_settings(spec), inner);
  move_to_spec(spec, inner, diagnostics);
  if (loaded && spec.spec.record.last_tick_only) {
    loaded->scenario.record.every = std::max<std::int64_t>(1, loaded->scenario.clock.ticks);
    loaded->scenario.record.researchers_every = loaded->scenario.record.every;
  }
  return loaded;
}

void check_parameters(const config::Node& base, const LoadedSpec& spec, Diagnostics& diagnostics) {
  if (spec.spec.design.kind == DesignKind::list) {
    const auto columns = candidates_of_file(spec, diagnostics);
    for (std::size_t k = 0; k < columns.size(); ++k) {
      check_candidates(base, spec, spec.parameters[k], columns[k], diagnostics);
    }
  } else {
    for (const Parameter& parameter : spec.parameters) {
      if (!parameter.is_usable) continue;
      check_candidates(base, spec, parameter, candidates_of(parameter), diagnostics);
    }
  }
  if (!diagnostics.has_errors()) check_points(base, spec, diagnostics);
}

Checked check_spec(const config::Node& root, const std::filesystem::path& file,
                   Diagnostics& diagnostics) {
  Checked checked{read_spec(root, file, diagnostics), {}, {}};
  LoadedSpec& spec = checked.spec;
  if (spec.spec.scenario.empty()) return checked;
  auto loaded = base_scenario(spec, diagnostics);
  if (!loaded && !spec.has_bad_record) {
    // Without the sweep's tables, which may be all that is wrong, parameters can still be tried.
    Diagnostics told;
    spec.has_bad_record = true;
    loaded = base_scenario(spec, told);
  }
  if (!loaded) return checked;
  warn_of_own_settings(spec, diagnostics);
  const Scenario hashed = with_file_hashes(loaded->scenario);
  checked.scenario_text = resolved_scenario(hashed);
  checked.identity = identity_of(hashed);
  if (spec.spec.design.kind == DesignKind::list && !spec.spec.design.file.empty()) {
    read_list_header(spec, diagnostics);
  }
  const config::Node base =
      config::parse_text(checked.scenario_text, spec.spec.scenario, diagnostics);
  check_parameters(base, spec, diagnostics);
  return checked;
}

}  // namespace poach::sweep
