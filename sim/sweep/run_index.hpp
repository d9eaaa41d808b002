#pragma once
// What the shards say about a sweep: the best record of each key.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sweep/shard.hpp"

namespace poach::sweep {

class RunIndex {
 public:
  /// Scans the shards. A finished record goes before a failed one, then the first by shard.
  explicit RunIndex(const std::filesystem::path& directory);

  /// The record of a key, or nullptr. Valid as long as the ledger.
  [[nodiscard]] const RecordPlace* find(std::uint64_t key) const;
  [[nodiscard]] const std::vector<RecordPlace>& records() const { return records_; }
  [[nodiscard]] const std::vector<std::filesystem::path>& shards() const { return shards_; }
  /// What the scan found besides records, which are here.
  [[nodiscard]] const ScanResult& scan() const { return scan_; }
  /// Records of runs that have another record already.
  [[nodiscard]] std::uint64_t repeats() const { return repeats_; }
  /// Keys whose finished records differ: something is not reproducible.
  [[nodiscard]] const std::vector<std::uint64_t>& conflicts() const { return conflicts_; }

 private:
  std::vector<std::filesystem::path> shards_;
  ScanResult scan_;
  std::vector<RecordPlace> records_;  // one per key, by key
  std::vector<std::uint64_t> conflicts_;
  std::uint64_t repeats_ = 0;
};

/// Failed attempts that the shards hold, repeats of a run among them.
[[nodiscard]] std::uint64_t failed_records(const std::filesystem::path& directory);

}  // namespace poach::sweep
