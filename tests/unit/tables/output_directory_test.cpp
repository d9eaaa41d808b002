#include "tables/output_directory.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "tables/dictionary.hpp"
#include "tables/written_files.hpp"

using namespace poach;
using namespace poach::tables;
using poach::support::content;
using poach::support::message_of;
using poach::support::put;
using poach::support::TemporaryDirectory;

namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& directory) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  std::string text;
  for (const std::string& name : names) text += name + "=" + content(directory / name) + " ";
  return text;
}

// Writes a set of two tables, as collect does.
void write_set(const fs::path& path, const std::string& text) {
  OutputDirectory directory(path);
  directory.lock();
  std::vector<OutputFile> files;
  for (const char* name : {"runs.csv", "market.csv"}) {
    files.push_back(directory.create(name));
    files.back().append(text);
  }
  const std::array<std::string, 2> earlier = {"market.csv", "moves.csv"};
  directory.replace(files, earlier, package_file_name, text);
}

}  // namespace

TEST_CASE("A directory is known by the files that poach writes", "[tables][output]") {
  const auto [file, holding] = GENERATE(
      table<std::string, Holding>({{"plan-1.json", Holding::sweep},
                                   {"manifest.json", Holding::run},
                                   {"checkpoint.bin", Holding::interrupted_run},
                                   {"runs.csv", Holding::collection},
                                   {"runs.csv.zst", Holding::collection},
                                   {"check.csv", Holding::expectations},
                                   {"effects.csv", Holding::effects},
                                   {"notes.txt", Holding::nothing},
                                   {"sweep.yaml", Holding::nothing}}));  // a spec of somebody's
  const TemporaryDirectory directory;
  CAPTURE(file);
  CHECK(holding_of(directory.path()) == Holding::nothing);
  CHECK(holding_of(directory / "absent") == Holding::nothing);
  put(directory / file, "");
  CHECK(holding_of(directory.path()) == holding);
  for (const Holding own : {Holding::sweep, Holding::run, Holding::effects}) {
    const OutputDirectory output(directory.path());
    const std::string refusal = message_of<InputError>([&] { output.require_only(own); });
    const bool fine = holding == own || holding == Holding::nothing;
    CHECK(refusal ==
          (fine ? ""
                : "error: " + directory.path().string() + " holds " +
                      std::string(to_string(holding)) + "; choose another directory with -o"));
  }
}

TEST_CASE("A plan that was begun is a sweep", "[tables][output]") {
  const TemporaryDirectory directory;
  fs::create_directory(directory / "shards");
  CHECK(holding_of(directory.path()) == Holding::nothing);
  put(directory / "sweep.yaml", "");
  CHECK(holding_of(directory.path()) == Holding::sweep);
  CHECK(holding_of(directory / "shards") == Holding::sweep);
}

TEST_CASE("One process at a time has a directory", "[tables][output]") {
  const TemporaryDirectory directory;
  {
    OutputDirectory first(directory / "a/b");
    first.lock();
    first.lock();  // it has it already
    CHECK(fs::exists(directory / "a/b"));
    OutputDirectory second(directory / "a/b");
    CHECK(message_of<InputError>([&] { second.lock(); }) ==
          "error: " + (directory / "a/b").string() +
              " is being written by another poach; wait for it, or choose another directory");
  }
  // Nothing was written to it, so nothing is left of it.
  CHECK_FALSE(fs::exists(directory / "a"));
  OutputDirectory third(directory.path());
  third.lock();
  third.write("kept", "x");
  CHECK(content(directory / "kept") == "x");
}

TEST_CASE("A lock ends with its process", "[tables][output]") {
  const TemporaryDirectory directory;
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    OutputDirectory output(directory.path());
    output.lock();
    ::kill(::getpid(), SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  OutputDirectory output(directory.path());
  CHECK_NOTHROW(output.lock());
}

TEST_CASE("A set of files is replaced whole", "[tables][output]") {
  const TemporaryDirectory directory;
  write_set(directory.path(), "old");
  CHECK(content_of(directory.path()) == "datapackage.json=old market.csv=old runs.csv=old ");
  put(directory / "moves.csv", "of a set with more tables");
  put(directory / "notes.txt", "mine");
  write_set(directory.path(), "new");
  CHECK(content_of(directory.path()) ==
        "datapackage.json=new market.csv=new notes.txt=mine runs.csv=new ");
}

TEST_CASE("A set that fails before it has its names leaves the old one", "[tables][output]") {
  const TemporaryDirectory directory;
  write_set(directory.path(), "old");
  OutputDirectory output(directory.path());
  output.lock();
  {
    std::vector<OutputFile> files;
    files.push_back(output.create("runs.csv"));
    files.back().append("half");
  }
  CHECK(content_of(directory.path()) == "datapackage.json=old market.csv=old runs.csv=old ");
}

TEST_CASE("What is described is compared, the size always and the bytes when it is read",
          "[tables][output]") {
  const TemporaryDirectory directory;
  const FileRecord a = write_text_file(directory.path(), "a.csv", "abc\n");
  const FileRecord b = write_text_file(directory.path(), "b.csv", "defg\n");
  const WrittenFiles files(directory.path(), {a, b}, "manifest.json");
  const auto problems = [&](bool bytes) {
    Diagnostics diagnostics;
    bytes ? files.compare_bytes(diagnostics) : files.compare_sizes(diagnostics);
    return diagnostics.report();
  };
  const std::string name = (directory / "b.csv").string() + ": error: ";
  CHECK(problems(true).empty());
  CHECK(files.checked(a) == directory / "a.csv");
  put(directory / "b.csv", "dexg\n");
  CHECK(problems(false).empty());
  CHECK(problems(true) == name +
                              "is not the file that poach wrote: its SHA-256 is not the one in "
                              "manifest.json\n");
  // Asked twice, it is refused twice.
  CHECK_THROWS_AS((void)files.checked(b), InputError);
  CHECK_THROWS_AS((void)files.checked(b), InputError);
  put(directory / "b.csv", "");
  CHECK(problems(false) == name +
                               "is not the file that poach wrote: it holds 0 bytes, and "
                               "manifest.json says 5\n");
  fs::remove(directory / "b.csv");
  CHECK(problems(false) == name + "is missing; manifest.json names it\n");
  fs::create_directory(directory / "b.csv");
  CHECK(problems(false) == name + "is not a file\n");
}

TEST_CASE("datapackage.json vouches for the files it has records of", "[tables][output]") {
  const TemporaryDirectory directory;
  const std::array<TableDictionary, 2> tables = {
      TableDictionary{"a", "a.csv", "A.", "row", {}, {}},
      TableDictionary{"b", "b.csv", "B.", "row", {}, {}}};
  const std::string sha256(64, 'f');
  const FileRecord record{"b.csv", std::nullopt, 12, sha256};
  put(directory / "datapackage.json", datapackage("n", "t", tables, {&record, 1}));
  const auto read = read_datapackage(directory / "datapackage.json");
  CHECK(read == std::vector<FileRecord>{{"a.csv", std::nullopt, 0, ""}, record});
  for (const char* damaged : {"{", "[]", "{}", "{\"resources\": [{}]}", "{\"resources\": [1]}",
                              "{\"resources\": [{\"path\": \"../a.csv\"}]}",
                              "{\"resources\": [{\"path\": \"a\", \"hash\": \"sha256:1\"}]}",
                              "{\"resources\": [{\"path\": \"a\", \"hash\": 1}]}"}) {
    CAPTURE(damaged);
    put(directory / "datapackage.json", damaged);
    CHECK_THROWS_AS((void)read_datapackage(directory / "datapackage.json"), InputError);
  }
}
