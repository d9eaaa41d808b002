#pragma once
// What happens in a tick, block by block: who is approached, who bids what, who moves. Emptied at
// the start of each tick; its memory is kept.

#include <cstdint>
#include <limits>
#include <vector>

#include "base/id.hpp"
#include "scenario/channel.hpp"
#include "world/accounts.hpp"
#include "world/researchers.hpp"

namespace poach {

/// A bid by its place in the log of its block.
using BidId = Id<struct BidTag>;

struct Approach {
  ResearcherId researcher;
  CompanyId company;
  Channel channel = Channel::random_meeting;
};

/// What a bidder has to beat, as rules::PrivateOfferProblem has it.
struct Odds {
  double alternative = 0.0;  ///< observed utility of the alternatives less all but pay here
  double refused = 0.0;  ///< largest offer that the person refused, relative to the alternatives
  friend bool operator==(const Odds&, const Odds&) = default;
};

/// A company in the contest for a researcher. Amounts are USD a year; utilities are in log pay
/// (or USD under linear utility).
struct Bid {
  CompanyId company;
  Channel channel = Channel::random_meeting;
  bool offered = false;             ///< an offer is standing
  bool own = false;                 ///< the present employer, met by chance
  std::uint32_t collaborators = 0;  ///< who are there, or approached together
  double value = 0.0;               ///< v
  double max_pay = 0.0;             ///< b
  double min_pay = 0.0;             ///< the least it may offer
  double nonpecuniary = 0.0;        ///< observed utility of all but pay
  double taste = 0.0;               ///< sigma x taste, which only the researcher sees
  double forfeit = 0.0;             ///< what the offer does not make good
  double share = 1.0;               ///< of its pay that counts, given the wait before the job
  double buyout = 0.0;      ///< what making good forfeited equity costs, taken off the value
  double pay = 0.0;         ///< the offer
  double acceptance = 0.0;  ///< as the company sees it
  Odds answered{};          ///< private taste: what the offer answers
};

/// What a non-compete imposes on someone who leaves.
struct Wait {
  std::int32_t ticks = 0;     ///< 0: none binds
  double enforcement = 1.0;   ///< chance that it is enforced
  double garden_leave = 0.0;  ///< from the old employer meanwhile, USD a year
};

/// A researcher whom at least one company approached.
struct Contest {
  ResearcherId researcher;
  OptionalCompany employer{};
  std::uint32_t first_bid = 0;
  std::uint32_t last_bid = 0;
  bool may_counter = false;  ///< the employer answers offers to this person
  bool countered = false;
  bool decided_by_auction = false;
  OptionalId<BidId> winner{};  ///< auction: the winning bid; none: stays
  double present_pay = 0.0;    ///< unemployment income without a job
  double stay_pay = 0.0;       ///< with the counter-offer, if any
  double stay_nonpecuniary = 0.0;
  double stay_taste = 0.0;
  Wait wait{};                     ///< before another job could start
  double stay_value = 0.0;         ///< v of the employer
  double max_retention_pay = 0.0;  ///< the most that the employer would pay to keep the person
  /// Set aside for that, USD a year, where a wage bill is limited.
  double authorised_raise = std::numeric_limits<double>::infinity();
  double price = 0.0;  ///< auction: final price
};

/// What the market knows of a person's taste for a bidder, and where the bid stands by it; see
/// rules/beliefs.hpp.
struct KnownTaste {
  double rate = 1.0;     ///< of the exponential behind the taste
  double refused = 0.0;  ///< rate x largest relative offer refused
  double offer = 0.0;    ///< rate x relative offer, as the person decides; 0 without an offer
  bool revised = false;  ///< the bid changed in the last round
};
/// The same for staying.
struct KnownStay {
  double rate = 1.0;           ///< given all but the refusals of those who bid now
  double last_stay_pay = 0.0;  ///< after the last round, USD a year
  bool settled = false;        ///< nobody revises any more
};

/// What one company's approach came to where pay is all that counts: a job or a raise.
struct Settlement {
  ResearcherId researcher;
  OptionalCompany hired_by{};    ///< none: stays, with a raise
  double pay = 0.0;              ///< USD a year
  double best_losing_bid = 0.0;  ///< USD a year
};

struct Move {
  ResearcherId researcher;
  OptionalCompany from;
  CompanyId to;
  Channel channel = Channel::random_meeting;
  std::uint32_t bidders = 0;
  std::uint32_t collaborators = 0;
  std::int32_t signed_on = 0;  ///< tick of the decision
  std::int32_t start = 0;      ///< tick on which the job starts
  bool countered = false;
  double pay_before = 0.0;
  double pay_after = 0.0;
  double best_losing_bid = 0.0;
  double value = 0.0;         ///< v of the new employer
  double forfeited = 0.0;     ///< unvested equity lost, USD
  double garden_leave = 0.0;  ///< from the old employer until the start, USD a year
};

struct Raise {
  ResearcherId researcher;
  CompanyId company;
  double pay_before = 0.0;
  double pay_after = 0.0;
};

enum class SeparationKind : std::uint8_t { quit, job_loss, exit };

struct Separation {
  ResearcherId researcher;
  CompanyId company;
  SeparationKind kind = SeparationKind::quit;
};

/// An offer as the opt-in table offers.csv shows it.
struct OfferOutcome {
  ResearcherId researcher;
  OptionalCompany employer{};
  CompanyId company;
  Channel channel = Channel::random_meeting;
  double pay = 0.0;
  double present_pay = 0.0;
  double counter_pay = 0.0;  ///< 0: no counter-offer
  double acceptance = 0.0;
  bool accepted = false;
};

struct BlockCounts {
  std::uint64_t approaches = 0;
  std::uint64_t offers = 0;
  std::uint64_t counter_offers = 0;
  std::uint64_t moves = 0;
  std::uint64_t raises = 0;
  std::uint64_t separations = 0;
  std::uint64_t exits = 0;
  std::uint64_t passed_on = 0;
};

struct BlockLog {
  std::vector<ResearcherId> separated;  ///< this tick, before search, ascending
  std::vector<ResearcherId> exited;     ///< left the market; listed where ties follow people
  std::vector<Approach> approaches;     ///< by researcher, then company; no pair twice
  std::vector<Approach> unusable;       ///< to be passed on
  std::vector<Bid> bids;
  std::vector<Contest> contests;
  std::vector<KnownTaste> known_tastes;  ///< one a bid, where bidders learn from refusals
  std::vector<KnownStay> known_stays;    ///< one a contest
  std::vector<Settlement> settlements;   ///< instead of contests; see settle_pairs
  std::vector<Move> moves;
  std::vector<Raise> raises;
  std::vector<Separation> separations;
  std::vector<OfferOutcome> outcomes;
  std::vector<Booking> bookings;  ///< in the books of companies, all but pay
  ExactSum received;              ///< by the block's people, all but pay, USD
  BlockCounts counts;

  void clear();
  /// Empties the lists of who is under negotiation: approaches, bids, contests and
  /// settlements.
  void end_negotiations();
  /// Exchanges these lists, with their memory.
  void exchange_negotiations(BlockLog& other);
};

/// A signed contract that has not started.
struct Waiting {
  Move move;
  friend bool operator<(const Waiting& a, const Waiting& b) {
    return a.move.start != b.move.start ? a.move.start < b.move.start
                                        : a.move.researcher < b.move.researcher;
  }
};

struct RetentionGrant {
  ResearcherId researcher;
  CompanyId company;
  double amount = 0.0;  ///< USD
};

struct TickLog {
  std::vector<BlockLog> blocks;
  std::vector<BlockLog> scratch;  ///< one a thread: fused blocks reuse it one after the other, so
                                  ///< that it stays in the cache
  std::vector<std::uint8_t> approached;  ///< 1: somebody approaches the researcher; empty: not told
  std::vector<Move> started;  ///< jobs that start this tick: moves and ended waits, by researcher
  std::vector<RetentionGrant> grants;
  void clear();
};

}  // namespace poach
