#pragma once
// Whether an input file is the one that the scenario means.

#include <string>

#include "base/diagnostics.hpp"

namespace poach {

/// True when no hash is expected or the file has it; else reports at `path` and is false.
[[nodiscard]] bool has_expected_sha256(const std::string& file, const std::string& expected,
                                       const std::string& path, Diagnostics& diagnostics);

}  // namespace poach
