#pragma once
// Text that is safe inside a page, and numbers for readers.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace poach::report {

/// Text with & < > " ' as entities: no part of it is markup, in an element or in an attribute.
[[nodiscard]] std::string escape_html(std::string_view text);
/// JSON with every < written as \u003c, so that no `</script>` or `<!--` ends the element it is in.
[[nodiscard]] std::string escape_script(std::string_view json);
/// The Content-Security-Policy source of a script: 'sha256-...' in base64.
[[nodiscard]] std::string script_hash(std::string_view script);

/// A number in three significant digits: 0.05, 84, 1.2M.
[[nodiscard]] std::string figure(double value);
/// The same with a sign.
[[nodiscard]] std::string signed_figure(double value);
/// $1.2M
[[nodiscard]] std::string dollars(double value);
/// A share as 12.3 %.
[[nodiscard]] std::string percent(double share);
/// `low to high`, or nothing when they are the same.
[[nodiscard]] std::string range_text(const std::string& low, const std::string& high);

enum class Align { left, right };

/// A table of escaped text under a caption for screen readers.
class HtmlTable {
 public:
  struct Header {
    std::string name;
    Align align = Align::right;
  };
  HtmlTable(std::string caption, std::vector<Header> header);
  /// Adds a row; the first cell names it. Throws std::logic_error when it does not have a cell per
  /// column.
  void add(const std::vector<std::string>& cells);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// The table in a box of its own that scrolls, by keyboard too, when the window is too narrow.
  [[nodiscard]] std::string print() const;

 private:
  std::string caption_;
  std::vector<Header> header_;
  std::string rows_;
};

/// `count` word, with an s unless count is 1.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view word);

}  // namespace poach::report
