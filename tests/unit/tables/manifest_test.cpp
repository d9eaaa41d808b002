#include "tables/manifest.hpp"

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::tables;
using poach::support::content;
using poach::support::message_of;
using poach::support::put;
using poach::support::TemporaryDirectory;

namespace {

Manifest example() {
  Manifest manifest;
  manifest.version = "0.1.0";
  manifest.commit = "abc";
  manifest.results_revision = 3;
  manifest.compiler = "GCC 12.2.0";
  manifest.command = "poach run \"a b.yaml\"";
  manifest.seed = 9007199254740991U;
  manifest.replicates = 2;
  manifest.scenario = "spree";
  manifest.scenario_sha256 = sha256_hex("scenario");
  manifest.identity = sha256_hex("identity");
  manifest.state_hash = "00ff";
  manifest.state_hashes = {"01", "02"};
  manifest.files = {{"market.csv", 53, 1234, sha256_hex("market")},
                    {"scenario.resolved.yaml", std::nullopt, 8, sha256_hex("scenario")}};
  return manifest;
}

/// What reading says about a manifest with `from` replaced by `to`.
std::string problems(const std::string& from, const std::string& to) {
  const TemporaryDirectory directory;
  write_manifest(directory.path(), example());
  std::string text = content(directory / "manifest.json");
  const std::size_t where = text.find(from);
  REQUIRE(where != std::string::npos);
  text.replace(where, from.size(), to);
  put(directory / "manifest.json", text);
  Diagnostics diagnostics;
  const bool readable = read_manifest(directory.path(), diagnostics).has_value();
  CHECK(readable != diagnostics.has_errors());
  std::string report = diagnostics.report();
  const std::string file = (directory / "manifest.json").string() + ": error: ";
  while (report.find(file) != std::string::npos) report.erase(report.find(file), file.size());
  return report;
}

}  // namespace

TEST_CASE("A manifest is read back as it was written", "[tables][manifest]") {
  const TemporaryDirectory directory;
  Manifest manifest = example();
  SECTION("complete") {}
  SECTION("failed") {
    manifest.status = RunStatus::failed;
    manifest.error = "cannot write market.csv.partial: disk full";
  }
  SECTION("interrupted, without files") {
    manifest.status = RunStatus::interrupted;
    manifest.files.clear();
    manifest.state_hashes.clear();
    manifest.seed = ~std::uint64_t{0};
  }
  write_manifest(directory.path(), manifest);
  const std::string text = content(directory / "manifest.json");
  Diagnostics diagnostics;
  const std::optional<Manifest> back = read_manifest(directory.path(), diagnostics);
  CHECK(diagnostics.report().empty());
  REQUIRE(back.has_value());
  CHECK(*back == manifest);
  write_manifest(directory.path(), *back);
  CHECK(content(directory / "manifest.json") == text);
}

TEST_CASE("The keys of a manifest keep their order", "[tables][manifest]") {
  const TemporaryDirectory directory;
  Manifest manifest = example();
  manifest.files.pop_back();
  write_manifest(directory.path(), manifest);
  CHECK(content(directory / "manifest.json") == R"({
  "schema_version": 1,
  "status": "complete",
  "version": "0.1.0",
  "commit": "abc",
  "results_revision": 3,
  "compiler": "GCC 12.2.0",
  "command": "poach run \"a b.yaml\"",
  "seed": 9007199254740991,
  "replicates": 2,
  "scenario": "spree",
  "scenario_sha256": ")" + sha256_hex("scenario") + R"(",
  "identity": ")" + sha256_hex("identity") + R"(",
  "state_hash": "00ff",
  "state_hashes": [
    "01",
    "02"
  ],
  "files": [
    {
      "name": "market.csv",
      "rows": 53,
      "bytes": 1234,
      "sha256": ")" + sha256_hex("market") + R"("
    }
  ]
}
)");
}

TEST_CASE("A manifest from before there were revisions and identities is read",
          "[tables][manifest]") {
  const TemporaryDirectory directory;
  write_manifest(directory.path(), example());
  std::string text = content(directory / "manifest.json");
  for (const std::string key : {"results_revision", "identity"}) {
    const std::size_t at = text.find("  \"" + key);
    REQUIRE(at != std::string::npos);
    text.erase(at, text.find('\n', at) + 1 - at);
  }
  put(directory / "manifest.json", text);
  Diagnostics diagnostics;
  const auto back = read_manifest(directory.path(), diagnostics);
  REQUIRE(back.has_value());
  CHECK(back->results_revision == 0);
  CHECK(back->identity.empty());
}

TEST_CASE("A command line that is not UTF-8 still gives a manifest", "[tables][manifest]") {
  const TemporaryDirectory directory;
  Manifest manifest = example();
  manifest.command = "poach run \xFF";
  write_manifest(directory.path(), manifest);
  Diagnostics diagnostics;
  const auto back = read_manifest(directory.path(), diagnostics);
  REQUIRE(back.has_value());
  CHECK(back->command == "poach run \xEF\xBF\xBD");
}

TEST_CASE("A directory without a manifest is no error", "[tables][manifest]") {
  const TemporaryDirectory directory;
  Diagnostics diagnostics;
  CHECK_FALSE(read_manifest(directory.path(), diagnostics).has_value());
  CHECK_FALSE(read_manifest(directory / "none", diagnostics).has_value());
  CHECK_FALSE(diagnostics.has_errors());
}

TEST_CASE("Damaged JSON is reported, never thrown", "[tables][manifest]") {
  const TemporaryDirectory directory;
  write_manifest(directory.path(), example());
  const std::string whole = content(directory / "manifest.json");
  std::vector<std::string> texts = {"", "[]", "null", "3", "{}", "\"text\"", "\xFF\xFE", "{\"a\":"};
  texts.push_back(std::string(100'000, '['));
  for (std::size_t kept = 1; kept + 2 < whole.size(); kept += 37) {
    texts.push_back(whole.substr(0, kept));
  }
  for (const std::string& text : texts) {
    CAPTURE(text.substr(0, 300));
    put(directory / "manifest.json", text);
    Diagnostics diagnostics;
    CHECK_FALSE(read_manifest(directory.path(), diagnostics).has_value());
    CHECK(diagnostics.has_errors());
    CHECK(diagnostics.report().find("manifest.json") != std::string::npos);
  }
}

TEST_CASE("Members that are missing or mistyped are named", "[tables][manifest]") {
  CHECK(problems("\"GCC", "\"gcc").empty());
  CHECK(problems("\"seed\"", "\"sead\"") == "seed: it is missing\n");
  CHECK(problems("9007199254740991", "-1") == "seed: it must be a whole number, 0 or more\n");
  CHECK(problems("9007199254740991", "1.5") == "seed: it must be a whole number, 0 or more\n");
  CHECK(problems("\"abc\"", "7") == "commit: it must be text\n");
  CHECK(problems("\"complete\"", "\"done\"") ==
        "status: it must be complete, failed or interrupted\n");
  CHECK(problems("\"01\"", "1") == "state_hashes: it must be a list of texts\n");
  CHECK(problems("\"schema_version\": 1", "\"schema_version\": 2") ==
        "schema_version: 2 is not the version this program reads, which is 1\n");
  CHECK(problems("\"rows\": 53", "\"rows\": \"53\"") ==
        "files[0].rows: it must be a whole number, 0 or more\n");
  CHECK(problems("1234", "null") == "files[0].bytes: it must be a whole number, 0 or more\n");
  CHECK(problems(sha256_hex("market"), "12") ==
        "files[0].sha256: it must be 64 hexadecimal digits\n");
}

TEST_CASE("A manifest cannot name files outside its directory", "[tables][manifest]") {
  for (const std::string name : {"../market.csv", "/etc/passwd", "a/../../b", ""}) {
    CAPTURE(name);
    CHECK(problems("\"market.csv\"", "\"" + name + "\"") ==
          "files[0].name: it must be a file of this directory\n");
  }
  CHECK(problems("\"market.csv\"", "\"shards/market.csv\"").empty());
}

TEST_CASE("A manifest on a full disk fails loudly", "[tables][manifest]") {
  const TemporaryDirectory directory;
  std::filesystem::create_symlink("/dev/full", directory / "manifest.json.partial");
  CHECK(message_of<RunError>([&] {
          write_manifest(directory.path(), example());
        }).find("disk full") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(directory / "manifest.json"));
}

TEST_CASE("A text file is written and described", "[tables][manifest]") {
  const TemporaryDirectory directory;
  CHECK(write_text_file(directory.path(), "a.yaml", "seed: 1\n") ==
        FileRecord{"a.yaml", std::nullopt, 8, sha256_hex("seed: 1\n")});
  CHECK(content(directory / "a.yaml") == "seed: 1\n");
}
