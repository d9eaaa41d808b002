#pragma once
// The optimal assignment of people to companies with seats, and its lowest prices, when values add
// up.

#include <cstddef>
#include <vector>

namespace poach::theory {

/// gain[company][researcher]: value of the match less what amenities cost, in whole units; 0 or
/// less where it is not worth making. seats[company] >= 0. With one seat each it is the assignment
/// game.
struct TransportationProblem {
  std::vector<std::vector<long>> gain;
  std::vector<long> seats;
};

/// Sum of gains of the best allocation (minimum-cost flow of Boost.Graph).
[[nodiscard]] long best_total(const TransportationProblem& problem);

/// The lowest competitive price of each researcher: what a duplicate of the researcher would add to
/// the best total, when no company may hold both (Shapley and Shubik 1971; Gul and Stacchetti
/// 1999).
[[nodiscard]] std::vector<long> lowest_competitive_prices(const TransportationProblem& problem);

}  // namespace poach::theory
