#include "tables/csv_record.hpp"

#include <algorithm>

namespace poach::tables {

bool CsvLineScan::find_end(std::string_view text) {
  while (position_ < text.size()) {
    if (within_quotes_) {
      // A doubled quote closes and opens again, with the same effect.
      const std::size_t quote = std::min(text.find('"', position_), text.size());
      line_breaks_ +=
          static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(position_),
                                      text.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
      position_ = quote;
      if (quote == text.size()) return false;
      within_quotes_ = false;
      closed_at_ = ++position_;
      continue;
    }
    const std::size_t feed = std::min(text.find('\n', position_), text.size());
    const std::size_t quote = text.substr(0, feed).find('"', position_);
    if (quote != text.npos) {
      // Only a field that starts with a quote is quoted; another one is an error of this line,
      // and must not swallow the lines after it.
      within_quotes_ = quote == 0 || quote == closed_at_ || text[quote - 1] == ',';
      position_ = quote + 1;
      continue;
    }
    position_ = feed;
    found_ = feed < text.size();
    return found_;
  }
  return false;
}

std::optional<CsvProblem> CsvRecord::split(std::string_view raw) {
  fields_.clear();
  offsets_.clear();
  unquoted_.clear();
  unquoted_.reserve(raw.size());
  std::size_t position = 0;
  for (;;) {
    offsets_.push_back(position);
    const bool quoted = position < raw.size() && raw[position] == '"';
    const std::optional<CsvProblem> problem =
        quoted ? take_quoted(raw, position) : take_plain(raw, position);
    if (problem) return problem;
    if (position == raw.size()) return std::nullopt;
    ++position;  // the comma
  }
}

std::optional<CsvProblem> CsvRecord::take_plain(std::string_view raw, std::size_t& position) {
  const std::size_t end = std::min(raw.find(',', position), raw.size());
  const std::string_view field = raw.substr(position, end - position);
  if (const std::size_t quote = field.find('"'); quote != field.npos) {
    return CsvProblem{position + quote, "a quote inside a field that does not start with one"};
  }
  if (const std::size_t mark = field.find('\r'); mark != field.npos) {
    return CsvProblem{position + mark, "a carriage return without a line feed"};
  }
  fields_.push_back(field);
  position = end;
  return std::nullopt;
}

std::optional<CsvProblem> CsvRecord::take_quoted(std::string_view raw, std::size_t& position) {
  const std::size_t opening = position;
  const std::size_t start = unquoted_.size();
  for (std::size_t from = opening + 1;;) {
    const std::size_t quote = raw.find('"', from);
    if (quote == raw.npos) return CsvProblem{opening, "this quote is never closed"};
    unquoted_ += raw.substr(from, quote - from);
    position = quote + 1;
    if (position == raw.size() || raw[position] == ',') break;
    if (raw[position] != '"') return CsvProblem{position, "text after the closing quote"};
    unquoted_ += '"';
    from = position + 1;
  }
  fields_.push_back(std::string_view(unquoted_).substr(start));
  return std::nullopt;
}

}  // namespace poach::tables
