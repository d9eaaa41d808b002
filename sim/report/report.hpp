#pragma once
// Pages about results: one self-contained HTML file each, readable offline. Data are aggregated
// over people and replicates, and the same directory gives the same bytes.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/files.hpp"
#include "compare/quantities.hpp"

namespace poach::report {

/// The first words of the generator tag of every page.
inline constexpr std::string_view report_generator = "poach report";
/// The name of a page in the directory that it describes; of a comparison, in that of the
/// treatment.
inline constexpr std::string_view report_file_name = "report.html";
inline constexpr std::string_view comparison_file_name = "comparison.html";

/// The page about one run. Throws InputError for a directory without a finished run.
[[nodiscard]] std::string run_report(const std::filesystem::path& directory);
/// The page about a treated run and a baseline, by pairs of replicates. Throws InputError, see
/// compare_runs. `tables` describes the columns.
[[nodiscard]] std::string comparison_report(const std::filesystem::path& treatment,
                                            const std::filesystem::path& baseline,
                                            compare::Dictionaries tables);
/// The page about a sweep: its parameters and the outcomes in its collected tables. `tables` as
/// above. Throws InputError.
[[nodiscard]] std::string sweep_report(const std::filesystem::path& directory,
                                       compare::Dictionaries tables);

/// Where a sweep's collected tables are (in `directory` or in its folder `tables`); empty when this
/// is no collected sweep.
[[nodiscard]] std::filesystem::path sweep_tables(const std::filesystem::path& directory);

/// Refuses a file that a page would replace, unless it is an earlier page or may be overwritten;
/// directories and devices always. Throws InputError.
void require_replaceable(const std::filesystem::path& file, Existing existing);

}  // namespace poach::report
