#pragma once
// The rules of the market: how people and companies meet, bid, and decide.

#include <cstdint>

#include "base/units.hpp"
#include "scenario/fwd.hpp"

namespace poach {

/// How random meetings arrive in a tick. `at_most_one`: one with the hazard's probability.
/// `exclusive`: the same for separation, offer or nothing as one event, by searching with
/// probability l / (1 - d) among those who did not separate. `poisson`: any number.
enum class Arrival { at_most_one, exclusive, poisson };
/// Whether meeting one's own company counts as an offer.
enum class OwnMeeting { counts, nothing };
/// The companies that people meet: any, or only neighbours of the last employer in the company
/// graph (labor flow network).
enum class MeetingChannel { random, company_graph };
enum class PassOnTo { nobody, unemployed, anyone };

struct RandomMeetingSpec {
  Hazard employed;
  Hazard unemployed;
  Arrival arrival = Arrival::at_most_one;
  OwnMeeting own_company = OwnMeeting::counts;
  MeetingChannel channel = MeetingChannel::random;
};

struct SearchSpec {
  RandomMeetingSpec random_meetings;
  PassOnTo pass_on = PassOnTo::nobody;
  bool everyone_meets = false;  ///< every company approaches every researcher in each tick
  Duration newcomer_window{
      13.0, Duration::Unit::weeks};  ///< period in which newcomers name former team-mates
};

enum class PriceRule { private_taste, ascending, posted };
/// How bidders see the taste of the person whom they bid for. `naive`: as if it were unknown until
/// now, against the best alternative alone. `informed`: by Bayes' rule from what the person chose
/// and refused, against all alternatives.
enum class Beliefs { informed, naive };
enum class UtilityForm { log, linear };

/// Whether making good forfeited equity lowers what a company would pay. `paid`: it costs what it
/// is worth. `free`: nobody pays for it.
enum class Buyouts { paid, free };
/// Whether people and companies reckon with the wait that a non-compete imposes.
enum class Waits { counted, ignored };

struct BiddingSpec {
  PriceRule rule = PriceRule::private_taste;
  double step = 0.01;                   ///< ascending: log-utility step, or USD a year under linear
  Beliefs beliefs = Beliefs::informed;  ///< private taste
  Buyouts buyouts = Buyouts::paid;
  std::int64_t revision_rounds = 2;  ///< private taste: how often rivals revise
  bool joint_approaches = true;  ///< team-mates approached together count as collaborators there
};

/// New jobs that turn out worse than they looked.
struct SurpriseSpec {
  double share = 0.0;  ///< of new jobs
  double loss = 0.0;   ///< of utility once it shows, log pay
  Hazard hazard;       ///< at which it shows
};

/// Income without a job, USD a year: `base` + `per_skill` x skill.
struct IncomeSpec {
  double base = 1.0;
  double per_skill = 0.0;
  [[nodiscard]] double at(double skill) const { return base + per_skill * skill; }
};

struct DecisionSpec {
  UtilityForm utility = UtilityForm::log;
  double taste = 0.0;             ///< sigma: scale of the Gumbel taste for a company, log pay
  bool taste_without_job = true;  ///< people have a taste for being without a job too
  double collaborators = 0.0;     ///< kappa: weight on ln(1 + collaborators there), log pay
  double minimum_raise = 0.0;     ///< phi: offers pay at least (1 + phi) x present pay
  Waits waits = Waits::counted;
  bool pay_cuts = false;   ///< offers below present pay are allowed
  bool foresight = false;  ///< value later auctions (sequential auctions, linear utility)
  IncomeSpec unemployment_income;
  double pay_floor = 1e-6;  ///< the least an offer counts for, USD a year
  SurpriseSpec surprise;
};

struct MarketSpec {
  SearchSpec search;
  BiddingSpec bidding;
  DecisionSpec decisions;
};

void describe(RandomMeetingSpec&, config::Fields&);
void describe(SearchSpec&, config::Fields&);
void describe(BiddingSpec&, config::Fields&);
void describe(SurpriseSpec&, config::Fields&);
void describe(IncomeSpec&, config::Fields&);
void describe(DecisionSpec&, config::Fields&);
void describe(MarketSpec&, config::Fields&);

}  // namespace poach
