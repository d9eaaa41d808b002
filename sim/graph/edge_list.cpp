#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <string_view>

#include "base/decimal.hpp"
#include "graph/builder.hpp"
#include "graph/name_table.hpp"
#include "graph/plain_edge_list.hpp"
#include "graph/read_support.hpp"
#include "graph/readers.hpp"

namespace poach::graph {
namespace {

constexpr std::size_t chunk_size = std::size_t{1} << 20;
constexpr std::size_t longest_line = std::size_t{1} << 16;

// One field of a line: its text without quotes, and its column.
struct Field {
  std::string_view text;
  std::uint64_t column = 1;
};

// Vertex numbers stay below it.
std::uint32_t vertex_limit(const ReadOptions& options) {
  return options.vertex_count.value_or(options.max_vertices);
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

// Advice about a first line that is no header, by the programs that write such files.
std::string header_hint(std::string_view line) {
  if (line.starts_with("\xff\xfe") || line.starts_with("\xfe\xff")) return "save it as UTF-8";
  if (line.starts_with('#') || line.starts_with('%')) {
    return "remove the lines that start with # or %, put commas between the vertices, and write "
           "source,target above them";
  }
  if (holds(line, "\t") || holds(line, ";") || !holds(line, ",")) {
    return "put commas between the vertices, and write source,target above them";
  }
  if (line.find_first_not_of("0123456789,.") == std::string_view::npos) {
    return "write source,target above the first tie";
  }
  return "keep the columns of the two vertices, as first and second, and name them source and "
         "target";
}

class EdgeListReader {
 public:
  EdgeListReader(const ReadOptions& options, ProblemLog& problems)
      : options_(options), problems_(problems) {}

  void read(InputFile& file) {
    // Not filled with zeros: that alone would take longer than a small file.
    const auto buffer = std::make_unique_for_overwrite<char[]>(chunk_size + longest_line);
    std::size_t kept = 0;  // bytes of an unfinished line at the front
    for (bool more = true; more && !stopped_;) {
      const std::size_t got = file.read({buffer.get() + kept, chunk_size});
      more = got == chunk_size;
      const char* const end = buffer.get() + kept + got;
      const char* const rest = take_lines(buffer.get(), end);
      kept = static_cast<std::size_t>(end - rest);
      if (!more && kept > 0) {
        take_line(rest, end);
      } else if (kept > longest_line) {
        problems_.error({line_, 1}, fmt::format("the line is longer than {} bytes", longest_line));
        return;
      }
      std::memmove(buffer.get(), rest, kept);
    }
    if (columns_ == 0) {
      problems_.error({1, 1}, "the file is empty", "its first line must be source,target");
    }
  }

  [[nodiscard]] ReadTies& ties() { return ties_; }
  [[nodiscard]] std::uint32_t vertex_count() const {
    if (options_.labels == VertexLabels::names) return names_.size();
    return options_.vertex_count.value_or(vertices_seen_);
  }
  [[nodiscard]] std::vector<std::string> labels() const { return names_.names(); }

 private:
  // Takes every finished line and returns where the unfinished one begins.
  const char* take_lines(const char* at, const char* end) {
    while (!stopped_) {
      const char* next = take_plain_ties(at, end);
      at = next;
      next = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
      if (next == nullptr) return at;
      take_line(at, next);
      at = next + 1;
    }
    return end;
  }

  // The fast way through lines of exactly two known vertices; stops at any other line.
  const char* take_plain_ties(const char* at, const char* end) {
    if (columns_ != 2 || options_.labels != VertexLabels::numbers) return at;
    Tie tie;
    while (const char* const next = take_plain_line(at, end, limit(), tie)) {
      accept(tie.first, tie.second);
      ++line_;
      at = next;
    }
    return at;
  }

  void accept(std::uint32_t first, std::uint32_t second) {
    vertices_seen_ = std::max({vertices_seen_, first + 1, second + 1});
    ties_.add(first, second, {line_, 1});
  }

  [[nodiscard]] std::uint32_t limit() const { return vertex_limit(options_); }

  void take_line(const char* begin, const char* end) {
    if (end != begin && end[-1] == '\r') --end;
    if (line_ == 1 && std::string_view(begin, end).starts_with("\xef\xbb\xbf")) begin += 3;
    if (begin != end) {
      if (columns_ == 0) {
        take_header({begin, end});
      } else if (split({begin, end})) {
        take_tie();
      }
    }
    ++line_;
  }

  void take_header(std::string_view line) {
    std::string words(line);
    std::erase(words, '"');
    columns_ = words == "source,target" ? 2 : words == "source,target,weight" ? 3 : 0;
    if (columns_ == 3) {
      problems_.warning({line_, line.rfind(',') + 2},
                        "weights play no part: every tie counts as one, those of weight 0 too",
                        "remove the ties that should not count");
    }
    if (columns_ != 0) return;
    problems_.error({line_, 1}, "the header must be source,target or source,target,weight",
                    header_hint(line));
    columns_ = 2;
    stopped_ = true;
  }

  // Cuts a line into fields_; false, after reporting why, when it does not have the right ones.
  bool split(std::string_view line) {
    std::size_t at = 0;
    for (std::size_t count = 0;; ++count) {
      if (count == columns_) {
        problems_.error({line_, at + 1}, fmt::format("there are more than {} fields", columns_));
        return false;
      }
      fields_[count].column = at + 1;
      const bool quoted = at < line.size() && line[at] == '"';
      if (quoted) {
        if (!take_quoted(line, at, count)) return false;
      } else {
        const std::size_t end = std::min(line.find(',', at), line.size());
        fields_[count].text = line.substr(at, end - at);
        at = end;
      }
      if (fields_[count].text.empty()) {
        problems_.error({line_, fields_[count].column}, "the field is empty");
        return false;
      }
      if (at == line.size()) {
        if (count + 1 == columns_) return true;
        problems_.error({line_, at + 1},
                        fmt::format("the line ends after {} of {} fields", count + 1, columns_));
        return false;
      }
      ++at;  // the comma
    }
  }

  // Takes a quoted field from `at`, which is left at the comma or the end of the line. A doubled
  // quote stands for one quote.
  bool take_quoted(std::string_view line, std::size_t& at, std::size_t field) {
    const std::size_t opening = at;
    std::string& text = unquoted_[field];
    text.clear();
    bool closed = false;
    for (++at; at < line.size() && !closed; ++at) {
      if (line[at] != '"') {
        text += line[at];
      } else if (at + 1 < line.size() && line[at + 1] == '"') {
        text += line[at++];
      } else {
        closed = true;
      }
    }
    if (!closed) {
      problems_.error({line_, opening + 1}, "the quoted field does not end on this line");
      return false;
    }
    if (at < line.size() && line[at] != ',') {
      problems_.error({line_, at + 1}, "a quoted field must be followed by a comma");
      return false;
    }
    fields_[field].text = text;
    return true;
  }

  void take_tie() {
    const std::optional<std::uint32_t> first = vertex(fields_[0]);
    const std::optional<std::uint32_t> second = vertex(fields_[1]);
    const bool weighed = columns_ == 2 || check_weight(fields_[2]);
    if (first && second && weighed) accept(*first, *second);
  }

  std::optional<std::uint32_t> vertex(const Field& field) {
    return options_.labels == VertexLabels::names ? named(field) : numbered(field);
  }

  std::optional<std::uint32_t> named(const Field& field) {
    const std::uint32_t number = names_.number_of(field.text);
    if (number < options_.max_vertices) return number;
    problems_.error({line_, field.column},
                    fmt::format("there are more than {} vertices", options_.max_vertices));
    stopped_ = true;
    return std::nullopt;
  }

  std::optional<std::uint32_t> numbered(const Field& field) {
    std::uint64_t value = 0;
    const char* const end = field.text.data() + field.text.size();
    const auto [stop, failure] = std::from_chars(field.text.data(), end, value);
    if (failure == std::errc::invalid_argument || stop != end) {
      const std::string_view shown = field.text.substr(0, 40);
      problems_.error({line_, field.column},
                      fmt::format("\"{}\" is not a vertex number (a whole number from 0)", shown),
                      "number the people from 0, in the order of the researchers");
      return std::nullopt;
    }
    if (failure == std::errc{} && value < limit()) return static_cast<std::uint32_t>(value);
    const std::string_view shown = field.text.substr(0, 40);
    problems_.error(
        {line_, field.column},
        options_.vertex_count
            ? fmt::format("vertex {} is beyond the last one, {} (the graph has {} vertices)", shown,
                          std::int64_t{limit()} - 1, limit())
            : fmt::format(
                  "vertex {} is beyond {}, the largest number where no number of vertices is given",
                  shown, std::int64_t{limit()} - 1),
        options_.vertex_count ? "" : "number the people from 0 without gaps");
    return std::nullopt;
  }

  bool check_weight(const Field& field) {
    const std::optional<double> value = parse_decimal(field.text);
    if (value && *value >= 0.0 && *value <= 1e300) return true;
    problems_.error(
        {line_, field.column},
        fmt::format("the weight \"{}\" is not a number from 0 on", field.text.substr(0, 40)));
    return false;
  }

  const ReadOptions& options_;
  ProblemLog& problems_;
  ReadTies ties_;
  NameTable names_;
  std::uint32_t vertices_seen_ = 0;
  std::uint64_t line_ = 1;
  std::size_t columns_ = 0;  // 0 before the header
  bool stopped_ = false;
  Field fields_[3];
  std::string unquoted_[3];
};

std::optional<ReadGraph> build_plain_graph(const PlainEdgeList& list, const ReadOptions& options,
                                           ProblemLog& problems, const Workers& workers) {
  try {
    CompressedGraph graph =
        build_graph(options.vertex_count.value_or(list.vertices()), list, workers);
    warn_of_dropped_ties(list.count(), graph, problems);
    return ReadGraph{std::move(graph), {}};
  } catch (const TiesChanged&) {
    problems.error({}, "the file changed while it was read",
                   "read it again when nothing writes to it");
    return std::nullopt;
  }
}

}  // namespace

std::optional<ReadGraph> read_edge_list(const std::filesystem::path& file,
                                        const ReadOptions& options, Diagnostics& diagnostics,
                                        const Workers& workers) {
  ProblemLog problems(file, diagnostics);
  if (options.labels == VertexLabels::numbers) {
    PlainEdgeList list(file);
    if (list.survey(vertex_limit(options), workers)) {
      return build_plain_graph(list, options, problems, workers);
    }
  }
  InputFile input(file, problems);
  EdgeListReader reader(options, problems);
  if (input.is_open()) reader.read(input);
  problems.close();
  if (problems.any()) return std::nullopt;
  std::vector<std::string> labels = reader.labels();
  return ReadGraph{
      build_read_graph(reader.vertex_count(), std::move(reader.ties()), problems, workers),
      std::move(labels)};
}

}  // namespace poach::graph
