#pragma once
// Two fingerprints: SHA-256 names the bytes of a file for anyone to verify, and StateHash is the
// fast one that shows whether two runs hold the same state, bit for bit.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace poach {

/// SHA-256 (FIPS 180-4) of a sequence of bytes that arrives in pieces.
class Sha256 {
 public:
  Sha256();
  Sha256(const Sha256& other);
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(const Sha256& other);
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  /// 64 lower-case hexadecimal digits for everything added so far; more may be added afterwards.
  [[nodiscard]] std::string hex() const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// Types whose equal values have equal bytes and which hold no address: integers, enums, ids,
/// float, double, and structs of those integers without padding. A struct that holds a double or
/// padding is refused: hash its columns instead.
template <class T>
concept HashedByBits =
    std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> && !std::is_member_pointer_v<T> &&
    !std::is_array_v<T> && !std::is_same_v<T, std::string_view> &&
    (std::has_unique_object_representations_v<T> || std::is_same_v<T, float> ||
     std::is_same_v<T, double>);

/// Order-dependent 128-bit hash (XXH3) of named columns. Lengths and element sizes are hashed too,
/// so that moving a value from one column to the next changes the result. Doubles count by their
/// bits: 0 differs from -0. Not cryptographic.
class StateHash {
 public:
  StateHash();
  StateHash(StateHash&&) noexcept;
  StateHash& operator=(StateHash&&) noexcept;
  ~StateHash();

  /// The name of the column that follows, or any text.
  void add(std::string_view name);
  template <HashedByBits T>
  void add(std::span<const T> values) {
    add_bytes(values.data(), values.size(), sizeof(T));
  }
  template <HashedByBits T>
  void add(std::span<T> values) {
    add(std::span<const T>(values));
  }
  template <HashedByBits T>
  void add(const std::vector<T>& values) {
    add(std::span<const T>(values));
  }
  template <HashedByBits T>
  void add_value(const T& value) {
    add(std::span<const T>(&value, 1));
  }
  /// 32 lower-case hexadecimal digits for everything added so far; more may be added afterwards.
  [[nodiscard]] std::string hex() const;

 private:
  void add_bytes(const void* data, std::size_t count, std::size_t element_bytes);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace poach
