#pragma once
// The tables of two run directories that can be compared.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compare/panel.hpp"
#include "tables/manifest.hpp"
#include "tables/read_table.hpp"

namespace poach::compare {

/// A table of a run, as text and arranged.
struct RunTable {
  tables::ReadTable table;
  Panel panel;
};

/// The same table of both runs, with the same ticks.
struct TablePair {
  RunTable treatment;
  RunTable baseline;
};

struct RunPair {
  std::uint64_t replicates = 0;
  std::optional<TablePair> market;
  std::optional<TablePair> companies;
  std::optional<TablePair> accounts;
  std::vector<std::string> remarks;

  /// A table by its name; nothing when the runs do not share it.
  [[nodiscard]] const std::optional<TablePair>& table(std::string_view name) const;
};

/// Opens both directories. Throws InputError, see compare_runs.
[[nodiscard]] RunPair open_pair(const std::filesystem::path& treatment,
                                const std::filesystem::path& baseline);

}  // namespace poach::compare
