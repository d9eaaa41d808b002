#pragma once
// A directory for the one table that a verb writes, with its description.

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/files.hpp"
#include "tables/dictionary.hpp"
#include "tables/table_writer.hpp"

namespace poach::compare {

/// Refuses a directory in which `table_file` or datapackage.json would replace something: always
/// when it holds a run or other tables, and an earlier `table_file` under Existing::keep. Writes
/// nothing. Throws InputError.
void require_room(const std::filesystem::path& directory, const std::string& table_file,
                  Existing existing);

/// Writes a table and datapackage.json, each atomically. Throws RunError.
template <class Row>
void write_table(const std::filesystem::path& directory, const tables::TableDescription<Row>& table,
                 std::span<const Row> rows) {
  make_directory(directory);
  tables::TableWriter<Row> writer(directory, table);
  writer.write(rows);
  writer.finish();
  const tables::TableDictionary dictionary = tables::dictionary(table);
  tables::write_text_file(directory, "datapackage.json",
                          tables::datapackage(table.name(), table.meaning(), {&dictionary, 1}));
  sync_folder(directory);
}

}  // namespace poach::compare
