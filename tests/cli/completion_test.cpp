// Completion scripts, as far as the shells at hand can run them.

#include <sstream>

#include "program.hpp"
#include "support/catch.hpp"

using namespace poach::support;

namespace {

std::string script(const std::string& shell) {
  const Outcome outcome = run_poach({"completion", shell});
  CAPTURE(outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(outcome.err.empty());
  return outcome.out;
}

// The words that bash would offer, one per line, for the last of the words typed in a directory.
std::string offers(const TemporaryDirectory& directory, const Words& typed) {
  std::string words = "poach";
  for (const std::string& word : typed) words += " '" + word + "'";
  const auto file =
      put(directory / "completion.sh", script("bash") + "cd " + directory.path().string() +
                                           "\nCOMP_WORDS=(" + words +
                                           ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_poach\n"
                                           "printf '%s\\n' \"${COMPREPLY[@]}\" | sort\n");
  const Outcome outcome = run_process("bash", {"--norc", file.string()});
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
  std::filesystem::remove(file);
  return outcome.out;
}

}  // namespace

TEST_CASE("The bash script is valid and completes", "[cli][completion]") {
  const TemporaryDirectory directory;
  const auto file = put(directory / "poach.sh", script("bash"));
  const Outcome valid = run_process("bash", {"-n", file.string()});
  CHECK(valid.code == 0);
  CHECK(valid.err.empty());
  std::filesystem::remove(file);
  put(directory / "a scenario.yaml", "");
  put(directory / "notes.txt", "");
  std::filesystem::create_directory(directory / "results");
  CHECK(offers(directory, {"com"}) == "compare\ncompletion\n");
  CHECK(offers(directory, {"run", ""}) == "a scenario.yaml\nresults\n");
  CHECK(offers(directory, {"run", "x.yaml", "--com"}) == "--compress\n");
  CHECK(offers(directory, {"run", "x.yaml", "--compress", ""}) == "gz\nzst\n");
  CHECK(offers(directory, {"run", "x.yaml", "-o", ""}) == "results\n");
  CHECK(offers(directory, {"compare", "re"}) == "results\n");
  CHECK(offers(directory, {"describe", ""}) == "network\noracles\nparameters\ntables\n");
  CHECK(offers(directory, {"describe", "network", "a"}) == "a scenario.yaml\n");
  CHECK(offers(directory, {"completion", "f"}) == "fish\n");
}

TEST_CASE("Every verb and option of the help is in every script", "[cli][completion]") {
  const std::string bash = script("bash");
  const std::string zsh = script("zsh");
  const std::string fish = script("fish");
  for (const char* verb : {"run", "check", "compare", "describe", "show"}) {
    CAPTURE(verb);
    std::istringstream help(run_poach({verb, "--help"}).out);
    std::string word;
    int options = 0;
    while (help >> word) {
      const std::size_t start = word.find("--");
      if (start == std::string::npos) continue;
      const std::string option = word.substr(start, word.find_first_of(",.:)", start) - start);
      CAPTURE(option);
      ++options;
      CHECK(contains(bash, option));
      CHECK(contains(zsh, option));
      CHECK(contains(fish, "-l " + option.substr(2) + " "));
    }
    CHECK(options > 0);
    CHECK(contains(fish, std::string(" -a ") + verb + " "));
  }
}

TEST_CASE("Other shells than bash check their scripts where they are installed",
          "[cli][completion]") {
  const TemporaryDirectory directory;
  for (const char* shell : {"zsh", "fish"}) {
    const auto file = put(directory / shell, script(shell));
    const Outcome valid = run_process(shell, {"-n", file.string()});
    CAPTURE(shell, valid.err);
    CHECK((valid.code == 0 || valid.code == 127));  // 127: there is no such shell
  }
}
