#pragma once
// Append-only files of records, one per thread of a worker, never one per run. They are the ledger
// too: what is done is what a whole record says. A process never appends to another's shard, so a
// torn end stays an end.

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/record.hpp"

namespace poach::sweep {

enum class Status : std::uint32_t { started = 1, done = 2, failed = 3 };

struct RunRecord {
  std::uint64_t key = 0;
  Status status = Status::done;
  double seconds = 0.0;
  std::string commit;  ///< of the program that ran it
  std::string error;   ///< with what the run printed; empty when done
  std::string state_hash;
  std::array<std::string, table_count> tables;  ///< rows without header
};

/// A record as a scan sees it, which does not decode it.
struct RecordPlace {
  std::uint64_t key = 0;
  Status status = Status::done;
  double seconds = 0.0;
  std::uint64_t content_hash = 0;  ///< of what the run gave, not of its duration or the commit
  std::uint32_t shard = 0;
  std::uint64_t offset = 0;
};

/// The bytes of a record in a shard. Throws RunError when out of memory.
[[nodiscard]] std::string encode(const RunRecord& record);

class ShardWriter {
 public:
  /// A new file in `directory`/shards, named by label, machine, process and time.
  ShardWriter(const std::filesystem::path& directory, const std::string& label);
  ~ShardWriter();
  ShardWriter(const ShardWriter&) = delete;
  ShardWriter& operator=(const ShardWriter&) = delete;
  /// One write of a whole record. Throws RunError.
  void append(const RunRecord& record);
  /// Notes that a run has begun, for `status`.
  void append_start(std::uint64_t key);

 private:
  void write(const std::string& bytes);
  std::filesystem::path path_;
  int file_ = -1;
};

/// The shards of a sweep, in the order of their names. Throws InputError when shards is no folder.
[[nodiscard]] std::vector<std::filesystem::path> shard_files(
    const std::filesystem::path& directory);

struct ScanResult {
  std::vector<RecordPlace> records;  ///< whole ones, by shard and offset
  std::uint64_t dropped = 0;         ///< torn or damaged
  std::vector<std::uint64_t> open;   ///< keys begun last in a shard whose writer is alive
  std::vector<std::uint64_t> left;   ///< keys begun last in a shard whose writer is gone
};

/// Reads these shards and checks every record. Throws InputError when one is no file or is damaged
/// in too many places, RunError when the machine fails to read one.
[[nodiscard]] ScanResult scan_shards(const std::vector<std::filesystem::path>& shards);
/// The record at a place of a scan. Throws InputError when it is not what a run gives, RunError
/// when it is not there any more.
[[nodiscard]] RunRecord read_record(const std::filesystem::path& shard, const RecordPlace& place);

}  // namespace poach::sweep
