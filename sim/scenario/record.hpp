#pragma once
// The tables that a run writes, and the expectations of a scenario.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/units.hpp"
#include "config/node.hpp"
#include "scenario/fwd.hpp"

namespace poach {

/// The tables that a run can write; `table_facts` lists them in this order.
enum class TableName : std::uint8_t {
  market,
  companies,
  flows,
  moves,
  researchers,
  offers,
  size_classes,
  accounts
};

/// The ticks at which a table gets rows.
enum class RowsDue : std::uint8_t {
  every,              ///< at tick 0, every `record.every` ticks and at the last tick
  researchers_every,  ///< likewise, by `record.researchers_every`
  always              ///< at every tick, one per event
};

/// The subject of a row, which determines the number of rows.
enum class RowPer : std::uint8_t { market, company, size_class, flow, researcher, offer, move };

struct TableFacts {
  TableName table;
  std::string_view name;  ///< in `record.tables`, and of its file
  RowsDue due;
  RowPer row_per;
  double row_bytes;  ///< usual length of a row, from the shipped scenarios
};

inline constexpr std::array table_facts = {
    TableFacts{TableName::market, "market", RowsDue::every, RowPer::market, 210.0},
    TableFacts{TableName::companies, "companies", RowsDue::every, RowPer::company, 160.0},
    TableFacts{TableName::flows, "flows", RowsDue::every, RowPer::flow, 70.0},
    TableFacts{TableName::moves, "moves", RowsDue::always, RowPer::move, 230.0},
    TableFacts{TableName::researchers, "researchers", RowsDue::researchers_every,
               RowPer::researcher, 100.0},
    TableFacts{TableName::offers, "offers", RowsDue::always, RowPer::offer, 130.0},
    TableFacts{TableName::size_classes, "size_classes", RowsDue::every, RowPer::size_class, 90.0},
    TableFacts{TableName::accounts, "accounts", RowsDue::every, RowPer::company, 130.0}};
inline constexpr std::size_t table_count = table_facts.size();

/// The place of a table in lists that have an entry for each.
[[nodiscard]] constexpr std::size_t index_of(TableName table) {
  return static_cast<std::size_t>(table);
}
[[nodiscard]] constexpr const TableFacts& facts_of(TableName table) {
  return table_facts[index_of(table)];
}
/// The table of a name; nothing when there is none.
[[nodiscard]] std::optional<TableName> table_named(std::string_view name);
/// Whether the table of a name gets rows only every `record.every` ticks.
[[nodiscard]] bool is_recorded_every(std::string_view name);
/// The names of all tables, in order.
[[nodiscard]] std::vector<std::string> table_names();

/// Name of the row of companies.csv for all companies beyond `companies_top`.
inline constexpr const char* other_companies = "other companies";

struct RecordSpec {
  std::vector<std::string> tables{"market", "companies", "flows", "moves"};
  std::int64_t every = 1;               ///< ticks between rows of market, companies, flows
  std::int64_t researchers_every = 52;  ///< ticks between rows of researchers.csv
  double researchers_sample = 1.0;      ///< share of people in researchers.csv
  std::int64_t companies_top = 0;       ///< rows of companies: the largest; 0: every company
};

void describe(RecordSpec&, config::Fields&);

/// `growth`: the last value over the first, less one.
enum class Statistic {
  sum,
  mean,
  last,
  growth,
  median,
  minimum,
  maximum,
  count,
  ratio,
  rank_slope
};

/// A claim about the recorded tables, judged over replicates.
struct ExpectationSpec {
  std::string name;
  std::string quantity;  ///< the claim in words
  std::string table = "market";
  std::string column;                      ///< empty for count
  std::string divided_by;                  ///< ratio: the denominator's column
  std::optional<std::int64_t> first_rank;  ///< rank_slope: the largest value that counts; 1 if none
  std::optional<std::int64_t> last_rank;   ///< rank_slope: the smallest that counts; all if none
  /// column -> value, list of values (any of them), {not: value or list}, {at_least: x, at_most: y}
  config::Node where;
  std::optional<Date> from;   ///< first date counted
  std::optional<Date> until;  ///< last date counted
  Statistic statistic = Statistic::mean;
  std::optional<double> value;      ///< expected, judged by |z| < 4
  std::string oracle;               ///< name of the closed form that gives the value
  std::optional<double> tolerance;  ///< instead of z: |mean - value| at most this
  std::optional<double> at_least;
  std::optional<double> at_most;
  /// Name of another expectation: this value is below that one in the same replicates, by so much
  /// that the 95 % interval of the mean difference excludes 0.
  std::string less_than;
  std::int64_t replicates = 20;
  std::string source;
  std::string known_miss;  ///< why it is missed; printed, not failed
};

void describe(ExpectationSpec&, config::Fields&);

}  // namespace poach
