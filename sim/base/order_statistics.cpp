#include "base/order_statistics.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/parallel.hpp"

namespace poach {
namespace {

constexpr int bucket_bits = 18;
constexpr std::size_t bucket_count = std::size_t{1} << bucket_bits;

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

// Whole numbers in the order of the numbers.
std::uint64_t ordered_bits(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // -0 counts as 0
  return (bits & sign_bit) != 0 ? ~bits : bits | sign_bit;
}
double number_of(std::uint64_t ordered) {
  return std::bit_cast<double>((ordered & sign_bit) != 0 ? ordered ^ sign_bit : ~ordered);
}

// Sign, exponent and six bits of the mantissa.
std::size_t bucket_of(double value) { return ordered_bits(value) >> (64 - bucket_bits); }

// The pieces; a thread uses the memory at its seat for each of them. Neither the counts nor the
// numbers kept depend on the seats.
class Pieces {
 public:
  Pieces(std::size_t count, const AppendPiece& append, const Workers& workers)
      : count_(count), append_(append), workers_(workers), values_(seats()) {}
  [[nodiscard]] std::size_t seats() const { return static_cast<std::size_t>(workers_.threads()); }

  /// Calls `take(seat, values)` with the numbers of every piece.
  template <class Take>
  void for_each(const Take& take) {
    workers_.for_each_seated(count_, [&](std::size_t piece, std::size_t seat) {
      std::vector<double>& values = values_[seat];
      values.clear();
      append_(piece, values);
      take(seat, std::span<const double>(values));
    });
  }

 private:
  std::size_t count_;
  const AppendPiece& append_;
  const Workers& workers_;
  std::vector<std::vector<double>> values_;
};

// The bucket that holds a rank, and the rank within it.
struct Place {
  std::size_t bucket = 0;
  std::uint64_t rank = 0;
};

std::vector<Place> places_of(std::span<const std::uint64_t> ranks, Pieces& pieces) {
  std::vector<std::vector<std::uint32_t>> counts(pieces.seats());
  pieces.for_each([&](std::size_t seat, std::span<const double> values) {
    std::vector<std::uint32_t>& here = counts[seat];
    here.resize(bucket_count, 0);
    for (const double value : values) ++here[bucket_of(value)];
  });
  std::erase_if(counts, [](const auto& of_seat) { return of_seat.empty(); });
  std::vector<Place> places;
  std::uint64_t before = 0;
  for (std::size_t bucket = 0; bucket < bucket_count && places.size() < ranks.size(); ++bucket) {
    std::uint64_t here = 0;
    for (const auto& of_seat : counts) here += of_seat[bucket];
    while (places.size() < ranks.size() && ranks[places.size()] < before + here) {
      places.push_back({bucket, ranks[places.size()] - before});
    }
    before += here;
  }
  return places;
}

// The numbers in each of the buckets of `places`, by place; those of a repeated bucket only once.
std::vector<std::vector<double>> values_by_place(const std::vector<Place>& places, Pieces& pieces) {
  using Lists = std::vector<std::vector<double>>;
  // One more than the place a bucket belongs to; 0 for most. Ranks are few.
  std::vector<std::uint8_t> place_of(bucket_count, 0);
  for (std::size_t k = places.size(); k-- > 0;) {
    place_of[places[k].bucket] = static_cast<std::uint8_t>(k + 1);
  }
  std::vector<Lists> kept(pieces.seats(), Lists(places.size()));
  pieces.for_each([&](std::size_t seat, std::span<const double> values) {
    for (const double value : values) {
      if (const std::uint8_t place = place_of[bucket_of(value)]) {
        kept[seat][place - 1U].push_back(value);
      }
    }
  });
  Lists values(places.size());
  for (std::size_t k = 0; k < places.size(); ++k) {
    for (Lists& of_seat : kept) {
      values[k].insert(values[k].end(), of_seat[k].begin(), of_seat[k].end());
      std::vector<double>().swap(of_seat[k]);
    }
  }
  return values;
}

// One list as ordered bits, ordered by the leading ones as far as their range needs them. Only the
// few numbers that share a bucket with a wanted one remain to be sorted.
class RoughOrder {
 public:
  explicit RoughOrder(const std::vector<double>& values) {
    std::uint64_t highest = 0;
    for (const double value : values) {
      lowest_ = std::min(lowest_, ordered_bits(value));
      highest = std::max(highest, ordered_bits(value));
    }
    if (highest <= lowest_) return;  // all equal, as pay often is
    shift_ = std::max(static_cast<int>(std::bit_width(highest - lowest_)) - leading, 0);
    for (const double value : values) ++ends_[bucket_of_key(ordered_bits(value)) + 1];
    for (std::size_t b = 1; b < ends_.size(); ++b) ends_[b] += ends_[b - 1];
    // Each bucket's start moves to its end while it is filled.
    keys_.resize(values.size());
    for (const double value : values) {
      const std::uint64_t key = ordered_bits(value);
      keys_[ends_[bucket_of_key(key)]++] = key;
    }
  }

  double at(std::uint64_t rank) {
    if (keys_.empty()) return number_of(lowest_);
    const auto end = std::upper_bound(ends_.begin(), ends_.end(), rank);
    const std::uint64_t first = end == ends_.begin() ? 0 : *(end - 1);
    const auto place = [&](std::uint64_t k) {
      return keys_.begin() + static_cast<std::ptrdiff_t>(k);
    };
    std::nth_element(place(first), place(rank), place(*end));
    return number_of(*place(rank));
  }

 private:
  static constexpr int leading = 8;
  [[nodiscard]] std::size_t bucket_of_key(std::uint64_t key) const {
    return (key - lowest_) >> shift_;
  }

  std::vector<std::uint64_t> keys_;
  std::uint64_t lowest_ = ~std::uint64_t{0};
  int shift_ = 0;
  std::array<std::uint64_t, (1U << leading) + 1> ends_{};  // of buckets
};

}  // namespace

std::vector<double> order_statistics(std::size_t count, const AppendPiece& append,
                                     std::span<const std::uint64_t> ranks, const Workers& workers) {
  std::vector<double> found;
  if (count == 1) {
    std::vector<double> values;
    append(0, values);
    RoughOrder order(values);
    for (const std::uint64_t rank : ranks) found.push_back(order.at(rank));
    return found;
  }
  Pieces pieces(count, append, workers);
  const std::vector<Place> places = places_of(ranks, pieces);
  const std::vector<std::vector<double>> values = values_by_place(places, pieces);
  for (std::size_t k = 0; k < places.size();) {
    const std::size_t bucket = places[k].bucket;
    RoughOrder order(values[k]);
    for (; k < places.size() && places[k].bucket == bucket; ++k) {
      found.push_back(order.at(places[k].rank));
    }
  }
  return found;
}

}  // namespace poach
