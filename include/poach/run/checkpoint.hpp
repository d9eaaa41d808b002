#pragma once
// What a run needs to go on where it stopped. One file in the run directory, replaced whole, with a
// checksum over everything; data files are continued from the length it names.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "poach/tables/table_writer.hpp"

namespace poach {

inline constexpr const char* checkpoint_file_name = "checkpoint.bin";

struct Checkpoint {
  std::string identity;  ///< of the run: scenario, seed, replicates, version
  std::uint64_t replicates_done = 0;
  std::vector<tables::TableProgress> tables;  ///< in the order of TableName; unwanted ones empty
  std::vector<std::string> state_hashes;      ///< of the replicates done
  std::string summary;                        ///< bytes of the summary of the replicates done
  std::string simulation;  ///< bytes of the replicate in progress; empty between replicates
};

/// Replaces the checkpoint of a run directory. Throws RunError.
void write_checkpoint(const std::filesystem::path& directory, const Checkpoint& checkpoint);

/// The checkpoint of a run directory; nothing when there is none. Throws InputError when it is
/// damaged, of another format, or of another run than `identity`.
[[nodiscard]] std::optional<Checkpoint> read_checkpoint(const std::filesystem::path& directory,
                                                        const std::string& identity);

}  // namespace poach
