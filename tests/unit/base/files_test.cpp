#include "base/files.hpp"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/nesting.hpp"
#include "base/regular_file.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using poach::support::content;
using poach::support::message_of;
using poach::support::put;
using poach::support::TemporaryDirectory;

namespace fs = std::filesystem;

TEST_CASE("An output file has its name only when committed", "[base][files]") {
  const TemporaryDirectory directory;
  const fs::path path = directory / "market.csv";
  OutputFile file(path);
  CHECK(fs::exists(directory / "market.csv.partial"));
  file.append("a,b\n");
  file.append(std::string(700'000, 'x'));
  file.append("end\n");
  CHECK(file.bytes() == 700'008);
  CHECK_FALSE(fs::exists(path));
  file.commit();
  CHECK_FALSE(fs::exists(directory / "market.csv.partial"));
  CHECK(content(path) == "a,b\n" + std::string(700'000, 'x') + "end\n");
  CHECK(file.bytes() == 700'008);
  CHECK(file.sha256() == sha256_hex(content(path)));
  CHECK(file.path() == path);
}

TEST_CASE("An output file that is not committed stays behind as .partial", "[base][files]") {
  const TemporaryDirectory directory;
  put(directory / "market.csv", "an earlier run");
  {
    OutputFile file(directory / "market.csv");
    file.append("half a ta");
    CHECK(file.sha256() == sha256_hex("half a ta"));
  }
  CHECK(content(directory / "market.csv") == "an earlier run");
  CHECK(content(directory / "market.csv.partial") == "half a ta");
  OutputFile again(directory / "market.csv");
  again.commit();
  CHECK(content(directory / "market.csv").empty());
}

TEST_CASE("An output file can be moved", "[base][files]") {
  const TemporaryDirectory directory;
  OutputFile first(directory / "a");
  first.append("one ");
  OutputFile second = std::move(first);
  second.append("two");
  first = OutputFile(directory / "b");
  second.commit();
  CHECK(content(directory / "a") == "one two");
  CHECK(fs::exists(directory / "b.partial"));
}

TEST_CASE("A closed output file refuses more", "[base][files]") {
  const TemporaryDirectory directory;
  OutputFile file(directory / "a");
  file.commit();
  CHECK_THROWS_AS(file.append("x"), RunError);
  CHECK_THROWS_AS(file.commit(), RunError);
  CHECK(content(directory / "a").empty());
}

TEST_CASE("A full disk fails the file and leaves no whole-looking one", "[base][files]") {
  const TemporaryDirectory directory;
  fs::create_symlink("/dev/full", directory / "market.csv.partial");
  const std::string expected = "cannot write " + (directory / "market.csv.partial").string() +
                               ": No space left on device (disk full); the finished files of this "
                               "run are kept";
  OutputFile file(directory / "market.csv");
  SECTION("while writing") {
    CHECK(message_of<RunError>([&] { file.append(std::string(1 << 20, 'x')); }) == expected);
  }
  SECTION("when the buffer is written at the end") {
    file.append("short");
    CHECK(message_of<RunError>([&] { file.commit(); }) == expected);
  }
  SECTION("at a checkpoint") {
    file.append("short");
    CHECK(message_of<RunError>([&] { file.sync(); }) == expected);
  }
  CHECK_THROWS_AS(file.commit(), RunError);
  CHECK_FALSE(fs::exists(directory / "market.csv"));
}

TEST_CASE("A file whose writing failed once can never be committed", "[base][files]") {
  const TemporaryDirectory directory;
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  OutputFile file(directory / "a");
  file.append(std::string(3000, 'x'));
  const std::string message = message_of<RunError>([&] { file.sync(); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK(message.find("a.partial: File too large (file size limit reached)") != std::string::npos);
  // Part of the buffer was written: to write it again would be worse than to stop.
  CHECK_THROWS_AS(file.append("more"), RunError);
  CHECK_THROWS_AS(file.commit(), RunError);
  CHECK(fs::file_size(directory / "a.partial") == 1000);
  CHECK_FALSE(fs::exists(directory / "a"));
}

TEST_CASE("A directory that is missing or refuses files is named", "[base][files]") {
  const TemporaryDirectory directory;
  CHECK(message_of<RunError>([&] { OutputFile(directory / "none/market.csv"); }) ==
        "cannot write " + (directory / "none/market.csv.partial").string() +
            ": No such file or directory; the finished files of this run are kept");
  // /proc refuses new files even to the superuser, whom permissions do not stop.
  CHECK(message_of<RunError>([] { OutputFile("/proc/market.csv"); }).find("/proc/market.csv") !=
        std::string::npos);
  put(directory / "file", "");
  CHECK(message_of<RunError>([&] {
          OutputFile(directory / "file/market.csv");
        }).find("Not a directory") != std::string::npos);
}

TEST_CASE("A read-only directory refuses files", "[base][files]") {
  const TemporaryDirectory directory;
  fs::permissions(directory.path(), fs::perms::owner_read | fs::perms::owner_exec);
  const bool refused = !message_of<RunError>([&] { OutputFile(directory / "a"); }).empty();
  fs::permissions(directory.path(), fs::perms::owner_all);
  CHECK(refused == (::geteuid() != 0));  // permissions do not stop the superuser
}

TEST_CASE("A rename that fails is reported", "[base][files]") {
  const TemporaryDirectory directory;
  fs::create_directories(directory / "market.csv/occupied");
  OutputFile file(directory / "market.csv");
  CHECK(message_of<RunError>([&] { file.commit(); }).find("Is a directory") != std::string::npos);
  CHECK(fs::exists(directory / "market.csv.partial"));
}

TEST_CASE("A file continues where a checkpoint left it", "[base][files]") {
  const TemporaryDirectory directory;
  const fs::path path = directory / "market.csv";
  {
    OutputFile file(path);
    file.append("kept\n");
    file.sync();
    CHECK(content(directory / "market.csv.partial") == "kept\n");
    file.append("after the checkpoint\n");
  }
  SECTION("and commits as if nothing had happened") {
    OutputFile file = OutputFile::continued(path, 5, sha256_hex("kept\n"));
    CHECK(file.bytes() == 5);
    file.append("new\n");
    file.commit();
    CHECK(content(path) == "kept\nnew\n");
    CHECK(file.sha256() == sha256_hex("kept\nnew\n"));
  }
  SECTION("unless it is shorter than that") {
    CHECK(message_of<InputError>([&] { (void)OutputFile::continued(path, 500, {}); }) ==
          "cannot read " + (directory / "market.csv.partial").string() +
              ": it holds 26 bytes, and the checkpoint needs 500");
    CHECK(content(directory / "market.csv.partial").size() == 26);
  }
  SECTION("or missing") {
    CHECK_THROWS_AS(OutputFile::continued(directory / "none", 0, {}), InputError);
    CHECK_FALSE(fs::exists(directory / "none.partial"));
  }
  SECTION("or not what it was") {
    put(directory / "market.csv.partial", "kept\nafter the checkpoint\n");
    CHECK(message_of<InputError>([&] {
            (void)OutputFile::continued(path, 5, sha256_hex("keep\n"));
          }) == "cannot read " + (directory / "market.csv.partial").string() +
                    ": its first 5 bytes are not those of the checkpoint");
    CHECK(content(directory / "market.csv.partial").size() == 26);
  }
}

TEST_CASE("Reading names the file and the reason", "[base][files]") {
  const TemporaryDirectory directory;
  const fs::path path = put(directory / "a", std::string(1000, 'x'));
  CHECK(read_file(path, 1000) == std::string(1000, 'x'));
  CHECK(read_file(path, std::size_t(-1)) == std::string(1000, 'x'));
  CHECK(read_file(put(directory / "empty", ""), 0).empty());
  CHECK(message_of<InputError>([&] { (void)read_file(path, 999); }) ==
        "cannot read " + path.string() + ": it is larger than 999 bytes");
  CHECK(message_of<InputError>([&] { (void)read_file(directory / "none", 10); }) ==
        "cannot read " + (directory / "none").string() + ": No such file or directory");
  CHECK(message_of<InputError>([&] { (void)read_file(directory.path(), 10); }) ==
        "cannot read " + directory.path().string() + ": Is a directory");
}

TEST_CASE("Nothing waits for a pipe or reads a device to its end", "[base][files]") {
  const TemporaryDirectory directory;
  REQUIRE(::mkfifo((directory / "pipe").c_str(), 0600) == 0);
  fs::create_symlink("/dev/zero", directory / "zeros");
  fs::create_symlink("itself", directory / "itself");
  for (const char* name : {"pipe", "zeros", "itself"}) {
    const fs::path path = directory / name;
    CAPTURE(name);
    CHECK_THROWS_AS(read_file(path, 1000), InputError);
    CHECK_THROWS_AS(sha256_of_file(path), InputError);
    CHECK_THROWS_AS(require_regular_file(path), InputError);
    CHECK_FALSE(RegularFile(path).is_open());
  }
  REQUIRE(::mkfifo((directory / "written.partial").c_str(), 0600) == 0);
  CHECK_THROWS_AS(OutputFile(directory / "written"), RunError);
  CHECK_NOTHROW(require_regular_file(put(directory / "file", "")));
}

TEST_CASE("A folder's names are in order, and a file is no folder", "[base][files]") {
  const TemporaryDirectory directory;
  CHECK(names_in(directory / "none").empty());
  put(directory / "b", "");
  put(directory / "a", "");
  CHECK(names_in(directory.path()) == std::vector<fs::path>{directory / "a", directory / "b"});
  CHECK_THROWS_AS(names_in(directory / "a"), InputError);
}

TEST_CASE("Nesting is counted outside of texts", "[base][files]") {
  CHECK_FALSE(is_nested_deeper(R"({"a": [1, 2], "b": {}})", 2));
  CHECK(is_nested_deeper(R"({"a": [1, [2]]})", 2));
  CHECK_FALSE(is_nested_deeper(R"({"[[[[": "\"[[[["})", 1));
  CHECK_FALSE(is_nested_deeper("]]]]{", 1));
  CHECK(is_nested_deeper(std::string(1'000'000, '['), 64));
}

TEST_CASE("Writing atomically replaces the file", "[base][files]") {
  const TemporaryDirectory directory;
  write_atomically(directory / "a", "first, longer");
  write_atomically(directory / "a", "second");
  CHECK(content(directory / "a") == "second");
  CHECK_FALSE(fs::exists(directory / "a.partial"));
}

TEST_CASE("Writers of one file do not meet", "[base][files]") {
  const TemporaryDirectory directory;
  const fs::path path = directory / "a";
  OutputFile one(path, Unfinished::goes);
  OutputFile two(path, Unfinished::goes);
  one.append("one, which is longer");
  two.append("two");
  one.commit();
  CHECK(content(path) == "one, which is longer");
  two.commit();
  CHECK(content(path) == "two");
  CHECK(std::distance(fs::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("A file with a name of its own goes unless it is committed", "[base][files]") {
  const TemporaryDirectory directory;
  put(directory / "a", "earlier");
  {
    OutputFile file(directory / "a", Unfinished::goes);
    file.append(std::string(1 << 20, 'x'));
    CHECK(std::distance(fs::directory_iterator(directory.path()), {}) == 2);
  }
  fs::create_directories(directory / "occupied/by/others");
  CHECK(message_of<RunError>([&] { write_atomically(directory / "occupied", "x"); }) ==
        "cannot write " + (directory / "occupied").string() + ": Is a directory");
  CHECK(std::distance(fs::directory_iterator(directory.path()), {}) == 2);
  CHECK(content(directory / "a") == "earlier");
}

TEST_CASE("What killed writers left is removed, and what is written is not", "[base][files]") {
  const TemporaryDirectory directory;
  put(directory / "a.4711.partial", "left");
  put(directory / "a.4711-2.partial", "left");
  for (const char* other : {"a.partial", "a.x1.partial", "a.4711.partial.csv", "b.4711.partial"}) {
    put(directory / other, "another's");
  }
  OutputFile living(directory / "a", Unfinished::goes);
  living.append("x");
  write_atomically(directory / "a", "new");
  CHECK_FALSE(fs::exists(directory / "a.4711.partial"));
  CHECK_FALSE(fs::exists(directory / "a.4711-2.partial"));
  for (const char* other : {"a.partial", "a.x1.partial", "a.4711.partial.csv", "b.4711.partial"}) {
    CHECK(fs::exists(directory / other));
  }
  living.commit();
  CHECK(content(directory / "a") == "x");
}

TEST_CASE("Removing returns whether there was anything, and fails with a message",
          "[base][files]") {
  const TemporaryDirectory directory;
  put(directory / "a", "x");
  CHECK(remove_file(directory / "a"));
  CHECK_FALSE(remove_file(directory / "a"));
  CHECK_FALSE(remove_file(directory / "none/a"));
  fs::create_directories(directory / "folder");
  CHECK(message_of<RunError>([&] { remove_file(directory / "folder"); }).find("cannot remove") ==
        0);
}

TEST_CASE("Renaming replaces, and fails in words", "[base][files]") {
  const TemporaryDirectory directory;
  put(directory / "a", "new");
  put(directory / "b", "old");
  rename_file(directory / "a", directory / "b");
  CHECK(content(directory / "b") == "new");
  CHECK(message_of<RunError>([&] {
          rename_file(directory / "a", directory / "c");
        }).find("No such file or directory") != std::string::npos);
}

TEST_CASE("A file of any size has a SHA-256; what never ends has none", "[base][files]") {
  const TemporaryDirectory directory;
  const std::string text(1'000'003, 'x');
  CHECK(sha256_of_file(put(directory / "a", text)) == sha256_hex(text));
  CHECK(message_of<InputError>([&] {
          (void)sha256_of_file("/dev/zero");
        }).find("a device or a pipe") != std::string::npos);
  CHECK_THROWS_AS(sha256_of_file(directory / "none"), InputError);
  CHECK_FALSE(is_device_or_pipe(directory / "a"));
  CHECK_FALSE(is_device_or_pipe(directory / "none"));
  fs::create_symlink("/dev/null", directory / "link");
  CHECK(is_device_or_pipe(directory / "link"));
}
