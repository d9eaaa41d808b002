#pragma once
// Follows a path through a described struct to the leaf, section or list it names.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/fields.hpp"
#include "config/path.hpp"

namespace poach::config {

/// The actions at the end of a path.
class PathVisitor {
 public:
  PathVisitor() = default;
  PathVisitor(const PathVisitor&) = delete;
  PathVisitor& operator=(const PathVisitor&) = delete;
  virtual ~PathVisitor() = default;

  virtual void at_leaf(const Field& field, Value& value) = 0;
  /// The path ends inside the leaf, as for an entry of a map of numbers; `rest` is not empty.
  virtual void inside_leaf(const Field& field, Value& value, std::span<const std::string> rest) = 0;
  virtual void at_section(const Field& field, Nested& section) = 0;
  virtual void at_list(const Field& field, Items& list) = 0;
  virtual void at_item(const Field& field, Items& list, std::size_t index) = 0;
  /// An absent optional section on the way; the walk continues when it is present afterwards.
  virtual void on_absent(Nested& section) = 0;
  /// The path leads nowhere.
  virtual void nowhere(Problem problem) = 0;
};

/// Walks `path` from `document` and calls one function of `arrival`, besides on_absent.
void walk(Nested& document, const Path& path, PathVisitor& arrival,
          const ItemPlaces* places = nullptr);

/// The names of the items of a named list, in order.
[[nodiscard]] std::vector<std::string> item_names(const Items& list);

/// Advice about `segment`, which is no item of a list with these names. Items with names have no
/// numbers: their order in a file means nothing.
[[nodiscard]] std::string item_hint(std::string_view segment,
                                    const std::vector<std::string>& names);

}  // namespace poach::config
