#include "tables/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "tables/compression.hpp"
#include "tables/read_table.hpp"

using namespace poach;
using namespace poach::tables;
using poach::support::message_of;
using poach::support::put;
using poach::support::TemporaryDirectory;

namespace {

using Records = std::vector<std::vector<std::string>>;

struct Reading {
  Records records;         // the header first
  std::vector<int> lines;  // where the records after the header start
  std::string report;      // with the directory cut out
};

Reading read(const std::string& text) {
  const TemporaryDirectory directory;
  const auto path = put(directory / "a.csv", text);
  Diagnostics diagnostics;
  CsvReader reader(path, diagnostics);
  Reading result;
  result.records.push_back(reader.header());
  while (reader.next()) {
    result.records.emplace_back(reader.fields().begin(), reader.fields().end());
    result.lines.push_back(reader.place(0).line);
  }
  CHECK_FALSE(reader.next());
  result.report = diagnostics.report();
  const std::string folder = directory.path().string() + "/";
  while (result.report.find(folder) != std::string::npos) {
    result.report.erase(result.report.find(folder), folder.size());
  }
  return result;
}

std::string report_of(const std::string& text) { return read(text).report; }

}  // namespace

TEST_CASE("Well-formed CSV", "[tables][csv]") {
  CHECK(read("a,b\n1,2\n").records == Records{{"a", "b"}, {"1", "2"}});
  CHECK(read("a,b\r\n1,2\r\n").records == Records{{"a", "b"}, {"1", "2"}});
  CHECK(read("a,b\n1,2").records == Records{{"a", "b"}, {"1", "2"}});
  CHECK(read("a,b\n,\n").records == Records{{"a", "b"}, {"", ""}});
  CHECK(read("a\n\"\"\n").records == Records{{"a"}, {""}});
  CHECK(read("\"a\",\"b,c\"\n\"1\",\"2 \"\"x\"\"\"\n").records ==
        Records{{"a", "b,c"}, {"1", "2 \"x\""}});
  CHECK(read("a,b\n\"\"\"\",\"\"\n").records == Records{{"a", "b"}, {"\"", ""}});
  CHECK(read("\xEF\xBB\xBF"
             "a,b\n1,2\n")
            .records == Records{{"a", "b"}, {"1", "2"}});
  CHECK(read("a,b\n").records == Records{{"a", "b"}});
}

TEST_CASE("Records keep their line numbers over line breaks and empty lines", "[tables][csv]") {
  const Reading reading = read("\na,b\n\"x\ny\",\"\r\n\"\n\n\r\n3,4\n");
  CHECK(reading.records == Records{{"a", "b"}, {"x\ny", "\r\n"}, {"3", "4"}});
  CHECK(reading.lines == std::vector<int>{3, 8});
  CHECK(reading.report.empty());
}

TEST_CASE("Malformed records are reported with line and column, all at once", "[tables][csv]") {
  const Reading reading = read("a,b\n1\n1,2,3\nx,5\"\nx,\"5\"6\ny,\"p\nq\" r\na\rb,2\nfine,6\n");
  CHECK(reading.records == Records{{"a", "b"}, {"fine", "6"}});
  CHECK(reading.report ==
        "a.csv:2:1: error: this record has 1 fields, and the header has 2\n"
        "a.csv:3:5: error: this record has 3 fields, and the header has 2\n"
        "a.csv:4:4: error: a quote inside a field that does not start with one\n"
        "a.csv:5:6: error: text after the closing quote\n"
        "a.csv:7:3: error: text after the closing quote\n"
        "a.csv:8:2: error: a carriage return without a line feed\n");
  CHECK(reading.lines == std::vector<int>{9});
}

TEST_CASE("Columns count characters, not bytes", "[tables][csv]") {
  CHECK(report_of("a,b\n\xC3\xA9\xC3\xA9,x\"\n") ==
        "a.csv:2:5: error: a quote inside a field that does not start with one\n");
}

TEST_CASE("Quoted fields stay valid while later ones are read", "[tables][csv]") {
  std::string line = "\"first\"";
  std::vector<std::string> fields = {"first"};
  for (int i = 0; i < 200; ++i) {
    const std::string word(40, static_cast<char>('a' + i % 26));
    fields.push_back(fmt::format("field \" {}{}", word, i));
    line += fmt::format(",\"field \"\" {}{}\"", word, i);
  }
  CHECK(read(line + "\n" + line + "\n").records == Records{fields, fields});
}

TEST_CASE("A quote never closed is reported where it opens", "[tables][csv]") {
  CHECK(report_of("a,b\n1,\"2\n3,4\n") == "a.csv:2:3: error: this quote is never closed\n");
}

TEST_CASE("Headers name every column once", "[tables][csv]") {
  CHECK(report_of("a,,b\n1,2,3\n") == "a.csv:1:3: error: this column has no name\n");
  CHECK(report_of("a,b,a\n1,2,3\n") == "a.csv:1:5: error: the column a occurs twice\n");
  const std::string empty =
      "a.csv:1:1: error: the file is empty; its first line must name the columns\n";
  CHECK(report_of("") == empty);
  CHECK(report_of("\n\n") == empty);
}

TEST_CASE("Files that are not text are refused", "[tables][csv]") {
  const std::string reason = "this is not a text file: it holds a NUL byte; save it as UTF-8\n";
  CHECK(report_of(std::string("a,b\n1,\0002\n3,4\n", 13)) == "a.csv:2:3: error: " + reason);
  CHECK(report_of(std::string("\xFF\xFE"
                              "a\0,\0b\0",
                              8)) == "a.csv:1:4: error: " + reason);
}

TEST_CASE("Records over 1 MiB are refused", "[tables][csv]") {
  const std::size_t limit = CsvReader::largest_record_bytes;
  CHECK(read("a\n" + std::string(limit, 'x') + "\n").records.size() == 2);
  CHECK(report_of("a\n" + std::string(limit + 1, 'x') + "\n2\n") ==
        "a.csv:2:1: error: this record is longer than 1 MiB\n");
  CHECK(report_of("a\nfine\n" + std::string(3 * limit, 'x')) ==
        "a.csv:3:1: error: this record is longer than 1 MiB\n");
  std::string open = "a\n\"";
  while (open.size() < 2 * limit) open += "line\n";
  CHECK(report_of(open) ==
        "a.csv:2:1: error: this record is longer than 1 MiB; is a quote never closed?\n");
}

TEST_CASE("Reading stops after 50 malformed records", "[tables][csv]") {
  std::string text = "a,b\n";
  for (int i = 0; i < 1000; ++i) text += "1\n";
  const std::string report = report_of(text);
  CHECK(std::count(report.begin(), report.end(), '\n') == 50);
  CHECK(report.find("a.csv:51:1: error: this record has 1 fields, and the header has 2; reading "
                    "stopped after 50 errors") != std::string::npos);
}

TEST_CASE("Records are whole wherever the blocks of reading end", "[tables][csv]") {
  const TemporaryDirectory directory;
  std::string text = "number,text\n";
  for (int i = 0; i < 60'000; ++i) {
    text += std::to_string(i) + ",\"x, \"\"" + std::to_string(i) + "\"\"\ny\"\r\n";
  }
  const auto path = put(directory / "a.csv", text);
  const auto compression = GENERATE(Compression::none, Compression::gz, Compression::zst);
  const FileRecord record = compress_file(path, compression);
  Diagnostics diagnostics;
  CsvReader reader(directory / record.name, diagnostics);
  CHECK(reader.column("text") == 1U);
  CHECK_FALSE(reader.column("none").has_value());
  int count = 0;
  while (reader.next()) {
    const std::string number = std::to_string(count);
    REQUIRE(reader.fields()[0] == number);
    REQUIRE(reader.fields()[1] == "x, \"" + number + "\"\ny");
    REQUIRE(reader.place(1).line == 2 + 2 * count);
    REQUIRE(reader.place(1).column == static_cast<int>(number.size()) + 2);
    ++count;
  }
  CHECK(count == 60'000);
  CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("A file that cannot be opened or is cut off is reported", "[tables][csv]") {
  const TemporaryDirectory directory;
  Diagnostics diagnostics;
  CsvReader missing(directory / "none.csv", diagnostics);
  CHECK(missing.header().empty());
  CHECK_FALSE(missing.next());
  CHECK(diagnostics.report() == "error: cannot read " + (directory / "none.csv").string() +
                                    ": No such file or directory\n");
  std::string text = "a\n";
  for (int i = 0; i < 300'000; ++i) text += std::to_string(i * 7919LL) + "\n";
  compress_file(put(directory / "a.csv", text), Compression::gz);
  std::filesystem::resize_file(directory / "a.csv.gz", 400'000);
  CHECK(message_of<InputError>([&] {
          (void)read_csv(directory / "a.csv.gz");
        }).find("its compressed data end too early") != std::string::npos);
}
