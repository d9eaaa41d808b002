#pragma once
// Every random draw is a pure function of its address: (seed, stream name, cohort key) choose the
// generator's key, (ordinal, counterpart, tick, index) its counter. Nothing is stored between
// draws, so no draw depends on threads, on the order of loops, or on which other mechanisms are on.
// The generator is Philox4x32-7 (Salmon, Moraes, Dror and Shaw, SC 2011) from Random123: seven
// rounds are the fewest that pass all of TestU01's BigCrush there. tests/streams asks the same of
// the addresses that the engine uses.

#include <array>
#include <cstdint>
#include <string_view>

namespace poach {

/// Keeps seeds below 2^53, so that readers that hold numbers as doubles keep them exact.
struct Seed {
  std::uint64_t value = 1;
};

/// A stable 64-bit key of a name. Cohorts and companies default to the hash of their name.
[[nodiscard]] std::uint64_t hash_name(std::string_view name);
/// Mixes two keys into one; not symmetric.
[[nodiscard]] std::uint64_t combine_keys(std::uint64_t first, std::uint64_t second);
/// The seed of a replicate: `first` for number 0, else derived from both. Below 2^53.
[[nodiscard]] Seed replicate_seed(Seed first, std::uint64_t replicate);
/// Folds a key to the 32 bits of a counterpart.
[[nodiscard]] constexpr std::uint32_t fold_key(std::uint64_t key) {
  return static_cast<std::uint32_t>(key ^ (key >> 32));
}

/// The counter half of a draw's address.
struct DrawAddress {
  std::uint32_t ordinal = 0;      ///< the agent's number within its cohort
  std::uint32_t counterpart = 0;  ///< key of the other side (a company, a colleague); 0 if none
  std::int32_t tick = 0;          ///< 0 for traits that last; burn-in ticks are negative
  std::uint32_t index = 0;        ///< number of the draw at this address
};

using RandomWords = std::array<std::uint32_t, 4>;

/// Rounds of the generator.
inline constexpr int philox_rounds = 7;

/// A uniform number strictly between 0 and 1 from 64 random bits, with 52 of them used.
[[nodiscard]] constexpr double open_unit(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (std::uint64_t{high} << 32) | low;
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

/// The draws of one stream for one cohort: the generator with its key set.
class CohortDraws {
 public:
  CohortDraws() = default;
  explicit CohortDraws(std::uint64_t key) : key_(key) {}

  /// The four random words at an address.
  [[nodiscard]] RandomWords words(const DrawAddress& address) const;
  /// Uniform on (0, 1).
  [[nodiscard]] double uniform(const DrawAddress& address) const;
  /// Standard normal.
  [[nodiscard]] double normal(const DrawAddress& address) const;
  /// Standard Gumbel (location 0, scale 1; mean 0.5772).
  [[nodiscard]] double gumbel(const DrawAddress& address) const;
  /// Exponential with mean 1.
  [[nodiscard]] double exponential(const DrawAddress& address) const;
  [[nodiscard]] std::uint64_t key() const { return key_; }

 private:
  std::uint64_t key_ = 0;
};

/// A named family of draws.
class Stream {
 public:
  Stream() = default;
  Stream(Seed seed, std::string_view name);
  [[nodiscard]] CohortDraws of(std::uint64_t cohort_key) const {
    return CohortDraws{combine_keys(key_, cohort_key)};
  }

 private:
  std::uint64_t key_ = 0;
};

}  // namespace poach
