// Every stream's words along the walks of a market, and a generator that is too weak. The long run
// is stream_battery's; its results are in result.csv.

#include <Random123/philox.h>

#include <cmath>
#include <string>

#include "streams/battery.hpp"
#include "support/catch.hpp"
#include "world/draws.hpp"

namespace {

using namespace poach;
using namespace poach::tests;

constexpr std::uint64_t few_calls = 1U << 18;

// The words of a generator with fewer or more rounds than the engine's.
template <unsigned rounds>
auto words_of_rounds(std::uint64_t key) {
  using Generator = r123::Philox4x32_R<rounds>;
  return [key](const DrawAddress& at) {
    const auto out =
        Generator()({{at.ordinal, at.counterpart, static_cast<std::uint32_t>(at.tick), at.index}},
                    {{static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}});
    return RandomWords{out[0], out[1], out[2], out[3]};
  };
}

CohortDraws draws_of(StreamName stream) {
  return Stream(Seed{20250630}, to_string(stream)).of(hash_name("unemployed"));
}

}  // namespace

TEST_CASE("No stream shows a pattern along people, ticks, counterparts or indices") {
  for (std::size_t s = 0; s < stream_count; ++s) {
    const auto stream = static_cast<StreamName>(s);
    const CohortDraws draws = draws_of(stream);
    for (const Walk walk : walks) {
      const Score worst = farthest(
          scores_along(walk, few_calls, [&](const DrawAddress& at) { return draws.words(at); }));
      INFO(to_string(stream) << " along " << to_string(walk) << ": " << worst.test);
      // Of 3,456 scores one is beyond 5 in one battery of 500.
      CHECK(std::abs(worst.z) < 5);
    }
  }
}

TEST_CASE("Four rounds fail along every walk, six along indices") {
  const std::uint64_t key = draws_of(StreamName::meetings).key();
  for (const Walk walk : walks) {
    INFO(to_string(walk));
    CHECK(std::abs(farthest(scores_along(walk, few_calls, words_of_rounds<4>(key))).z) > 20);
  }
  const Score six = farthest(scores_along(Walk::indices, few_calls, words_of_rounds<6>(key)));
  INFO(six.test);
  CHECK(std::abs(six.z) > 20);
}

TEST_CASE("The battery tests the words that the engine draws") {
  const std::uint64_t key = draws_of(StreamName::taste).key();
  const auto words = words_of_rounds<philox_rounds>(key);
  for (const Walk walk : walks) {
    const DrawAddress at = address_at(walk, 123'456'789);
    CHECK(CohortDraws(key).words(at) == words(at));
  }
}
