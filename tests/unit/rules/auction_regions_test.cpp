#include "../../../sim/rules/auction_regions.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

namespace {

using poach::rules::Boxes;
using poach::rules::Regions;

}  // namespace

TEST_CASE("Regions are equal stretches that cover all rows, and never many") {
  for (const std::size_t rows : {0U, 1U, 15U, 16U, 17U, 511U, 512U, 513U, 1'000'000U}) {
    const Regions regions(rows, 4);
    CAPTURE(rows);
    CHECK(regions.count() <= 32);
    CHECK(regions.count() >= rows / 32'768);  // nor longer than they must be
    CHECK(regions.first(0) == 0);
    CHECK(regions.first(regions.count()) == rows);
    const std::size_t length = regions.first(1);
    for (std::size_t region = 0; region < regions.count(); ++region) {
      const std::size_t first = regions.first(region);
      const std::size_t next = regions.first(region + 1);
      CHECK(first == std::min(region * length, rows));
      if (first == next) continue;
      CHECK(regions.of(first) == region);
      CHECK(regions.of(next - 1) == region);
    }
  }
  CHECK(Regions(511, 4).count() == 32);
  CHECK(Regions(512, 4).first(1) == 32);
}

TEST_CASE("A box holds what one region sent to another, until it is emptied") {
  const Regions senders(2 << 4, 4);  // three regions, the last one empty
  const Regions readers(1 << 4, 4);  // two
  Boxes<int> boxes(senders, readers);
  for (int sender = 0; sender < 3; ++sender) {
    for (int reader = 0; reader < 2; ++reader) {
      boxes.send(static_cast<std::size_t>(sender), static_cast<std::size_t>(reader),
                 10 * sender + reader);
    }
  }
  boxes.send(1, 0, 100);
  const auto read = [&](std::size_t reader) {
    std::vector<std::vector<int>> all;
    boxes.for_each_box(reader, [&](const std::vector<int>& box) { all.push_back(box); });
    return all;
  };
  CHECK(read(0) == std::vector<std::vector<int>>{{0}, {10, 100}, {20}});
  CHECK(read(1) == std::vector<std::vector<int>>{{1}, {11}, {21}});
  boxes.empty_boxes(0);
  CHECK(read(0) == std::vector<std::vector<int>>(3));
  CHECK(read(1) == std::vector<std::vector<int>>{{1}, {11}, {21}});
}
