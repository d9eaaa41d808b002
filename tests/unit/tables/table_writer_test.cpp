#include "tables/table_writer.hpp"

#include <stdexcept>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "example_table.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "tables/read_table.hpp"

using namespace poach;
using namespace poach::tables;
using poach::support::content;
using poach::support::message_of;
using poach::support::TemporaryDirectory;

namespace fs = std::filesystem;

TEST_CASE("A described row becomes a line", "[tables][writer]") {
  std::string out;
  const auto table = example::hires();
  table.append_header(out);
  for (const auto& row : example::rows()) table.append_row(out, row);
  CHECK(out == example::text);
}

TEST_CASE("The missing cell of a one-column table is quoted, not an empty line",
          "[tables][writer]") {
  struct Row {
    double value = 0;
  };
  const TableDescription<Row> table({"one", "One.", "row"}, {},
                                    {column<&Row::value>("value", "", "Value.")});
  std::string out = "before\n";
  table.append_row(out, {std::numeric_limits<double>::quiet_NaN()});
  table.append_row(out, {2});
  CHECK(out == "before\n\"\"\n2\n");
}

TEST_CASE("A table is written, described and read back", "[tables][writer]") {
  const TemporaryDirectory directory;
  const auto table = example::hires();
  TableWriter writer(directory.path(), table);
  CHECK(fs::exists(directory / "hires.csv.partial"));
  const auto rows = example::rows();
  writer.write(rows.front());
  writer.write(std::span(rows).subspan(1));
  CHECK(writer.rows() == 2);
  const FileRecord record = writer.finish();
  CHECK(content(directory / "hires.csv") == example::text);
  CHECK(record == FileRecord{"hires.csv", 2, example::text.size(), sha256_hex(example::text)});

  const ReadTable read = read_csv(directory / "hires.csv");
  CHECK(read.rows() == 2);
  CHECK(read.text("name", 0) == rows[0].name);
  CHECK(read.numbers("monthly_usd") == std::vector<double>{1.2e6 / 12, 100.25 / 12});
  CHECK(std::isnan(read.numbers("best_losing_bid_usd_per_year")[1]));
}

TEST_CASE("Rows formatted elsewhere keep their place", "[tables][writer]") {
  const TemporaryDirectory directory;
  const auto table = example::hires();
  const auto rows = example::rows();
  TableWriter writer(directory.path(), table);
  writer.write(rows[0]);
  std::string block;
  table.append_row(block, rows[1]);
  writer.write_formatted(block, 1);
  writer.write(rows[0]);
  CHECK(writer.finish().rows == 3U);
  const ReadTable read = read_csv(directory / "hires.csv");
  CHECK(read.texts("tick") == std::vector<std::string_view>{"0", "-7", "0"});
}

TEST_CASE("A compressed table replaces the plain one", "[tables][writer]") {
  const TemporaryDirectory directory;
  const auto table = example::hires();
  const auto rows = example::rows();
  const Compression compression = GENERATE(Compression::gz, Compression::zst);
  TableWriter writer(directory.path(), table);
  for (int i = 0; i < 5000; ++i) writer.write(rows);
  const FileRecord record = writer.finish(compression);
  CHECK(record.name == "hires.csv" + std::string(suffix(compression)));
  CHECK(record.rows == 10'000U);
  CHECK(record.bytes == fs::file_size(directory / record.name));
  CHECK(record.bytes < 100'000);
  CHECK(record.sha256 == sha256_hex(content(directory / record.name)));
  CHECK_FALSE(fs::exists(directory / "hires.csv"));
  CHECK_FALSE(fs::exists(directory / "hires.csv.partial"));
  CHECK(read_csv(directory / record.name).rows() == 10'000);
}

TEST_CASE("A table goes on from a checkpoint with the same bytes", "[tables][writer]") {
  const TemporaryDirectory directory;
  const auto table = example::hires();
  const auto rows = example::rows();
  TableProgress progress;
  {
    TableWriter writer(directory.path(), table);
    writer.write(rows[0]);
    progress = writer.sync();
    for (int i = 0; i < 3000; ++i) writer.write(rows[1]);
  }
  CHECK(progress.rows == 1);
  CHECK(fs::file_size(directory / "hires.csv.partial") > progress.bytes);
  TableWriter writer(directory.path(), table, progress);
  writer.write(rows[1]);
  const FileRecord record = writer.finish();
  CHECK(content(directory / "hires.csv") == example::text);
  CHECK(record == FileRecord{"hires.csv", 2, example::text.size(), sha256_hex(example::text)});
}

TEST_CASE("A table on a full disk says so", "[tables][writer]") {
  const TemporaryDirectory directory;
  fs::create_symlink("/dev/full", directory / "hires.csv.partial");
  const auto table = example::hires();
  TableWriter writer(directory.path(), table);
  writer.write(example::rows().front());
  CHECK(message_of<RunError>([&] { writer.finish(); }).find("disk full") != std::string::npos);
  CHECK_FALSE(fs::exists(directory / "hires.csv"));
}

TEST_CASE("A wrong description is refused", "[tables][writer]") {
  struct Row {
    int value = 0;
  };
  const auto message = [](TableWords words, std::vector<std::string_view> key,
                          std::vector<Column<Row>> columns) {
    return message_of<std::logic_error>([&] { TableDescription<Row>(words, key, columns); });
  };
  const auto good = column<&Row::value>("value", "", "Value.");
  CHECK(message({"t", "T.", "row"}, {"value"}, {good}).empty());
  CHECK(message({"T", "T.", "row"}, {}, {good}) == "table T: its name is not snake case");
  CHECK(message({"t", "", "row"}, {}, {good}) == "table t: it has no meaning");
  CHECK(message({"t", "T.", ""}, {}, {good}) == "table t: it does not say what a row is");
  CHECK(message({"t", "T.", "row"}, {}, {}) == "table t: it has no columns");
  CHECK(message({"t", "T.", "row"}, {}, {good, good}) == "table t: column value occurs twice");
  CHECK(message({"t", "T.", "row"}, {"key"}, {good}) == "table t: its key key is not a column");
  CHECK(message({"t", "T.", "row"}, {"value", "value"}, {good}) ==
        "table t: its key value occurs twice");
  CHECK(message({"t", "T.", "row"}, {}, {column<&Row::value>("a value", "", "V.")}) ==
        "table t: column a value is not snake case");
  CHECK(message({"t", "T.", "row"}, {}, {column<&Row::value>("value", "", "")}) ==
        "table t: column value has no meaning");
}
