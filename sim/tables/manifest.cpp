#include "tables/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/nesting.hpp"

namespace poach::tables {
namespace {

using Json = nlohmann::ordered_json;  // keys in a fixed order

constexpr std::size_t largest_manifest_bytes = std::size_t{64} << 20;
constexpr std::size_t deepest_manifest = 8;
constexpr std::array all_statuses = {RunStatus::complete, RunStatus::failed,
                                     RunStatus::interrupted};

Json to_json(const FileRecord& file) {
  Json result = {{"name", file.name}};
  if (file.rows) result["rows"] = *file.rows;
  result["bytes"] = file.bytes;
  result["sha256"] = file.sha256;
  return result;
}

Json to_json(const Manifest& manifest) {
  Json files = Json::array();
  for (const FileRecord& file : manifest.files) files.push_back(to_json(file));
  Json result = {{"schema_version", manifest_schema_version},
                 {"status", to_string(manifest.status)},
                 {"version", manifest.version},
                 {"commit", manifest.commit},
                 {"results_revision", manifest.results_revision},
                 {"compiler", manifest.compiler},
                 {"command", manifest.command},
                 {"seed", manifest.seed},
                 {"replicates", manifest.replicates},
                 {"scenario", manifest.scenario},
                 {"scenario_sha256", manifest.scenario_sha256},
                 {"identity", manifest.identity},
                 {"state_hash", manifest.state_hash},
                 {"state_hashes", manifest.state_hashes},
                 {"files", files}};
  if (manifest.error) result["error"] = *manifest.error;
  return result;
}

/// Takes members out of a JSON object, with a diagnostic for each that is missing or mistyped.
class Fields {
 public:
  Fields(const Json& object, std::string path, const SourcePlace& place, Diagnostics& diagnostics)
      : object_(&object), path_(std::move(path)), place_(&place), diagnostics_(&diagnostics) {
    if (!object.is_object()) refuse("", "a mapping of names to values is needed here");
  }

  void take(const std::string& key, std::string& value) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_string()) return refuse(key, "it must be text");
    value = found->get<std::string>();
  }
  void take(const std::string& key, std::uint64_t& value) {
    const Json* found = find(key);
    if (found == nullptr) return;
    if (!found->is_number_unsigned()) return refuse(key, "it must be a whole number, 0 or more");
    value = found->get<std::uint64_t>();
  }
  /// For optional members: nothing when absent.
  template <class T>
  void take(const std::string& key, std::optional<T>& value) {
    if (object_->is_object() && object_->contains(key)) take(key, value.emplace());
  }
  /// For members that earlier programs did not write: unchanged when absent.
  template <class T>
  void take_if_there(const std::string& key, T& value) {
    if (object_->is_object() && object_->contains(key)) take(key, value);
  }
  /// The items of a list; none when it is missing.
  [[nodiscard]] std::vector<Json> take_list(const std::string& key) {
    const Json* found = find(key);
    if (found == nullptr) return {};
    if (found->is_array()) return std::vector<Json>(found->begin(), found->end());
    refuse(key, "it must be a list");
    return {};
  }
  void refuse(const std::string& key, const std::string& reason) {
    const std::string separator = path_.empty() || key.empty() ? "" : ".";
    diagnostics_->error(*place_, path_ + separator + key, reason);
  }

 private:
  const Json* find(const std::string& key) {
    if (!object_->is_object()) return nullptr;
    const auto found = object_->find(key);
    if (found != object_->end()) return &*found;
    refuse(key, "it is missing");
    return nullptr;
  }

  const Json* object_;
  std::string path_;
  const SourcePlace* place_;
  Diagnostics* diagnostics_;
};

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

void read_files(Fields& fields, Manifest& manifest, const SourcePlace& place,
                Diagnostics& diagnostics) {
  const std::vector<Json> items = fields.take_list("files");
  for (std::size_t i = 0; i < items.size(); ++i) {
    Fields item(items[i], fmt::format("files[{}]", i), place, diagnostics);
    FileRecord& file = manifest.files.emplace_back();
    item.take("name", file.name);
    item.take("rows", file.rows);
    item.take("bytes", file.bytes);
    item.take("sha256", file.sha256);
    // Programs delete and replace files that a manifest names, so it may only name its own.
    if (!stays_inside(file.name)) item.refuse("name", "it must be a file of this directory");
    if (!is_hex(file.sha256, 64)) item.refuse("sha256", "it must be 64 hexadecimal digits");
  }
}

void read_status(Fields& fields, Manifest& manifest) {
  std::string text;
  fields.take("status", text);
  const auto* found = std::find_if(all_statuses.begin(), all_statuses.end(),
                                   [&](RunStatus status) { return to_string(status) == text; });
  if (found == all_statuses.end()) {
    return fields.refuse("status", "it must be complete, failed or interrupted");
  }
  manifest.status = *found;
}

void read_state_hashes(Fields& fields, Manifest& manifest) {
  for (const Json& hash : fields.take_list("state_hashes")) {
    if (!hash.is_string()) return fields.refuse("state_hashes", "it must be a list of texts");
    manifest.state_hashes.push_back(hash.get<std::string>());
  }
}

Manifest from_json(const Json& json, const SourcePlace& place, Diagnostics& diagnostics) {
  Manifest manifest;
  Fields fields(json, "", place, diagnostics);
  std::uint64_t schema_version = 0;
  fields.take("schema_version", schema_version);
  if (schema_version != manifest_schema_version) {
    fields.refuse("schema_version",
                  fmt::format("{} is not the version this program reads, which is {}",
                              schema_version, manifest_schema_version));
    return manifest;
  }
  read_status(fields, manifest);
  fields.take("version", manifest.version);
  fields.take("commit", manifest.commit);
  fields.take("compiler", manifest.compiler);
  fields.take("command", manifest.command);
  fields.take("seed", manifest.seed);
  fields.take("replicates", manifest.replicates);
  fields.take("scenario", manifest.scenario);
  fields.take("scenario_sha256", manifest.scenario_sha256);
  fields.take_if_there("results_revision", manifest.results_revision);
  fields.take_if_there("identity", manifest.identity);
  fields.take("state_hash", manifest.state_hash);
  read_state_hashes(fields, manifest);
  read_files(fields, manifest, place, diagnostics);
  fields.take("error", manifest.error);
  return manifest;
}

}  // namespace

std::string_view to_string(RunStatus status) {
  switch (status) {
    case RunStatus::complete:
      return "complete";
    case RunStatus::failed:
      return "failed";
    case RunStatus::interrupted:
      return "interrupted";
  }
  return "failed";
}

void write_manifest(const std::filesystem::path& directory, const Manifest& manifest) {
  // A command line may hold any bytes; JSON may not.
  const std::string text = to_json(manifest).dump(2, ' ', false, Json::error_handler_t::replace);
  OutputFile file(directory / manifest_file_name);
  file.append(text);
  file.append("\n");
  file.commit();
}

std::optional<Manifest> read_manifest(const std::filesystem::path& directory,
                                      Diagnostics& diagnostics) {
  const std::filesystem::path path = directory / manifest_file_name;
  std::error_code unknown;
  if (!std::filesystem::exists(path, unknown)) return std::nullopt;
  const std::size_t errors_before = diagnostics.error_count();
  try {
    const std::string text = read_file(path, largest_manifest_bytes);
    if (is_nested_deeper(text, deepest_manifest)) {
      throw InputError(fmt::format("{}: lists in lists are no manifest", path.string()));
    }
    const Json json = Json::parse(text);
    Manifest manifest = from_json(json, {path.string(), 0, 0}, diagnostics);
    if (diagnostics.error_count() == errors_before) return manifest;
  } catch (const Json::exception& error) {
    diagnostics.error({path.string(), 0, 0}, {}, fmt::format("damaged JSON ({})", error.what()));
  } catch (const InputError& error) {
    diagnostics.error({}, {}, error.what());
  }
  return std::nullopt;
}

}  // namespace poach::tables
