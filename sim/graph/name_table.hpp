#pragma once
// Numbers names in the order in which they first appear.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace poach::graph {

class NameTable {
 public:
  NameTable();
  /// The number of `name`, a new one if it was not seen before.
  [[nodiscard]] std::uint32_t number_of(std::string_view name);
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }
  [[nodiscard]] std::string_view name(std::uint32_t number) const;
  /// Every name, by number.
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number_plus_one = 0;  // 0: free
  };
  void grow();

  std::string text_;                 // all names, one after the other
  std::vector<std::uint64_t> ends_;  // where each ends
  std::vector<Slot> slots_;          // open addressing; the size is a power of two
};

}  // namespace poach::graph
