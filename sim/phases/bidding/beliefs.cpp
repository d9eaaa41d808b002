#include "phases/bidding/beliefs.hpp"

#include <algorithm>
#include <limits>

#include "base/math.hpp"
#include "phases/bidding/contests.hpp"
#include "rules/beliefs.hpp"
#include "rules/utility.hpp"
#include "world/traits.hpp"

namespace poach {
namespace {

constexpr double no_offer = -std::numeric_limits<double>::infinity();
// What is kept of refusals: less says nothing, and more would overflow in products.
constexpr double least = 1e-6;
constexpr double most = 1e30;
// Offers are the same when they differ by rounding alone.
constexpr double hair = 1e-9;

// Whether refusals of a company are remembered one by one. Members of an entry of many companies
// rarely meet a person twice, so for them the sum says all.
bool is_remembered(const Market& market, CompanyId company) {
  return market.fixed.companies.kinds()[market.fixed.companies.kind_of(company)].count == 1;
}

// The rate of x of the present state by itself.
double own_rate(const Market& market, ResearcherId r) {
  const OptionalCompany employer = market.state.researchers.employer[r];
  return employer ? taste_rate(market, r, *employer) : 1.0;
}

double refused_before(std::span<const Refusal> refusals, CompanyId company) {
  const auto at =
      std::lower_bound(refusals.begin(), refusals.end(), company,
                       [](const Refusal& refusal, CompanyId c) { return refusal.company < c; });
  return at != refusals.end() && at->company == company ? at->refused : 0.0;
}

bool bids_here(std::span<const Bid> bids, CompanyId company) {
  return std::any_of(bids.begin(), bids.end(),
                     [company](const Bid& bid) { return bid.company == company; });
}

double relative(const Market& market, const KnownTaste& known, double offer, double stay) {
  if (offer == no_offer) return 0.0;
  const double taste = market.state.parameters.market.decisions.taste;
  return known.rate * rules::relative_offer(offer, stay, taste);
}

// Keeps the largest of what a company was refused, in units of `scale`.
void add_refusal(std::vector<Refusal>& refusals, CompanyId company, double refused) {
  if (refused < least) return;
  refusals.push_back({company, static_cast<float>(std::min(refused, most))});
}

// All that will have been refused, by company, and the rate of the rest: what is known afterwards.
class Lesson {
 public:
  Lesson(const Market& market, ResearcherId r)
      : market_(market), rate_(market.state.researchers.taste_rate[r]) {
    for (const Refusal& refusal : market.state.refusals.of(r)) {
      refusals_.emplace_back(refusal.company, refusal.refused);
    }
  }
  void refuse(CompanyId company, double offer) {
    if (!is_remembered(market_, company)) {
      rate_ += offer;
      return;
    }
    const auto at = std::find_if(refusals_.begin(), refusals_.end(),
                                 [company](const auto& pair) { return pair.first == company; });
    if (at == refusals_.end()) {
      refusals_.emplace_back(company, offer);
    } else {
      at->second = std::max(at->second, offer);
    }
  }
  /// Measures all against a new employer, whose offer was `offer` times as good as staying.
  void move(ResearcherId r, CompanyId to, double offer) {
    const OptionalCompany from = market_.state.researchers.employer[r];
    const double own = own_rate(market_, r);
    rate_ = std::max(rate_ - own, 0.0);
    if (from && is_remembered(market_, *from)) {
      refusals_.emplace_back(*from, own);
    } else {
      rate_ += own;
    }
    std::erase_if(refusals_, [to](const auto& pair) { return pair.first == to; });
    for (auto& [company, refused] : refusals_) refused /= offer;
    rate_ = rate_ / offer + taste_rate(market_, r, to);
  }
  void write(Market& market, ResearcherId r) {
    std::sort(refusals_.begin(), refusals_.end());
    std::vector<Refusal> kept;
    for (const auto& [company, refused] : refusals_) add_refusal(kept, company, refused);
    market.state.refusals.set(r, kept);
    market.state.researchers.taste_rate.set(r, static_cast<float>(std::min(rate_, most)));
  }

 private:
  const Market& market_;
  double rate_;
  std::vector<std::pair<CompanyId, double>> refusals_;
};

}  // namespace

bool are_informed(const Market& market) {
  return market.fixed.features.beliefs &&
         market.state.parameters.market.bidding.beliefs == Beliefs::informed;
}

void recall_refusals(const Market& market, BlockLog& log) {
  log.known_tastes.assign(log.bids.size(), {});
  log.known_stays.clear();
  for (const Contest& contest : log.contests) {
    const ResearcherId r = contest.researcher;
    const std::span<const Refusal> refusals = market.state.refusals.of(r);
    const auto bids =
        std::span(log.bids).subspan(contest.first_bid, contest.last_bid - contest.first_bid);
    for (std::size_t k = 0; k < bids.size(); ++k) {
      KnownTaste& known = log.known_tastes[contest.first_bid + k];
      known.rate = taste_rate(market, r, bids[k].company);
      known.refused = refused_before(refusals, bids[k].company);
    }
    // Refusals of bidders are not in the sum: they would have to be subtracted from it again, and
    // differences of large numbers are not exact.
    KnownStay stay{.rate = market.state.researchers.taste_rate[r]};
    for (const Refusal& refusal : refusals) {
      if (!bids_here(bids, refusal.company)) stay.rate += refusal.refused;
    }
    log.known_stays.push_back(stay);
  }
}

void find_odds(const Market& market, const ContestView& view, std::span<const double> standing,
               std::vector<Odds>& odds) {
  const double taste = market.state.parameters.market.decisions.taste;
  odds.resize(view.bids());
  // The field of each: what is known of staying, and all other bids, as they were refused or stand.
  double behind = 0.0;
  for (std::size_t k = view.bids(); k-- > 0;) {
    KnownTaste& known = view.known(k);
    known.offer = relative(market, known, standing[1 + k], standing[0]);
    odds[k].alternative = behind;
    behind += std::max(known.refused, known.offer);
  }
  double before = view.known_stay().rate;
  for (std::size_t k = 0; k < view.bids(); ++k) {
    const KnownTaste& known = view.known(k);
    const double field = before + odds[k].alternative;
    before += std::max(known.refused, known.offer);
    odds[k].alternative = standing[0] - view.bid(k).nonpecuniary + taste * log(field / known.rate);
    odds[k].refused = known.refused / field;
  }
}

StayOdds find_stay_odds(const Market& market, const Contest& contest, const ContestView& view,
                        std::span<const double> standing) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  const double staying = stay_utility(market, contest);
  double leaving = 0.0;
  double field = view.known_stay().rate;
  double until = most;
  for (std::size_t k = 0; k < view.bids(); ++k) {
    const KnownTaste& known = view.known(k);
    const double offer = relative(market, known, standing[1 + k], staying);
    if (offer <= known.refused * (1.0 + hair)) {
      field += known.refused;
      continue;
    }
    leaving += offer;
    if (known.refused > 0.0) until = std::min(until, offer / known.refused);
  }
  if (leaving == 0.0) return {no_offer};
  StayOdds odds{staying - contest.stay_nonpecuniary + rules.taste * log(leaving / field)};
  if (until < most) {
    odds.until = rules::pay_for_utility(
        staying - contest.stay_nonpecuniary + rules.taste * log(until), rules.utility);
  }
  return odds;
}

void judge_offers(const Market& market, const ContestView& view, std::span<const double> standing) {
  std::vector<rules::RacingOffer> offers(view.bids());
  for (std::size_t k = 0; k < view.bids(); ++k) {
    KnownTaste& known = view.known(k);
    known.offer = relative(market, known, standing[1 + k], standing[0]);
    offers[k] = {.offer = known.offer, .refused = known.refused};
  }
  if (!are_informed(market)) return;
  rules::find_acceptances(offers, view.known_stay().rate);
  for (std::size_t k = 0; k < view.bids(); ++k) view.bid(k).acceptance = offers[k].acceptance;
}

void learn_from(Market& market, BlockLog& log, const Contest& contest, OptionalId<BidId> chosen) {
  if (log.known_tastes.empty()) return;
  const ResearcherId r = contest.researcher;
  Lesson lesson(market, r);
  for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
    const bool refused = log.bids[b].offered && chosen != OptionalId(BidId(b));
    if (refused) lesson.refuse(log.bids[b].company, log.known_tastes[b].offer);
  }
  if (chosen) {
    const std::uint32_t b = (*chosen).value();
    lesson.move(r, log.bids[b].company, log.known_tastes[b].offer / log.known_tastes[b].rate);
  }
  lesson.write(market, r);
}

}  // namespace poach
