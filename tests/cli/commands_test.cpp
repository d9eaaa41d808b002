// What is printed or recorded as a command, pasted into a shell.

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "small_sweep.hpp"

using namespace poach::support;

namespace {

namespace files = std::filesystem;

const std::vector<std::string> hostile = {
    "it's",        "a \"b\"", "`touch PWNED`", "$(touch PWNED)", "~",       "#a", "{a,b}", "a!b",
    "line\nbreak", "a\tb",    "\x1b[31m",      "caf\xe9",        "a;b&c|d", "-x", "a\\b"};

// Runs a text as somebody who pasted it would, in a directory, with poach on the path.
Outcome paste(const std::string& text, const files::path& directory) {
  const std::string program = files::path(program_file()).parent_path().string();
  const TemporaryDirectory elsewhere;
  const auto script = put(elsewhere / "pasted", "cd '" + directory.string() + "' && PATH='" +
                                                    program + "':$PATH\n" + text + "\n");
  return run_process("sh", {script.string()});
}

std::string command_in(const files::path& manifest) {
  return nlohmann::json::parse(content(manifest))["command"].get<std::string>();
}

// The command after the last semicolon.
std::string last_command(const std::string& out) {
  const std::size_t at = out.rfind("; poach ");
  REQUIRE(at != std::string::npos);
  return out.substr(at + 2);
}

}  // namespace

TEST_CASE("The command in a manifest makes the run again", "[cli][commands]") {
  for (const std::string& word : hostile) {
    if (word == "caf\xe9" || word == "\x1b[31m") continue;  // a title is text
    const TemporaryDirectory directory;
    const auto run = directory / "run";
    CHECK(run_poach({"run", small(), "--quiet", "-o", run.string(), "title=Title " + word}).code ==
          0);
    const std::string command = command_in(run / "manifest.json");
    CAPTURE(command);
    const std::string before = content(run / "scenario.resolved.yaml");
    files::remove_all(run);
    const Outcome again = paste(command, directory.path());
    CAPTURE(again.err);
    CHECK(again.code == 0);
    CHECK(content(run / "scenario.resolved.yaml") == before);
    CHECK(command_in(run / "manifest.json") == command);
    CHECK_FALSE(files::exists(directory / "PWNED"));
  }
}

TEST_CASE("What a sweep says to do next can be done", "[cli][commands]") {
  for (const std::string& word : hostile) {
    CAPTURE(word);
    SmallSweep sweep("");
    const auto& directory = sweep.directory.path();
    const auto folder = put(directory / "folder", word);
    const Outcome planned =
        paste("d=$(cat folder; echo x)\nexec poach sweep plan spec.yaml \"-o${d%x}\"", directory);
    CAPTURE(planned.err, planned.out);
    REQUIRE(planned.code == 0);
    const Outcome run = paste(last_command(planned.out), directory);
    CAPTURE(run.err);
    CHECK(run.code == 0);
    CHECK(files::exists(directory / word / "shards"));
    CHECK_FALSE(files::exists(directory / "PWNED"));
  }
}
