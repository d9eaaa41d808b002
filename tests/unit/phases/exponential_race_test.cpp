#include "phases/search/exponential_race.hpp"

#include <random>

#include "base/math.hpp"
#include "support/catch.hpp"

using namespace poach;

TEST_CASE("A race is won by the first to arrive, however many enter") {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> unit(1e-9, 1.0);
  for (int count = 0; count < 70; ++count) {
    ExponentialRace race;
    OptionalId<KindId> first;
    double best = 0.0;
    for (int k = 0; k < count; ++k) {
      const KindId kind{static_cast<std::uint32_t>(3 * k + 1)};
      const double u = unit(random);
      const double weight = 5.0 * unit(random);
      race.enter(kind, u, weight);
      const double arrival = -poach::log(u) / weight;
      if (first && arrival >= best) continue;
      best = arrival;
      first = kind;
    }
    CHECK(race.first() == first);
  }
}

TEST_CASE("Of equal arrivals the first to enter wins") {
  ExponentialRace race;
  for (const std::uint32_t k : {5U, 3U, 9U}) race.enter(KindId{k}, 0.25, 2.0);
  CHECK(race.first() == OptionalId<KindId>(KindId{5}));
}
