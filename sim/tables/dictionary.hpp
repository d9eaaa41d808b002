#pragma once
// The descriptions of the tables, for programs (Frictionless Data Package) and for readers.

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tables/description.hpp"
#include "tables/file_record.hpp"

namespace poach::tables {

/// The text of datapackage.json (Frictionless tabular-data-package, version 1). `name` becomes
/// lower case with dashes, as the standard asks. Tables of which `files` has a record get its bytes
/// and hash.
[[nodiscard]] std::string datapackage(std::string_view name, std::string_view title,
                                      std::span<const TableDictionary> tables,
                                      std::span<const FileRecord> files = {});

/// The files with bytes and hash in a datapackage.json; those without have an empty sha256. Throws
/// InputError when it cannot be read or names files elsewhere.
[[nodiscard]] std::vector<FileRecord> read_datapackage(const std::filesystem::path& file);

/// A Markdown section per table: what it is, one row per what, key, and a table of its columns.
[[nodiscard]] std::string markdown_dictionary(std::span<const TableDictionary> tables);

}  // namespace poach::tables
