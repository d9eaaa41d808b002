#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "config/load.hpp"
#include "config/print.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using namespace poach::config;
namespace fs = std::filesystem;

namespace {

// A folder that is removed with everything in it.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("poach_config_" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { fs::remove_all(path_); }

  fs::path write(const std::string& name, const std::string& text) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file;
  }
  [[nodiscard]] std::string operator/(const std::string& name) const {
    return (path_ / name).string();
  }

 private:
  fs::path path_;
};

Node parsed(std::string_view text) {
  Diagnostics diagnostics;
  Node node = parse_text(text, "t", diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return node;
}

std::string merged(std::string_view base, std::string_view changes) {
  return print_flow(merge(parsed(base), parsed(changes)));
}

}  // namespace

TEST_CASE("maps merge and scalars replace") {
  CHECK(merged("{a: 1, b: {c: 2, d: 3}}", "{b: {d: 4, e: 5}, f: 6}") ==
        "{a: 1, b: {c: 2, d: 4, e: 5}, f: 6}");
  CHECK(merged("{a: {b: 1}}", "{a: 5}") == "{a: 5}");
  CHECK(merged("{a: 5}", "{a: {b: 1}}") == "{a: {b: 1}}");
  CHECK(merged("{a: 5, b: 6}", "{a: null}") == "{a: null, b: 6}");
}

TEST_CASE("lists of named things merge by name, others replace") {
  CHECK(merged("[{name: A, x: 1, y: 1}, {name: B, x: 2}]", "[{name: B, x: 3}, {name: C}]") ==
        "[{name: A, x: 1, y: 1}, {name: B, x: 3}, {name: C}]");
  CHECK(merged("[1, 2, 3]", "[4]") == "[4]");
  CHECK(merged("[{name: A}]", "[{x: 1}]") == "[{x: 1}]");
  CHECK(merged("[{name: A}]", "[{name: B}, 3]") == "[{name: B}, 3]");
  CHECK(merged("[{name: A}]", "[{name: [B]}]") == "[{name: [B]}]");
  CHECK(merged("[{name: A}]", "[]") == "[]");
  CHECK(merged("[]", "[{name: A}]") == "[{name: A}]");
}

TEST_CASE("a name given twice stays twice for the reader to refuse") {
  CHECK(merged("[{name: A, x: 1}]", "[{name: A, x: 2}, {name: A, x: 3}]") ==
        "[{name: A, x: 2}, {name: A, x: 3}]");
  CHECK(merged("[{name: A}]", "[{name: B}, {name: B}]") == "[{name: A}, {name: B}, {name: B}]");
}

TEST_CASE("a chain of files is followed and every node keeps its place") {
  const Folder folder;
  folder.write("base/deep.yaml", "seed: 1\ntitle: deep\ncompanies:\n  - {name: Apple, cap: 1M}\n");
  folder.write("base/frontier.yaml", "extends: deep.yaml\ntitle: frontier\n");
  const fs::path top = folder.write("top.yaml",
                                    "extends: base/frontier.yaml\n"
                                    "companies:\n"
                                    "  - {name: Apple, cap: 5M}\n"
                                    "  - {name: Meta}\n");
  Diagnostics diagnostics;
  const LoadedDocument document = load_with_inheritance(top, diagnostics);
  INFO(diagnostics.report());
  REQUIRE_FALSE(diagnostics.has_errors());
  CHECK(print_flow(document.root) ==
        "{seed: 1, title: frontier, companies: [{name: Apple, cap: 5M}, {name: Meta}]}");
  CHECK(document.root.find("seed")->place() == SourcePlace{folder / "base/deep.yaml", 1, 7});
  CHECK(document.root.find("title")->place() == SourcePlace{folder / "base/frontier.yaml", 2, 8});
  const Node* apple = document.root.find("companies")->find_named("Apple");
  REQUIRE(apple != nullptr);
  CHECK(apple->find("cap")->place() == SourcePlace{folder / "top.yaml", 3, 24});
  REQUIRE(document.files.size() == 3);
  CHECK(document.files[0] == top);
  CHECK(document.files[2].string() == folder / "base/deep.yaml");
}

TEST_CASE("keys and lists that changes give again are theirs") {
  Diagnostics diagnostics;
  Node base = parse_text("a: {x: 1}\nlist: [{name: A}]\n", "base", diagnostics);
  Node changes = parse_text("\na: {x: 2}\nlist: [{name: A}]\n", "changes", diagnostics);
  const Node both = merge(std::move(base), std::move(changes));
  CHECK(both.entries()[0].key_place == SourcePlace{"changes", 2, 1});
  CHECK(both.find("a")->place() == SourcePlace{"changes", 2, 4});
  CHECK(both.find("a")->entries()[0].key_place == SourcePlace{"changes", 2, 5});
  CHECK(both.find("list")->place() == SourcePlace{"changes", 3, 7});
}

TEST_CASE("files that extend each other are refused, the cycle named") {
  const Folder folder;
  fs::create_directory(folder / "sub");
  folder.write("a.yaml", "extends: sub/../b.yaml\n");
  folder.write("b.yaml", "title: b\nextends: c.yaml\n");
  folder.write("c.yaml", "extends: ./b.yaml\n");
  Diagnostics diagnostics;
  (void)load_with_inheritance(folder / "a.yaml", diagnostics);
  CHECK(diagnostics.report() == (folder / "c.yaml") +
                                    ":1:10: error: extends: files extend each other in a circle: "
                                    "b.yaml -> c.yaml -> b.yaml\n");
  folder.write("self.yaml", "extends: self.yaml\n");
  Diagnostics alone;
  (void)load_with_inheritance(folder / "self.yaml", alone);
  CHECK(alone.report().find("self.yaml -> self.yaml\n") != std::string::npos);
}

TEST_CASE("a base that cannot be read is reported at the line that names it") {
  const Folder folder;
  const fs::path file = folder.write("a.yaml", "extends: nowhere.yaml\nseed: 2\n");
  Diagnostics diagnostics;
  const LoadedDocument document = load_with_inheritance(file, diagnostics);
  CHECK(diagnostics.report() == (folder / "a.yaml") + ":1:10: error: extends: there is no file " +
                                    (folder / "nowhere.yaml") +
                                    " (the name is relative to this file)\n");
  CHECK(document.root.find("seed")->text() == "2");
  Diagnostics wrong;
  (void)load_with_inheritance(folder.write("b.yaml", "extends: [a, b]\n"), wrong);
  CHECK(wrong.report() ==
        (folder / "b.yaml") + ":1:10: error: extends: expected the name of a file, got a list\n");
}

TEST_CASE("files that cannot be read") {
  const Folder folder;
  folder.write("spree.yaml", "a: 1\n");
  Diagnostics diagnostics;
  (void)load_document(folder / "spre.yaml", diagnostics);
  CHECK(diagnostics.report() ==
        (folder / "spre.yaml") +
            ": error: cannot be read (No such file or directory); did you mean spree.yaml?\n");
  Diagnostics in_folder;
  (void)load_document(folder / "", in_folder);
  CHECK(in_folder.report().find("is a folder, not a file") != std::string::npos);
  Diagnostics endless;
  (void)load_document("/dev/zero", endless);
  CHECK(endless.report() ==
        "/dev/zero: error: larger than 64 MiB; put large tables into a CSV file\n");
}

TEST_CASE("errors of every file of a chain are reported") {
  const Folder folder;
  folder.write("base.yaml", "a: 1\na: 2\n");
  const fs::path file = folder.write("top.yaml", "extends: base.yaml\nb: 1\nb: 2\n");
  Diagnostics diagnostics;
  (void)load_with_inheritance(file, diagnostics);
  CHECK(diagnostics.error_count() == 2);
}

TEST_CASE("a chain of files that extend each other has an end") {
  const poach::support::TemporaryDirectory place;
  for (int k = 0; k < 1000; ++k) {
    poach::support::put(place / ("f" + std::to_string(k) + ".yaml"),
                        "extends: f" + std::to_string(k + 1) + ".yaml\n");
  }
  poach::support::put(place / "f1000.yaml", "a: 1\n");
  poach::Diagnostics diagnostics;
  (void)poach::config::load_with_inheritance(place / "f0.yaml", diagnostics);
  CHECK(diagnostics.report().find("f63.yaml:1:10: error: extends: more than 64 files") !=
        std::string::npos);
  poach::Diagnostics none;
  CHECK(poach::config::load_with_inheritance(place / "f940.yaml", none).root.find("a") != nullptr);
  CHECK_FALSE(none.has_errors());
}

TEST_CASE("names of files mean what the system means by them") {
  namespace fs = std::filesystem;
  const poach::support::TemporaryDirectory place;
  fs::create_directories(place / "project/scenarios");
  poach::support::put(place / "project/base.yaml", "a: right\n");
  poach::support::put(place / "base.yaml", "a: wrong\n");
  poach::support::put(place / "project/scenarios/s.yaml", "extends: ../base.yaml\n");
  fs::create_directory_symlink(place / "project/scenarios", place / "current");
  poach::Diagnostics diagnostics;
  const auto through = poach::config::load_with_inheritance(place / "current/s.yaml", diagnostics);
  INFO(diagnostics.report());
  REQUIRE(through.root.find("a") != nullptr);
  CHECK(through.root.find("a")->text() == "right");
  // Without links the name is as short as before.
  CHECK(poach::config::file_in(place / "project/scenarios", "../base.yaml") ==
        place.path() / "project/base.yaml");
}
