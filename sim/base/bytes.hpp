#pragma once
// Values to bytes and back, for checkpoints. Little-endian as on every processor poach runs on;
// checkpoints are not exchanged between machines of other byte orders.

#include <bit>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace poach {

static_assert(std::endian::native == std::endian::little, "checkpoints are little-endian");

class ByteWriter {
 public:
  /// Keeps all bytes.
  ByteWriter() = default;
  /// Passes the bytes to `sink` in pieces, so that a state of gigabytes is never held twice. The
  /// last piece goes with flush().
  explicit ByteWriter(std::function<void(std::string_view)> sink) : sink_(std::move(sink)) {}

  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  void value(T value) { append({reinterpret_cast<const char*>(&value), sizeof value}); }
  void text(std::string_view text) {
    value(static_cast<std::uint64_t>(text.size()));
    append(text);
  }
  template <class T>
  void column(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    value(static_cast<std::uint64_t>(values.size()));
    append({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
  }
  /// The bytes written; without a sink.
  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  void flush() {
    if (sink_) sink_(bytes_);
    if (sink_) bytes_.clear();
  }

 private:
  void append(std::string_view bytes) {
    constexpr std::size_t piece = std::size_t{1} << 16;
    if (!sink_ || bytes_.size() + bytes.size() <= piece) {
      bytes_ += bytes;
      return;
    }
    flush();
    sink_(bytes);
  }

  std::string bytes_;
  std::function<void(std::string_view)> sink_;
};

/// Reads the values of a ByteWriter, in the same order. Throws InputError when the bytes run out.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  template <class T>
  requires std::is_arithmetic_v<T> || std::is_enum_v<T>
  [[nodiscard]] T value() {
    if constexpr (std::is_same_v<T, bool>) {
      const auto byte = value<std::uint8_t>();
      if (byte > 1)
        throw InputError("error: the checkpoint holds a truth value that is neither 0 nor 1");
      return byte == 1;
    }
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
  [[nodiscard]] std::size_t bytes_left() const { return left_.size(); }

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
