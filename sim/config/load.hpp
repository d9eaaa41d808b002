#pragma once
// From YAML files to nodes, strictly: doubtful constructs that YAML allows are errors.

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
inline constexpr std::size_t longest_chain = 64;  ///< files that extend each other

/// Parses one YAML document. Duplicate keys, merge keys, tags, keys that are not scalars, a second
/// document, bytes that are not UTF-8 and the limits above are errors; so is broken YAML. After an
/// error the result is the part that could be read, possibly null.
[[nodiscard]] Node parse_text(std::string_view text, std::string file_label,
                              Diagnostics& diagnostics);

/// Parses one value that stands alone, as on the command line or in a cell: YAML in flow style, and
/// plain text as it is. Alone there are no comments and no anchors, so that `Team #1` is the whole
/// text. A comment inside a list or a map is an error: what comes after it would be lost.
[[nodiscard]] Node parse_value_text(std::string_view text, std::string file_label,
                                    Diagnostics& diagnostics);

/// parse_text of a file or a pipe. A file that cannot be read is an error. Its bytes go to `text`
/// as well when that is given: a pipe cannot be read again.
[[nodiscard]] Node load_document(const std::filesystem::path& path, Diagnostics& diagnostics,
                                 std::string* text = nullptr);

struct LoadedDocument {
  Node root;
  std::vector<std::filesystem::path> files;  ///< every file read, the extending one before its base
};

/// Loads a file and the files it `extends`, relative to the extending file. Maps merge; lists of
/// maps with a `name` merge by name, new ones last; other lists, scalars and null replace.
[[nodiscard]] LoadedDocument load_with_inheritance(const std::filesystem::path& path,
                                                   Diagnostics& diagnostics);
/// The same for a first file that was read already, as a pipe can be read only once.
[[nodiscard]] LoadedDocument inherit(Node document, const std::filesystem::path& path,
                                     Diagnostics& diagnostics);

/// The file that `name` means in a file of `folder`: the one that the system opens for the two
/// joined, symbolic links included. Without `..` where that names the same file.
[[nodiscard]] std::filesystem::path file_in(const std::filesystem::path& folder,
                                            const std::string& name);

/// `changes` merged into `base` by those rules; each node keeps its place.
[[nodiscard]] Node merge(Node base, Node changes);

}  // namespace poach::config
