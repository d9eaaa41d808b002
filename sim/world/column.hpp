#pragma once
// A column of a table that may not exist. A column that no scheduled phase reads takes no memory:
// reading it gives its fallback, and writing to it does nothing. Columns that every market has are
// read without asking.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/checksum.hpp"
#include "base/id.hpp"
#include "base/large_pages.hpp"

namespace poach {

/// Whether a column is stored.
enum class Presence { absent, present };
/// Whether a column is there in every market.
enum class Kept { where_needed, always };
[[nodiscard]] constexpr Presence present_if(bool needed) {
  return needed ? Presence::present : Presence::absent;
}

template <class AnyId, class T, Kept kept = Kept::where_needed>
class Column {
 public:
  Column() = default;
  explicit Column(T fallback) : fallback_(fallback) {}

  void open(std::size_t size, Presence presence) {
    const std::size_t rows = presence == Presence::present ? size : 0;
    reserve_in_large_pages(values_, rows);
    values_.assign(rows, fallback_);
  }
  [[nodiscard]] bool stored() const { return !values_.empty(); }
  [[nodiscard]] T operator[](AnyId id) const {
    return is_absent() ? fallback_ : values_[id.value()];
  }
  void set(AnyId id, T value) {
    if (!is_absent()) values_[id.value()] = value;
  }
  /// Starts to bring an entry into the cache: for those who will be read in a moment, at random.
  void prefetch(AnyId id) const {
#if defined(__GNUC__)
    if (!is_absent()) __builtin_prefetch(&values_[id.value()], 1);
#else
    static_cast<void>(id);
#endif
  }
  void add_to(StateHash& hash, std::string_view name) const {
    if (values_.empty()) return;
    hash.add(name);
    hash.add(values_);
  }
  /// The stored values, for checkpoints; empty when the column does not exist.
  [[nodiscard]] const std::vector<T>& stored_values() const { return values_; }
  /// Replaces the stored values by as many others; false when the number differs.
  [[nodiscard]] bool restore(const std::vector<T>& values) {
    if (values.size() != values_.size()) return false;
    std::copy(values.begin(), values.end(), values_.begin());
    return true;
  }
  [[nodiscard]] std::size_t bytes() const { return values_.capacity() * sizeof(T); }

 private:
  [[nodiscard]] bool is_absent() const { return kept == Kept::where_needed && values_.empty(); }

  T fallback_{};
  std::vector<T> values_;
};

}  // namespace poach
