#include <chrono>
#include <string>

#include "config/load.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::config;

namespace {

std::string problems(std::string_view text) {
  Diagnostics diagnostics;
  (void)parse_text(text, "a.yaml", diagnostics);
  return diagnostics.report();
}

Node good(std::string_view text) {
  Diagnostics diagnostics;
  Node node = parse_text(text, "a.yaml", diagnostics);
  INFO(diagnostics.report());
  REQUIRE_FALSE(diagnostics.has_errors());
  return node;
}

SourcePlace at(int line, int column) { return {"a.yaml", line, column}; }

}  // namespace

TEST_CASE("nodes keep their kind, order, quotes and place") {
  const Node root = good(
      "# comment\n"
      "b: 40M\n"
      "a: [x, \"12\", {k: v}]\n"
      "nothing:\n"
      "tilde: ~\n"
      "text: 'none'\n"
      "long: |\n"
      "  two\n"
      "  lines\n");
  REQUIRE(root.is_map());
  REQUIRE(root.entries().size() == 6);
  CHECK(root.entries()[0].key == "b");
  CHECK(root.entries()[0].key_place == at(2, 1));
  CHECK(root.find("b")->text() == "40M");
  CHECK(root.find("b")->place() == at(2, 4));
  CHECK_FALSE(root.find("b")->is_quoted());
  const Node& list = *root.find("a");
  CHECK(list.place() == at(3, 4));
  CHECK(list.items()[1].is_quoted());
  CHECK(list.items()[1].place() == at(3, 8));
  CHECK(list.items()[2].find("k")->place() == at(3, 18));
  CHECK(root.find("nothing")->is_null());
  CHECK(root.find("nothing")->place() == at(4, 1));
  CHECK(root.find("tilde")->is_null());
  CHECK(root.find("tilde")->place() == at(5, 8));
  CHECK(root.find("text")->is_quoted());
  CHECK(root.find("long")->text() == "two\nlines\n");
  CHECK(root.find("absent") == nullptr);
}

TEST_CASE("an empty file is null and scalars may stand alone") {
  CHECK(good("").is_null());
  CHECK(good("# only a comment\n").is_null());
  CHECK(good("5M").text() == "5M");
  CHECK(good("\xEF\xBB\xBF"
             "a: 1\n")
            .find("a")
            ->text() == "1");
  CHECK(good("a: 1\r\nb: 2\r\n").find("b")->place() == at(2, 4));
  CHECK(good("--- \na: 1\n...\n").find("a")->text() == "1");
}

TEST_CASE("aliases are expanded") {
  const Node root = good("base: &b {cap: 5M}\nother: *b\n");
  CHECK(*root.find("other") == *root.find("base"));
  CHECK(root.find("other")->find("cap")->place() == at(1, 16));
}

TEST_CASE("duplicate keys are errors, all of them at once") {
  CHECK(problems("a: 1\nb: 2\na: 3\npay:\n  cap: 1\n  cap: 2\n") ==
        "a.yaml:3:1: error: a: the key is given twice, first on line 1; keep one of them\n"
        "a.yaml:6:3: error: pay.cap: the key is given twice, first on line 5; keep one of them\n");
  CHECK(
      problems("companies:\n  - {name: Apple, pay: {cap: 1, cap: 2}}\n") ==
      "a.yaml:2:33: error: companies.Apple.pay.cap: the key is given twice, first on line 2; keep "
      "one of them\n");
  CHECK(
      problems("list: [{a: 1}, {b: 1, b: 2}]\n") ==
      "a.yaml:1:23: error: list.1.b: the key is given twice, first on line 1; keep one of them\n");
  Diagnostics diagnostics;
  const Node root = parse_text("a: 1\na: 2\n", "a.yaml", diagnostics);
  CHECK(root.entries().size() == 1);
}

TEST_CASE("merge keys are errors") {
  CHECK(problems("base: &b {a: 1}\nother:\n  <<: *b\n  c: 2\n") ==
        "a.yaml:3:3: error: other.<<: YAML merge keys are not supported; use 'extends: FILE' to "
        "build on another file\n");
}

TEST_CASE("what else YAML lets pass is refused") {
  CHECK(problems("a: 1\n---\nb: 2\n") ==
        "a.yaml:2:1: error: a second YAML document starts here, and only one is read; remove the "
        "'---' or split the file\n");
  CHECK(
      problems("a: !!binary aGVsbG8=\n") ==
      "a.yaml:1:4: error: YAML tags are not supported ('tag:yaml.org,2002:binary'); leave the tag "
      "out\n");
  CHECK(problems("a: !mine {b: 1}\n") ==
        "a.yaml:1:4: error: YAML tags are not supported ('!mine'); leave the tag out\n");
  CHECK(problems("? [a, b]\n: 1\n") ==
        "a.yaml:1:3: error: a list as a key, or a bracket left open; keys are words\n");
  CHECK(problems("{a: 1}: 2\n") ==
        "a.yaml:1:1: error: a map as a key, or a brace left open; keys are words\n");
  CHECK(problems("x: &k name\n*k : 2\n") ==
        "a.yaml:2:1: error: an alias as a key; keys are words\n");
  CHECK(problems("~: 2\n") == "a.yaml:1:1: error: an empty key; keys are words\n");
  CHECK(problems("a: &a [1, *a]\n") ==
        "a.yaml:1:11: error: an alias inside the value it stands for\n");
}

TEST_CASE("broken YAML is reported with line and column") {
  CHECK(problems("a: [1, 2\nb: 3\n") ==
        "a.yaml:2:2: error: not valid YAML: end of sequence flow not found; close the bracket, "
        "with commas between the items\n");
  CHECK(problems("a: 1\n b: 2\n") ==
        "a.yaml:2:3: error: not valid YAML: illegal map value; check the indentation, and put "
        "quotes around text that holds ': '\n");
  CHECK(problems("a: *unknown\n").find("a.yaml:1:4: error: not valid YAML: ") == 0);
  CHECK(problems("a: 'op\nen") ==
        "a.yaml:2:3: error: not valid YAML: illegal EOF in scalar; close the quote\n");
  CHECK(problems("a: \"\\q\"\n").find("error: not valid YAML: ") != std::string::npos);
}

TEST_CASE("text that the YAML library misreads is reported") {
  // It closes the quote at the end of the file.
  CHECK(problems("a: 'open\n") == "a.yaml:1:4: error: the quote that opens here is not closed\n");
  CHECK(problems("\xEF\xBB\xBF"
                 "a: x\nb: \"it's \\\"\n") ==
        "a.yaml:2:4: error: the quote that opens here is not closed\n");
  CHECK(problems("a: 'it''s'\nb: \"\\\\\"\n").empty());
  CHECK(problems("a:\n\tb: 1\n") ==
        "a.yaml:2:3: error: not valid YAML: illegal map value; the line starts with a tab; YAML "
        "indents with spaces only\n");
  // It starts a second document without a marker.
  CHECK(
      problems("- a\nb: 1\n") ==
      "a.yaml:2:1: error: this does not belong to what is above; check the indentation, or remove "
      "it\n");
}

TEST_CASE("bytes that are not text are reported with line and column") {
  CHECK(problems("a: 1\nb: \xFF\n") ==
        "a.yaml:2:4: error: the file is not UTF-8 text; save the file as UTF-8\n");
  CHECK(problems("a: \xC0\x80\n").find("a.yaml:1:4: error: the file is not UTF-8") == 0);
  CHECK(problems("a: \xED\xA0\x80\n").find("a.yaml:1:4: error: the file is not UTF-8") == 0);
  CHECK(problems("a: \xE2\x82").find("a.yaml:1:4: error: the file is not UTF-8") == 0);
  CHECK(problems("a: \xF4\x90\x80\x80").find("a.yaml:1:4: error: the file is not UTF-8") == 0);
  // The YAML library would take this byte for the end of the file and lose the last line.
  CHECK(problems("a: 1\n\x04\nb: 2\n") ==
        "a.yaml:2:1: error: control character 0x04 in the file; save the file as UTF-8\n");
  CHECK(problems(std::string_view("a\0b: 1", 6)).find("control character 0x00") !=
        std::string::npos);
  CHECK(good("a: \xE2\x82\xAC\xF0\x9F\x98\x80\xC3\xA9\n").find("a")->text() ==
        "\xE2\x82\xAC\xF0\x9F\x98\x80\xC3\xA9");
}

TEST_CASE("nesting has a limit") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(problems(nested(64)).empty());
  CHECK(problems(nested(65)) == "a.yaml:1:65: error: nested more than 64 levels deep\n");
  CHECK(problems(std::string(100000, '[')).find("a.yaml:1:1: error: a list as a key") == 0);
  CHECK(problems("a: &a " + nested(40) + "\nb: " + std::string(30, '[') + "*a" +
                 std::string(30, ']') + "\n") ==
        "a.yaml:2:34: error: nested more than 64 levels deep\n");
}

TEST_CASE("an alias bomb is refused quickly") {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 20; ++i) {
    const std::string number = std::to_string(i);
    bomb.append("a").append(number).append(": &a").append(number).append(" [");
    for (int k = 0; k < 10; ++k) bomb.append("*a").append(std::to_string(i - 1)).append(", ");
    bomb.append("]\n");
  }
  const auto start = std::chrono::steady_clock::now();
  const std::string report = problems(bomb);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  CHECK(
      report.find("error: more than 1000000 values, aliases expanded; put large tables into a CSV "
                  "file\n") != std::string::npos);
  CHECK(report.find("a.yaml:6:") == 0);
  CHECK(seconds.count() < 20.0);
}

TEST_CASE("anchors inside anchors count each time they are kept") {
  std::string text;
  for (int i = 0; i < 60; ++i) text.append("&a").append(std::to_string(i)).append(" [");
  for (int i = 0; i < 20000; ++i) text += "x, ";
  text.append(60, ']');
  CHECK(problems("[" + text + ", y]").find("more than 1000000 values") != std::string::npos);
}

TEST_CASE("large files are refused") {
  const std::string text = "a: \"" + std::string(largest_file_bytes, 'x') + "\"\n";
  CHECK(problems(text) == "a.yaml: error: larger than 64 MiB; put large tables into a CSV file\n");
}
