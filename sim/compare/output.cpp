#include "compare/output.hpp"

#include <array>

namespace poach::compare {

void open_for_table(tables::OutputDirectory& directory, tables::Holding own,
                    const std::string& table_file, Existing existing) {
  directory.lock();
  directory.require_only(own);
  if (existing == Existing::overwrite) return;
  directory.require_none(std::array{table_file, std::string(tables::package_file_name)});
}

}  // namespace poach::compare
