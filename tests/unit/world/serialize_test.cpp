#include "world/serialize.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

const std::string two_people = R"(
clock: {tick: week}
companies: [{name: A, researchers: 2, separations: {exits: 0.1 per year}}]
dynamics: {contagion: {drop: 0.1}}
)";

std::string bytes_of(const Market& market) {
  ByteWriter out;
  save_state(market.world, out);
  return out.bytes();
}

void load(Market& market, const std::string& bytes) {
  ByteReader in(bytes);
  load_state(market.world, in);
}

TEST_CASE("A saved market is the same when it is loaded") {
  Market market(two_people);
  market.run_ticks(3);
  Market other(two_people);
  load(other, bytes_of(market));
  CHECK(state_hash(other.world.state) == state_hash(market.world.state));
}

TEST_CASE("Ticks so far away that differences overflow are refused") {
  constexpr std::int32_t earliest = -2147483644;
  Market market(two_people);
  const ResearcherId first{0};
  SECTION("of joining") { market.world.state.researchers.joined.set(first, earliest); }
  SECTION("of leaving") { market.world.state.researchers.left.set(first, earliest); }
  SECTION("of attachment") { market.world.state.researchers.attachment_tick.set(first, earliest); }
  Market other(two_people);
  CHECK_THROWS_AS(load(other, bytes_of(market)), InputError);
}

}  // namespace
