#pragma once
// Records of CSV text in memory, as the recorder writes it.

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace poach::tables {

/// Steps through the records of well-formed CSV (RFC 4180) that this program wrote itself, without
/// the checks that files of others need. The text must outlive it.
class CsvText {
 public:
  /// Reads the header. Throws std::logic_error for empty text.
  explicit CsvText(std::string_view text);

  [[nodiscard]] std::span<const std::string_view> header() const { return header_; }
  /// Steps to the next record; false at the end. Throws std::logic_error when a record does not
  /// have as many fields as the header, or a quote is not closed.
  bool next();
  /// The fields of the current record, unquoted; valid until next().
  [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }

 private:
  void read_record();
  void read_quoted();

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string_view> header_;
  std::vector<std::string_view> fields_;
  std::deque<std::string> unquoted_;  ///< fields that are not literally in the text
  std::deque<std::string> header_unquoted_;
};

}  // namespace poach::tables
