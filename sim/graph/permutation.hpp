#pragma once
// A random permutation of 0..size - 1 that is computed point by point and never stored.

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/stream.hpp"

namespace poach::graph {

/// Points are laid out in a nearly square table, and six rounds shift the rows by a hash of the
/// column and the columns by a hash of the row: a Feistel network on two residues. The few images
/// beyond the size walk on until they return (Black and Rogaway, CT-RSA 2002, methods 2 and 3).
class KeyedPermutation {
 public:
  /// `size` is below 2^62.
  KeyedPermutation(std::uint64_t size, std::uint64_t key) : size_(size) {
    for (std::uint64_t round = 0; round < round_keys_.size(); ++round) {
      round_keys_[round] = combine_keys(key, round);
    }
    while (columns_ * columns_ < size) columns_ *= 2;
    for (std::uint64_t step = columns_; step > 0; step /= 2) {
      if (step < columns_ && (columns_ - step) * (columns_ - step) >= size) columns_ -= step;
    }
    rows_ = (size + columns_ - 1) / columns_;
  }

  /// The image of `point`, which must be below the size.
  [[nodiscard]] std::uint64_t operator()(std::uint64_t point) const {
    do {
      point = shuffle(point);
    } while (point >= size_);
    return point;
  }

 private:
  [[nodiscard]] std::uint64_t shuffle(std::uint64_t point) const {
    std::uint64_t row = point / columns_;
    std::uint64_t column = point % columns_;
    for (std::size_t round = 0; round < round_keys_.size(); round += 2) {
      row = shift(row, hash(column + round_keys_[round]), rows_);
      column = shift(column, hash(row + round_keys_[round + 1]), columns_);
    }
    return row * columns_ + column;
  }
  // A short multiply-and-shift hash to 32 bits: six rounds of it leave no pattern to see.
  [[nodiscard]] static std::uint64_t hash(std::uint64_t x) {
    x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ULL;
    x = (x ^ (x >> 32)) * 0xd6e8feb86659fd93ULL;
    return x >> 32;
  }
  [[nodiscard]] static std::uint64_t shift(std::uint64_t value, std::uint64_t word,
                                           std::uint64_t modulus) {
    const std::uint64_t shifted = value + ((word * modulus) >> 32);
    return shifted < modulus ? shifted : shifted - modulus;
  }

  std::uint64_t size_;
  std::uint64_t columns_ = 1;
  std::uint64_t rows_ = 1;
  std::array<std::uint64_t, 6> round_keys_{};
};

}  // namespace poach::graph
