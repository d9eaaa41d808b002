#pragma once
// How an auction is divided among threads: companies and researchers into regions, and between the
// regions of the one and of the other, boxes of messages.

#include <algorithm>
#include <cstddef>
#include <vector>

namespace poach::rules {

/// Stretches of rows of the same length, a power of two. Their number depends on the rows alone.
class Regions {
 public:
  /// `smallest_bits`: the shortest length of a region is 2 to that power.
  Regions(std::size_t rows, unsigned smallest_bits) : rows_(rows), bits_(smallest_bits) {
    while (rows >> bits_ >= most) ++bits_;
  }
  [[nodiscard]] std::size_t count() const { return (rows_ >> bits_) + 1; }
  [[nodiscard]] std::size_t of(std::size_t row) const { return row >> bits_; }
  /// The rows of a region are first(region) to first(region + 1), without the latter.
  [[nodiscard]] std::size_t first(std::size_t region) const {
    return std::min(region << bits_, rows_);
  }

 private:
  static constexpr std::size_t most = 32;  // boxes are looked at in every round, full or not
  std::size_t rows_;
  unsigned bits_;
};

/// A box for each pair of regions. The sender fills it in one half of a round, and the reader reads
/// and empties it in the other, so no box is ever used by two threads at the same time.
template <class Message>
class Boxes {
 public:
  Boxes(const Regions& senders, const Regions& readers)
      : senders_(senders.count()), readers_(readers.count()), boxes_(senders_ * readers_) {}

  void send(std::size_t sender, std::size_t reader, const Message& message) {
    boxes_[sender * readers_ + reader].push_back(message);
  }
  /// Tells `read(messages)` of each box of a reader, a vector.
  template <class Read>
  void for_each_box(std::size_t reader, Read&& read) {
    for (std::size_t sender = 0; sender < senders_; ++sender) {
      read(boxes_[sender * readers_ + reader]);
    }
  }
  void empty_boxes(std::size_t reader) {
    for_each_box(reader, [](std::vector<Message>& messages) { messages.clear(); });
  }

 private:
  std::size_t senders_;
  std::size_t readers_;
  std::vector<std::vector<Message>> boxes_;
};

}  // namespace poach::rules
