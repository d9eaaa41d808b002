#include "rules/auction_regions.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "support/catch.hpp"

namespace {

using poach::rules::Boxes;
using poach::rules::Regions;

}  // namespace

TEST_CASE("Regions are stretches of about the same length that cover all rows, and never many") {
  for (const std::size_t rows : {0U, 1U, 15U, 16U, 31U, 32U, 513U, 2304U, 65'537U, 100'000'000U}) {
    const Regions regions(rows, 16);
    CAPTURE(rows);
    CHECK(regions.first(0) == 0);
    CHECK(regions.first(regions.count()) == rows);
    const double length = static_cast<double>(rows) / static_cast<double>(regions.count());
    for (std::size_t region = 0; region < regions.count(); ++region) {
      const std::size_t first = regions.first(region);
      const std::size_t next = regions.first(region + 1);
      CHECK(std::abs(static_cast<double>(next - first) - length) <= 1 + 0.05 * length);
      if (first == next) continue;
      CHECK(regions.of(first) == region);
      CHECK(regions.of(next - 1) == region);
    }
  }
  const auto count = [](std::size_t rows) { return Regions(rows, 16).count(); };
  CHECK(count(0) == 1);
  CHECK(count(31) == 1);
  CHECK(count(32) == 2);
  CHECK(count(128) == 8);
  CHECK(count(2303) == 8);
  CHECK(count(2304) == 9);
  CHECK(count(8192) == 32);
  CHECK(count(1'000'000) == 32);
}

TEST_CASE("A box holds what one region sent to another, until it is emptied") {
  const Regions senders(3, 1);
  const Regions readers(2, 1);
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
