// The joint distribution of employer and best losing bid in sequential auctions, cell by cell, for
// each way in which offers can arrive. People are independent observations, see job_ladder_test.

#include <cmath>

#include "support/catch.hpp"
#include "theory/auction_ladder.hpp"
#include "theory/goodness_of_fit.hpp"
#include "theory/snapshots.hpp"

namespace {

using namespace poach::tests;
using poach::ResearcherId;
using poach::World;
using poach::theory::AuctionLadder;
using poach::theory::OfferArrival;
using poach::theory::OwnOffer;
using poach::theory::TickChances;

constexpr std::size_t people = 50'000;
constexpr double income = 0.5;
constexpr double separation = 0.1;

struct Setting {
  std::size_t companies = 20;
  OfferArrival arrival = OfferArrival::at_most_one;
  OwnOffer own = OwnOffer::counts;
  bool exclusive = true;
  std::int64_t snapshots = 10;
  [[nodiscard]] double observations() const {
    return static_cast<double>(snapshots) * static_cast<double>(people);
  }
};

AuctionLadder ladder(const Setting& setting, double too_frequent = 1.0) {
  const double searches = setting.exclusive ? 1.0 - separation : 1.0;
  return {setting.companies, TickChances{.separation = separation,
                                         .unemployed = 0.9,
                                         .employed = too_frequent * 0.4 / searches,
                                         .arrival = setting.arrival,
                                         .own = setting.own}};
}

// Cell 0 is unemployment; the others go by employer, each from "no bid but the winner's" up to the
// employer's own.
std::size_t cell_of(std::int64_t employer, std::int64_t bid) {
  const auto j = static_cast<std::size_t>(employer);
  return 1 + j * (j + 3) / 2 + static_cast<std::size_t>(bid + 1);
}

std::vector<double> exact_cells(const AuctionLadder& exact) {
  std::vector<double> chances = {exact.unemployment()};
  for (std::size_t j = 0; j < exact.companies(); ++j) {
    const double here = exact.employed_at(j) * (1.0 - exact.unemployment());
    double below = exact.bid_of_unemployment(j);
    chances.push_back(here * below);
    for (std::size_t m = 0; m <= j; ++m) {
      const double up_to = exact.bid_up_to(m, j);
      chances.push_back(here * (up_to - below));
      below = up_to;
    }
  }
  return chances;
}

// Cells that are never reached, such as an own bid where own offers are nothing, are taken out.
Cells without_impossible(const Cells& all) {
  std::vector<double> possible;
  Cells kept(possible);
  for (std::size_t k = 0; k < all.exact.size(); ++k) {
    if (all.exact[k] < 1e-12) {
      CHECK(all.seen[k] == 0);
      continue;
    }
    kept.exact.push_back(all.exact[k]);
    kept.seen.push_back(all.seen[k]);
  }
  return kept;
}

const char* name_of(const Setting& setting) {
  if (setting.arrival == OfferArrival::poisson) return "poisson";
  return setting.exclusive ? "exclusive" : "at_most_one";
}

SnapshotPlan plan(const Setting& setting) {
  return {"postel_vinay_robin",
          {"researchers.unemployed=" + std::to_string(people),
           "companies.Companies.count=" + std::to_string(setting.companies),
           "companies.Companies.separations.job_loss=0.1 per tick",
           "market.search.random_meetings.employed=0.4 per tick",
           "market.search.random_meetings.unemployed=0.9 per tick",
           std::string("market.search.random_meetings.arrival=") + name_of(setting),
           std::string("market.search.random_meetings.own_company=") +
               (setting.own == OwnOffer::counts ? "counts" : "nothing")},
          {60, 60, setting.snapshots}};
}

// Products are spread evenly over 1 to 2; the income without a job is bid number -1.
std::int64_t bid_number(double bid, std::size_t companies) {
  if (bid < 0.9) {
    if (bid != income) FAIL_CHECK("a bid of " << bid);
    return -1;
  }
  const double number = (bid - 1.0) * static_cast<double>(companies) - 0.5;
  if (std::abs(number - std::round(number)) > 1e-9) FAIL_CHECK("a bid of " << bid);
  return std::lround(number);
}

Cells seen_cells(const Setting& setting) {
  Cells cells(exact_cells(ladder(setting)));
  take_snapshots(plan(setting), [&](const World& world) {
    for (const ResearcherId r : world.fixed.population.ids()) {
      const std::int64_t employer = employer_number(world, r);
      const std::size_t cell =
          employer < 0 ? 0
                       : cell_of(employer, bid_number(world.state.researchers.best_losing_bid_of(r),
                                                      setting.companies));
      ++cells.seen.at(cell);
    }
  });
  return without_impossible(cells);
}

}  // namespace

// Catches counter-offers off, the first price instead of the second, bids that are not kept, a
// reserve above the income without a job; offers on the job 2 % too frequent (score above 4).
TEST_CASE("P(q <= y | p): the best losing bid at each company of a finite list") {
  const Setting setting{.snapshots = 20};
  const std::vector<double> exact = exact_cells(ladder(setting));
  CHECK(expected_score(exact, exact_cells(ladder(setting, 1.02)), setting.observations()) > 4.0);
  CHECK(std::abs(fit_score(seen_cells(setting))) < 4.0);
}

// Catches offers counted one by one where several come at once. Against the closed form of one
// offer a tick these data would score above 100.
TEST_CASE("P(q <= y | p) with several bidders in a tick") {
  const Setting poisson{.arrival = OfferArrival::poisson, .exclusive = false};
  const Setting single{.exclusive = false};
  CHECK(expected_score(exact_cells(ladder(single)), exact_cells(ladder(poisson)),
                       poisson.observations()) > 100.0);
  CHECK(std::abs(fit_score(seen_cells(poisson))) < 4.0);
}

// Separation first and then at most one offer: l1 (1 - d) instead of l1. Against the exclusive
// order these data would score above 10.
TEST_CASE("P(q <= y | p) when people separate first and then search") {
  const Setting survive{.exclusive = false};
  CHECK(expected_score(exact_cells(ladder({})), exact_cells(ladder(survive)),
                       survive.observations()) > 10.0);
  CHECK(std::abs(fit_score(seen_cells(survive))) < 4.0);
}

// With three companies a third of all offers are the own company's. Whether those are bids or
// nothing can be distinguished: each against the other's closed form would score above 100.
TEST_CASE("offers of the own company among three") {
  for (const OwnOffer own : {OwnOffer::counts, OwnOffer::nothing}) {
    CHECK(std::abs(fit_score(seen_cells({.companies = 3, .own = own}))) < 4.0);
  }
  const std::vector<double> counts = exact_cells(ladder({.companies = 3}));
  const std::vector<double> nothing =
      exact_cells(ladder({.companies = 3, .own = OwnOffer::nothing}));
  CHECK(expected_score(counts, nothing, Setting{}.observations()) > 100.0);
}

// Foresight changes wages, not moves: everyone's pay is w(q, p) of the state they are in, and the
// states are distributed as without.
TEST_CASE("foresight: wages follow from the state, and the states stay as they were") {
  const Setting setting;
  SnapshotPlan foresight = plan(setting);
  foresight.overrides.emplace_back("market.decisions.foresight=true");
  foresight.overrides.emplace_back("dynamics.production.discount_rate=0.05");
  const double premium = 0.4 / (0.05 + separation);
  const auto product = [&](std::int64_t rank) {
    return 1.0 + (static_cast<double>(rank) + 0.5) / static_cast<double>(setting.companies);
  };
  Cells cells(exact_cells(ladder(setting)));
  double worst = 0.0;
  take_snapshots(foresight, [&](const World& world) {
    for (const ResearcherId r : world.fixed.population.ids()) {
      const std::int64_t employer = employer_number(world, r);
      if (employer < 0) {
        ++cells.seen[0];
        continue;
      }
      const std::int64_t bid =
          bid_number(world.state.researchers.best_losing_bid_of(r), setting.companies);
      ++cells.seen.at(cell_of(employer, bid));
      double more = bid < 0 ? product(0) - income : 0.0;
      for (std::int64_t k = std::max<std::int64_t>(bid, 0); k < employer; ++k) {
        const double above = static_cast<double>(setting.companies) - 1.0 - static_cast<double>(k);
        more += (product(k + 1) - product(k)) * above / static_cast<double>(setting.companies);
      }
      const double wage = (bid < 0 ? income : product(bid)) - premium * more;
      worst = std::max(worst, std::abs(world.state.researchers.pay[r] - wage));
    }
  });
  CHECK(worst < 1e-9);
  CHECK(std::abs(fit_score(without_impossible(cells))) < 4.0);
}
