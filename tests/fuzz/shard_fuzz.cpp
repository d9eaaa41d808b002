// Any bytes as a shard. The first byte says what the rest is, by what is left when it is divided by
// three: 0 the file; 1 the content of a record, with a right header; 2 bytes that replace those of
// a valid shard from the place on that the next byte says, with right hashes again.

#include <zstd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

#include "base/error.hpp"
#include "memory_file.hpp"
#include "sweep/shard.hpp"

using namespace poach;

namespace {

// Where fields lie in the header of a record.
constexpr std::size_t content_bytes = 32;
constexpr std::size_t content_hash = 40;
constexpr std::size_t stored_bytes = 48;
constexpr std::size_t stored_hash = 56;
constexpr std::size_t header_hash = 64;
constexpr std::size_t header_bytes = 72;

std::uint64_t word_at(const std::string& bytes, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + at, sizeof word);
  return word;
}
void set_word(std::string& bytes, std::size_t at, std::uint64_t word) {
  std::memcpy(bytes.data() + at, &word, sizeof word);
}

// Makes the hashes of the first record right, as far as it is there.
void seal(std::string& bytes) {
  if (bytes.size() < header_bytes) return;
  const std::uint64_t stored =
      std::min<std::uint64_t>(word_at(bytes, stored_bytes), bytes.size() - header_bytes);
  set_word(bytes, stored_hash, XXH3_64bits(bytes.data() + header_bytes, stored));
  set_word(bytes, header_hash, XXH3_64bits(bytes.data(), header_hash));
}

sweep::RunRecord sample() {
  sweep::RunRecord record;
  record.key = 7;
  record.seconds = 0.5;
  record.commit = "abc";
  record.state_hash = std::string(32, 'a');
  record.tables[0] = "0,1,2\n0,2,3\n";
  return record;
}

std::string with_content(std::string_view content) {
  std::string bytes = sweep::encode(sample()).substr(0, header_bytes);
  std::string stored(ZSTD_compressBound(content.size()), '\0');
  stored.resize(ZSTD_compress(stored.data(), stored.size(), content.data(), content.size(), 1));
  bytes += stored;
  set_word(bytes, content_bytes, content.size());
  set_word(bytes, stored_bytes, stored.size());
  std::uint64_t commit = 0;
  if (content.size() >= sizeof commit) std::memcpy(&commit, content.data(), sizeof commit);
  const std::string_view given =
      commit <= content.size() - std::min(content.size(), sizeof commit)
          ? content.substr(std::min(content.size(), sizeof commit + commit))
          : std::string_view{};
  set_word(bytes, content_hash, XXH3_64bits(given.data(), given.size()));
  seal(bytes);
  return bytes;
}

std::string shard_of(std::string_view input) {
  const unsigned what = static_cast<unsigned char>(input.front()) % 3;
  input.remove_prefix(1);
  if (what == 0) return std::string(input);
  if (what == 1) return with_content(input);
  std::string bytes = sweep::encode(sample()) + sweep::encode(sample());
  if (input.empty()) return bytes;
  const std::size_t at = static_cast<unsigned char>(input.front()) % bytes.size();
  bytes.replace(at, std::min(input.size() - 1, bytes.size() - at), input.substr(1));
  seal(bytes);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::MemoryFile file;
  if (size == 0) return 0;
  const auto path = file.holding(shard_of(fuzz::text_of(data, size)));
  try {
    for (const sweep::RecordPlace& place : sweep::scan_shards({path}).records) {
      try {
        (void)sweep::read_record(path, place);
      } catch (const InputError&) {
      }
    }
  } catch (const InputError&) {
  }
  return 0;
}
