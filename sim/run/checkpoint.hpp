#pragma once
// What a run needs to go on where it stopped. One file in the run directory, replaced whole, with a
// checksum over everything; data files are continued from the length it names, when the bytes up to
// there have the SHA-256 it names. A checkpoint is read
// by the program that wrote it only: another version or commit may compute something else.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tables/table_file.hpp"

namespace poach {
class ByteWriter;

inline constexpr const char* checkpoint_file_name = "checkpoint.bin";

/// What identifies a run: the same things give the same data.
struct RunIdentity {
  std::string hash;  ///< see identity_of
  std::uint64_t seed = 0;
  std::uint64_t replicates = 1;
};

struct Checkpoint {
  std::uint64_t replicates_done = 0;
  std::vector<tables::TableProgress> tables;  ///< in the order of TableName; unwanted ones empty
  std::vector<std::string> state_hashes;      ///< of the replicates done
  std::string summary;                        ///< bytes of the summary of the replicates done
  std::string simulation;  ///< bytes of the replicate in progress; empty between replicates
};

/// Replaces the checkpoint of a run directory. `simulation` writes the replicate in progress after
/// the rest, without a copy of it in memory; checkpoint.simulation is not written. May be empty.
/// Throws RunError.
void write_checkpoint(const std::filesystem::path& directory, const RunIdentity& identity,
                      const Checkpoint& checkpoint,
                      const std::function<void(ByteWriter&)>& simulation);

/// The checkpoint of a run directory; nothing when there is none. Throws InputError with the reason
/// when it is damaged, of another format, of another program, or of another run than `identity`.
[[nodiscard]] std::optional<Checkpoint> read_checkpoint(const std::filesystem::path& directory,
                                                        const RunIdentity& identity);

/// The checkpoint in the bytes of a file. `file` names it in messages.
[[nodiscard]] Checkpoint parse_checkpoint(std::string content, const std::filesystem::path& file,
                                          const RunIdentity& identity);

}  // namespace poach
