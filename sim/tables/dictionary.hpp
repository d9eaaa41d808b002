#pragma once
// The descriptions of the tables, for programs (Frictionless Data Package) and for readers.

#include <span>
#include <string>
#include <string_view>

#include "tables/description.hpp"

namespace poach::tables {

/// The text of datapackage.json (Frictionless tabular-data-package, version 1). `name` becomes
/// lower case with dashes, as the standard asks.
[[nodiscard]] std::string datapackage(std::string_view name, std::string_view title,
                                      std::span<const TableDictionary> tables);

/// A Markdown section per table: what it is, one row per what, key, and a table of its columns.
[[nodiscard]] std::string markdown_dictionary(std::span<const TableDictionary> tables);

}  // namespace poach::tables
