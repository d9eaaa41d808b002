// Whole distributions of the job ladder: employment by company, pay, and sizes of companies. People
// do not affect each other in these scenarios, so everyone in a snapshot is an independent
// observation; 60 ticks with a separation chance of 0.1 apart, so are snapshots but for 0.2 %.

#include "theory/job_ladder.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "theory/auction_ladder.hpp"
#include "theory/goodness_of_fit.hpp"
#include "theory/snapshots.hpp"

namespace {

using namespace poach::tests;
using poach::CompanyId;
using poach::ResearcherId;
using poach::World;
using poach::theory::AuctionLadder;
using poach::theory::TickChances;

constexpr double separation = 0.1;
constexpr double unemployed_offers = 0.9;
constexpr double employed_offers = 0.4;
constexpr std::size_t people = 100'000;

// Offers on the job more frequent by a factor than they should be.
AuctionLadder ladder(std::size_t companies, double too_frequent = 1.0) {
  return {companies, TickChances{.separation = separation,
                                 .unemployed = unemployed_offers,
                                 .employed = too_frequent * employed_offers / (1.0 - separation)}};
}

SnapshotPlan plan(const std::string& scenario, std::size_t companies, std::int64_t snapshots) {
  return {scenario,
          {"researchers.unemployed=" + std::to_string(people),
           "companies.Companies.count=" + std::to_string(companies),
           "companies.Companies.separations.job_loss=0.1 per tick",
           "market.search.random_meetings.employed=0.4 per tick",
           "market.search.random_meetings.unemployed=0.9 per tick"},
          {60, 60, snapshots}};
}

std::vector<double> employed_in_bins(const AuctionLadder& exact, std::size_t bins) {
  std::vector<double> chances(bins, 0.0);
  for (std::size_t rank = 0; rank < exact.companies(); ++rank) {
    chances[rank * bins / exact.companies()] += exact.employed_at(rank);
  }
  return chances;
}

// The observations by number of employed in the bin that `bin_of` gives.
template <class BinOf>
Cells count_employed(const SnapshotPlan& plan, std::vector<double> exact, BinOf bin_of) {
  Cells cells(std::move(exact));
  take_snapshots(plan, [&](const World& world) {
    for (const ResearcherId r : world.fixed.population.ids()) {
      if (world.state.researchers.employer[r]) ++cells.seen.at(bin_of(world, r));
    }
  });
  return cells;
}

}  // namespace

// Catches offers on the job that are 1 % too frequent (expected score above 5), companies met
// unequally, moves to worse or equal companies, own meetings that move people.
TEST_CASE("L(p): the share of workers at each level of productivity") {
  constexpr std::size_t companies = 1000;
  constexpr std::size_t bins = 10;
  constexpr std::int64_t snapshots = 25;
  constexpr double observations = 0.9 * snapshots * static_cast<double>(people);
  const std::vector<double> exact = employed_in_bins(ladder(companies), bins);
  CHECK(expected_score(exact, employed_in_bins(ladder(companies, 1.01), bins), observations) > 5.0);
  const Cells cells = count_employed(plan("postel_vinay_robin", companies, snapshots), exact,
                                     [](const World& world, ResearcherId r) {
                                       return static_cast<std::size_t>(employer_number(world, r)) *
                                              bins / companies;
                                     });
  INFO("Kolmogorov distance " << kolmogorov_distance(cells));
  CHECK(std::abs(fit_score(cells)) < 4.0);
  CHECK(kolmogorov_distance(cells) < 2.3);
}

// The same through wages: catches besides pay that is not the posted wage.
TEST_CASE("G(w): the distribution of earned wages") {
  constexpr std::size_t companies = 1000;
  constexpr std::size_t bins = 10;
  const std::vector<double> exact = employed_in_bins(ladder(companies), bins);
  const Cells cells = count_employed(
      plan("burdett_mortensen", companies, 8), exact, [](const World& world, ResearcherId r) {
        // Wages are spread evenly over 0.5 to 1.
        return static_cast<std::size_t>((world.state.researchers.pay[r] - 0.5) / 0.5 * bins);
      });
  INFO("Kolmogorov distance " << kolmogorov_distance(cells));
  CHECK(std::abs(fit_score(cells)) < 4.0);
  CHECK(kolmogorov_distance(cells) < 2.3);
}

// Each company's headcount, and the unemployed, against l(w); the score of each snapshot by itself
// also shows too much or too little spread around it, as from people who depend on each other.
// Offers on the job 2 % too frequent would give a score above 5.
TEST_CASE("l(w): the sizes of companies") {
  constexpr std::size_t companies = 50;
  constexpr std::int64_t snapshots = 10;
  const auto sizes = [](const AuctionLadder& exact) {
    std::vector<double> chances = {exact.unemployment()};
    for (std::size_t rank = 0; rank < companies; ++rank) {
      chances.push_back(exact.employed_at(rank) * (1.0 - exact.unemployment()));
    }
    return chances;
  };
  const std::vector<double> exact = sizes(ladder(companies));
  CHECK(expected_score(exact, sizes(ladder(companies, 1.02)),
                       static_cast<double>(people) * snapshots) > 5.0);
  Cells all(exact);
  double by_snapshot = 0.0;
  take_snapshots(plan("burdett_mortensen", companies, snapshots), [&](const World& world) {
    Cells cells(exact);
    for (const ResearcherId r : world.fixed.population.ids()) {
      ++cells.seen[static_cast<std::size_t>(employer_number(world, r) + 1)];
    }
    by_snapshot += chi_square(cells);
    for (std::size_t k = 0; k < cells.seen.size(); ++k) all.seen[k] += cells.seen[k];
  });
  CHECK(std::abs(fit_score(all)) < 4.0);
  CHECK(std::abs(chi_square_score(by_snapshot, snapshots * static_cast<double>(companies))) < 4.0);
}

// In equilibrium every company earns the same: (p - w) l(w) is (p - R) k0 / ((1 + k0) (1 + k1)) per
// person and company. Catches wages from another distribution: uniform ones between the same ends
// would make profits differ by more than a tenth.
TEST_CASE("equilibrium wages: profits are equal") {
  constexpr std::size_t companies = 1000;
  constexpr std::size_t bins = 10;
  constexpr double k0 = unemployed_offers / separation;
  constexpr double k1 = employed_offers / separation;
  const auto wages = poach::theory::wage_posting({.unemployed = k0, .employed = k1}, 1.0, 0.4);
  SnapshotPlan equilibrium = plan("burdett_mortensen_equilibrium", companies, 12);
  equilibrium.overrides.push_back("companies.Companies.pay.posted.low=" +
                                  std::to_string(wages.reservation));
  std::vector<std::vector<double>> profit(bins);
  take_snapshots(equilibrium, [&](const World& world) {
    std::vector<double> here(bins, 0.0);
    for (const ResearcherId r : world.fixed.population.ids()) {
      const std::int64_t rank = employer_number(world, r);
      if (rank < 0) continue;
      here[static_cast<std::size_t>(rank) * bins / companies] +=
          1.0 - world.state.researchers.pay[r];
    }
    for (std::size_t k = 0; k < bins; ++k) profit[k].push_back(here[k] * bins / people);
  });
  const double exact = (1.0 - wages.reservation) * k0 / ((1.0 + k0) * (1.0 + k1));
  for (std::size_t k = 0; k < bins; ++k) {
    INFO("decile " << k);
    check_found(found_in(profit[k]), exact, 0.008 * exact);
  }
}
