#include "support/naive_auction.hpp"

#include <algorithm>
#include <tuple>

namespace poach::tests {
namespace {

using rules::AuctionBid;
using rules::AuctionOutcome;
using rules::AuctionProblem;

struct Candidate {
  std::size_t bid;
  double pay;
  double surplus;
  double limit_pay = 0.0;
};

struct Proposal {
  std::size_t bid;
  double limit;
};

class NaiveAuction {
 public:
  explicit NaiveAuction(const AuctionProblem& problem)
      : problem_(problem),
        price_(problem.reserve),
        holder_(problem.reserve.size()),
        holder_limit_(problem.reserve.size(), 0.0) {}

  AuctionOutcome run() {
    AuctionOutcome outcome;
    bool headroom_released = false;
    for (;;) {
      const std::vector<Proposal> proposals = propose(outcome.rounds == 0);
      ++outcome.rounds;
      if (proposals.empty()) {
        if (headroom_released || !release_headroom()) break;
        headroom_released = true;
        continue;
      }
      for (std::size_t r = 0; r < price_.size(); ++r) resolve(r, proposals);
    }
    outcome.price = price_;
    for (const auto& holder : holder_) {
      outcome.winner.push_back(holder ? std::optional<std::uint32_t>(*holder) : std::nullopt);
    }
    return outcome;
  }

 private:
  const AuctionBid& bid(std::size_t index) const { return problem_.bids[index]; }

  std::vector<Proposal> propose(bool first_round) const {
    std::vector<Proposal> proposals;
    for (std::uint32_t c = 0; c < problem_.bidders.size(); ++c) propose_for(c, proposals);
    if (!first_round) return proposals;
    for (std::size_t i = 0; i < problem_.bids.size(); ++i) {
      if (!bid(i).incumbent) continue;
      const double limit = rules::price_of(bid(i), bid(i).max_pay, problem_.form);
      if (limit >= price_[bid(i).researcher]) proposals.push_back({i, limit});
    }
    return proposals;
  }

  void propose_for(std::uint32_t company, std::vector<Proposal>& proposals) const {
    const auto& bidder = problem_.bidders[company];
    std::size_t held = 0;
    double money = bidder.money.value_or(0.0);
    for (std::size_t r = 0; r < holder_.size(); ++r) {
      if (!holder_[r] || bid(*holder_[r]).company != company || bid(*holder_[r]).incumbent)
        continue;
      ++held;
      money -= rules::pay_at(bid(*holder_[r]), holder_limit_[r], problem_.form);
    }
    std::vector<Candidate> candidates = candidates_of(company);
    std::vector<Candidate> selected;
    std::size_t next = 0;
    for (; next < candidates.size(); ++next) {
      if (bidder.seats && held + selected.size() >= *bidder.seats) break;
      Candidate& candidate = candidates[next];
      if (bidder.money && candidate.pay > money) continue;
      candidate.limit_pay = bid(candidate.bid).max_pay;
      if (bidder.money) {
        candidate.limit_pay = std::min(candidate.limit_pay, money);
        money -= candidate.limit_pay;
      }
      selected.push_back(candidate);
    }
    const double alternative = next < candidates.size() ? candidates[next].surplus : 0.0;
    for (const Candidate& s : selected) {
      const AuctionBid& b = bid(s.bid);
      const double limit_pay = std::max(std::min(s.limit_pay, b.value - alternative), s.pay);
      proposals.push_back({s.bid, std::max(rules::price_of(b, limit_pay, problem_.form),
                                           asking_price(b.researcher))});
    }
  }

  double asking_price(std::uint32_t researcher) const {
    return holder_[researcher] ? rules::raised(price_[researcher], problem_) : price_[researcher];
  }

  std::vector<Candidate> candidates_of(std::uint32_t company) const {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < problem_.bids.size(); ++i) {
      const AuctionBid& b = bid(i);
      if (b.company != company || b.incumbent || holder_[b.researcher] == i) continue;
      const double pay = rules::pay_at(b, asking_price(b.researcher), problem_.form);
      if (pay <= b.max_pay) candidates.push_back({i, pay, b.value - pay, 0.0});
    }
    std::sort(candidates.begin(), candidates.end(), [&](const Candidate& x, const Candidate& y) {
      return std::tuple(-x.surplus, bid(x.bid).priority, bid(x.bid).researcher) <
             std::tuple(-y.surplus, bid(y.bid).priority, bid(y.bid).researcher);
    });
    return candidates;
  }

  void resolve(std::size_t researcher, const std::vector<Proposal>& proposals) {
    std::vector<Proposal> contenders;
    for (const Proposal& p : proposals) {
      if (bid(p.bid).researcher == researcher) contenders.push_back(p);
    }
    if (contenders.empty()) return;
    const double asked = asking_price(static_cast<std::uint32_t>(researcher));
    if (holder_[researcher])
      contenders.push_back({*holder_[researcher], holder_limit_[researcher]});
    std::sort(contenders.begin(), contenders.end(), [&](const Proposal& x, const Proposal& y) {
      return std::tuple(-x.limit, !bid(x.bid).incumbent, bid(x.bid).priority, bid(x.bid).company) <
             std::tuple(-y.limit, !bid(y.bid).incumbent, bid(y.bid).priority, bid(y.bid).company);
    });
    double price = asked;
    if (contenders.size() > 1) price = std::max(price, contenders[1].limit);
    price_[researcher] = std::max(price_[researcher], std::min(price, contenders[0].limit));
    holder_[researcher] = contenders[0].bid;
    holder_limit_[researcher] = contenders[0].limit;
  }

  bool release_headroom() {
    bool released = false;
    for (std::size_t r = 0; r < holder_.size(); ++r) {
      if (!holder_[r] || bid(*holder_[r]).incumbent) continue;
      if (!problem_.bidders[bid(*holder_[r]).company].money) continue;
      released = released || holder_limit_[r] > price_[r];
      holder_limit_[r] = price_[r];
    }
    return released;
  }

  const AuctionProblem& problem_;
  std::vector<double> price_;
  std::vector<std::optional<std::size_t>> holder_;
  std::vector<double> holder_limit_;
};

}  // namespace

rules::AuctionOutcome run_naive_auction(const rules::AuctionProblem& problem) {
  return NaiveAuction(problem).run();
}

}  // namespace poach::tests
