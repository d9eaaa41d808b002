#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "config/load.hpp"

namespace poach::config {
namespace {

namespace fs = std::filesystem;

// Names in the folder of `path`, for "did you mean".
std::vector<std::string> neighbours(const fs::path& path) {
  constexpr std::size_t most = 1000;
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end && names.size() < most;
       it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  return names;
}

// The bytes of a file, one more than the limit at most. `reason` explains why there are none.
std::optional<std::string> read_bytes(const fs::path& path, std::string& reason) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    reason = "is a folder, not a file";
    return std::nullopt;
  }
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    reason = fmt::format("cannot be read ({})", std::strerror(errno));
    return std::nullopt;
  }
  std::string bytes;
  char chunk[1 << 16];
  while (bytes.size() <= largest_file_bytes && stream) {
    stream.read(chunk, sizeof chunk);
    bytes.append(chunk, static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) {
    reason = "cannot be read to its end";
    return std::nullopt;
  }
  return bytes;
}

}  // namespace

Node load_document(const fs::path& path, Diagnostics& diagnostics, std::string* text) {
  std::string reason;
  auto bytes = read_bytes(path, reason);
  if (!bytes) {
    diagnostics.error({path.string()}, "", reason,
                      did_you_mean(path.filename().string(), neighbours(path)));
    return {};
  }
  Node root = parse_text(*bytes, path.string(), diagnostics);
  if (text != nullptr) *text = std::move(*bytes);
  return root;
}

}  // namespace poach::config
