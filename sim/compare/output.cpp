#include "compare/output.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "tables/manifest.hpp"

namespace poach::compare {

void require_room(const std::filesystem::path& directory, const std::string& table_file,
                  Existing existing) {
  std::error_code ignored;
  const auto holds = [&](std::string_view name) {
    return std::filesystem::exists(directory / name, ignored);
  };
  const bool own = holds(table_file);
  if (holds(tables::manifest_file_name) || (holds("datapackage.json") && !own)) {
    throw InputError(fmt::format("error: {} holds other results; choose another directory with -o",
                                 directory.string()));
  }
  if (own && existing == Existing::keep) {
    throw InputError(
        fmt::format("error: {} already holds {}; choose another directory with -o, or overwrite it "
                    "with --force",
                    directory.string(), table_file));
  }
}

}  // namespace poach::compare
