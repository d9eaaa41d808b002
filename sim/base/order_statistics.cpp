#include "poach/base/order_statistics.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "poach/base/parallel.hpp"

namespace poach {
namespace {

constexpr int bucket_bits = 18;
constexpr std::size_t bucket_count = std::size_t{1} << bucket_bits;

// Sign, exponent and six bits of the mantissa, in the order of the numbers.
std::size_t bucket_of(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // -0 counts as 0
  const std::uint64_t sign = std::uint64_t{1} << 63;
  const std::uint64_t ordered = (bits & sign) != 0 ? ~bits : bits | sign;
  return ordered >> (64 - bucket_bits);
}

// The pieces, for each of which a thread uses what lies at its seat. Neither counts nor which
// numbers are kept depend on who sat where.
class Pieces {
 public:
  Pieces(std::size_t count, const AppendPiece& append, const Workers& workers)
      : count_(count), append_(append), workers_(workers), values_(seats()) {}
  [[nodiscard]] std::size_t seats() const { return static_cast<std::size_t>(workers_.threads()); }

  /// Tells `take(seat, values)` of the numbers of every piece.
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

// Values at ascending ranks of one list: what lies below an earlier rank is not looked at again.
class RisingRanks {
 public:
  explicit RisingRanks(std::vector<double> values) : values_(std::move(values)) {}
  double at(std::uint64_t rank) {
    const auto begin = values_.begin();
    const auto wanted = begin + static_cast<std::ptrdiff_t>(rank);
    std::nth_element(begin + static_cast<std::ptrdiff_t>(below_), wanted, values_.end());
    below_ = rank;
    return *wanted;
  }

 private:
  std::vector<double> values_;
  std::uint64_t below_ = 0;  // nothing before this place is larger than what follows
};

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

}  // namespace

std::vector<double> order_statistics(std::size_t count, const AppendPiece& append,
                                     std::span<const std::uint64_t> ranks, const Workers& workers) {
  std::vector<double> found;
  if (count == 1) {
    std::vector<double> values;
    append(0, values);
    RisingRanks rising(std::move(values));
    for (const std::uint64_t rank : ranks) found.push_back(rising.at(rank));
    return found;
  }
  Pieces pieces(count, append, workers);
  const std::vector<Place> places = places_of(ranks, pieces);
  std::vector<std::vector<double>> values = values_by_place(places, pieces);
  for (std::size_t k = 0; k < places.size();) {
    const std::size_t bucket = places[k].bucket;
    RisingRanks rising(std::move(values[k]));
    for (; k < places.size() && places[k].bucket == bucket; ++k) {
      found.push_back(rising.at(places[k].rank));
    }
  }
  return found;
}

}  // namespace poach
