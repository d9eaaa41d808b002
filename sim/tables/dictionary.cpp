#include "tables/dictionary.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/files.hpp"

namespace poach::tables {
namespace {

using Json = nlohmann::ordered_json;  // keeps the keys in their reading order

/// The standard allows lower-case letters, digits and . - _ / in the name of a package.
std::string package_name(std::string_view name) {
  std::string result;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool allowed = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') ||
                         lower == '.' || lower == '_';
    if (allowed) {
      result += lower;
    } else if (!result.empty() && result.back() != '-') {
      result += '-';
    }
  }
  while (!result.empty() && result.back() == '-') result.pop_back();
  return result.empty() ? "run" : result;
}

Json schema(const TableDictionary& table) {
  Json fields = Json::array();
  for (const ColumnDictionary& column : table.columns) {
    Json field = {{"name", column.name}, {"type", to_string(column.type)}};
    if (!column.unit.empty()) field["unit"] = column.unit;
    field["description"] = column.meaning;
    fields.push_back(field);
  }
  Json result = {{"fields", fields}};
  if (!table.primary_key.empty()) result["primaryKey"] = table.primary_key;
  result["missingValues"] = Json::array({""});
  return result;
}

constexpr std::string_view hash_prefix = "sha256:";  // as the standard writes other hashes than MD5
constexpr std::size_t largest_package_bytes = std::size_t{64} << 20;

Json resource(const TableDictionary& table, std::span<const FileRecord> files) {
  Json result = {
      {"name", table.name},
      {"path", table.file},
      {"profile", "tabular-data-resource"},
      {"description", fmt::format("{} One row per {}.", table.meaning, table.one_row_per)},
      {"format", "csv"},
      {"mediatype", "text/csv"},
      {"encoding", "utf-8"}};
  const std::string_view file = table.file;
  if (file.ends_with(".gz")) result["compression"] = "gz";
  if (file.ends_with(".zst")) result["compression"] = "zst";
  for (const FileRecord& record : files) {
    if (record.name != file) continue;
    result["bytes"] = record.bytes;
    result["hash"] = std::string(hash_prefix) + record.sha256;
  }
  result["schema"] = schema(table);
  return result;
}

/// In a Markdown table a bar would end the cell and a line break the table.
std::string markdown_cell(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '|') result += '\\';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

}  // namespace

std::string datapackage(std::string_view name, std::string_view title,
                        std::span<const TableDictionary> tables,
                        std::span<const FileRecord> files) {
  Json resources = Json::array();
  for (const TableDictionary& table : tables) resources.push_back(resource(table, files));
  const Json package = {{"profile", "tabular-data-package"},
                        {"name", package_name(name)},
                        {"title", title},
                        {"resources", resources}};
  return package.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<FileRecord> read_datapackage(const std::filesystem::path& file) {
  std::vector<FileRecord> records;
  try {
    const Json package = Json::parse(read_file(file, largest_package_bytes));
    for (const Json& resource : package.at("resources")) {
      FileRecord& record = records.emplace_back();
      record.name = resource.at("path").get<std::string>();
      if (!stays_inside(record.name)) {
        throw InputError(fmt::format("{}: error: {} is not a file of this directory", file.string(),
                                     record.name));
      }
      const auto hash = resource.value("hash", std::string());
      if (!hash.starts_with(hash_prefix)) continue;
      record.bytes = resource.at("bytes").get<std::uint64_t>();
      record.sha256 = hash.substr(hash_prefix.size());
    }
  } catch (const Json::exception& error) {
    throw InputError(fmt::format("{}: error: damaged JSON ({})", file.string(), error.what()));
  }
  return records;
}

std::string markdown_dictionary(std::span<const TableDictionary> tables) {
  std::string text;
  for (const TableDictionary& table : tables) {
    if (!text.empty()) text += '\n';
    text +=
        fmt::format("## {}\n\n{} One row per {}.", table.file, table.meaning, table.one_row_per);
    if (!table.primary_key.empty()) {
      text += fmt::format(" Key: `{}`.", fmt::join(table.primary_key, "`, `"));
    }
    text += "\n\n| column | type | unit | meaning |\n|---|---|---|---|\n";
    for (const ColumnDictionary& column : table.columns) {
      text += fmt::format("| `{}` | {} | {} | {} |\n", column.name, to_string(column.type),
                          markdown_cell(column.unit), markdown_cell(column.meaning));
    }
  }
  return text;
}

}  // namespace poach::tables
