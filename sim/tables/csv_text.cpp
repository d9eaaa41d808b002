#include "tables/csv_text.hpp"

#include <algorithm>
#include <stdexcept>

namespace poach::tables {

CsvText::CsvText(std::string_view text) : text_(text) {
  if (text_.empty()) throw std::logic_error("a table without a header");
  read_record();
  header_ = fields_;
  header_unquoted_.swap(unquoted_);  // moves no strings, so the views stay valid
}

bool CsvText::next() {
  if (at_ >= text_.size()) return false;
  read_record();
  if (fields_.size() != header_.size()) {
    throw std::logic_error("a record with another number of fields than the header");
  }
  return true;
}

void CsvText::read_record() {
  fields_.clear();
  unquoted_.clear();
  for (;;) {
    if (at_ < text_.size() && text_[at_] == '"') {
      read_quoted();
    } else {
      const std::size_t end = std::min(text_.find_first_of(",\n", at_), text_.size());
      fields_.push_back(text_.substr(at_, end - at_));
      at_ = end;
    }
    const bool more = at_ < text_.size() && text_[at_] == ',';
    ++at_;  // past the comma, the line feed, or the end
    if (!more) return;
  }
}

void CsvText::read_quoted() {
  std::string& field = unquoted_.emplace_back();
  for (++at_;;) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) throw std::logic_error("a quote that is not closed");
    field += text_.substr(at_, quote - at_);
    at_ = quote + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    field += '"';
    ++at_;
  }
  fields_.push_back(field);
}

}  // namespace poach::tables
