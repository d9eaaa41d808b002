#pragma once
// The two steps of reading CSV, apart from files: find the end of a record, and split it into
// fields.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace poach::tables {

/// Looks for the line feed that ends a record: the first one outside quotes. Remembers where it
/// stopped, so that a record that needs more input is not scanned again.
class CsvLineScan {
 public:
  /// `text` starts with the record and only grows between calls. True when the end is in it.
  bool find_end(std::string_view text);
  [[nodiscard]] bool found() const { return found_; }
  /// Bytes of the record before its line feed, or all bytes seen so far.
  [[nodiscard]] std::size_t end() const { return position_; }
  [[nodiscard]] int line_breaks() const { return line_breaks_; }
  [[nodiscard]] bool within_quotes() const { return within_quotes_; }

 private:
  std::size_t position_ = 0;
  std::size_t closed_at_ = 0;  // just after the last closing quote
  int line_breaks_ = 0;
  bool within_quotes_ = false;
  bool found_ = false;
};

struct CsvProblem {
  std::size_t offset;  ///< in the record
  std::string_view reason;
};

/// The fields of one record.
class CsvRecord {
 public:
  /// `raw` is a record without its line end; it must outlive the fields. Returns the first problem.
  std::optional<CsvProblem> split(std::string_view raw);
  [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }
  /// Where a field starts in the raw record, its opening quote included.
  [[nodiscard]] std::size_t offset(std::size_t field) const { return offsets_[field]; }

 private:
  std::optional<CsvProblem> take_plain(std::string_view raw, std::size_t& position);
  std::optional<CsvProblem> take_quoted(std::string_view raw, std::size_t& position);

  std::vector<std::string_view> fields_;
  std::vector<std::size_t> offsets_;
  std::string unquoted_;  // fields that held doubled quotes; never grows while fields refer to it
};

}  // namespace poach::tables
