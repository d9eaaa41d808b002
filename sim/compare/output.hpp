#pragma once
// A directory for the one table that a verb writes, with its description.

#include <span>
#include <string>

#include "base/files.hpp"
#include "tables/description.hpp"
#include "tables/dictionary.hpp"
#include "tables/output_directory.hpp"

namespace poach::compare {

/// Locks a directory for `table_file`, which makes it hold `own`. Refuses one that holds a run, a
/// sweep or other tables, and one with an earlier table or description under Existing::keep. Throws
/// InputError, see OutputDirectory.
void open_for_table(tables::OutputDirectory& directory, tables::Holding own,
                    const std::string& table_file, Existing existing);

/// Writes a table and the datapackage.json that makes it whole to a directory that is open for it.
/// Throws RunError.
template <class Row>
void write_table(const tables::OutputDirectory& directory,
                 const tables::TableDescription<Row>& table, std::span<const Row> rows) {
  std::string text = header_of(table);
  for (const Row& row : rows) table.append_row(text, row);
  OutputFile file = directory.create(table.file_name());
  file.append(text);
  const tables::TableDictionary dictionary = tables::dictionary(table);
  const tables::FileRecord record{table.file_name(), rows.size(), file.bytes(), file.sha256()};
  directory.replace(
      {&file, 1}, {}, tables::package_file_name,
      tables::datapackage(table.name(), table.meaning(), {&dictionary, 1}, {&record, 1}));
}

}  // namespace poach::compare
