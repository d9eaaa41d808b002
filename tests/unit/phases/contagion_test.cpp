#include <cmath>

#include "base/parallel.hpp"
#include "phases/appraisal.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"

namespace {

using namespace poach;
using support::Market;

// Ten people at A who all know each other, without hazards.
Market circle(const std::string& contagion, const std::string& company = "") {
  return Market(R"(
clock: {tick: unit}
network: {kind: copies, shape: complete, copy_size: 10}
dynamics: {attachment: {ceiling: 0.5, growth_time: 1e9 ticks}, contagion: {)" +
                contagion + R"(}}
companies:
  - {name: A, researchers: 10, pay: {median: 100}, )" +
                company + R"(}
  - {name: B}
)");
}

// `person` of A goes to B in the present tick, as decisions would note it.
void poach_away(Market& market, std::uint32_t ordinal) {
  const ResearcherId r = market.person("A", ordinal);
  Move move;
  move.researcher = r;
  move.from = market.company("A");
  move.to = market.company("B");
  market.world.state.researchers.last_employer.set(r, move.from);
  market.world.state.researchers.left.set(r, market.world.state.tick);
  market.world.state.researchers.employer.set(r, move.to);
  market.world.tick.log.blocks[0].moves.push_back(move);
}

float attachment(const Market& market, std::uint32_t ordinal) {
  return market.world.state.researchers.attachment[market.person("A", ordinal)];
}

TEST_CASE("Attachment falls when the share of collaborators who left passes the threshold") {
  Market market = circle("threshold: 0.25, window: 100 ticks, drop: 0.3");
  market.partial_tick({shocks, planning});
  poach_away(market, 0);
  poach_away(market, 1);
  market.carry_out(contagion);
  CHECK(attachment(market, 5) == 0);  // 2 of 9 are not more than a quarter
  market.partial_tick({shocks, planning});
  poach_away(market, 2);
  market.carry_out(contagion);
  CHECK(attachment(market, 5) == Approx(-0.3));
  market.partial_tick({shocks, planning, contagion});
  CHECK(attachment(market, 5) == Approx(-0.3));  // no further departures, no further fall
  market.partial_tick({shocks, planning});
  poach_away(market, 3);
  market.carry_out(contagion);
  CHECK(attachment(market, 5) == Approx(-0.6));
  CHECK(attachment(market, 0) == 0);  // who left is not shaken
}

TEST_CASE("In a large market each shaken person falls once, at any number of threads") {
  for (const int threads : {1, 3}) {
    Market market(R"(
clock: {tick: unit}
network: {kind: copies, shape: complete, copy_size: 4}
dynamics: {attachment: {ceiling: 0.5, growth_time: 1e9 ticks},
           contagion: {threshold: 0.2, window: 9 ticks, drop: 0.3, morale_per_loss: 2}}
companies:
  - {name: A, researchers: 60000, pay: {median: 100}, counter_offers: {restores_morale: 0.5}}
  - {name: B}
)");
    market.workers = Workers(threads);
    market.partial_tick({shocks, planning});
    // Of every third circle of four one leaves, of every sixth another one too.
    for (std::uint32_t circle = 0; circle < 15000; circle += 3) {
      poach_away(market, 4 * circle + circle % 4);
      if (circle % 6 == 0) poach_away(market, 4 * circle + (circle + 1) % 4);
    }
    const CompanyId a = market.company("A");
    const Raise raise{market.person("A", 59'999), a, 100, 120};
    market.world.tick.log.blocks[7].raises.assign(10'500, raise);
    market.carry_out(contagion);
    // An eighth of the skill left, and a fifth of those who did not stayed for a counter-offer.
    CHECK(morale_now(market.world, a) == Approx(-2 * 0.125 * (1 - 0.5 * 0.2)));
    CHECK(morale_now(market.world, market.company("B")) == 0);
    int wrong = 0;
    for (std::uint32_t k = 0; k < 60000; ++k) {
      const std::uint32_t circle = k / 4;
      const bool left = circle % 3 == 0 &&
                        (k % 4 == circle % 4 || (circle % 6 == 0 && k % 4 == (circle + 1) % 4));
      const float expected = circle % 3 == 0 && !left ? -0.3F : 0.0F;
      if (attachment(market, k) != Approx(expected)) ++wrong;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("Only departures within the window count") {
  Market market = circle("threshold: 0.15, window: 3 ticks, drop: 0.3");
  market.partial_tick({shocks, planning});
  poach_away(market, 0);
  market.carry_out(contagion);
  market.run_ticks(2);
  market.partial_tick({shocks, planning});
  poach_away(market, 1);
  market.carry_out(contagion);
  CHECK(attachment(market, 5) == 0);  // the first left three ticks ago
  market.partial_tick({shocks, planning, contagion});
  market.partial_tick({shocks, planning});
  poach_away(market, 2);
  market.carry_out(contagion);
  CHECK(attachment(market, 5) == Approx(-0.3));
}

TEST_CASE("Departures weaken only the attachment of collaborators at the company left") {
  Market market = circle("threshold: 0, window: 3 ticks, drop: 0.3");
  const std::uint32_t first = market.person("A").value();
  market.connect({{first, first + 1}, {first, first + 3}});
  market.world.state.researchers.employer.set(market.person("A", 3), market.company("B"));
  market.partial_tick({shocks, planning});
  poach_away(market, 0);
  market.carry_out(contagion);
  CHECK(attachment(market, 1) == Approx(-0.3));
  CHECK(attachment(market, 2) == 0);
  CHECK(attachment(market, 3) == 0);
}

TEST_CASE("Entrants in a collaborator's place neither weaken attachment, nor lose it, nor count") {
  const auto market_with_entrant = [](std::uint32_t ordinal) {
    Market market = circle("threshold: 0.12, window: 3 ticks, drop: 0.3",
                           "separations: {exits: 1e-9 per tick}");
    market.world.state.researchers.generation.set(market.person("A", ordinal), 1);
    market.partial_tick({shocks, planning});
    poach_away(market, 0);
    market.carry_out(contagion);
    return market;
  };
  const Market gone = market_with_entrant(0);
  const Market stays = market_with_entrant(1);
  CHECK(attachment(gone, 2) == 0);
  CHECK(attachment(stays, 1) == 0);
  CHECK(attachment(stays, 2) == Approx(-0.3));  // one of eight, which would be one of nine
}

TEST_CASE("Quits spread, job losses and exits do not") {
  const auto after = [](const std::string& hazard) {
    Market market = circle("threshold: 0, window: 9 ticks, drop: 0.3, morale_per_loss: 1",
                           "separations: {" + hazard + ": 0.4 per tick}");
    market.partial_tick({shocks, separation, planning, contagion});
    float lowest = 0;
    for (std::uint32_t k = 0; k < 10; ++k) lowest = std::min(lowest, attachment(market, k));
    CHECK((market.world.state.companies.morale_loss[market.company("A")] > 0) == (lowest < 0));
    return lowest;
  };
  CHECK(after("quits") == Approx(-0.3));
  CHECK(after("job_loss") == 0);
  CHECK(after("exits") == 0);
}

TEST_CASE("Attachment recovers towards its ceiling with tenure") {
  Market market(R"(
clock: {tick: unit}
dynamics: {attachment: {ceiling: 0.5, growth_time: 4 ticks}, contagion: {drop: 0.1}}
companies: [{name: A, researchers: 1}]
)");
  const ResearcherId r = market.person("A");
  market.world.state.researchers.attachment.set(r, -0.3F);
  market.world.state.tick = 4;
  CHECK(attachment_now(market.world, r) == Approx(0.5 - 0.8 * std::exp(-1.0)));
  market.world.state.tick = 400;
  CHECK(attachment_now(market.world, r) == Approx(0.5));
}

TEST_CASE("Morale falls with the skill that left and halves its loss every half-life") {
  Market market = circle("morale_per_loss: 2, morale_half_life: 4 ticks", "morale: 0.1");
  const CompanyId a = market.company("A");
  market.partial_tick({shocks, planning});
  CHECK(morale_now(market.world, a) == Approx(0.1));
  poach_away(market, 0);
  poach_away(market, 1);
  market.carry_out(contagion);
  CHECK(morale_now(market.world, a) == Approx(0.1 - 2 * 0.2));
  for (int t = 1; t <= 4; ++t) {
    market.partial_tick({shocks, planning, contagion});
    CHECK(morale_now(market.world, a) == Approx(0.1 - 0.4 * std::pow(0.5, t / 4.0)));
  }
  CHECK(morale_now(market.world, market.company("B")) == 0);
}

TEST_CASE("The loss of the skilled weighs more") {
  Market market(R"(
clock: {tick: unit}
teams: [{name: T, company: A, members: 1, skill_multiple: 6}]
dynamics: {contagion: {morale_per_loss: 1}}
companies: [{name: A, researchers: 5}, {name: B}]
)");
  market.partial_tick({shocks, planning});
  poach_away(market, 0);
  market.carry_out(contagion);
  CHECK(morale_now(market.world, market.company("A")) == Approx(-0.6));
}

TEST_CASE("Accepted counter-offers restore morale, by the share of staff who stayed for one") {
  Market market = circle("morale_per_loss: 1, morale_half_life: 1e9 ticks",
                         "counter_offers: {restores_morale: 0.5}");
  const CompanyId a = market.company("A");
  market.world.state.companies.morale_loss.set(a, 0.4);
  market.partial_tick({shocks, planning});
  for (std::uint32_t k = 0; k < 3; ++k) {
    market.world.tick.log.blocks[0].raises.push_back({market.person("A", k), a, 100, 120});
  }
  market.carry_out(contagion);
  CHECK(morale_now(market.world, a) == Approx(-0.4 * (1 - 0.5 * 0.3)));
}

TEST_CASE("Recent losses count the poached and fade with the reaction's half-life") {
  Market market = circle("drop: 0",
                         "separations: {quits: 0.5 per tick}, "
                         "pay_reaction: {response: 1, half_life: 2 ticks}");
  const CompanyId a = market.company("A");
  market.partial_tick({shocks, separation, planning});
  REQUIRE_FALSE(market.separations().empty());
  market.carry_out(contagion);
  CHECK(market.world.state.companies.recent_losses[a] == 0);  // quits are no reason to pay more
  market.partial_tick({shocks, planning});
  poach_away(market, 0);
  market.carry_out(contagion);
  CHECK(market.world.state.companies.recent_losses[a] == 1);
  market.partial_tick({shocks, planning});
  poach_away(market, 1);
  market.carry_out(contagion);
  CHECK(market.world.state.companies.recent_losses[a] == Approx(1 + std::sqrt(0.5)));
}

}  // namespace
