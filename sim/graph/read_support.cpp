#include "graph/read_support.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

#include "base/regular_file.hpp"
#include "graph/builder.hpp"

namespace poach::graph {

SourcePlace ProblemLog::place(TextPlace at) const {
  constexpr std::uint64_t most = std::numeric_limits<int>::max();
  return {file_, static_cast<int>(std::min(at.line, most)),
          static_cast<int>(std::min(at.column, most))};
}

void ProblemLog::error(TextPlace at, std::string reason, std::string suggestion) {
  ++problems_;
  if (problems_ <= max_problems) {
    diagnostics_.error(place(at), {}, std::move(reason), std::move(suggestion));
  } else if (problems_ == max_problems + 1) {
    first_left_out_ = at;
  }
}

void ProblemLog::warning(TextPlace at, std::string reason, std::string suggestion) {
  diagnostics_.warning(place(at), {}, std::move(reason), std::move(suggestion));
}

void ProblemLog::close() {
  if (problems_ <= max_problems) return;
  diagnostics_.error(place(first_left_out_), {},
                     fmt::format("and {} more problems from here on", problems_ - max_problems));
}

namespace {

// Whether a file begins as gzip, zstd, xz, bzip2 and zip do. The file stays at its beginning.
bool is_compressed(std::FILE* file) {
  char bytes[4] = {};
  const std::string_view begin(bytes, std::fread(bytes, 1, sizeof bytes, file));
  std::rewind(file);
  for (const std::string_view mark : {"\x1f\x8b", "\x28\xb5\x2f\xfd",
                                      "\xfd"
                                      "7zX",
                                      "BZh", "PK\x03\x04"}) {
    if (begin.starts_with(mark)) return true;
  }
  return false;
}

}  // namespace

InputFile::InputFile(const std::filesystem::path& path, ProblemLog& problems)
    : problems_(problems) {
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) {
    problems.error({}, "cannot read the file (it is a folder)");
    return;
  }
  RegularFile file(path);
  if (!file.is_open()) {
    problems.error({}, fmt::format("cannot read the file ({})", file.reason()));
    return;
  }
  file_.reset(::fdopen(file.number(), "rb"));
  if (!file_) {
    problems.error({}, fmt::format("cannot read the file ({})", std::strerror(errno)));
    return;
  }
  (void)file.release();                           // closed by fclose
  std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // callers read big chunks
  if (is_compressed(file_.get())) {
    problems.error({}, "the file is compressed", "decompress it first, with gunzip or unzstd");
    file_.reset();
  }
}

std::size_t InputFile::read(std::span<char> space) {
  const std::size_t got = std::fread(space.data(), 1, space.size(), file_.get());
  if (got < space.size() && std::ferror(file_.get()) != 0) {
    problems_.error({}, fmt::format("cannot read the file to its end ({})", std::strerror(errno)));
  }
  return got;
}

void ReadTies::add(std::uint32_t first, std::uint32_t second, TextPlace at) {
  if (first != second) {
    ties.push_back({first, second});
  } else if (self_loops++ == 0) {
    first_self_loop = at;
  }
}

void warn_of_dropped_ties(const TieCount& count, const CompressedGraph& graph,
                          ProblemLog& problems) {
  if (count.self_loops > 0) {
    problems.warning(count.first_self_loop,
                     fmt::format("{} ties of a vertex with itself were dropped (the first is here)",
                                 count.self_loops));
  }
  const std::uint64_t repeats = count.ties - graph.edge_count();
  if (repeats > 0) {
    problems.warning({}, fmt::format("{} repeated ties were merged with their first mention "
                                     "(a-b and b-a are the same tie)",
                                     repeats));
  }
}

CompressedGraph build_read_graph(std::uint32_t vertex_count, ReadTies ties, ProblemLog& problems,
                                 const Workers& workers) {
  CompressedGraph graph = build_graph(vertex_count, ties.ties, workers);
  warn_of_dropped_ties({ties.ties.size(), ties.self_loops, ties.first_self_loop}, graph, problems);
  return graph;
}

}  // namespace poach::graph
