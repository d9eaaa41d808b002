#include "theory/auction_ladder.hpp"

#include <stdexcept>

#include "base/math.hpp"

namespace poach::theory {
namespace {

double share_above(std::size_t rank, std::size_t companies) {
  return static_cast<double>(companies - 1 - rank) / static_cast<double>(companies);
}

bool is_chance(double value) { return value >= 0.0 && value <= 1.0; }

}  // namespace

AuctionLadder::AuctionLadder(std::size_t companies, TickChances chances) : chances_(chances) {
  const bool one = chances.arrival == OfferArrival::at_most_one;
  if (companies == 0 || !is_chance(chances.separation) || !(chances.unemployed >= 0.0) ||
      !(chances.employed >= 0.0) ||
      (one && !(is_chance(chances.unemployed) && is_chance(chances.employed)))) {
    throw std::domain_error("a ladder needs companies and chances between 0 and 1");
  }
  each_ = 1.0 / static_cast<double>(companies);
  const double stays = 1.0 - chances.separation;
  const double found = 1.0 - none(chances.unemployed, 1.0);
  unemployment_ = chances.separation / (chances.separation + found);
  for (std::size_t rank = 0; rank < companies; ++rank) {
    const double above = share_above(rank, companies);
    const double hired = unemployment_ * (none(chances.unemployed, above) - (1.0 - found));
    employed_up_to_.push_back(hired / (1.0 - stays * none(chances.employed, above)));
  }
}

// Chance of no offer from companies that make up `share_above` of all.
double AuctionLadder::none(double offers, double share_above) const {
  return chances_.arrival == OfferArrival::poisson ? exp(-offers * share_above)
                                                   : 1.0 - offers * share_above;
}

// Chance that of the companies above, the given share, one certain company offers and no other.
double AuctionLadder::only_one_company(double offers, double share_above) const {
  if (chances_.arrival == OfferArrival::at_most_one) return offers * each_;
  return -expm1(-offers * each_) * exp(-offers * (share_above - each_));
}

// N(j, m) of all people: the same for every rung j above m.
double AuctionLadder::bid_share(double share_above, double employed_below) const {
  const double stays = 1.0 - chances_.separation;
  const double in = stays * employed_below * only_one_company(chances_.employed, share_above) +
                    unemployment_ * only_one_company(chances_.unemployed, share_above);
  const double heard = chances_.own == OwnOffer::counts ? share_above : share_above - each_;
  return in / (1.0 - stays * none(chances_.employed, heard));
}

double AuctionLadder::employed_up_to(std::size_t rank) const {
  return employed_up_to_.at(rank) / (1.0 - unemployment_);
}

double AuctionLadder::employed_at(std::size_t rank) const {
  return employed_up_to(rank) - (rank == 0 ? 0.0 : employed_up_to(rank - 1));
}

double AuctionLadder::bid_up_to(std::size_t bid, std::size_t rank) const {
  if (bid >= rank) return 1.0;
  return bid_share(share_above(bid, companies()), employed_up_to_.at(bid)) /
         (employed_at(rank) * (1.0 - unemployment_));
}

double AuctionLadder::bid_of_unemployment(std::size_t rank) const {
  return bid_share(1.0, 0.0) / (employed_at(rank) * (1.0 - unemployment_));
}

double AuctionLadder::mean_posted(const std::vector<double>& amounts) const {
  double mean = 0.0;
  for (std::size_t rank = 0; rank < companies(); ++rank) {
    mean += employed_at(rank) * amounts.at(rank);
  }
  return mean;
}

double mean_auction_wage(const AuctionLadder& ladder, const std::vector<double>& products,
                         AuctionWages wages) {
  const std::size_t companies = ladder.companies();
  // Integral of 1 - F from the unemployment income to each product.
  std::vector<double> integral = {products.at(0) - wages.unemployment_income};
  for (std::size_t k = 1; k < companies; ++k) {
    integral.push_back(integral.back() +
                       (products.at(k) - products[k - 1]) * share_above(k - 1, companies));
  }
  double mean = 0.0;
  for (std::size_t rank = 0; rank < companies; ++rank) {
    double below = ladder.bid_of_unemployment(rank);
    double here = below * (wages.unemployment_income - wages.premium * integral[rank]);
    for (std::size_t bid = 0; bid <= rank; ++bid) {
      const double up_to = ladder.bid_up_to(bid, rank);
      here += (up_to - below) * (products[bid] - wages.premium * (integral[rank] - integral[bid]));
      below = up_to;
    }
    mean += ladder.employed_at(rank) * here;
  }
  return mean;
}

}  // namespace poach::theory
