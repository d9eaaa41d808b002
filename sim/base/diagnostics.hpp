#pragma once
// The problems of a user's input, reported all at once: where, what, why and what to write instead.

#include <string>
#include <string_view>
#include <vector>

namespace poach {

/// A place in an input. `line` and `column` count from 1; 0 means "the whole file".
struct SourcePlace {
  std::string file;
  int line = 0;
  int column = 0;
  friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

enum class Severity { warning, error };

struct Diagnostic {
  Severity severity = Severity::error;
  SourcePlace place;
  std::string path;    ///< dotted scenario path, for example companies.Apple.pay.cap; may be empty
  std::string reason;  ///< the problem and its cause, without a final stop
  std::string suggestion;  ///< "did you mean 5M?"; may be empty
};

/// `file:line:col: error: path: reason; suggestion`, leaving out the parts that are empty.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// Collects every problem of one pass, in the order of the input.
class Diagnostics {
 public:
  void error(SourcePlace place, std::string path, std::string reason, std::string suggestion = {});
  void warning(SourcePlace place, std::string path, std::string reason,
               std::string suggestion = {});
  void add(Diagnostic diagnostic);
  void add(const Diagnostics& others);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return items_; }
  /// One line per problem, errors and warnings, sorted by file, line and column, repeats dropped.
  /// After a thousand lines only the number of the others is printed.
  [[nodiscard]] std::string report() const;

 private:
  std::vector<Diagnostic> items_;
  std::size_t errors_ = 0;
};

/// The candidate nearest to `word` by edit distance, or empty when none is near.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       const std::vector<std::string>& candidates);
/// `did you mean X?` when a candidate is near, else empty.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       const std::vector<std::string>& candidates);

}  // namespace poach
