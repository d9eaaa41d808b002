#include "sweep/run_index.hpp"

#include <algorithm>
#include <tuple>

namespace poach::sweep {

RunIndex::RunIndex(const std::filesystem::path& directory)
    : shards_(shard_files(directory)), scan_(scan_shards(shards_)) {
  std::vector<RecordPlace> all = std::move(scan_.records);
  scan_.records = {};
  std::sort(all.begin(), all.end(), [](const RecordPlace& a, const RecordPlace& b) {
    return std::tuple(a.key, a.status, a.shard, a.offset) <
           std::tuple(b.key, b.status, b.shard, b.offset);
  });
  for (const RecordPlace& record : all) {
    if (records_.empty() || records_.back().key != record.key) {
      records_.push_back(record);
    } else if (record.status == Status::done && records_.back().status == Status::done &&
               record.content_hash != records_.back().content_hash) {
      conflicts_.push_back(record.key);
    }
  }
  conflicts_.erase(std::unique(conflicts_.begin(), conflicts_.end()), conflicts_.end());
  repeats_ = all.size() - records_.size();
}

const RecordPlace* RunIndex::find(std::uint64_t key) const {
  const auto at = std::lower_bound(
      records_.begin(), records_.end(), key,
      [](const RecordPlace& record, std::uint64_t wanted) { return record.key < wanted; });
  return at == records_.end() || at->key != key ? nullptr : &*at;
}

std::uint64_t failed_records(const std::filesystem::path& directory) {
  const ScanResult scan = scan_shards(shard_files(directory));
  return static_cast<std::uint64_t>(
      std::count_if(scan.records.begin(), scan.records.end(),
                    [](const RecordPlace& record) { return record.status == Status::failed; }));
}

}  // namespace poach::sweep
