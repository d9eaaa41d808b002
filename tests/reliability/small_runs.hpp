#pragma once
// Disturbed runs of the small market, and the bytes with which they must end.

#include <map>
#include <string>
#include <vector>

#include "cli/program.hpp"

namespace poach::support {

/// A way to run the small market: what is recorded, how many replicates, compressed or not.
struct RunKind {
  std::string name;
  Words words;          ///< what makes the data
  Words other_words{};  ///< what must not
};

/// One replicate with a row a tick; several replicates in batches; compressed tables.
[[nodiscard]] const std::vector<RunKind>& run_kinds();

/// `poach run` of a kind into a directory, with further words.
[[nodiscard]] Words run_words(const RunKind& kind, const std::filesystem::path& directory,
                              const Words& more = {});

using Contents = std::map<std::string, std::string>;

/// Files by name. The manifest without its command, and without timing.csv: those two show how the
/// run was made, which may differ.
[[nodiscard]] Contents contents(const std::filesystem::path& directory);

/// The result of a kind of run without disturbance.
[[nodiscard]] const Contents& reference(const RunKind& kind);

/// Files of a directory that have the name of a finished file and not its bytes; with a manifest,
/// also those that are missing.
[[nodiscard]] std::vector<std::string> wrong_files(const std::filesystem::path& directory,
                                                   const Contents& expected);

}  // namespace poach::support
