#include "sweep/shard.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/files.hpp"

namespace poach::sweep {
namespace {

constexpr std::uint64_t magic = 0x32'64'72'6f'63'65'72'70;  // "precord2"
constexpr std::uint64_t largest_payload = std::uint64_t{1} << 34;
// Scanned bytes are given back to the system in pieces of this size, so that memory does not grow
// with the shards.
constexpr std::uint64_t bytes_kept = std::uint64_t{8} << 20;

struct Header {
  std::uint64_t start = magic;
  std::uint64_t key = 0;
  double seconds = 0.0;
  std::uint32_t status = 0;
  std::uint32_t unused = 0;
  std::uint64_t content_bytes = 0;
  std::uint64_t content_hash = 0;
  std::uint64_t stored_bytes = 0;
  std::uint64_t stored_hash = 0;
  std::uint64_t header_hash = 0;
};
static_assert(sizeof(Header) == 72);

std::uint64_t hash_of(const Header& header) {
  return XXH3_64bits(&header, offsetof(Header, header_hash));
}

/// A whole file in memory, as the system pages it in.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path)
      : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat about {};
    if (file_ < 0 || ::fstat(file_, &about) != 0) {
      throw RunError(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
    }
    size_ = static_cast<std::size_t>(about.st_size);
    if (size_ == 0) return;
    void* at = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
    if (at == MAP_FAILED) throw RunError(fmt::format("cannot map {}", path.string()));
    data_ = static_cast<const char*>(at);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() {
    if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
    if (file_ >= 0) ::close(file_);
  }
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }
  /// Bytes before `end` are not wanted for now; they are read again when they are.
  void release(std::uint64_t end) {
    const std::uint64_t whole = end / bytes_kept * bytes_kept;
    if (whole <= released_) return;
    ::madvise(const_cast<char*>(data_) + released_, whole - released_, MADV_DONTNEED);
    released_ = whole;
  }
  /// Whether the process that appends to the file is still there: it holds a lock.
  [[nodiscard]] bool has_writer() const {
    if (::flock(file_, LOCK_SH | LOCK_NB) != 0) return true;
    ::flock(file_, LOCK_UN);
    return false;
  }

 private:
  int file_ = -1;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::uint64_t released_ = 0;
};

// The header at `at`, or nothing when the bytes there are no whole header.
bool read_header(std::string_view bytes, std::uint64_t at, Header& header) {
  if (bytes.size() - at < sizeof header) return false;
  std::memcpy(&header, bytes.data() + at, sizeof header);
  return header.start == magic && header.header_hash == hash_of(header) &&
         header.content_bytes <= largest_payload;
}

// Where the next record may start after damage.
std::uint64_t next_start(std::string_view bytes, std::uint64_t from) {
  const std::string_view start(reinterpret_cast<const char*>(&magic), sizeof magic);
  const std::size_t found = bytes.find(start, from);
  return found == std::string_view::npos ? bytes.size() : found;
}

void scan_one(const std::filesystem::path& path, std::uint32_t shard, ScanResult& result) {
  MappedFile file(path);
  const std::string_view bytes = file.bytes();
  std::uint64_t at = 0;
  std::uint64_t begun = 0;
  bool is_begun = false;
  while (at < bytes.size()) {
    Header header;
    if (!read_header(bytes, at, header)) {
      ++result.dropped;
      at = next_start(bytes, at + 1);
      continue;
    }
    const std::uint64_t body = at + sizeof header;
    if (bytes.size() - body < header.stored_bytes ||
        XXH3_64bits(bytes.data() + body, header.stored_bytes) != header.stored_hash) {
      ++result.dropped;
      at = next_start(bytes, body);
      continue;
    }
    const auto status = static_cast<Status>(header.status);
    is_begun = status == Status::started;
    begun = header.key;
    if (!is_begun) {
      result.records.push_back(
          {header.key, status, header.seconds, header.content_hash, shard, at});
    }
    at = body + header.stored_bytes;
    file.release(at);
  }
  if (is_begun) (file.has_writer() ? result.open : result.left).push_back(begun);
}

}  // namespace

std::string encode(const RunRecord& record) {
  ByteWriter content;
  content.text(record.commit);
  const std::size_t before = content.bytes().size();
  content.text(record.error);
  content.text(record.state_hash);
  for (const std::string& table : record.tables) content.text(table);
  const std::string& bytes = content.bytes();
  std::string stored(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(stored.data(), stored.size(), bytes.data(), bytes.size(), 1);
  if (ZSTD_isError(size) != 0) throw RunError("a record could not be compressed");
  stored.resize(size);
  Header header;
  header.key = record.key;
  header.seconds = record.seconds;
  header.status = static_cast<std::uint32_t>(record.status);
  header.content_bytes = bytes.size();
  header.content_hash = XXH3_64bits(bytes.data() + before, bytes.size() - before);
  header.stored_bytes = size;
  header.stored_hash = XXH3_64bits(stored.data(), size);
  header.header_hash = hash_of(header);
  std::string all(reinterpret_cast<const char*>(&header), sizeof header);
  return all + stored;
}

ShardWriter::ShardWriter(const std::filesystem::path& directory, const std::string& label) {
  const auto folder = directory / "shards";
  make_directory(folder);
  std::array<char, 65> host{};
  ::gethostname(host.data(), host.size() - 1);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  path_ = folder / fmt::format("{:016x}-{}-{}-{}.shard",
                               std::chrono::duration_cast<std::chrono::nanoseconds>(now).count(),
                               host.data(), ::getpid(), label);
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
  if (file_ < 0) {
    throw RunError(fmt::format("cannot create {}: {}", path_.string(), std::strerror(errno)));
  }
  ::flock(file_, LOCK_EX | LOCK_NB);  // tells `status` that the writer is alive; decides nothing
}

ShardWriter::~ShardWriter() {
  ::fsync(file_);
  ::close(file_);
}

void ShardWriter::append(const RunRecord& record) { write(encode(record)); }

void ShardWriter::append_start(std::uint64_t key) {
  RunRecord record;
  record.key = key;
  record.status = Status::started;
  append(record);
}

void ShardWriter::write(const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t written = ::write(file_, bytes.data() + done, bytes.size() - done);
    if (written < 0 && errno != EINTR) {
      throw RunError(fmt::format("cannot write {}: {}; the same command goes on from what is there",
                                 path_.string(), std::strerror(errno)));
    }
    if (written > 0) done += static_cast<std::size_t>(written);
  }
}

std::vector<std::filesystem::path> shard_files(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> files;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(directory / "shards", missing)) {
    if (entry.path().extension() == ".shard") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

ScanResult scan_shards(const std::vector<std::filesystem::path>& shards) {
  ScanResult result;
  std::uint32_t shard = 0;
  for (const auto& file : shards) scan_one(file, shard++, result);
  return result;
}

RunRecord read_record(const std::filesystem::path& shard, const RecordPlace& place) {
  const MappedFile file(shard);
  const std::string_view bytes = file.bytes();
  Header header;
  if (place.offset > bytes.size() || !read_header(bytes, place.offset, header)) {
    throw RunError(fmt::format("{} changed while it was read", shard.string()));
  }
  std::string content(header.content_bytes, '\0');
  const std::size_t size =
      ZSTD_decompress(content.data(), content.size(), bytes.data() + place.offset + sizeof header,
                      header.stored_bytes);
  if (ZSTD_isError(size) != 0 || size != content.size()) {
    throw RunError(fmt::format("{} holds a damaged record", shard.string()));
  }
  ByteReader in(content);
  RunRecord record;
  record.commit = in.text();
  const std::size_t rest = in.bytes_left();
  if (XXH3_64bits(content.data() + size - rest, rest) != header.content_hash) {
    throw RunError(fmt::format("{} holds a damaged record", shard.string()));
  }
  record.key = header.key;
  record.status = static_cast<Status>(header.status);
  record.seconds = header.seconds;
  record.error = in.text();
  record.state_hash = in.text();
  for (std::string& table : record.tables) table = in.text();
  return record;
}

}  // namespace poach::sweep
