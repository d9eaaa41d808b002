#include "tables/compression.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <cstdlib>
#include <string>

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

namespace fs = std::filesystem;

namespace {

std::string read_all(const fs::path& path, std::size_t piece) {
  InputFile file(path);
  std::string text;
  std::string buffer(piece, '\0');
  while (const std::size_t count = file.read(buffer)) text.append(buffer, 0, count);
  return text;
}

/// Partly repetitive, partly not, and longer than every block.
std::string sample() {
  std::string text;
  std::uint32_t state = 1;
  while (text.size() < 3'000'000) {
    state = state * 1664525U + 1013904223U;
    text += std::to_string(state) + ",company,2025-06-30\n";
  }
  return text;
}

/// Bytes that no compression makes smaller.
std::string noise() {
  std::string text;
  std::uint64_t state = 1;
  while (text.size() < 1'000'000) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    text += static_cast<char>(state >> 56);
  }
  return text;
}

}  // namespace

TEST_CASE("Compression round trip, whatever the pieces of reading", "[tables][compression]") {
  const TemporaryDirectory directory;
  const auto compression = GENERATE(Compression::none, Compression::gz, Compression::zst);
  const std::string text =
      GENERATE(std::string(), std::string("x"), sample(), noise(), std::string(20'000'000, 'z'));
  const FileRecord record = compress_file(put(directory / "a.csv", text), compression);
  CHECK(record.name == fmt::format("a.csv{}", suffix(compression)));
  CHECK(record.sha256 == sha256_hex(content(directory / record.name)));
  CHECK(record.bytes == fs::file_size(directory / record.name));
  CHECK_FALSE(record.rows.has_value());
  CHECK(fs::exists(directory / "a.csv") == (compression == Compression::none));
  for (const std::size_t piece :
       {std::size_t{1000}, std::size_t{1} << 17, std::size_t{30'000'000}}) {
    CHECK((read_all(directory / record.name, piece) == text));
  }
}

TEST_CASE("Compressed bytes are deterministic", "[tables][compression]") {
  const TemporaryDirectory directory;
  const auto compression = GENERATE(Compression::gz, Compression::zst);
  const FileRecord first = compress_file(put(directory / "a", sample()), compression);
  const FileRecord second = compress_file(put(directory / "b", sample()), compression);
  CHECK(first.sha256 == second.sha256);
  if (compression == Compression::gz) {
    CHECK(content(directory / "a.gz").substr(0, 10) ==
          std::string("\x1F\x8B\x08\x00\x00\x00\x00\x00\x00\x03", 10));
  }
}

TEST_CASE("Zstandard files carry a checksum and do not need one", "[tables][compression]") {
  const TemporaryDirectory directory;
  compress_file(put(directory / "a", "text"), Compression::zst);
  const auto frame_descriptor = static_cast<unsigned char>(content(directory / "a.zst").at(4));
  CHECK((frame_descriptor & 0x04) != 0);

  const std::string text(20'000'000, 'z');
  std::string compressed(ZSTD_compressBound(text.size()), '\0');
  compressed.resize(
      ZSTD_compress(compressed.data(), compressed.size(), text.data(), text.size(), 3));
  put(directory / "b.zst", compressed);
  for (const std::size_t piece : {1'000, 1 << 17, 1 << 20}) {
    CHECK((read_all(directory / "b.zst", piece) == text));
  }
}

TEST_CASE("Standard programs read the compressed files", "[tables][compression]") {
  const TemporaryDirectory directory;
  for (const auto& [program, compression] :
       {std::pair{"gzip", Compression::gz}, std::pair{"zstd", Compression::zst}}) {
    const FileRecord record = compress_file(put(directory / "a", "some text\n"), compression);
    const std::string decompress = std::string(program) + " -dc " +
                                   (directory / record.name).string() + " > " +
                                   (directory / "plain").string();
    if (std::system(("command -v " + std::string(program) + " > /dev/null").c_str()) != 0) continue;
    REQUIRE(std::system(decompress.c_str()) == 0);
    CHECK(content(directory / "plain") == "some text\n");
  }
}

TEST_CASE("A failed compression keeps the original", "[tables][compression]") {
  const TemporaryDirectory directory;
  const auto compression = GENERATE(Compression::gz, Compression::zst);
  const fs::path path = put(directory / "a", sample());
  fs::create_symlink("/dev/full", directory / fmt::format("a{}.partial", suffix(compression)));
  CHECK(message_of<RunError>([&] { compress_file(path, compression); }).find("disk full") !=
        std::string::npos);
  CHECK((content(path) == sample()));
  CHECK(message_of<InputError>([&] { compress_file(directory / "none", compression); }) ==
        "cannot read " + (directory / "none").string() + ": No such file or directory");
  CHECK_THROWS_AS(compress_file(directory.path(), Compression::none), InputError);
}

TEST_CASE("Compressed files that are cut off or damaged are refused", "[tables][compression]") {
  const TemporaryDirectory directory;
  const auto compression = GENERATE(Compression::gz, Compression::zst);
  const FileRecord record = compress_file(put(directory / "a", sample()), compression);
  const std::string whole = content(directory / record.name);
  const auto reading = [&](const std::string& bytes) {
    const fs::path path = put(directory / "b", bytes);
    return message_of<InputError>([&] { read_all(path, 10'000); });
  };
  CHECK(reading(whole).empty());
  for (const std::size_t kept : {whole.size() - 1, whole.size() / 2, std::size_t{12}}) {
    CAPTURE(kept);
    CHECK(reading(whole.substr(0, kept)) ==
          "cannot read " + (directory / "b").string() + ": its compressed data end too early");
  }
  std::string damaged = whole;
  for (std::size_t i = whole.size() / 2; i < whole.size() / 2 + 40; ++i) damaged[i] ^= 0x55;
  CHECK(reading(damaged).find("its compressed data are damaged") != std::string::npos);
}

TEST_CASE("Several compressed streams in one file are one text", "[tables][compression]") {
  const TemporaryDirectory directory;
  const auto compression = GENERATE(Compression::gz, Compression::zst);
  const std::string end(suffix(compression));
  compress_file(put(directory / "a", "one "), compression);
  compress_file(put(directory / "b", "two"), compression);
  const fs::path both =
      put(directory / "both", content(directory / ("a" + end)) + content(directory / ("b" + end)));
  CHECK(read_all(both, 100) == "one two");
}

TEST_CASE("Files that cannot be read are named", "[tables][compression]") {
  const TemporaryDirectory directory;
  CHECK(message_of<InputError>([&] { InputFile(directory / "none"); }) ==
        "cannot read " + (directory / "none").string() + ": No such file or directory");
  CHECK(message_of<InputError>([&] { read_all(directory.path(), 10); }) ==
        "cannot read " + directory.path().string() + ": Is a directory");
}
