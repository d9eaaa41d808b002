#include "graph/plain_edge_list.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <string>
#include <string_view>

#include "base/regular_file.hpp"

namespace poach::graph {
namespace {

constexpr std::string_view header = "source,target\n";
constexpr std::uint64_t piece_bytes = std::uint64_t{1} << 22;
constexpr std::uint64_t pieces_ahead = 4;   // so that the disk reads while lines are parsed
constexpr std::uint64_t longest_line = 22;  // two numbers of ten digits, a comma, a line feed

}  // namespace

RandomAccessFile::RandomAccessFile(const std::filesystem::path& path) {
  RegularFile file(path);
  if (!file.is_open()) return;
  size_ = file.bytes();
  descriptor_ = file.release();
}

RandomAccessFile::~RandomAccessFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void RandomAccessFile::announce(std::uint64_t offset, std::uint64_t bytes) const {
#ifdef POSIX_FADV_WILLNEED
  (void)::posix_fadvise(descriptor_, static_cast<off_t>(offset), static_cast<off_t>(bytes),
                        POSIX_FADV_WILLNEED);
#else
  (void)offset;
  (void)bytes;
#endif
}

bool RandomAccessFile::read(std::uint64_t offset, std::span<char> space) const {
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

std::optional<PlainEdgeList::Lines> PlainEdgeList::lines_of(std::size_t piece) const {
  thread_local std::vector<char> text;
  const std::uint64_t begin = header.size() + piece * piece_bytes;
  const std::uint64_t end = std::min(begin + piece_bytes, file_.size());
  // The byte before shows whether a line begins here; the last line may reach beyond the piece.
  const std::uint64_t last = std::min(end + longest_line, file_.size());
  file_.announce(end, pieces_ahead * piece_bytes);
  text.resize(last - begin + 2);
  text.back() = '\n';  // for a last line that has none
  if (!file_.read(begin - 1, std::span(text).first(text.size() - 1))) return std::nullopt;
  const char* const front = text.data() + 1;
  const char* const stop = front + (end - begin);
  const char* at = front;
  if (text.front() != '\n') {
    const void* const found = std::memchr(front, '\n', static_cast<std::size_t>(stop - front));
    // Without one, the line ends beyond this piece, or where it ends.
    at = found == nullptr ? stop : static_cast<const char*>(found) + 1;
  }
  return Lines{at, stop, text.data() + text.size() - (last == file_.size() ? 0 : 1)};
}

bool PlainEdgeList::survey_piece(std::size_t piece, std::uint32_t limit) {
  Survey survey;
  const auto visit = [&](std::uint32_t first, std::uint32_t second) {
    ++survey.lines;
    survey.vertices = std::max({survey.vertices, first + 1, second + 1});
    if (first == second && survey.self_loops++ == 0) survey.first_self_loop = survey.lines;
  };
  const std::optional<Lines> lines = lines_of(piece);
  const bool plain = lines && take_lines(*lines, limit, visit);
  surveys_[piece] = survey;
  return plain;
}

bool PlainEdgeList::survey(std::uint32_t limit, const Workers& workers) {
  if (file_.size() <= header.size()) return false;
  std::string start(header.size(), '\0');
  if (!file_.read(0, start) || start != header) return false;
  surveys_.resize((file_.size() - header.size() + piece_bytes - 1) / piece_bytes);
  std::atomic<bool> plain = true;
  workers.for_each(surveys_.size(), [&](std::size_t piece) {
    if (!plain.load(std::memory_order_relaxed)) return;
    if (!survey_piece(piece, limit)) plain.store(false);
  });
  for (const Survey& survey : surveys_) vertices_ = std::max(vertices_, survey.vertices);
  return plain.load();
}

TieCount PlainEdgeList::count() const {
  TieCount all;
  std::uint64_t lines = 1;  // the header
  for (const Survey& survey : surveys_) {
    if (all.self_loops == 0 && survey.self_loops > 0) {
      all.first_self_loop = {lines + survey.first_self_loop, 1};
    }
    all.ties += survey.lines - survey.self_loops;
    all.self_loops += survey.self_loops;
    lines += survey.lines;
  }
  return all;
}

}  // namespace poach::graph
