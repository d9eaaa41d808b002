#include "check/expectation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "check/expectation_check.hpp"
#include "compare/statistics.hpp"
#include "record/tables.hpp"
#include "tables/cell.hpp"
#include "tables/csv_reader.hpp"
#include "tables/csv_text.hpp"

namespace poach::check {
namespace {

tables::TableDictionary table_or_throw(const ExpectationSpec& expectation) {
  Diagnostics diagnostics;
  check_columns(expectation, {{}, nullptr}, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  const std::optional<TableName> table = table_named(expectation.table);
  if (!table) throw InputError("error: there is no table " + expectation.table);
  return recorded_tables()[index_of(*table)].dictionary;
}

std::size_t position_of(std::span<const std::string_view> header, const std::string& name) {
  const auto found = std::find(header.begin(), header.end(), name);
  if (found == header.end()) throw InputError(fmt::format("error: there is no column {}", name));
  return static_cast<std::size_t>(found - header.begin());
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

RowFilter filter_of(const ExpectationSpec& expectation, const tables::TableDictionary& table) {
  Diagnostics found_before;
  return RowFilter(expectation.where, table, "where", found_before);
}

}  // namespace

ExpectationMeter::ExpectationMeter(const ExpectationSpec& expectation)
    : expectation_(expectation),
      table_(table_or_throw(expectation)),
      filter_(filter_of(expectation, table_)) {
  const auto source = [&](const std::string& name) -> Source {
    const tables::ColumnDictionary* column = find_column(table_, name);
    return column == nullptr ? Source{} : Source{column->type, 0, true};
  };
  if (expectation.statistic == Statistic::count) return;
  column_ = source(expectation.column);
  if (expectation.statistic == Statistic::ratio) divisor_ = source(expectation.divided_by);
}

void ExpectationMeter::start(std::span<const std::string_view> header) {
  filter_.bind(header);
  if (column_.used) column_.position = position_of(header, expectation_.column);
  if (divisor_.used) divisor_.position = position_of(header, expectation_.divided_by);
  if (expectation_.from || expectation_.until) date_position_ = position_of(header, "date");
  rows_ = 0;
  values_.clear();
  divisor_sum_ = 0.0;
  last_.reset();
}

bool ExpectationMeter::in_window(std::string_view text) const {
  const auto date = Date::parse(text);
  if (!date) return false;
  return (!expectation_.from || *date >= *expectation_.from) &&
         (!expectation_.until || *date <= *expectation_.until);
}

std::optional<double> ExpectationMeter::number_in(const Source& source,
                                                  std::span<const std::string_view> row) {
  const std::string_view cell = row[source.position];
  if (cell.empty()) return std::nullopt;
  const auto number = cell_number(source.type, cell);
  if (!number) {
    throw InputError(fmt::format("error: '{}' is no {}", cell, tables::to_string(source.type)));
  }
  return number;
}

void ExpectationMeter::add(std::span<const std::string_view> row) {
  if (expectation_.from || expectation_.until) {
    if (!in_window(row[date_position_])) return;
  }
  if (!filter_.passes(row)) return;
  ++rows_;
  if (!column_.used) return;
  last_ = number_in(column_, row);
  if (last_) values_.push_back(*last_);
  if (divisor_.used) divisor_sum_ += number_in(divisor_, row).value_or(0.0);
}

Observation ExpectationMeter::result() const {
  Observation result{std::nullopt, rows_};
  const Statistic statistic = expectation_.statistic;
  if (statistic == Statistic::count) result.value = static_cast<double>(rows_);
  if (statistic == Statistic::sum) result.value = sum_of(values_);
  if (statistic == Statistic::last) result.value = last_;
  if (statistic == Statistic::ratio && divisor_sum_ != 0.0) {
    result.value = sum_of(values_) / divisor_sum_;
  }
  if (values_.empty()) return result;
  if (statistic == Statistic::growth && values_.front() != 0.0) {
    result.value = values_.back() / values_.front() - 1.0;
  }
  if (statistic == Statistic::mean) result.value = compare::mean(values_);
  if (statistic == Statistic::rank_slope) {
    result.value = compare::rank_slope(
        values_, static_cast<std::size_t>(expectation_.first_rank.value_or(1)),
        static_cast<std::size_t>(
            expectation_.last_rank.value_or(static_cast<std::int64_t>(values_.size()))));
  }
  if (statistic == Statistic::median) result.value = compare::median(values_);
  if (statistic == Statistic::minimum) {
    result.value = *std::min_element(values_.begin(), values_.end());
  }
  if (statistic == Statistic::maximum) {
    result.value = *std::max_element(values_.begin(), values_.end());
  }
  return result;
}

Observation observe(const ExpectationSpec& expectation, std::string_view csv) {
  ExpectationMeter meter(expectation);
  tables::CsvText records(csv);
  meter.start(records.header());
  while (records.next()) meter.add(records.fields());
  return meter.result();
}

std::vector<Observation> observe_file(const ExpectationSpec& expectation,
                                      const std::filesystem::path& file, std::uint64_t replicates) {
  std::vector<ExpectationMeter> meters(replicates, ExpectationMeter(expectation));
  Diagnostics diagnostics;
  tables::CsvReader reader(file, diagnostics);
  const std::vector<std::string_view> header(reader.header().begin(), reader.header().end());
  if (!diagnostics.has_errors()) {
    const std::size_t run_id = position_of(header, "run_id");
    for (ExpectationMeter& meter : meters) meter.start(header);
    while (reader.next()) {
      const auto replicate = tables::parse_integer(reader.fields()[run_id]);
      if (!replicate || *replicate < 0) {
        diagnostics.error(reader.place(run_id), "run_id", "is not the number of a replicate");
      } else if (static_cast<std::uint64_t>(*replicate) < replicates) {
        meters[static_cast<std::size_t>(*replicate)].add(reader.fields());
      }
    }
  }
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  std::vector<Observation> observations;
  for (const ExpectationMeter& meter : meters) observations.push_back(meter.result());
  return observations;
}

}  // namespace poach::check
