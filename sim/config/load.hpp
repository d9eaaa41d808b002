#pragma once
// From YAML files to nodes, strictly: what YAML lets pass and a reader would regret is an error.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "config/node.hpp"

namespace poach::config {

/// Limits that keep a hostile or mistaken file from filling the memory.
inline constexpr std::size_t largest_file_bytes = std::size_t{64} << 20;
inline constexpr std::size_t most_nodes = 1'000'000;  ///< after aliases are expanded
inline constexpr std::size_t deepest_nesting = 64;

/// Parses one YAML document. Duplicate keys, merge keys, tags, keys that are not scalars, a second
/// document, bytes that are not UTF-8 and the limits above are errors; so is broken YAML. After an
/// error the result is what could be read, possibly null.
[[nodiscard]] Node parse_text(std::string_view text, std::string file_label,
                              Diagnostics& diagnostics);

/// parse_text of a file. A file that cannot be read is an error.
[[nodiscard]] Node load_document(const std::filesystem::path& path, Diagnostics& diagnostics);

struct LoadedDocument {
  Node root;
  std::vector<std::filesystem::path> files;  ///< every file read, the extending one before its base
};

/// Loads a file and the files it `extends`, relative to the file that says so. Maps merge; lists
/// of maps with a `name` merge by name, new ones last; other lists, scalars and null replace.
[[nodiscard]] LoadedDocument load_with_inheritance(const std::filesystem::path& path,
                                                   Diagnostics& diagnostics);

/// `changes` laid over `base` by those rules; each node keeps its place.
[[nodiscard]] Node merge(Node base, Node changes);

}  // namespace poach::config
