#include "theory/job_ladder.hpp"

namespace poach::theory {

double lake_unemployment(double separation, double finding) {
  return separation / (separation + finding);
}

double JobLadder::above(std::size_t rank) const {
  return static_cast<double>(count_ - 1 - rank) / static_cast<double>(count_);
}

double JobLadder::employed_up_to(std::size_t rank) const {
  return (1.0 - above(rank)) / crowding(above(rank));
}

double JobLadder::employed_at(std::size_t rank) const {
  return employed_up_to(rank) - (rank == 0 ? 0.0 : employed_up_to(rank - 1));
}

double JobLadder::bid_up_to(std::size_t bid, std::size_t rank) const {
  if (bid >= rank) return 1.0;
  const double among = crowding(above(bid));
  return crowding(above(rank)) * crowding(above(rank - 1)) / (among * among);
}

double JobLadder::bid_of_unemployment(std::size_t rank) const {
  const double everyone_above = crowding(1.0);
  const double before = rank == 0 ? everyone_above : crowding(above(rank - 1));
  return crowding(above(rank)) * before / (everyone_above * everyone_above);
}

WagePosting wage_posting(OfferRatios ratios, double productivity, double unemployment_income) {
  const double k1 = ratios.employed;
  const double square = (1.0 + k1) * (1.0 + k1);
  const double patience = (ratios.unemployed - k1) * k1;
  WagePosting result;
  result.reservation =
      (square * unemployment_income + patience * productivity) / (square + patience);
  const double margin = productivity - result.reservation;
  result.top = productivity - margin / square;
  result.mean_earned = productivity - margin / (1.0 + k1);
  return result;
}

}  // namespace poach::theory
