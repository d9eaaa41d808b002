#include "sweep/plan_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/shell_words.hpp"
#include "poach/version.hpp"
#include "scenario/identity.hpp"
#include "sweep/shard.hpp"
#include "sweep/work.hpp"
#include "tables/cell.hpp"
#include "world/build.hpp"

namespace poach::sweep {
namespace {

constexpr int plan_schema_version = 2;
constexpr std::size_t largest_file = std::size_t{16} << 30;

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

nlohmann::json read_json(const std::filesystem::path& path) {
  try {
    return nlohmann::json::parse(read_file(path, largest_file));
  } catch (const nlohmann::json::exception&) {
    throw InputError(fmt::format("error: {} is damaged", path.string()));
  }
}

// Throws unless the plan's keys are those that this program gives the same runs.
void require_readable(const nlohmann::json& plan, const std::filesystem::path& directory) {
  const auto version = plan.at("version").get<std::string>();
  if (plan.at("schema_version") != plan_schema_version) {
    throw InputError(
        fmt::format("error: {} was planned with poach {}, which names its runs by "
                    "other keys; plan it anew in another directory",
                    directory.string(), version));
  }
  const auto revision = plan.at("results_revision").get<std::uint64_t>();
  if (revision == results_revision) return;
  throw InputError(
      fmt::format("error: {} has results revision {}, and this poach has {}: the same "
                  "run gives other results; plan it anew in another directory",
                  directory.string(), revision, results_revision));
}

std::string checked_file(const std::filesystem::path& path, const std::string& sha256) {
  std::string text = read_file(path, largest_file);
  if (sha256_hex(text) != sha256) {
    throw InputError(
        fmt::format("error: {} is not what was planned: its SHA-256 differs", path.string()));
  }
  return text;
}

}  // namespace

void write_generation(const SweepPlan& plan, const std::string& rows,
                      const std::filesystem::path& source) {
  const std::string points = header_of(plan) + rows;
  write_atomically(plan.directory / points_name(plan.generation), points);
  const nlohmann::ordered_json json = {{"schema_version", plan_schema_version},
                                       {"version", program::version},
                                       {"commit", plan.commit},
                                       {"results_revision", results_revision},
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
  write_atomically(plan.directory / plan_name(plan.generation), json.dump(2) + "\n");
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
  return read_json(plan.directory / plan_name(plan.generation)).at("spec").get<std::string>();
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

SweepPlan read_plan(const std::filesystem::path& directory) {
  SweepPlan plan;
  plan.directory = directory;
  if (!std::filesystem::exists(directory / plan_name(1))) {
    throw InputError(fmt::format(
        "error: there is no sweep in {}; make one with `{} {}`", directory.string(),
        shell_command({"poach", "sweep", "plan", "SPEC", "-o"}), shell_path(directory.string())));
  }
  nlohmann::json json;
  for (std::uint64_t g = 1; std::filesystem::exists(directory / plan_name(g)); ++g) {
    json = read_json(directory / plan_name(g));
    try {
      require_readable(json, directory);
      plan.paths = json.at("parameters").get<std::vector<std::string>>();
      const std::string points =
          checked_file(directory / points_name(g), json.at("points_sha256").get<std::string>());
      plan.add_points(std::string_view(points).substr(header_of(plan).size()));
      plan.name = json.at("name").get<std::string>();
      plan.scenario_sha256 = json.at("scenario_sha256").get<std::string>();
      plan.identity = json.at("identity").get<std::string>();
      plan.commit = json.at("commit").get<std::string>();
      plan.replicates = json.at("replicates").get<std::uint64_t>();
      plan.seed = json.at("seed").get<std::uint64_t>();
      plan.last_tick_only = json.at("last_tick_only").get<bool>();
      plan.pilot_seconds = json.at("pilot_seconds").get<double>();
      plan.pilot_bytes = json.at("pilot_bytes").get<double>();
      plan.pilot_stored_bytes = json.at("pilot_stored_bytes").get<double>();
      plan.generation = g;
    } catch (const nlohmann::json::exception&) {
      throw InputError(fmt::format("error: {} is damaged", (directory / plan_name(g)).string()));
    }
  }
  plan.scenario_text = checked_file(directory / "scenario.resolved.yaml", plan.scenario_sha256);
  return plan;
}

}  // namespace poach::sweep
