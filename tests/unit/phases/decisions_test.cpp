#include <algorithm>
#include <cmath>

#include "phases/appraisal.hpp"
#include "phases/phases.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "world/traits.hpp"

namespace {

using namespace poach;
using support::Market;
using support::z_score;

void up_to_decisions(Market& market) {
  market.partial_tick({shocks, planning, search, bidding, decisions});
}

TEST_CASE("People choose by utility with their own taste, so offers are taken as often as known") {
  Market market(R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 40k, pay: {median: 100}, productivity: {level: 100}}
  - {name: B, productivity: {level: 300}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.4}}
)");
  market.partial_tick({shocks, planning, search, bidding});
  const double offer = market.bid(market.person("A"), market.company("B")).pay;
  market.carry_out(decisions);
  // The employer was the better of two when the person came, which companies do not know.
  const double accepted = 1 / (1 + std::exp(-std::log(offer / 100) / 0.4 + std::log(2.0)));
  CHECK(std::abs(z_score(market.headcount("B"), 40e3, accepted)) < 4);
  for (const OfferOutcome& o : market.outcomes()) {
    const double better = std::log(o.pay / 100) +
                          0.4 * taste(market.world, o.researcher, o.company) -
                          0.4 * taste(market.world, o.researcher, *o.employer);
    CHECK(o.accepted == (better > 0));
  }
}

TEST_CASE("People who would earn the same elsewhere stay") {
  Market market(R"(
clock: {tick: unit}
companies:
  - {name: A, researchers: 500, pay: {posted: 100}}
  - {name: B, researchers: 500, pay: {posted: 100}}
market:
  search: {random_meetings: {employed: 1 per tick}}
  bidding: {rule: posted}
  decisions: {utility: linear, pay_cuts: true}
)");
  up_to_decisions(market);
  CHECK(market.outcomes().size() > 300);  // half of them met the other company
  CHECK(market.moves().empty());
}

const std::string three_bidders = R"(
clock: {tick: unit}
researchers: {mission: {mean: 1}}
companies:
  - {name: A, researchers: 1, morale: 0.05, pay: {median: 100}, productivity: {level: 100}}
  - {name: B, productivity: {level: 400}, amenities: {mission: 0.2}}
  - {name: C, productivity: {level: 300}}
market: {search: {everyone_meets: true}, decisions: {taste: 1e-3}}
)";

TEST_CASE("The best losing bid is the pay in the new job that equals the best option turned down") {
  Market market(three_bidders);
  up_to_decisions(market);
  const ResearcherId r = market.person("A");
  REQUIRE(market.employer(r) == OptionalCompany(market.company("B")));
  const double stay = std::log(100) + 0.05;
  const double other = std::log(market.bid(r, market.company("C")).pay);
  const double expected = std::exp(std::max(stay, other) - 0.2);
  CHECK(market.world.state.researchers.best_losing_bid_of(r) == Approx(expected));
  REQUIRE(market.moves().size() == 1);
  const Move move = market.moves()[0];
  CHECK(move.best_losing_bid == Approx(expected));
  CHECK(move.bidders == 2);
  CHECK(move.pay_before == 100);
  CHECK(move.pay_after == market.world.state.researchers.pay[r]);
  CHECK(move.value == 400);
  CHECK(move.signed_on == 1);
  CHECK(move.start == 1);
  CHECK(market.world.state.researchers.joined[r] == 1);
}

TEST_CASE("Under linear utility the best losing bid differs by an amount") {
  Market market(
      std::string(three_bidders)
          .replace(three_bidders.find("taste: 1e-3"), 11, "taste: 1e-3, utility: linear"));
  up_to_decisions(market);
  const ResearcherId r = market.person("A");
  REQUIRE(market.employer(r) == OptionalCompany(market.company("B")));
  const double other = market.bid(r, market.company("C")).pay;
  CHECK(market.world.state.researchers.best_losing_bid_of(r) ==
        Approx(std::max(100.05, other) - 0.2));
}

TEST_CASE("Attachment, morale, founders and collaborators keep people; kappa ln(1 + n)") {
  Market market(R"(
clock: {tick: unit}
network: {kind: copies, shape: complete, copy_size: 3}
dynamics: {attachment: {ceiling: 0.4, growth_time: 10 ticks}}
market: {decisions: {collaborators: 0.5}}
companies: [{name: A, researchers: 3, morale: -0.1, founders: {count: 1, attachment: 5}}]
)");
  market.world.state.tick = 10;
  market.carry_out(planning);
  const CompanyId a = market.company("A");
  const double ties = 0.5 * std::log(3.0);
  const double grown = 0.4 * (1 - std::exp(-1.0));
  CHECK(Appraiser<Terms::any>(market.world, market.world.tick.start)
            .staying_utility(market.person("A", 0),
                             Appraiser<Terms::any>(market.world, market.world.tick.start)
                                 .preferences_of(market.person("A", 0)),
                             a, 2) == Approx(ties + grown - 0.1 + 5).epsilon(1e-6));
  CHECK(Appraiser<Terms::any>(market.world, market.world.tick.start)
            .staying_utility(market.person("A", 1),
                             Appraiser<Terms::any>(market.world, market.world.tick.start)
                                 .preferences_of(market.person("A", 1)),
                             a, 2) == Approx(ties + grown - 0.1).epsilon(1e-6));
  CHECK(Appraiser<Terms::any>(market.world, market.world.tick.start)
            .nonpecuniary_utility(Appraiser<Terms::any>(market.world, market.world.tick.start)
                                      .preferences_of(market.person("A", 1)),
                                  a, 2) == Approx(ties));
}

std::string bound(const std::string& noncompete) {
  return R"(
clock: {tick: week}
record: {tables: [moves]}
companies:
  - {name: A, researchers: 2000, pay: {median: 100}, productivity: {level: 100}, noncompete: {)" +
         noncompete + R"(}}
  - {name: B, productivity: {level: 900}, hiring: {seats: 2500}}
market: {search: {everyone_meets: true}, decisions: {taste: 0}}
)";
}

TEST_CASE("A non-compete keeps a person without a job until the wait is over") {
  Market market(bound("share: 1, shortest: 3 weeks, longest: 3 weeks"));
  const ResearcherId r = market.person("A");
  up_to_decisions(market);
  CHECK(market.moves().size() == 2000);
  CHECK(market.world.tick.log.started.empty());
  CHECK_FALSE(market.employer(r));
  CHECK(market.world.state.researchers.waiting[r] == 1);
  CHECK_FALSE(market.world.state.is_unemployed(r));
  for (int t = 0; t < 2; ++t) {
    up_to_decisions(market);
    CHECK(market.approaches().empty());
    CHECK(market.world.state.waiting.size() == 2000);
    CHECK(market.world.tick.start.open_seats[market.company("B")] == 500);
    CHECK(market.world.tick.log.started.empty());
  }
  up_to_decisions(market);
  CHECK(market.world.tick.log.started.size() == 2000);
  CHECK(market.world.state.waiting.empty());
  CHECK(market.headcount("B") == 2000);
  CHECK(market.world.state.researchers.waiting[r] == 0);
  CHECK(market.world.state.researchers.joined[r] == 4);
  const Move& move = market.world.tick.log.started[0];
  CHECK(move.signed_on == 1);
  CHECK(move.start == 4);
  CHECK(market.world.state.researchers.pay[r] == move.pay_after);
}

TEST_CASE("Non-competes bind a share of the staff, for waits within their bounds") {
  Market market(bound("share: 0.4, shortest: 2 weeks, longest: 6 weeks"));
  up_to_decisions(market);
  CHECK(std::abs(z_score(static_cast<double>(market.world.state.waiting.size()), 2000, 0.4)) < 4);
  CHECK(market.world.tick.log.started.size() + market.world.state.waiting.size() == 2000);
  double sum = 0.0;
  for (const Waiting& w : market.world.state.waiting) {
    const int wait = w.move.start - w.move.signed_on;
    CHECK((wait >= 2 && wait <= 6));
    sum += wait;
  }
  CHECK(sum / static_cast<double>(market.world.state.waiting.size()) == Approx(4).margin(0.2));
}

TEST_CASE("Jobs that start are listed by researcher, whether at once or after a wait") {
  Market market(R"(
clock: {tick: week}
record: {tables: [moves]}
companies:
  - {name: A, researchers: 1000, pay: {median: 100}, noncompete: {share: 0.5, shortest: 1 week, longest: 2 weeks}}
  - {name: B, productivity: {level: 10k}}
market: {search: {random_meetings: {employed: 0.3 per tick}}, decisions: {taste: 0}}
)");
  for (int t = 0; t < 4; ++t) {
    up_to_decisions(market);
    const std::vector<Move>& started = market.world.tick.log.started;
    CHECK(started.size() > 20);
    CHECK(std::is_sorted(started.begin(), started.end(),
                         [](const Move& a, const Move& b) { return a.researcher < b.researcher; }));
    CHECK(std::any_of(started.begin(), started.end(), [&](const Move& move) {
            return move.signed_on < market.world.state.tick;
          }) == (t > 0));
  }
}

TEST_CASE("People without a job have no pay before an offer, and no counter-offer") {
  Market market(R"(
clock: {tick: unit}
researchers: {unemployed: 1}
companies: [{name: A, productivity: {level: 1000}}]
market: {search: {everyone_meets: true}, decisions: {taste: 0, unemployment_income: 50}}
)");
  up_to_decisions(market);
  REQUIRE(market.moves().size() == 1);
  CHECK_FALSE(market.moves()[0].from);
  CHECK(market.moves()[0].pay_before == 0);
  REQUIRE(market.outcomes().size() == 1);
  CHECK(market.outcomes()[0].present_pay == 0);
  CHECK(market.outcomes()[0].counter_pay == 0);
}

TEST_CASE("A raise is paid, recorded and restores a share of the gap in attachment") {
  Market market(R"(
clock: {tick: unit}
dynamics: {attachment: {ceiling: 1, growth_time: 1e9 ticks}, contagion: {drop: 0.1}}
companies:
  - {name: A, researchers: 1, pay: {median: 100}, productivity: {level: 300}, counter_offers: {probability: 1, restores_attachment: 0.25}}
  - {name: B, productivity: {level: 120}}
market: {search: {everyone_meets: true}, decisions: {taste: 0.05}}
)");
  const ResearcherId r = market.person("A");
  market.world.state.researchers.attachment.set(r, -0.2F);
  up_to_decisions(market);
  REQUIRE(market.employer(r) == OptionalCompany(market.company("A")));
  REQUIRE(market.world.tick.log.blocks[0].raises.size() == 1);
  const Raise raise = market.world.tick.log.blocks[0].raises[0];
  CHECK(raise.pay_before == 100);
  CHECK(raise.pay_after > 100);
  CHECK(market.world.state.researchers.pay[r] == raise.pay_after);
  CHECK(market.world.state.researchers.attachment[r] == Approx(-0.2 + 0.25 * 1.2));
  CHECK(market.world.tick.log.blocks[0].counts.raises == 1);
  CHECK(market.world.tick.log.blocks[0].counts.counter_offers == 1);
  REQUIRE(market.outcomes().size() == 1);
  CHECK_FALSE(market.outcomes()[0].accepted);
  CHECK(market.outcomes()[0].counter_pay == raise.pay_after);
  // B's offer, as pay at A: A is worth the attachment and morale more.
  const Contest& contest = market.world.tick.log.blocks[0].contests[0];
  const double same = std::log(market.outcomes()[0].pay) - contest.stay_nonpecuniary;
  CHECK(market.world.state.researchers.best_losing_bid_of(r) == Approx(std::exp(same)));
}

TEST_CASE(
    "Who moves gives up equity, attachment and bond, and is a newcomer from the last employer") {
  Market market(R"(
clock: {tick: unit}
dynamics: {attachment: {ceiling: 0.1}, contagion: {drop: 0.1}}
companies:
  - {name: A, researchers: 1, founders: 1, pay: {median: 100}, retention: {budget: 1}}
  - {name: B, productivity: {level: 100M}}
market: {search: {everyone_meets: true}, decisions: {taste: 0}}
)");
  const ResearcherId r = market.person("A");
  market.world.state.researchers.unvested.set(r, 70.0);
  up_to_decisions(market);
  REQUIRE(market.employer(r) == OptionalCompany(market.company("B")));
  CHECK(market.moves()[0].forfeited == 70.0);
  CHECK(market.moves()[0].pay_after > 100 * std::exp(5.0));  // founders are nearly immovable
  CHECK(market.world.state.researchers.unvested[r] == 0);
  CHECK(attachment_now(market.world, r) == 0);
  CHECK(market.world.state.researchers.last_employer[r] == OptionalCompany(market.company("A")));
  CHECK(market.world.state.researchers.left[r] == 1);
}

}  // namespace
