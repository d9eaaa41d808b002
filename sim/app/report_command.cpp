#include <fmt/format.h>

#include <cstdio>

#include "app/commands.hpp"
#include "app/print.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "compare/output.hpp"
#include "record/tables.hpp"
#include "report/report.hpp"

namespace poach::app {
namespace {

namespace files = std::filesystem;

std::string page_of(const ReportArguments& arguments, const files::path& first) {
  const std::vector<tables::TableDictionary> tables = table_dictionaries();
  if (arguments.directories.size() == 2) {
    return report::comparison_report(first, arguments.directories.back(), tables);
  }
  if (!report::sweep_tables(first).empty()) return report::sweep_report(first, tables);
  return report::run_report(first);
}

void write_page(const files::path& output, const std::string& page) {
  if (output.has_parent_path()) make_directory(output.parent_path());
  write_atomically(output, page);
}

}  // namespace

std::string write_report(const ReportArguments& arguments) {
  const files::path first = arguments.directories.front();
  const std::string_view name =
      arguments.directories.size() == 2 ? report::comparison_file_name : report::report_file_name;
  const files::path output =
      arguments.output.empty() ? first / name : files::path(arguments.output);
  if (!arguments.output.empty() || files::is_directory(first)) {
    report::require_replaceable(output, arguments.force ? Existing::overwrite : Existing::keep);
  }
  write_page(output, page_of(arguments, first));
  return output.string();
}

int report(const ReportArguments& arguments) {
  print_out("{}\n", write_report(arguments));
  return 0;
}

}  // namespace poach::app
