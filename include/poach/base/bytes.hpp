#pragma once
// Values to bytes and back, for checkpoints. Little-endian as on every processor poach runs on;
// checkpoints are not exchanged between machines of other byte orders.

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "poach/base/error.hpp"

namespace poach {

static_assert(std::endian::native == std::endian::little, "checkpoints are little-endian");

class ByteWriter {
 public:
  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void value(T value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void text(std::string_view text) {
    value(static_cast<std::uint64_t>(text.size()));
    bytes_.append(text);
  }
  template <class T>
  void column(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    value(static_cast<std::uint64_t>(values.size()));
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

/// Reads what a ByteWriter wrote, in the same order. Throws InputError when the bytes run out.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  [[nodiscard]] T value() {
    T result;
    std::memcpy(&result, take(sizeof result).data(), sizeof result);
    return result;
  }
  [[nodiscard]] std::string text() { return std::string(take(value<std::uint64_t>())); }
  template <class T>
  [[nodiscard]] std::vector<T> column() {
    const auto count = value<std::uint64_t>();
    if (count > left_.size() / sizeof(T)) throw_short();
    std::vector<T> values(count);
    const std::string_view bytes = take(count * sizeof(T));
    if (count > 0) std::memcpy(values.data(), bytes.data(), bytes.size());
    return values;
  }
  [[nodiscard]] bool at_end() const { return left_.empty(); }

 private:
  [[noreturn]] static void throw_short() {
    throw InputError("error: the checkpoint is shorter than it says");
  }
  std::string_view take(std::uint64_t count) {
    if (count > left_.size()) throw_short();
    const std::string_view taken = left_.substr(0, count);
    left_.remove_prefix(count);
    return taken;
  }

  std::string_view left_;
};

}  // namespace poach
