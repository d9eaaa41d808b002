#pragma once
// A streaming reader of CSV (RFC 4180) with the place of every field, plain, .gz or .zst.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace poach::tables {

/// Reads one record at a time; memory does not grow with the file. The first record is the header.
/// Quoted fields may hold commas, line breaks and doubled quotes; lines end in LF or CRLF; empty
/// lines and a UTF-8 byte order mark are skipped. Refused: NUL bytes, records over 1 MiB, a record
/// with more or fewer fields than the header, quotes inside unquoted fields, text after a closing
/// quote, a quote never closed, lone carriage returns, and header names that are empty or repeated.
class CsvReader {
 public:
  static constexpr std::size_t largest_record_bytes = std::size_t{1} << 20;
  /// Reading stops after this many malformed records: the file is then probably not a CSV file.
  static constexpr std::size_t most_errors = 50;

  /// Opens the file and reads the header. Problems go to `diagnostics`, which the reader keeps
  /// using and which must outlive it; a file that cannot be opened has no records.
  CsvReader(const std::filesystem::path& path, Diagnostics& diagnostics);
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;
  ~CsvReader();

  [[nodiscard]] const std::vector<std::string>& header() const;
  /// The position of a column in fields(), or nothing.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;

  /// Steps to the next well-formed record, reporting malformed ones on the way; false at the end.
  bool next();
  /// The fields of the current record, unquoted, as many as the header has; valid until next().
  [[nodiscard]] std::span<const std::string_view> fields() const;
  /// Where a field of the current record starts; lines and columns (characters) count from 1.
  [[nodiscard]] SourcePlace place(std::size_t field) const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace poach::tables
