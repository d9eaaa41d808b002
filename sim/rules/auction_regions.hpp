#pragma once
// The division of an auction among threads: companies and researchers into regions, and between the
// regions of the one and of the other, boxes of messages.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace poach::rules {

/// Ranges of rows of about the same length. Their number depends on the rows alone: boxes are
/// visited in every round, full or not, so regions are few until there are very many rows.
class Regions {
 public:
  /// No region is shorter than `shortest` rows where there are two.
  Regions(std::size_t rows, std::size_t shortest)
      : rows_(rows),
        count_(std::clamp<std::size_t>(rows / (16 * shortest),
                                       std::clamp<std::size_t>(rows / shortest, 1, 8), 32)),
        regions_per_row_((std::uint64_t{count_} << 32) / std::max<std::size_t>(rows, 1)) {}

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t of(std::size_t row) const {
    return static_cast<std::size_t>(row * regions_per_row_ >> 32);
  }
  /// The rows of a region are first(region) to first(region + 1), without the latter.
  [[nodiscard]] std::size_t first(std::size_t region) const {
    const std::uint64_t whole = std::uint64_t{region} << 32;
    const std::uint64_t row = (whole + regions_per_row_ - 1) / regions_per_row_;
    return static_cast<std::size_t>(std::min<std::uint64_t>(row, rows_));
  }

 private:
  std::size_t rows_;
  std::size_t count_;
  std::uint64_t regions_per_row_;  // in steps of 2^-32, rounded down
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
  /// Calls `read(messages)` with the vector of messages in each box of a reader.
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
