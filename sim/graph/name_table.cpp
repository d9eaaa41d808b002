#include "graph/name_table.hpp"

#include "base/stream.hpp"

namespace poach::graph {

NameTable::NameTable() : slots_(1024) {}

std::string_view NameTable::name(std::uint32_t number) const {
  const std::uint64_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(text_).substr(begin, ends_[number] - begin);
}

std::uint32_t NameTable::number_of(std::string_view wanted) {
  const auto hash = static_cast<std::uint32_t>(hash_name(wanted));
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number_plus_one != 0; at = (at + 1) & mask) {
    const std::uint32_t number = slots_[at].number_plus_one - 1;
    if (slots_[at].hash == hash && name(number) == wanted) return number;
  }
  text_ += wanted;
  ends_.push_back(text_.size());
  slots_[at] = {hash, size()};
  if (2 * ends_.size() > slots_.size()) grow();
  return size() - 1;
}

void NameTable::grow() {
  const std::vector<Slot> old = std::move(slots_);
  slots_.assign(2 * old.size(), Slot{});
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number_plus_one == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number_plus_one != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::vector<std::string> NameTable::names() const {
  std::vector<std::string> all;
  all.reserve(ends_.size());
  for (std::uint32_t number = 0; number < size(); ++number) all.emplace_back(name(number));
  return all;
}

}  // namespace poach::graph
