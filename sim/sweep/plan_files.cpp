#include "sweep/plan_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <tuple>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/nesting.hpp"
#include "base/safe_name.hpp"
#include "base/shell_words.hpp"
#include "config/load.hpp"
#include "config/path.hpp"
#include "poach/version.hpp"
#include "scenario/identity.hpp"
#include "scenario/load.hpp"
#include "sweep/check.hpp"
#include "sweep/shard.hpp"
#include "sweep/work.hpp"
#include "tables/cell.hpp"
#include "world/build.hpp"

namespace poach::sweep {
namespace {

using Json = nlohmann::ordered_json;  // its members in the order of the file

constexpr int plan_schema_version = 3;
// What a plan may be large: more is no plan of this program, and would fill the memory.
constexpr std::size_t largest_plan = std::size_t{4} << 20;
constexpr std::size_t deepest_plan = 2;

std::string plan_name(std::uint64_t generation) { return fmt::format("plan-{}.json", generation); }
std::string points_name(std::uint64_t generation) {
  return fmt::format("points-{}.csv", generation);
}

std::string header_of(const SweepPlan& plan) {
  std::string header;
  for (const std::string& path : plan.paths) {
    if (!header.empty()) header += ',';
    tables::append_cell(header, path);
  }
  return header + "\n";
}

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view reason) {
  throw InputError(fmt::format("error: {} {}", file.string(), reason));
}

// The text of a plan with the SHA-256 of all the rest as its last member.
std::string sealed(Json plan) {
  const auto text = [&] { return plan.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; };
  plan.erase("sha256");
  plan["sha256"] = sha256_hex(text());
  return text();
}

/// The members of a plan file, each of the kind it must be.
class PlanFile {
 public:
  explicit PlanFile(const std::filesystem::path& path)
      : path_(path), text_(read_file(path, largest_plan)) {
    if (!is_nested_deeper(text_, deepest_plan)) json_ = Json::parse(text_, nullptr, false);
    if (!json_.is_object()) refuse("is damaged: it is no plan");
  }

  /// Throws unless the plan's keys are those that this program gives the same runs, and not a byte
  /// differs from what was written.
  void require_readable() const {
    const std::string version = text("version");
    if (count("schema_version") != plan_schema_version) {
      refuse(
          fmt::format("was written by poach {} in another format; plan the sweep anew in another "
                      "directory",
                      version));
    }
    const std::uint64_t revision = count("results_revision");
    if (revision != results_revision) {
      refuse(
          fmt::format("has results revision {}, and this poach has {}: the same run gives other "
                      "results; plan it anew in another directory",
                      revision, results_revision));
    }
    (void)text("sha256");
    if (text_ != sealed(json_)) refuse("is not what was planned: its SHA-256 differs");
  }

  [[nodiscard]] std::string text(const char* key) const {
    const Json& member = at(key);
    if (!member.is_string()) refuse_member(key, "text");
    return member.get<std::string>();
  }
  [[nodiscard]] std::vector<std::string> texts(const char* key) const {
    const Json& member = at(key);
    if (!member.is_array()) refuse_member(key, "a list of texts");
    std::vector<std::string> texts;
    for (const Json& item : member) {
      if (!item.is_string()) refuse_member(key, "a list of texts");
      texts.push_back(item.get<std::string>());
    }
    return texts;
  }
  [[nodiscard]] std::uint64_t count(const char* key) const {
    const Json& member = at(key);
    if (!member.is_number_unsigned()) refuse_member(key, "a whole number, 0 or more");
    return member.get<std::uint64_t>();
  }
  /// Seconds or bytes.
  [[nodiscard]] double amount(const char* key) const {
    const Json& member = at(key);
    const double value = member.is_number() ? member.get<double>() : -1.0;
    if (!(value >= 0.0 && value < 1e300)) refuse_member(key, "a number, 0 or more");
    return value;
  }
  [[nodiscard]] bool truth(const char* key) const {
    const Json& member = at(key);
    if (!member.is_boolean()) refuse_member(key, "true or false");
    return member.get<bool>();
  }

  [[noreturn]] void refuse(std::string_view reason) const { sweep::refuse(path_, reason); }

 private:
  [[nodiscard]] const Json& at(const char* key) const {
    const auto found = json_.find(key);
    if (found == json_.end()) refuse(fmt::format("is damaged: {} is missing", key));
    return *found;
  }
  [[noreturn]] void refuse_member(const char* key, const char* kind) const {
    refuse(fmt::format("is damaged: {} is not {}", key, kind));
  }

  std::filesystem::path path_;
  std::string text_;
  Json json_;
};

std::string checked_file(const std::filesystem::path& path, std::size_t largest,
                         const std::string& sha256) {
  std::string text = read_file(path, largest);
  if (sha256_hex(text) != sha256) refuse(path, "is not what was planned: its SHA-256 differs");
  return text;
}

// What a plan says of all its generations alike.
void read_common(const PlanFile& file, SweepPlan& plan) {
  plan.name = file.text("name");
  plan.paths = file.texts("parameters");
  plan.scenario_sha256 = file.text("scenario_sha256");
  plan.identity = file.text("identity");
  plan.seed = file.count("seed");
  plan.last_tick_only = file.truth("last_tick_only");
  if (is_unsafe_name(plan.name)) file.refuse("is damaged: name cannot be a name");
  if (plan.paths.empty()) file.refuse("is damaged: it varies no parameter");
  for (const std::string& path : plan.paths) {
    if (!config::parse_path(path)) file.refuse(fmt::format("is damaged: {} is no path", path));
  }
}

void require_continued(const PlanFile& file, const SweepPlan& before, const SweepPlan& plan) {
  const auto common = [](const SweepPlan& p) {
    return std::tie(p.name, p.paths, p.scenario_sha256, p.identity, p.seed, p.last_tick_only);
  };
  if (common(before) != common(plan) || plan.replicates < before.replicates) {
    file.refuse("does not go on from the plan before it");
  }
}

// The points of a generation, after those before it.
void read_points(const PlanFile& file, SweepPlan& plan, const std::filesystem::path& path) {
  const std::string text = checked_file(path, largest_points, file.text("points_sha256"));
  const std::string header = header_of(plan);
  if (!text.starts_with(header)) refuse(path, "is damaged: its columns are not the parameters");
  const std::string_view rows = std::string_view(text).substr(header.size());
  if (!rows.empty() && rows.back() != '\n') refuse(path, "is damaged: its last line is cut off");
  const std::uint64_t before = plan.points();
  if (static_cast<std::uint64_t>(std::count(rows.begin(), rows.end(), '\n')) > most_runs - before) {
    refuse(path, fmt::format("holds more than {} points", most_runs));
  }
  plan.add_points(rows);
  for (std::uint64_t point = before; point < plan.points(); ++point) {
    const std::vector<std::string> values = plan.values(point);
    if (values.size() != plan.paths.size()) {
      refuse(path, fmt::format("is damaged: point {} has {} values for {} parameters", point,
                               values.size(), plan.paths.size()));
    }
    if (std::any_of(values.begin(), values.end(), runs_as_formula)) {
      refuse(path,
             fmt::format("is refused: a spreadsheet would run a value of point {} as a formula",
                         point));
    }
  }
}

void require_counts(const PlanFile& file, const SweepPlan& plan) {
  if (file.count("points") != plan.points()) {
    file.refuse(
        fmt::format("counts {} points, and there are {}", file.count("points"), plan.points()));
  }
  if (plan.points() == 0) file.refuse("has no points");
  if (plan.replicates == 0 || plan.replicates > most_runs / plan.points()) {
    file.refuse(fmt::format("has {} replicates of {} points: a sweep has 1 to {} runs",
                            plan.replicates, plan.points(), most_runs));
  }
  if (file.count("runs") != plan.runs()) {
    file.refuse(fmt::format("counts {} runs, and there are {}", file.count("runs"), plan.runs()));
  }
}

void add_generation(SweepPlan& plan, std::uint64_t generation) {
  const PlanFile file(plan.directory / plan_name(generation));
  file.require_readable();
  if (file.count("generation") != generation) file.refuse("has the name of another plan");
  const SweepPlan before = generation > 1 ? plan : SweepPlan{};
  read_common(file, plan);
  plan.commit = file.text("commit");
  plan.replicates = file.count("replicates");
  plan.pilot_seconds = file.amount("pilot_seconds");
  plan.pilot_bytes = file.amount("pilot_bytes");
  plan.pilot_stored_bytes = file.amount("pilot_stored_bytes");
  plan.generation = generation;
  if (generation > 1) require_continued(file, before, plan);
  read_points(file, plan, plan.directory / points_name(generation));
  require_counts(file, plan);
}

// Keys are made of the identity, which is thus compared with the scenario it is said to be of. A
// scenario that cannot be read, as its input files are away, has no runs either.
void require_own_identity(const SweepPlan& plan) {
  const std::string file = (plan.directory / "scenario.resolved.yaml").string();
  Diagnostics diagnostics;
  const config::Node root = config::parse_text(plan.scenario_text, file, diagnostics);
  // Input files may be away for a time; the scenario holds their hashes.
  const LoadedScenario loaded = parse_scenario(root, file, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  if (identity_of(with_file_hashes(loaded.scenario)) == plan.identity) return;
  refuse(plan.directory / plan_name(plan.generation), "has the identity of another scenario");
}

}  // namespace

void write_generation(const SweepPlan& plan, const std::string& rows,
                      const std::filesystem::path& source, const tables::OutputDirectory& home) {
  const std::string points = header_of(plan) + rows;
  home.write(points_name(plan.generation), points);
  const Json json = {{"schema_version", plan_schema_version},
                     {"version", program::version},
                     {"commit", plan.commit},
                     {"results_revision", results_revision},
                     {"generation", plan.generation},
                     {"name", plan.name},
                     {"spec", source.string()},
                     {"scenario_sha256", plan.scenario_sha256},
                     {"identity", plan.identity},
                     {"parameters", plan.paths},
                     {"points", plan.points()},
                     {"points_sha256", sha256_hex(points)},
                     {"replicates", plan.replicates},
                     {"runs", plan.runs()},
                     {"seed", plan.seed},
                     {"last_tick_only", plan.last_tick_only},
                     {"pilot_seconds", plan.pilot_seconds},
                     {"pilot_bytes", plan.pilot_bytes},
                     {"pilot_stored_bytes", plan.pilot_stored_bytes}};
  home.write(plan_name(plan.generation), sealed(json));
}

std::string plan_rows(const SweepPlan& plan, std::uint64_t first) {
  std::string rows;
  for (std::uint64_t p = first; p < plan.points(); ++p) {
    rows += plan.row(p);
    rows += '\n';
  }
  return rows;
}

std::string plan_source(const SweepPlan& plan) {
  const PlanFile file(plan.directory / plan_name(plan.generation));
  file.require_readable();
  return file.text("spec");
}

void run_pilot(SweepPlan& plan) {
  const PointScenarios scenarios(plan);
  const std::uint64_t count = std::min<std::uint64_t>(3, plan.points());
  const std::uint64_t gap = (plan.points() - 1) / std::max<std::uint64_t>(1, count - 1);
  const auto share = 1.0 / static_cast<double>(count);
  for (std::uint64_t k = 0; k < count; ++k) {
    const RunRecord record = execute(plan, scenarios, k * gap);
    if (record.status == Status::failed) plan.pilot_error = record.error;
    plan.pilot_seconds += record.seconds * share;
    plan.pilot_stored_bytes += static_cast<double>(encode(record).size()) * share;
    for (const std::string& table : record.tables) {
      plan.pilot_bytes += static_cast<double>(table.size()) * share;
    }
  }
}

void SweepPlan::add_points(std::string_view csv_rows) {
  const std::uint64_t before = rows_.size();
  rows_ += csv_rows;
  for (std::uint64_t at = before; at < rows_.size();) {
    const std::size_t end = rows_.find('\n', at);
    ends_.push_back(end);
    at = end + 1;
  }
}

std::string_view SweepPlan::row(std::uint64_t point) const {
  const std::uint64_t start = point == 0 ? 0 : ends_[point - 1] + 1;
  return std::string_view(rows_).substr(start, ends_[point] - start);
}

std::vector<std::string> SweepPlan::values(std::uint64_t point) const {
  std::vector<std::string> values(1);
  bool quoted = false;
  const std::string_view text = row(point);
  for (std::size_t k = 0; k < text.size(); ++k) {
    if (text[k] == '"') {
      const bool doubled = quoted && k + 1 < text.size() && text[k + 1] == '"';
      if (doubled) values.back() += text[k++];
      if (!doubled) quoted = !quoted;
    } else if (text[k] == ',' && !quoted) {
      values.emplace_back();
    } else {
      values.back() += text[k];
    }
  }
  return values;
}

Seed SweepPlan::seed_of(std::uint64_t replicate) const {
  return replicate_seed(Seed{seed}, replicate);
}

std::uint64_t SweepPlan::key(std::uint64_t index) const {
  const RunId id = run(index);
  StateHash hash;
  hash.add(identity);
  for (const std::string& path : paths) hash.add(path);
  hash.add(row(id.point));
  hash.add_value(seed_of(id.replicate).value);
  const std::string hex = hash.hex().substr(0, 16);
  return std::stoull(hex, nullptr, 16);
}

std::string key_text(std::uint64_t key) { return fmt::format("r{:016x}", key); }

std::optional<std::uint64_t> parse_key(std::string_view text) {
  if (text.size() != 17 || text.front() != 'r') return std::nullopt;
  std::uint64_t key = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), key, 16);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return key;
}

SweepPlan read_plan(const std::filesystem::path& directory) {
  SweepPlan plan;
  plan.directory = directory;
  if (!is_there(directory / plan_name(1))) {
    throw InputError(fmt::format(
        "error: there is no sweep in {}; make one with `{} {}`", directory.string(),
        shell_command({"poach", "sweep", "plan", "SPEC", "-o"}), shell_path(directory.string())));
  }
  for (std::uint64_t g = 1; is_there(directory / plan_name(g)); ++g) add_generation(plan, g);
  plan.scenario_text = checked_file(directory / "scenario.resolved.yaml",
                                    config::largest_file_bytes, plan.scenario_sha256);
  require_own_identity(plan);
  return plan;
}

}  // namespace poach::sweep
