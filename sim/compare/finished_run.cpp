#include "compare/finished_run.hpp"

#include <fmt/format.h>

namespace poach::compare {

namespace files = std::filesystem;

std::optional<files::path> FinishedRun::file_of(const std::string& table) const {
  for (const tables::FileRecord& file : manifest->files) {
    for (const char* suffix : {"", ".gz", ".zst"}) {
      if (file.name == table + ".csv" + suffix) return directory / file.name;
    }
  }
  return std::nullopt;
}

FinishedRun open_run(const files::path& directory, Diagnostics& diagnostics) {
  FinishedRun run{directory, tables::read_manifest(directory, diagnostics)};
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
  }
  return run;
}

}  // namespace poach::compare
