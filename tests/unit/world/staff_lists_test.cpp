#include <random>
#include <vector>

#include "support/catch.hpp"
#include "world/tick_start.hpp"

using namespace poach;

// Few companies are counted in stretches of the population side by side, many are not.
TEST_CASE("Staff lists name everyone where they work, in order") {
  std::mt19937_64 random(17);
  StaffLists lists;
  for (const std::uint32_t companies : {1U, 2U, 11U, 1024U, 1025U, 3000U}) {
    for (const std::size_t people : {0U, 1U, 3U, 4U, 5U, 1000U, 2403U}) {
      std::vector<OptionalId<CompanyId>> employers(people);
      std::vector<std::vector<ResearcherId>> staff(companies);
      for (std::uint32_t r = 0; r < people; ++r) {
        const auto drawn = static_cast<std::uint32_t>(random() % (companies + 1));
        if (drawn == companies) continue;
        employers[r] = CompanyId{drawn};
        staff[drawn].push_back(ResearcherId{r});
      }
      lists.assign(companies, employers);
      bool same = true;
      for (std::uint32_t c = 0; c < companies; ++c) {
        const auto found = lists.of(CompanyId{c});
        same = same && std::vector<ResearcherId>(found.begin(), found.end()) == staff[c];
      }
      CAPTURE(companies, people);
      CHECK(same);
    }
  }
}
