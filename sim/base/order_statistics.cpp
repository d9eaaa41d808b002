#include "poach/base/order_statistics.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "poach/base/parallel.hpp"

namespace poach {
namespace {

constexpr std::size_t bucket_count = 1U << 16;
constexpr std::size_t most_groups = 64;  // of pieces; each has counts of its own

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

// Whole numbers in the order of the numbers.
std::uint64_t ordered_bits(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // -0 counts as 0
  return (bits >> 63) != 0 ? ~bits : bits | sign_bit;
}
double number_of(std::uint64_t ordered) {
  return std::bit_cast<double>((ordered >> 63) != 0 ? ordered ^ sign_bit : ~ordered);
}

// Sign, exponent and four bits of the mantissa.
std::size_t bucket_of(double value) { return ordered_bits(value) >> 48; }

// Pieces dealt to groups whose number depends on the pieces alone.
class Groups {
 public:
  Groups(std::size_t pieces, const AppendPiece& append, const Workers& workers)
      : pieces_(pieces), append_(append), workers_(workers) {}
  [[nodiscard]] std::size_t count() const { return std::min(pieces_, most_groups); }

  template <class Tell>
  void for_each_value(const Tell& tell) const {
    workers_.for_each(count(), [&](std::size_t group) {
      std::vector<double> values;
      for (std::size_t p = group * pieces_ / count(); p < (group + 1) * pieces_ / count(); ++p) {
        values.clear();
        append_(p, values);
        for (const double value : values) tell(group, value);
      }
    });
  }

 private:
  std::size_t pieces_;
  const AppendPiece& append_;
  const Workers& workers_;
};

// The bucket that holds a rank, and the rank within it.
struct Place {
  std::size_t bucket = 0;
  std::uint64_t rank = 0;
};

std::vector<Place> places_of(std::span<const std::uint64_t> ranks, const Groups& groups) {
  std::vector<std::vector<std::uint32_t>> counts(groups.count(),
                                                 std::vector<std::uint32_t>(bucket_count, 0));
  groups.for_each_value(
      [&](std::size_t group, double value) { ++counts[group][bucket_of(value)]; });
  std::vector<Place> places;
  std::uint64_t before = 0;
  for (std::size_t bucket = 0; bucket < bucket_count && places.size() < ranks.size(); ++bucket) {
    std::uint64_t here = 0;
    for (const auto& of_group : counts) here += of_group[bucket];
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
std::vector<std::vector<double>> values_by_place(const std::vector<Place>& places,
                                                 const Groups& groups) {
  using Lists = std::vector<std::vector<double>>;
  std::vector<Lists> kept(groups.count(), Lists(places.size()));
  groups.for_each_value([&](std::size_t group, double value) {
    const std::size_t bucket = bucket_of(value);
    for (std::size_t k = 0; k < places.size(); ++k) {
      if (places[k].bucket != bucket) continue;
      kept[group][k].push_back(value);
      break;
    }
  });
  Lists values(places.size());
  for (std::size_t k = 0; k < places.size(); ++k) {
    for (Lists& of_group : kept) {
      values[k].insert(values[k].end(), of_group[k].begin(), of_group[k].end());
      std::vector<double>().swap(of_group[k]);
    }
  }
  return values;
}

// One list as ordered bits, put in the order of the leading ones as far as their range needs them:
// what is left to sort are the few numbers that share a bucket with a wanted one.
class RoughOrder {
 public:
  explicit RoughOrder(const std::vector<double>& values) : keys_(values.size()) {
    std::vector<std::uint64_t> keys;
    keys.reserve(values.size());
    std::uint64_t highest = 0;
    for (const double value : values) {
      const std::uint64_t key = ordered_bits(value);
      keys.push_back(key);
      lowest_ = std::min(lowest_, key);
      highest = std::max(highest, key);
    }
    const int width = values.empty() ? 0 : static_cast<int>(std::bit_width(highest - lowest_));
    shift_ = std::max(width - leading, 0);
    for (const std::uint64_t key : keys) ++ends_[bucket_of_key(key) + 1];
    for (std::size_t b = 1; b < ends_.size(); ++b) ends_[b] += ends_[b - 1];
    // Each bucket's start moves to its end while it is filled.
    for (const std::uint64_t key : keys) keys_[ends_[bucket_of_key(key)]++] = key;
  }

  double at(std::uint64_t rank) {
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

std::vector<double> order_statistics(std::size_t pieces, const AppendPiece& append,
                                     std::span<const std::uint64_t> ranks, const Workers& workers) {
  std::vector<double> found;
  if (pieces == 1) {
    std::vector<double> values;
    append(0, values);
    RoughOrder order(values);
    for (const std::uint64_t rank : ranks) found.push_back(order.at(rank));
    return found;
  }
  const Groups groups(pieces, append, workers);
  const std::vector<Place> places = places_of(ranks, groups);
  std::vector<std::vector<double>> values = values_by_place(places, groups);
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
