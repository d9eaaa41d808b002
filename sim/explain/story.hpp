#pragma once
// The explanation of a move as data: what its companies knew and bid, and the draws that decided.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/units.hpp"
#include "scenario/market.hpp"

namespace poach::explain {

/// The approach of a company to the person.
struct ApproachSeen {
  std::string company;
  std::string channel;                   ///< as moves.csv has it
  std::vector<std::string> referred_by;  ///< referral: collaborators who work at the company
  std::string event;                     ///< news: name of the event
};

/// The limit that keeps a company from paying more.
enum class Bound { value, cap, raise_limit, posted_wage, no_answer };
[[nodiscard]] std::string to_string(Bound bound);

/// A company in the contest for the person. Amounts are USD a year, utilities log pay or USD.
struct Side {
  std::string company;
  bool is_employer = false;   ///< tries to retain the person
  std::string out;            ///< why it could not make an offer; empty when it could
  std::optional<double> cap;  ///< in force for this person
  double value = 0.0;         ///< its value of a year of the person
  double max_pay = 0.0;       ///< its maximum pay
  Bound bound = Bound::value;
  double min_pay = 0.0;  ///< the minimum that it must offer, or the present pay
  std::uint32_t collaborators = 0;
  double forfeit = 0.0;       ///< forfeited equity that the offer does not replace
  double nonpecuniary = 0.0;  ///< observed utility of all but pay
  double taste = 0.0;         ///< visible to the person only
  std::optional<double> pay;  ///< final offer; of the employer the pay of staying
  double utility = 0.0;       ///< of the final offer to the person, taste included
  bool chosen = false;
};

struct OfferSeen {
  std::string company;
  double pay = 0.0;
  double acceptance = 0.0;  ///< as the company sees it
};

/// The standing offers after a round of bidding.
struct Round {
  std::vector<OfferSeen> offers;
  std::optional<double> counter_offer;
};

/// A random number at its address.
struct DrawSeen {
  std::string stream;
  std::string of;         ///< the researcher whose draw it is
  std::string with;       ///< the company concerned; empty: none
  std::int32_t tick = 0;  ///< of the address: generation of the person for draws that last
  std::uint32_t index = 0;
  double number = 0.0;  ///< uniform on (0, 1)
  std::string decided;  ///< in words
};

/// The signing of a contract.
struct Signing {
  PriceRule rule = PriceRule::private_taste;
  std::vector<ApproachSeen> approaches;
  std::vector<Side> sides;  ///< the employer first
  std::vector<Round> rounds;
  std::optional<double> price;  ///< ascending: at which the auction ended
  std::vector<DrawSeen> draws;
};

/// The move, as moves.csv has it.
struct MoveSeen {
  std::string researcher;
  std::string from;  ///< empty: no employer
  std::string to;
  std::string channel;
  std::int64_t tick = 0;  ///< on which the job starts
  std::int64_t signed_on = 0;
  std::optional<Date> date;  ///< none under a clock of abstract units
  std::optional<Date> signed_date;
  double pay_before = 0.0;  ///< 0 without a job
  double pay_after = 0.0;
  double best_losing_bid = 0.0;
  double forfeited = 0.0;  ///< USD
  std::uint32_t bidders = 0;
  std::uint32_t collaborators = 0;
  bool countered = false;
};

/// The run that was repeated.
struct RunSeen {
  std::string directory;
  std::string scenario;
  std::uint64_t run_id = 0;
  std::uint64_t seed = 0;
  std::string version;        ///< of the program that wrote the directory, with its commit
  bool same_results = false;  ///< the rerun ends in the state of the manifest
};

struct Explanation {
  RunSeen run;
  MoveSeen move;
  std::optional<Signing> signing;  ///< nothing when it was signed before tick 1, in the burn-in
};

}  // namespace poach::explain
