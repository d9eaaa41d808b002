// Shards: what is whole is found, what is torn or damaged is dropped, whatever comes after.

#include "base/error.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "sweep/run_index.hpp"

using namespace poach::sweep;
using poach::InputError;
using poach::support::content;
using poach::support::message_of;
using poach::support::put;
using poach::support::TemporaryDirectory;

namespace {

RunRecord record_of(std::uint64_t key, const std::string& rows, Status status = Status::done) {
  RunRecord record;
  record.key = key;
  record.status = status;
  record.seconds = 0.5;
  record.commit = "abc";
  if (status == Status::failed) record.error = rows;
  record.tables[0] = rows;
  return record;
}

std::filesystem::path write_shard(const TemporaryDirectory& directory,
                                  const std::vector<RunRecord>& records) {
  std::filesystem::create_directories(directory / "shards");
  std::string bytes;
  for (const RunRecord& record : records) bytes += encode(record);
  static int number = 0;
  return put(directory / "shards" / (std::to_string(1000 + number++) + ".shard"), bytes);
}

}  // namespace

TEST_CASE("Appended records are read back", "[sweep][shard]") {
  const TemporaryDirectory directory;
  {
    ShardWriter shard(directory.path(), "test");
    shard.append_start(7);
    shard.append(record_of(7, "0,1,x\n"));
    shard.append(record_of(8, "no", Status::failed));
    shard.append_start(9);
    CHECK(RunIndex(directory.path()).scan().open == std::vector<std::uint64_t>{9});
  }
  const RunIndex recorded(directory.path());
  CHECK(recorded.scan().left == std::vector<std::uint64_t>{9});
  CHECK(recorded.scan().dropped == 0);
  REQUIRE(recorded.records().size() == 2);
  const RunRecord record = read_record(recorded.shards()[0], *recorded.find(7));
  CHECK(record.tables[0] == "0,1,x\n");
  CHECK(record.seconds == 0.5);
  CHECK(record.commit == "abc");
  CHECK(read_record(recorded.shards()[0], *recorded.find(8)).error == "no");
  CHECK(recorded.find(9) == nullptr);
}

TEST_CASE("A shard cut off anywhere loses its last record only", "[sweep][shard]") {
  const TemporaryDirectory directory;
  const auto path = write_shard(directory, {record_of(1, "0,1\n"), record_of(2, "0,2\n")});
  const std::string whole = content(path);
  const std::size_t first = encode(record_of(1, "0,1\n")).size();
  for (std::size_t bytes = first; bytes < whole.size(); ++bytes) {
    put(path, whole.substr(0, bytes));
    const RunIndex recorded(directory.path());
    CAPTURE(bytes);
    REQUIRE(recorded.records().size() == 1);
    CHECK(recorded.records()[0].key == 1);
    CHECK(recorded.scan().dropped == (bytes == first ? 0 : 1));
  }
}

TEST_CASE("A flipped bit drops the record it is in and no other", "[sweep][shard]") {
  const TemporaryDirectory directory;
  const auto path =
      write_shard(directory, {record_of(1, "0,1\n"), record_of(2, "0,2\n"), record_of(3, "0,3\n")});
  const std::string whole = content(path);
  const std::size_t first = encode(record_of(1, "0,1\n")).size();
  const std::size_t second = encode(record_of(2, "0,2\n")).size();
  for (std::size_t at = first; at < first + second; ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 4);
    put(path, damaged);
    const RunIndex recorded(directory.path());
    CAPTURE(at);
    CHECK(recorded.find(1) != nullptr);
    CHECK(recorded.find(2) == nullptr);
    CHECK(recorded.find(3) != nullptr);
    CHECK(recorded.scan().dropped > 0);
  }
}

TEST_CASE("Repeats count once; done goes before failed; differing results are a conflict",
          "[sweep][shard]") {
  const TemporaryDirectory directory;
  write_shard(directory, {record_of(1, "why", Status::failed), record_of(2, "0,2\n")});
  RunRecord slower = record_of(2, "0,2\n");
  slower.seconds = 9.0;
  slower.commit = "another";
  write_shard(directory, {record_of(1, "0,1\n"), slower, record_of(3, "0,3\n")});
  const RunIndex fine(directory.path());
  CHECK(fine.records().size() == 3);
  CHECK(fine.find(1)->status == Status::done);
  CHECK(fine.conflicts().empty());
  write_shard(directory, {record_of(3, "0,4\n")});
  CHECK(RunIndex(directory.path()).conflicts() == std::vector<std::uint64_t>{3});
}

TEST_CASE("Records that hold one another are refused in bounded time", "[sweep][shard]") {
  // Headers that each claim the megabyte behind them: hashing it for all of them would take hours.
  std::string rows;
  for (std::uint64_t digits = 1; rows.size() < 2'000'000;) {
    digits = digits * 6364136223846793005U + 1442695040888963407U;
    rows += "0," + std::to_string(digits) + "\n";
  }
  const std::string record = encode(record_of(1, rows));
  const TemporaryDirectory directory;
  std::filesystem::create_directories(directory / "shards");
  std::string bytes;
  for (int k = 0; k < 10'000; ++k) bytes += record.substr(0, 72);
  put(directory / "shards" / "0.shard", bytes + record);
  CHECK(message_of<InputError>([&] {
          (void)RunIndex(directory.path());
        }).find("damaged in too many places") != std::string::npos);
}

TEST_CASE("A hole in a shard is passed over", "[sweep][shard]") {
  const TemporaryDirectory directory;
  const auto path = write_shard(directory, {record_of(1, "0,1\n")});
  std::filesystem::resize_file(path, std::uintmax_t{1} << 40);
  const RunIndex recorded(directory.path());
  CHECK(recorded.records().size() == 1);
  CHECK(recorded.scan().dropped == 1);
}
