#pragma once
// The tables of a run, each with its columns and with the code that writes its rows.

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "record/recorded_tick.hpp"
#include "scenario/record.hpp"
#include "tables/description.hpp"

namespace poach {

/// Formatted rows of one table that have not been written.
struct TableText {
  std::string text;
  std::uint64_t rows = 0;
};

/// Rows of every table, in the order of TableName.
using TableTexts = std::array<TableText, table_count>;

/// Adds a row to the text of its table.
template <class Row>
void append(TableText& out, const tables::TableDescription<Row>& table, const Row& row) {
  table.append_row(out.text, row);
  ++out.rows;
}

/// Data that the rows of a table need besides the sums over the market.
struct TableNeeds {
  bool details = false;             ///< every single move, raise, separation and contest
  bool company_aggregates = false;  ///< sums over the staff of each company
  bool collaborators = false;       ///< of movers at the new employer
  bool money = false;               ///< what people receive
  bool accounts = false;            ///< what each company takes in and spends
};

/// A table of a run without its row type.
struct RecordedTable {
  using Write = void (*)(const RecordedTick& tick, TableText& out);

  template <class Row>
  RecordedTable(TableName table, const tables::TableDescription<Row>& description,
                TableNeeds what_it_needs, Write write_rows)
      : name(table),
        dictionary(tables::dictionary(description)),
        header(tables::header_of(description)),
        needs(what_it_needs),
        write(write_rows) {}

  TableName name;
  tables::TableDictionary dictionary;
  std::string header;  ///< the line of column names
  TableNeeds needs;
  Write write;  ///< adds the rows of a tick on which they are due
};

// Each is described in a file of its own, beside the code that fills its rows.
RecordedTable market_table();
RecordedTable companies_table();
RecordedTable flows_table();
RecordedTable moves_table();
RecordedTable researchers_table();
RecordedTable offers_table();
RecordedTable size_classes_table();
RecordedTable accounts_table();

/// In the order of TableName.
inline constexpr std::array described_tables = {market_table,       companies_table,   flows_table,
                                                moves_table,        researchers_table, offers_table,
                                                size_classes_table, accounts_table};
static_assert(described_tables.size() == table_count);

/// Every table, in the order of TableName.
[[nodiscard]] const std::array<RecordedTable, table_count>& recorded_tables();
/// Their dictionaries, for documentation and for data packages.
[[nodiscard]] std::vector<tables::TableDictionary> table_dictionaries();
/// The needs of all wanted tables together.
[[nodiscard]] TableNeeds needs_of(const RecordPlan& plan);

}  // namespace poach
