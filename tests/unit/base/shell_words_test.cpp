// Words through real shells: what comes out is what went in.

#include "base/shell_words.hpp"

#include <array>
#include <cstdio>
#include <random>

#include "base/safe_name.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;

namespace {

const std::vector<std::string> hostile = {
    "",
    "plain",
    "it's",
    "'",
    "''",
    "\"",
    "a \"b\" c",
    "`touch PWNED`",
    "$(touch PWNED)",
    "$HOME",
    "${IFS}",
    "~",
    "~root",
    "a=~",
    "#not a comment",
    "a #b",
    "{a,b}",
    "!!",
    "a!b",
    "^a^b",
    "line\nbreak",
    "\n",
    "ends\n",
    "\nstarts",
    "a\tb",
    "\r",
    "back\\slash",
    "\\",
    "ends\\",
    "a;b",
    "a&b",
    "a|b",
    "<a>",
    "(a)",
    "[a]*?",
    "=ls",
    "-x",
    "%",
    "100%s",
    "\x1b[31mred\x1b[0m",
    "\x07\n",
    "Zürich",
    "\xe2\x80\xae right to left",
    "\xff\xfe",
    "caf\xe9 du 'monde'",
};

std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 4096> block;
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe)) {
    text.append(block.data(), count);
  }
  CHECK(::pclose(pipe) == 0);
  return text;
}

// The words that a shell makes of a command line, each with NUL behind it.
std::string read_by(const std::string& shell, const std::string& command) {
  const support::TemporaryDirectory directory;
  const auto script = support::put(directory / "script", "printf '%s\\0' " + command + "\n");
  return output_of("cd " + directory.path().string() + " && " + shell + " " + script.string());
}

std::vector<std::string> random_words(unsigned seed) {
  std::mt19937 random(seed);
  std::vector<std::string> words(100);
  for (std::string& word : words) {
    for (unsigned length = random() % 12; length > 0; --length) {
      word += static_cast<char>(1 + random() % 255);
    }
  }
  return words;
}

void check_words(const std::vector<std::string>& words) {
  std::string expected;
  for (const std::string& word : words) expected += word + '\0';
  const std::string command = shell_command(words);
  for (const char* shell : {"sh", "bash"}) {
    CAPTURE(shell, command);
    if (output_of(std::string("command -v ") + shell + " || true").empty()) continue;
    CHECK(read_by(shell, command) == expected);
  }
}

}  // namespace

TEST_CASE("Any words come out of a shell as they went in", "[base][shell]") {
  check_words(hostile);
  for (const std::string& word : hostile) check_words({word});
  for (unsigned seed = 1; seed <= 5; ++seed) check_words(random_words(seed));
}

TEST_CASE("A command can be shown by a terminal and kept in JSON as it is", "[base][shell]") {
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const std::string command = shell_command(random_words(seed));
    CHECK(made_visible_lines(command) == command);
    CHECK(command.find('\t') == std::string::npos);
  }
}

TEST_CASE("Plain words stay as they are, and files are never options", "[base][shell]") {
  CHECK(shell_command({"poach", "run", "a/b.yaml", "seed=3", "-o", "out"}) ==
        "poach run a/b.yaml seed=3 -o out");
  CHECK(shell_word("a b") == "'a b'");
  CHECK(shell_word("it's") == R"('it'\''s')");
  CHECK(shell_path("-o") == "./-o");
  CHECK(shell_path("- o") == "'./- o'");
  CHECK(shell_path("sweeps/apple") == "sweeps/apple");
}
