#pragma once
// Tables of columns that may not exist. A column that no scheduled phase reads takes no memory:
// reading it gives its fallback, and writing to it does nothing. Columns that every market has are
// read without asking. A column says once, where it is declared, what it is called and which
// scenarios need it; opening, hashing, saving and counting its bytes follow from that.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/id.hpp"
#include "base/large_pages.hpp"

namespace poach {
struct Features;

/// Whether a column is stored.
enum class Presence { absent, present };
/// Whether a column is there in every market.
enum class Kept { where_needed, always };
/// Whether a column counts for the state hash. One that follows from others does not.
enum class Hashed { yes, no };

/// The base of a table: the columns of the derived struct, in the order of their declaration.
class ColumnTable {
 public:
  /// Gives every column that the features need `rows` rows at its fallback.
  void open_columns(std::size_t rows, const Features& features);
  /// The same for those that are not stored yet; what is stored stays.
  void open_missing_columns(std::size_t rows, const Features& features);
  /// Adds the stored columns that count.
  void add_to(StateHash& hash) const;
  void save(ByteWriter& out) const;
  /// Replaces the stored values by as many others. False when their number differs.
  [[nodiscard]] bool load(ByteReader& in);
  /// Bytes of all stored columns.
  [[nodiscard]] std::size_t bytes() const;

 private:
  template <class AnyId, class T, Kept kept>
  friend class Column;

  // What can be done to a column whatever its type.
  struct Operations {
    void (*open)(void* column, std::size_t rows, Presence presence);
    void (*add_to)(const void* column, StateHash& hash, std::string_view name);
    void (*save)(const void* column, ByteWriter& out);
    bool (*load)(void* column, ByteReader& in);
    std::size_t (*bytes)(const void* column);
  };
  struct Entry {
    std::string_view name;
    bool Features::*needed = nullptr;  // nullptr: by every scenario
    Hashed hashed = Hashed::yes;
    std::ptrdiff_t offset = 0;  // from the table to the column, so that tables can be copied
    const Operations* operations = nullptr;
  };

  template <class AnyColumn>
  static const Operations* operations_of();
  void enter(Entry entry, const void* column);
  [[nodiscard]] void* at(const Entry& entry);
  [[nodiscard]] const void* at(const Entry& entry) const;

  std::vector<Entry> entries_;
};

template <class AnyId, class T, Kept kept = Kept::where_needed>
class Column {
 public:
  /// A column of `table`, which is the struct it is declared in. `needed` is the feature of a
  /// scenario that needs it.
  Column(ColumnTable& table, std::string_view name, T fallback, bool Features::*needed = nullptr,
         Hashed hashed = Hashed::yes)
      : fallback_(fallback) {
    table.enter({name, needed, hashed, 0, ColumnTable::operations_of<Column>()}, this);
  }

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
  /// The stored values; empty when the column does not exist.
  [[nodiscard]] const std::vector<T>& stored_values() const { return values_; }

 private:
  friend class ColumnTable;

  [[nodiscard]] bool is_absent() const { return kept == Kept::where_needed && values_.empty(); }
  void add_to(StateHash& hash, std::string_view name) const {
    if (values_.empty()) return;
    hash.add(name);
    hash.add(values_);
  }
  [[nodiscard]] bool load(ByteReader& in) {
    const std::vector<T> values = in.column<T>();
    if (values.size() != values_.size()) return false;
    std::copy(values.begin(), values.end(), values_.begin());
    return true;
  }

  T fallback_{};
  std::vector<T> values_;
};

template <class AnyColumn>
const ColumnTable::Operations* ColumnTable::operations_of() {
  static constexpr Operations operations = {
      [](void* column, std::size_t rows, Presence presence) {
        static_cast<AnyColumn*>(column)->open(rows, presence);
      },
      [](const void* column, StateHash& hash, std::string_view name) {
        static_cast<const AnyColumn*>(column)->add_to(hash, name);
      },
      [](const void* column, ByteWriter& out) {
        out.column(static_cast<const AnyColumn*>(column)->values_);
      },
      [](void* column, ByteReader& in) { return static_cast<AnyColumn*>(column)->load(in); },
      [](const void* column) {
        const auto& values = static_cast<const AnyColumn*>(column)->values_;
        return values.capacity() * sizeof(values[0]);
      }};
  return &operations;
}

}  // namespace poach
