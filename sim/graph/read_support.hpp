#pragma once
// Shared by both readers: a file read in big chunks, a log of problems that stops at a limit, and
// the step from a list of ties to a graph.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "base/parallel.hpp"
#include "graph/compressed_graph.hpp"
#include "graph/readers.hpp"

namespace poach::graph {

/// A place within the file being read.
struct TextPlace {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

/// Problems of one file, the first `max_problems` reported one by one.
class ProblemLog {
 public:
  ProblemLog(const std::filesystem::path& file, Diagnostics& diagnostics)
      : file_(file.string()), diagnostics_(diagnostics) {}
  void error(TextPlace at, std::string reason, std::string suggestion = {});
  void warning(TextPlace at, std::string reason, std::string suggestion = {});
  /// Reports how many problems were left out. Call once, at the end.
  void close();
  [[nodiscard]] bool any() const { return problems_ > 0; }

 private:
  [[nodiscard]] SourcePlace place(TextPlace at) const;

  std::string file_;
  Diagnostics& diagnostics_;
  std::size_t problems_ = 0;
  TextPlace first_left_out_;
};

/// A file read from its beginning without any buffer of its own.
class InputFile {
 public:
  /// Opens the file; a missing file, a folder and the like are reported to `problems`.
  InputFile(const std::filesystem::path& path, ProblemLog& problems);
  [[nodiscard]] bool is_open() const { return file_ != nullptr; }
  /// Fills `space` from the front as far as the file goes and returns how many bytes it got; fewer
  /// only at the end or after an error, which is reported to `problems`.
  [[nodiscard]] std::size_t read(std::span<char> space);

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  ProblemLog& problems_;
  std::unique_ptr<std::FILE, Close> file_;
};

/// The ties of a file, and the facts worth a warning.
struct ReadTies {
  std::vector<Tie> ties;
  std::uint64_t self_loops = 0;
  TextPlace first_self_loop;

  void add(std::uint32_t first, std::uint32_t second, TextPlace at);
};

/// The contents of a file.
struct TieCount {
  std::uint64_t ties = 0;  ///< without self loops, with repeats
  std::uint64_t self_loops = 0;
  TextPlace first_self_loop;
};

/// Warns of the self loops and repeats that `graph` does not have.
void warn_of_dropped_ties(const TieCount& count, const CompressedGraph& graph,
                          ProblemLog& problems);

/// Builds the graph, and warns of self loops and repeats. `ties` is consumed.
[[nodiscard]] CompressedGraph build_read_graph(std::uint32_t vertex_count, ReadTies ties,
                                               ProblemLog& problems, const Workers& workers);

}  // namespace poach::graph
