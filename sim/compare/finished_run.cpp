#include "compare/finished_run.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace poach::compare {

namespace files = std::filesystem;

std::optional<files::path> FinishedRun::file_of(const std::string& table) const {
  for (const tables::FileRecord& file : files.records()) {
    for (const char* suffix : {"", ".gz", ".zst"}) {
      if (file.name == table + ".csv" + suffix) return files.checked(file);
    }
  }
  return std::nullopt;
}

files::path FinishedRun::file(const std::string& name) const {
  for (const tables::FileRecord& file : files.records()) {
    if (file.name == name) return files.checked(file);
  }
  throw InputError(
      fmt::format("{}: error: manifest.json does not name {}", directory.string(), name));
}

FinishedRun open_run(const files::path& directory, Diagnostics& diagnostics) {
  FinishedRun run{directory, tables::read_manifest(directory, diagnostics), {}};
  std::error_code ignored;
  const SourcePlace place{directory.string(), 0, 0};
  if (!run.manifest) {
    if (diagnostics.has_errors()) return run;
    if (files::is_directory(directory, ignored)) {
      diagnostics.error(place, {}, "is not a finished run: it has no manifest.json");
    } else {
      diagnostics.error(place, {}, "there is no such run directory");
    }
  } else if (run.manifest->status != tables::RunStatus::complete) {
    diagnostics.error(place, {},
                      fmt::format("is not a finished run: its status is {}",
                                  tables::to_string(run.manifest->status)));
  } else {
    run.files = {directory, run.manifest->files, tables::manifest_file_name};
    run.files.compare_sizes(diagnostics);
  }
  return run;
}

}  // namespace poach::compare
