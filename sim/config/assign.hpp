#pragma once
// Changing one place of a described struct by its path: what events and shocks do.

#include <optional>

#include "config/fields.hpp"
#include "config/path.hpp"

namespace poach::config {

/// Which fields an assignment may touch.
enum class Allowed { any, timed_only };

[[nodiscard]] std::optional<Problem> assign_nested(Nested& document, const Path& path,
                                                   const Node& value, Allowed allowed,
                                                   const ItemPlaces* places);
/// A number of a document and its range.
struct NumberAt {
  double* value = nullptr;  ///< nullptr where there is no number, or `none`
  Range range;
  Timing timing = Timing::timed;
  bool is_none = false;  ///< the place holds an optional number, which is `none`
};
[[nodiscard]] NumberAt find_number_in(Nested& document, const Path& path, const ItemPlaces* places);

/// Sets the leaf, section, list or map entry at `path` to `value`, checking as `read` does. Of a
/// section only the fields in `value` change. After a problem the struct may be partly changed.
template <class T>
[[nodiscard]] std::optional<Problem> assign(T& document, const Path& path, const Node& value,
                                            Allowed allowed = Allowed::any,
                                            const ItemPlaces* places = nullptr) {
  Section<T> adapter(document);
  return assign_nested(adapter, path, value, allowed, places);
}

/// The number at `path` with its range; its value is nullptr where there is none (other types,
/// `none`, unknown paths). Valid while the document is neither moved nor resized.
template <class T>
[[nodiscard]] NumberAt number_at(T& document, const Path& path,
                                 const ItemPlaces* places = nullptr) {
  Section<T> adapter(document);
  return find_number_in(adapter, path, places);
}
/// The same without the range.
template <class T>
[[nodiscard]] double* find_number(T& document, const Path& path) {
  return number_at(document, path).value;
}

}  // namespace poach::config
