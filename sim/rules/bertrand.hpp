#pragma once
// Bertrand competition between an employer and one other company where only pay counts, as in
// Postel-Vinay and Robin (2002): the ascending auction for two, in closed form.

#include <algorithm>
#include <limits>

namespace poach::rules {

/// Amounts are USD a year. Where only pay counts, a price is a pay.
struct BertrandPair {
  double reserve = 0.0;        ///< the price of staying as it is
  double rival_min_pay = 0.0;  ///< the rival's minimum pay
  double rival_max_pay = 0.0;  ///< the rival's maximum pay
  /// The employer's maximum pay; minus infinity when it does not answer or there is none.
  double employer_max_pay = -std::numeric_limits<double>::infinity();
};

struct BertrandOutcome {
  bool hired = false;  ///< the rival wins; otherwise the person stays
  double price = 0.0;  ///< the loser's maximum pay, or the reserve
};

/// The company that can pay more wins, at the maximum of the other; the employer wins ties. A rival
/// that cannot pay its minimum or the reserve takes no part.
[[nodiscard]] inline BertrandOutcome settle_bertrand(const BertrandPair& pair) {
  const bool rival_bids = std::max(pair.reserve, pair.rival_min_pay) <= pair.rival_max_pay;
  const double second = std::min(pair.rival_max_pay, pair.employer_max_pay);
  return {.hired = rival_bids && pair.rival_max_pay > pair.employer_max_pay,
          .price = rival_bids ? std::max(pair.reserve, second) : pair.reserve};
}

}  // namespace poach::rules
