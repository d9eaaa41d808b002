#include "tables/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "tables/compression.hpp"
#include "tables/csv_record.hpp"

namespace poach::tables {
namespace {

constexpr std::size_t block_bytes = std::size_t{256} << 10;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

class CsvReader::State {
 public:
  State(const std::filesystem::path& path, Diagnostics& diagnostics)
      : file_(path.string()), diagnostics_(&diagnostics) {
    try {
      input_.emplace(path);
      read_header();
    } catch (const InputError& error) {
      stop({}, error.what());  // names the file
    }
  }

  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] const CsvRecord& record() const { return record_; }

  bool next() {
    try {
      while (!stopped_ && take_record()) {
        if (record_.fields().size() == header_.size()) return true;
        report_field_count();
      }
    } catch (const InputError& error) {
      stop({}, error.what());  // names the file
    }
    record_ = {};
    return false;
  }

  [[nodiscard]] SourcePlace place_of(std::size_t field) const {
    return place_at(record_.offset(field));
  }

 private:
  void read_header() {
    if (!take_record()) {
      if (!stopped_) stop({file_, 1, 1}, "the file is empty; its first line must name the columns");
      return;
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < record_.fields().size(); ++i) {
      const std::string_view name = record_.fields()[i];
      if (name.empty()) stop(place_of(i), "this column has no name");
      if (!name.empty() && !seen.insert(name).second) {
        stop(place_of(i), fmt::format("the column {} occurs twice", name));
      }
    }
    for (const std::string_view name : record_.fields()) header_.emplace_back(name);
  }

  /// Splits the next record that is well-formed into record_; false at the end.
  bool take_record() {
    while (!stopped_ && take_line()) {
      if (raw_.empty()) continue;
      const std::optional<CsvProblem> problem = record_.split(raw_);
      if (!problem) return true;
      report(place_at(problem->offset), std::string(problem->reason));
    }
    return false;
  }

  /// Finds the next record in buffer_, without its line end, and points raw_ at it.
  bool take_line() {
    begin_ += consumed_;
    line_ += lines_consumed_;
    consumed_ = lines_consumed_ = 0;
    CsvLineScan scan;
    while (!scan.find_end(std::string_view(buffer_).substr(begin_)) && !at_end_) {
      if (buffer_.size() - begin_ > largest_record_bytes) break;
      refill();
    }
    raw_ = std::string_view(buffer_).substr(begin_, scan.end());
    consumed_ = scan.end() + (scan.found() ? 1 : 0);
    lines_consumed_ = scan.line_breaks() + 1;
    if (const std::size_t nul = raw_.find('\0'); nul != raw_.npos) return refuse_nul(nul);
    if (raw_.size() > largest_record_bytes) return refuse_long_record(scan);
    if (scan.found() && !raw_.empty() && raw_.back() == '\r') raw_.remove_suffix(1);
    return consumed_ > 0;
  }

  void refill() {
    buffer_.erase(0, begin_);
    const std::size_t kept = buffer_.size();
    buffer_.resize(kept + block_bytes);
    const std::size_t count = input_->read(std::span(buffer_).subspan(kept));
    at_end_ = count == 0;
    buffer_.resize(kept + count);
    begin_ = 0;
    if (first_block_ && std::string_view(buffer_).starts_with(byte_order_mark)) begin_ = 3;
    first_block_ = false;
  }

  bool refuse_long_record(const CsvLineScan& scan) {
    stop({file_, line_, 1}, scan.within_quotes()
                                ? "this record is longer than 1 MiB; is a quote never closed?"
                                : "this record is longer than 1 MiB");
    return false;
  }
  bool refuse_nul(std::size_t offset) {
    stop(place_at(offset), "this is not a text file: it holds a NUL byte; save it as UTF-8");
    return false;
  }

  void report_field_count() {
    const std::size_t found = record_.fields().size();
    const std::size_t wanted = header_.size();
    const std::size_t where = std::min(found - 1, wanted);
    report(place_of(where),
           fmt::format("this record has {} fields, and the header has {}", found, wanted));
  }
  void report(SourcePlace place, std::string reason) {
    stopped_ = ++errors_ >= most_errors;
    if (stopped_) reason += fmt::format("; reading stopped after {} errors", most_errors);
    diagnostics_->error(std::move(place), {}, std::move(reason));
  }
  void stop(SourcePlace place, std::string reason) {
    diagnostics_->error(std::move(place), {}, std::move(reason));
    stopped_ = true;
  }

  /// Counts lines and characters up to a byte of the current record; only errors need it.
  [[nodiscard]] SourcePlace place_at(std::size_t offset) const {
    const std::string_view before = raw_.substr(0, offset);
    const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto starts_character = [](char c) { return (c & 0xC0) != 0x80; };
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto characters = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start),
                                          before.end(), starts_character);
    return {file_, line_ + static_cast<int>(lines), static_cast<int>(characters) + 1};
  }

  std::string file_;
  Diagnostics* diagnostics_;
  std::optional<InputFile> input_;
  std::vector<std::string> header_;
  CsvRecord record_;
  std::string buffer_;
  std::string_view raw_;      // the current record, in buffer_
  std::size_t begin_ = 0;     // where it starts
  std::size_t consumed_ = 0;  // its bytes, line end included
  int line_ = 1;              // its first line
  int lines_consumed_ = 0;
  std::size_t errors_ = 0;
  bool at_end_ = false;
  bool first_block_ = true;
  bool stopped_ = false;
};

CsvReader::CsvReader(const std::filesystem::path& path, Diagnostics& diagnostics)
    : state_(std::make_unique<State>(path, diagnostics)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

const std::vector<std::string>& CsvReader::header() const { return state_->header(); }

std::optional<std::size_t> CsvReader::column(std::string_view name) const {
  const std::vector<std::string>& names = header();
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

bool CsvReader::next() { return state_->next(); }
std::span<const std::string_view> CsvReader::fields() const { return state_->record().fields(); }
SourcePlace CsvReader::place(std::size_t field) const { return state_->place_of(field); }

}  // namespace poach::tables
