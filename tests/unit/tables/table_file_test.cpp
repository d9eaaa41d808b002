#include "tables/table_file.hpp"

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

namespace {

/// hires.csv, row by row.
struct Writer {
  explicit Writer(const fs::path& directory) : file(directory, "hires.csv", example::header) {}
  Writer(const fs::path& directory, TableProgress progress)
      : file(directory, "hires.csv", progress) {}
  void write(const example::HireRow& row) {
    std::string text;
    table.append_row(text, row);
    file.append(text, 1);
  }

  TableDescription<example::HireRow> table = example::hires();
  TableFile file;
};

}  // namespace

TEST_CASE("A described row becomes a line", "[tables][file]") {
  std::string out;
  const auto table = example::hires();
  table.append_header(out);
  for (const auto& row : example::rows()) table.append_row(out, row);
  CHECK(out == example::text);
}

TEST_CASE("The missing cell of a one-column table is quoted, not an empty line", "[tables][file]") {
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

TEST_CASE("A table is written, described and read back", "[tables][file]") {
  const TemporaryDirectory directory;
  Writer writer(directory.path());
  CHECK(fs::exists(directory / "hires.csv.partial"));
  const auto rows = example::rows();
  for (const auto& row : rows) writer.write(row);
  CHECK(writer.file.rows() == 2);
  const FileRecord record = writer.file.finish();
  CHECK(content(directory / "hires.csv") == example::text);
  CHECK(record == FileRecord{"hires.csv", 2, example::text.size(), sha256_hex(example::text)});

  const ReadTable read = read_csv(directory / "hires.csv");
  CHECK(read.rows() == 2);
  CHECK(read.text("name", 0) == rows[0].name);
  CHECK(read.numbers("monthly_usd") == std::vector<double>{1.2e6 / 12, 100.25 / 12});
  CHECK(std::isnan(read.numbers("best_losing_bid_usd_per_year")[1]));
}

TEST_CASE("A compressed table replaces the plain one", "[tables][file]") {
  const TemporaryDirectory directory;
  const auto rows = example::rows();
  const Compression compression = GENERATE(Compression::gz, Compression::zst);
  Writer writer(directory.path());
  for (std::size_t i = 0; i < 10'000; ++i) writer.write(rows[i % 2]);
  const FileRecord record = writer.file.finish(compression);
  CHECK(record.name == "hires.csv" + std::string(suffix(compression)));
  CHECK(record.rows == 10'000U);
  CHECK(record.bytes == fs::file_size(directory / record.name));
  CHECK(record.bytes < 100'000);
  CHECK(record.sha256 == sha256_hex(content(directory / record.name)));
  CHECK_FALSE(fs::exists(directory / "hires.csv"));
  CHECK_FALSE(fs::exists(directory / "hires.csv.partial"));
  CHECK(read_csv(directory / record.name).rows() == 10'000);
}

TEST_CASE("A table goes on from a checkpoint with the same bytes", "[tables][file]") {
  const TemporaryDirectory directory;
  const auto rows = example::rows();
  TableProgress progress;
  {
    Writer writer(directory.path());
    writer.write(rows[0]);
    progress = writer.file.sync();
    for (int i = 0; i < 3000; ++i) writer.write(rows[1]);
  }
  CHECK(progress.rows == 1);
  CHECK(fs::file_size(directory / "hires.csv.partial") > progress.bytes);
  Writer writer(directory.path(), progress);
  writer.write(rows[1]);
  const FileRecord record = writer.file.finish();
  CHECK(content(directory / "hires.csv") == example::text);
  CHECK(record == FileRecord{"hires.csv", 2, example::text.size(), sha256_hex(example::text)});
}

TEST_CASE("A table on a full disk says so", "[tables][file]") {
  const TemporaryDirectory directory;
  fs::create_symlink("/dev/full", directory / "hires.csv.partial");
  Writer writer(directory.path());
  writer.write(example::rows().front());
  CHECK(message_of<RunError>([&] { writer.file.finish(); }).find("disk full") != std::string::npos);
  CHECK_FALSE(fs::exists(directory / "hires.csv"));
}

TEST_CASE("A wrong description is refused", "[tables][file]") {
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
