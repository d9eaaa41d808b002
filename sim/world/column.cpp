#include "world/column.hpp"

#include "world/features.hpp"

namespace poach {

void ColumnTable::enter(Entry entry, const void* column) {
  const auto* const table = static_cast<const std::byte*>(static_cast<const void*>(this));
  entry.offset = static_cast<const std::byte*>(column) - table;
  entries_.push_back(entry);
}

void* ColumnTable::at(const Entry& entry) {
  return static_cast<std::byte*>(static_cast<void*>(this)) + entry.offset;
}

const void* ColumnTable::at(const Entry& entry) const {
  return static_cast<const std::byte*>(static_cast<const void*>(this)) + entry.offset;
}

void ColumnTable::open_columns(std::size_t rows, const Features& features) {
  for (const Entry& entry : entries_) {
    const bool needed = entry.needed == nullptr || features.*entry.needed;
    entry.operations->open(at(entry), rows, needed ? Presence::present : Presence::absent);
  }
}

void ColumnTable::open_missing_columns(std::size_t rows, const Features& features) {
  for (const Entry& entry : entries_) {
    const bool missing = entry.operations->bytes(at(entry)) == 0;
    if (!missing || entry.needed == nullptr || !(features.*entry.needed)) continue;
    entry.operations->open(at(entry), rows, Presence::present);
  }
}

void ColumnTable::add_to(StateHash& hash) const {
  for (const Entry& entry : entries_) {
    if (entry.hashed == Hashed::yes) entry.operations->add_to(at(entry), hash, entry.name);
  }
}

void ColumnTable::save(ByteWriter& out) const {
  for (const Entry& entry : entries_) entry.operations->save(at(entry), out);
}

bool ColumnTable::load(ByteReader& in) {
  for (const Entry& entry : entries_) {
    if (!entry.operations->load(at(entry), in)) return false;
  }
  return true;
}

std::size_t ColumnTable::bytes() const {
  std::size_t sum = 0;
  for (const Entry& entry : entries_) sum += entry.operations->bytes(at(entry));
  return sum;
}

}  // namespace poach
