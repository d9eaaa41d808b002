#include <fmt/format.h>

#include <cstdio>

#include "poach/app/commands.hpp"
#include "poach/base/error.hpp"
#include "poach/base/files.hpp"
#include "poach/evaluate/output.hpp"
#include "poach/evaluate/report.hpp"

namespace poach::app {
namespace {

namespace files = std::filesystem;

std::string page_of(const ReportArguments& arguments, const files::path& first) {
  if (arguments.directories.size() == 2) {
    return evaluate::comparison_report(first, arguments.directories.back());
  }
  if (!evaluate::sweep_tables(first).empty()) return evaluate::sweep_report(first);
  return evaluate::run_report(first);
}

}  // namespace

int report(const ReportArguments& arguments) {
  const files::path first = arguments.directories.front();
  const std::string_view name = arguments.directories.size() == 2 ? evaluate::comparison_file_name
                                                                  : evaluate::report_file_name;
  const files::path output =
      arguments.output.empty() ? first / name : files::path(arguments.output);
  if (!arguments.output.empty() || files::is_directory(first)) {
    evaluate::require_replaceable(output, arguments.force ? Existing::overwrite : Existing::keep);
  }
  const std::string page = page_of(arguments, first);
  if (output.has_parent_path()) evaluate::make_directory(output.parent_path());
  write_atomically(output, page);
  fmt::print("{}\n", output.string());
  return 0;
}

}  // namespace poach::app
