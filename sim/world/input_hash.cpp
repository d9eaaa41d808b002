#include "world/input_hash.hpp"

#include "base/files.hpp"

namespace poach {

bool has_expected_sha256(const std::string& file, const std::string& expected,
                         const std::string& path, Diagnostics& diagnostics) {
  if (expected.empty()) return true;
  if (sha256_of_file(file) == expected) return true;
  diagnostics.error({file, 0, 0}, path, "the file is not the one the scenario means",
                    "restore the file, or remove sha256");
  return false;
}

}  // namespace poach
