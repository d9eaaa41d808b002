#include "poach/rules/proxy_auction.hpp"

#include <algorithm>
#include <tuple>

#include "poach/base/math.hpp"
#include "poach/base/parallel.hpp"
#include "proxy_bidder.hpp"

namespace poach::rules {
namespace {

class Auction {
 public:
  Auction(const AuctionProblem& problem, const Workers& workers)
      : problem_(problem), workers_(workers), step_factor_(exp(problem.step)) {
    const std::size_t researchers = problem.reserve.size();
    standing_ = {problem.reserve, problem.reserve,
                 std::vector<std::optional<BidIndex>>(researchers),
                 std::vector<double>(researchers)};
    for (const AuctionBidder& bidder : problem.bidders) companies_.emplace_back(problem, bidder);
    for (BidIndex bid = 0; bid < problem.bids.size(); ++bid) {
      if (!problem.bids[bid].incumbent) {
        companies_[problem.bids[bid].company].add_candidate(bid, standing_);
      }
    }
    for (std::uint32_t c = 0; c < companies_.size(); ++c) active_.push_back(c);
  }

  AuctionOutcome run() {
    AuctionOutcome outcome;
    bool headroom_released = false;
    for (;;) {
      collect_proposals(outcome.rounds == 0);
      ++outcome.rounds;
      if (proposals_.empty()) {
        if (headroom_released || !release_headroom()) break;
        headroom_released = true;
        continue;
      }
      resolve_all();
    }
    outcome.price = std::move(standing_.price);
    outcome.winner = std::move(standing_.holder);
    return outcome;
  }

 private:
  static constexpr std::size_t companies_per_piece = 64;

  void collect_proposals(bool first_round) {
    const std::size_t pieces = (active_.size() + companies_per_piece - 1) / companies_per_piece;
    workers_.for_each(pieces, [&](std::size_t piece) {
      const std::size_t first = piece * companies_per_piece;
      const std::size_t last = std::min(first + companies_per_piece, active_.size());
      for (std::size_t i = first; i < last; ++i) companies_[active_[i]].propose(standing_);
    });
    proposals_.clear();
    for (const std::uint32_t c : active_) {
      const auto& made = companies_[c].proposals();
      proposals_.insert(proposals_.end(), made.begin(), made.end());
    }
    if (first_round) add_incumbents();
    std::sort(proposals_.begin(), proposals_.end(),
              [](const Proposal& a, const Proposal& b) { return a.bid < b.bid; });
    active_.clear();
  }

  void add_incumbents() {
    for (BidIndex bid = 0; bid < problem_.bids.size(); ++bid) {
      const AuctionBid& b = problem_.bids[bid];
      if (!b.incumbent) continue;
      const double limit = price_of(b, b.most, problem_.form);
      if (limit >= standing_.price[b.researcher]) proposals_.push_back({bid, limit});
    }
  }

  void resolve_all() {
    for (std::size_t first = 0; first < proposals_.size();) {
      std::size_t last = first;
      const std::uint32_t researcher = problem_.bids[proposals_[first].bid].researcher;
      contenders_.clear();
      while (last < proposals_.size() &&
             problem_.bids[proposals_[last].bid].researcher == researcher) {
        contenders_.push_back(proposals_[last++]);
      }
      resolve(researcher);
      first = last;
    }
    std::sort(active_.begin(), active_.end());
    active_.erase(std::unique(active_.begin(), active_.end()), active_.end());
  }

  [[nodiscard]] bool better(const Proposal& a, const Proposal& b) const {
    const AuctionBid& x = problem_.bids[a.bid];
    const AuctionBid& y = problem_.bids[b.bid];
    return std::tuple(-a.limit, !x.incumbent, x.priority, x.company) <
           std::tuple(-b.limit, !y.incumbent, y.priority, y.company);
  }

  // What `raised` gives, with its factor computed once.
  [[nodiscard]] double a_step_above(double price) const {
    return problem_.form == UtilityForm::log ? price * step_factor_ : price + problem_.step;
  }

  // The researcher goes to the highest limit, at the second-highest.
  void resolve(std::uint32_t researcher) {
    auto& holder = standing_.holder[researcher];
    double& price = standing_.price[researcher];
    const double least = standing_.asking[researcher];
    if (holder) contenders_.push_back({*holder, standing_.limit[researcher]});
    std::size_t best = 0;
    for (std::size_t k = 1; k < contenders_.size(); ++k) {
      if (better(contenders_[k], contenders_[best])) best = k;
    }
    double second = least;
    for (std::size_t k = 0; k < contenders_.size(); ++k) {
      if (k != best) second = std::max(second, contenders_[k].limit);
    }
    const Proposal winner = contenders_[best];
    const std::optional<BidIndex> before = holder;
    price = std::max(price, std::min(second, winner.limit));
    holder = winner.bid;
    standing_.asking[researcher] = a_step_above(price);
    standing_.limit[researcher] = winner.limit;
    if (before != holder) hand_over(before, winner.bid);
    for (const Proposal& contender : contenders_) {
      if (contender.bid != winner.bid && contender.bid != before) return_to_company(contender.bid);
    }
  }

  void hand_over(std::optional<BidIndex> before, BidIndex after) {
    if (!problem_.bids[after].incumbent) companies_[problem_.bids[after].company].take(after);
    if (!before || problem_.bids[*before].incumbent) return;
    const std::uint32_t loser = problem_.bids[*before].company;
    companies_[loser].lose(*before, standing_);
    active_.push_back(loser);
  }

  void return_to_company(BidIndex bid) {
    if (problem_.bids[bid].incumbent) return;
    const std::uint32_t company = problem_.bids[bid].company;
    companies_[company].add_candidate(bid, standing_);
    active_.push_back(company);
  }

  // Money set aside above the prices reached becomes free again, once.
  bool release_headroom() {
    bool released = false;
    for (std::uint32_t c = 0; c < companies_.size(); ++c) {
      if (!companies_[c].has_money_limit()) continue;
      for (const BidIndex bid : companies_[c].held()) {
        const std::uint32_t researcher = problem_.bids[bid].researcher;
        released = released || standing_.limit[researcher] > standing_.price[researcher];
        standing_.limit[researcher] = standing_.price[researcher];
      }
    }
    for (std::uint32_t c = 0; released && c < companies_.size(); ++c) active_.push_back(c);
    return released;
  }

  const AuctionProblem& problem_;
  const Workers& workers_;
  double step_factor_;  // under log utility
  Standing standing_;
  std::vector<ProxyBidder> companies_;
  std::vector<std::uint32_t> active_;
  std::vector<Proposal> proposals_;
  std::vector<Proposal> contenders_;
};

}  // namespace

double raised(double price, const AuctionProblem& problem) {
  return problem.form == UtilityForm::log ? price * exp(problem.step) : price + problem.step;
}

AuctionOutcome run_proxy_auction(const AuctionProblem& problem, const Workers& workers) {
  return Auction(problem, workers).run();
}

}  // namespace poach::rules
