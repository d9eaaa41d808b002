#include "sweep/shard.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/mman.h>
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
#include "base/regular_file.hpp"

namespace poach::sweep {
namespace {

constexpr std::uint64_t magic = 0x32'64'72'6f'63'65'72'70;  // "precord2"
constexpr std::uint64_t largest_payload = std::uint64_t{1} << 34;
// Content beyond this must have been stored in at least a hundredth: a few bytes that claim to be
// gigabytes are refused.
constexpr std::uint64_t usual_payload = std::uint64_t{1} << 28;
constexpr std::uint64_t best_compression = 100;
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

bool is_plausible(std::uint64_t content_bytes, std::uint64_t stored_bytes) {
  return content_bytes <= usual_payload ||
         (content_bytes <= largest_payload && content_bytes / best_compression <= stored_bytes);
}

/// A whole file in memory, as the system pages it in.
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path) : file_(path) {
    if (!file_.is_open()) refuse(path, file_);
    size_ = static_cast<std::size_t>(file_.bytes());
    if (size_ == 0) return;
    void* at = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_.number(), 0);
    if (at == MAP_FAILED) {
      throw InputError(fmt::format("error: cannot read {}: its {} bytes do not fit into the memory",
                                   path.string(), size_));
    }
    data_ = static_cast<const char*>(at);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile() {
    if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
  }
  [[nodiscard]] std::string_view bytes() const { return {data_, size_}; }
  /// Gives the memory of the bytes before `end` back; the next access reads them again.
  void release(std::uint64_t end) {
    const std::uint64_t whole = end / bytes_kept * bytes_kept;
    if (whole <= released_) return;
    ::madvise(const_cast<char*>(data_) + released_, whole - released_, MADV_DONTNEED);
    released_ = whole;
  }
  /// Where bytes that are on disk begin, from `offset` on: a hole of a terabyte is not looked at.
  [[nodiscard]] std::uint64_t next_data(std::uint64_t offset) const {
    const off_t found = ::lseek(file_.number(), static_cast<off_t>(offset), SEEK_DATA);
    if (found < 0) return errno == ENXIO ? size_ : offset;
    return static_cast<std::uint64_t>(found);
  }
  /// Whether the process that appends to the file is still there: it holds a lock.
  [[nodiscard]] bool has_writer() const {
    if (::flock(file_.number(), LOCK_SH | LOCK_NB) != 0) return true;
    ::flock(file_.number(), LOCK_UN);
    return false;
  }

 private:
  // A shard that is gone, or that the machine fails to read, is not damaged.
  [[noreturn]] static void refuse(const std::filesystem::path& path, const RegularFile& file) {
    const std::string message = fmt::format("cannot read {}: {}", path.string(), file.reason());
    std::error_code unknown;
    const bool is_gone = !std::filesystem::exists(std::filesystem::symlink_status(path, unknown));
    if (file.is_fault_of_machine() || is_gone) throw RunError(message);
    throw InputError("error: " + message);
  }

  RegularFile file_;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
  std::uint64_t released_ = 0;
};

// The header at `at`, or nothing when the bytes there are no whole header.
bool read_header(std::string_view bytes, std::uint64_t at, Header& header) {
  if (bytes.size() - at < sizeof header) return false;
  std::memcpy(&header, bytes.data() + at, sizeof header);
  return header.start == magic && header.header_hash == hash_of(header) &&
         header.status >= static_cast<std::uint32_t>(Status::started) &&
         header.status <= static_cast<std::uint32_t>(Status::failed) && header.seconds >= 0.0 &&
         header.seconds < 1e12 && is_plausible(header.content_bytes, header.stored_bytes);
}

/// Goes through a shard record by record.
class ShardScan {
 public:
  ShardScan(const std::filesystem::path& path, std::uint32_t shard, ScanResult& result)
      : path_(path), file_(path), shard_(shard), result_(result) {}

  void run() {
    const std::uint64_t size = file_.bytes().size();
    for (std::uint64_t at = 0; at < size; file_.release(at)) at = take(at);
    if (is_begun_) (file_.has_writer() ? result_.open : result_.left).push_back(begun_);
  }

 private:
  // Takes the record at `at`, or drops it; returns where the next one may start.
  std::uint64_t take(std::uint64_t at) {
    Header header;
    if (!read_header(file_.bytes(), at, header)) return drop(at + 1);
    const std::uint64_t body = at + sizeof header;
    if (file_.bytes().size() - body < header.stored_bytes) return drop(body);
    count_hashed(header.stored_bytes);
    if (XXH3_64bits(file_.bytes().data() + body, header.stored_bytes) != header.stored_hash) {
      return drop(body);
    }
    note(header, at);
    return body + header.stored_bytes;
  }

  void note(const Header& header, std::uint64_t at) {
    const auto status = static_cast<Status>(header.status);
    is_begun_ = status == Status::started;
    begun_ = header.key;
    if (is_begun_) return;
    result_.records.push_back(
        {header.key, status, header.seconds, header.content_hash, shard_, at});
  }

  // Where the next record may start after damage.
  std::uint64_t drop(std::uint64_t from) {
    ++result_.dropped;
    const std::string_view start(reinterpret_cast<const char*>(&magic), sizeof magic);
    const std::string_view bytes = file_.bytes();
    while (from < bytes.size()) {
      from = file_.next_data(from);
      const std::string_view piece = bytes.substr(std::min(from, bytes.size()), bytes_kept);
      const std::size_t found = piece.find(start);
      if (found != std::string_view::npos) return from + found;
      if (piece.size() < bytes_kept) break;
      from += bytes_kept - start.size();
      file_.release(from);
    }
    return bytes.size();
  }

  // Records that claim the rest of the file, one within the other, would be hashed again and again.
  void count_hashed(std::uint64_t count) {
    hashed_ += count;
    if (hashed_ / 4 <= file_.bytes().size()) return;
    throw InputError(fmt::format("error: {} is damaged in too many places", path_.string()));
  }

  std::filesystem::path path_;
  MappedFile file_;
  std::uint32_t shard_;
  ScanResult& result_;
  std::uint64_t hashed_ = 0;
  std::uint64_t begun_ = 0;
  bool is_begun_ = false;
};

bool is_hash(std::string_view text) {
  return text.size() <= 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Rows of run 0, as a run in memory gives them.
bool are_rows(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with("0,")) return false;
    text.remove_prefix(end + 1);
  }
  return true;
}

[[noreturn]] void refuse_record(const std::filesystem::path& shard) {
  throw InputError(fmt::format("error: {} holds a damaged record", shard.string()));
}

// The content of a record, uncompressed.
std::string content_of(const std::filesystem::path& shard, const Header& header,
                       const char* stored) {
  if (ZSTD_getFrameContentSize(stored, header.stored_bytes) != header.content_bytes) {
    refuse_record(shard);
  }
  std::string content(header.content_bytes, '\0');
  const std::size_t size =
      ZSTD_decompress(content.data(), content.size(), stored, header.stored_bytes);
  if (ZSTD_isError(size) != 0 || size != content.size()) refuse_record(shard);
  return content;
}

// What the content of a record says; false when it is not what a run gives.
bool decode(std::string_view content, const Header& header, RunRecord& record) try {
  ByteReader in(content);
  record.commit = in.text();
  const std::string_view given = content.substr(content.size() - in.bytes_left());
  if (XXH3_64bits(given.data(), given.size()) != header.content_hash) return false;
  record.error = in.text();
  record.state_hash = in.text();
  bool is_sound = is_hash(record.state_hash);
  for (std::string& table : record.tables) {
    table = in.text();
    is_sound = is_sound && (record.status != Status::done || are_rows(table));
  }
  return is_sound && in.at_end();
} catch (const InputError&) {
  return false;  // shorter than it says
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
  if (!is_plausible(bytes.size(), size)) {
    throw RunError(
        fmt::format("the tables of a run have {} bytes: too many to store", bytes.size()));
  }
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
  ::flock(file_, LOCK_EX | LOCK_NB);  // shows `status` that the writer is alive; decides nothing
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
  std::vector<std::filesystem::path> files = names_in(directory / "shards");
  std::erase_if(files, [](const auto& file) { return file.extension() != ".shard"; });
  return files;
}

ScanResult scan_shards(const std::vector<std::filesystem::path>& shards) {
  ScanResult result;
  std::uint32_t shard = 0;
  for (const auto& file : shards) ShardScan(file, shard++, result).run();
  return result;
}

RunRecord read_record(const std::filesystem::path& shard, const RecordPlace& place) {
  const MappedFile file(shard);
  const std::string_view bytes = file.bytes();
  Header header;
  if (place.offset > bytes.size() || !read_header(bytes, place.offset, header)) {
    throw RunError(fmt::format("{} changed while it was read", shard.string()));
  }
  const std::uint64_t body = place.offset + sizeof header;
  if (header.stored_bytes > bytes.size() - body) refuse_record(shard);
  RunRecord record;
  record.key = header.key;
  record.status = static_cast<Status>(header.status);
  record.seconds = header.seconds;
  const std::string content = content_of(shard, header, bytes.data() + body);
  if (!decode(content, header, record)) refuse_record(shard);
  return record;
}

}  // namespace poach::sweep
