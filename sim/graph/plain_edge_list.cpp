#include "plain_edge_list.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace poach::graph {
namespace {

constexpr std::string_view header = "source,target\n";
constexpr std::uint64_t piece_bytes = std::uint64_t{1} << 22;
constexpr std::uint64_t pieces_ahead = 4;   // so that the disk reads while lines are taken
constexpr std::uint64_t longest_line = 22;  // two numbers of ten digits, a comma, a line feed

// A regular file that any thread may read from any place.
class RandomAccessFile {
 public:
  explicit RandomAccessFile(const std::filesystem::path& path)
      : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat status {};
    if (descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode)) {
      size_ = static_cast<std::uint64_t>(status.st_size);
    }
  }
  ~RandomAccessFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  RandomAccessFile(const RandomAccessFile&) = delete;
  RandomAccessFile& operator=(const RandomAccessFile&) = delete;

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// Lets the system begin to read a stretch that will be asked for soon.
  void announce(std::uint64_t offset, std::uint64_t bytes) const {
    (void)::posix_fadvise(descriptor_, static_cast<off_t>(offset), static_cast<off_t>(bytes),
                          POSIX_FADV_WILLNEED);
  }
  /// Fills `space` from `offset` on; false when the file does not give as much.
  [[nodiscard]] bool read(std::uint64_t offset, std::span<char> space) const {
    while (!space.empty()) {
      const ssize_t got =
          ::pread(descriptor_, space.data(), space.size(), static_cast<off_t>(offset));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      space = space.subspan(static_cast<std::size_t>(got));
      offset += static_cast<std::uint64_t>(got);
    }
    return true;
  }

 private:
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

// Takes the lines from `at` on that begin before `last_begin`; false at a line of any other kind.
bool take_lines(const char* at, const char* last_begin, const char* end, std::uint32_t limit,
                PlainTies::Piece& piece) {
  while (at < last_begin) {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    const char* const comma = take_digits(at, end, first);
    if (comma == at || comma == end || *comma != ',') return false;
    const char* const stop = take_digits(comma + 1, end, second);
    if (stop == comma + 1 || stop == end || *stop != '\n') return false;
    if (std::max(first, second) >= limit) return false;
    const auto a = static_cast<std::uint32_t>(first);
    const auto b = static_cast<std::uint32_t>(second);
    piece.vertices = std::max({piece.vertices, a + 1, b + 1});
    piece.ties.add(a, b, {++piece.lines, 1});
    at = stop + 1;
  }
  return true;
}

// What a thread works with, piece after piece.
struct Scratch {
  std::vector<char> text;
  std::vector<Tie> ties;
};

// Takes the lines that begin in the piece `number` of the file after the header.
bool take_piece(const RandomAccessFile& file, std::uint64_t number, std::uint32_t limit,
                Scratch& scratch, PlainTies::Piece& piece) {
  const std::uint64_t begin = header.size() + number * piece_bytes;
  const std::uint64_t end = std::min(begin + piece_bytes, file.size());
  // One byte before tells whether a line begins here; the last line may reach beyond the piece.
  const std::uint64_t last = std::min(end + longest_line, file.size());
  file.announce(end, pieces_ahead * piece_bytes);
  std::vector<char>& text = scratch.text;
  text.resize(last - begin + 2);
  text.back() = '\n';  // for a last line that has none
  if (!file.read(begin - 1, std::span(text).first(text.size() - 1))) return false;
  const char* const front = text.data() + 1;
  const char* const stop = front + (end - begin);
  const char* at = front;
  if (text.front() != '\n') {
    at = static_cast<const char*>(std::memchr(front, '\n', static_cast<std::size_t>(stop - front)));
    if (at == nullptr) return true;  // a line that ends beyond this piece, or where it ends
    ++at;
  }
  const bool is_last = last == file.size();
  const char* const text_end = text.data() + text.size() - (is_last ? 0 : 1);
  scratch.ties.clear();
  piece.ties.ties.swap(scratch.ties);
  const bool plain = take_lines(at, stop, text_end, limit, piece);
  piece.ties.ties.swap(scratch.ties);
  piece.ties.ties.assign(scratch.ties.begin(), scratch.ties.end());  // no larger than it must be
  return plain;
}

}  // namespace

std::uint32_t PlainTies::vertices() const {
  std::uint32_t most = 0;
  for (const Piece& piece : pieces_) most = std::max(most, piece.vertices);
  return most;
}

TieCount PlainTies::count() const {
  TieCount all;
  std::uint64_t lines = 1;  // the header
  for (const Piece& piece : pieces_) {
    if (all.self_loops == 0 && piece.ties.self_loops > 0) {
      all.first_self_loop = {lines + piece.ties.first_self_loop.line, 1};
    }
    all.ties += piece.ties.ties.size();
    all.self_loops += piece.ties.self_loops;
    lines += piece.lines;
  }
  return all;
}

std::optional<PlainTies> read_plain_edge_list(const std::filesystem::path& path,
                                              std::uint32_t limit, const Workers& workers) {
  const RandomAccessFile file(path);
  if (file.size() <= header.size()) return std::nullopt;
  std::string start(header.size(), '\0');
  if (!file.read(0, start) || start != header) return std::nullopt;
  const std::uint64_t pieces = (file.size() - header.size() + piece_bytes - 1) / piece_bytes;
  std::vector<PlainTies::Piece> read(pieces);
  std::atomic<bool> plain = true;
  std::vector<Scratch> scratch(static_cast<std::size_t>(workers.threads()));
  workers.for_each_seated(pieces, [&](std::size_t piece, std::size_t seat) {
    if (!plain.load(std::memory_order_relaxed)) return;
    if (!take_piece(file, piece, limit, scratch[seat], read[piece])) plain.store(false);
  });
  if (!plain.load()) return std::nullopt;
  return PlainTies(std::move(read));
}

}  // namespace poach::graph
