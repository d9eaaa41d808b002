#pragma once
// One company in the proxy auction: whom it wants, whom it holds, and how far it would go.

#include <algorithm>
#include <optional>
#include <tuple>
#include <vector>

#include "poach/rules/proxy_auction.hpp"

namespace poach::rules {

using BidIndex = std::uint32_t;

struct Proposal {
  BidIndex bid;
  double limit;  // a price
};

// A bid in a company's heap, with the surplus it had when last looked at. Surpluses only fall, so
// an entry whose surplus is still right at the top is the best of all.
struct HeapEntry {
  double surplus;
  std::uint32_t priority;
  BidIndex bid;  // sorted like researchers, so it settles what priority leaves open
};

inline bool worse(const HeapEntry& a, const HeapEntry& b) {
  return std::tuple(-a.surplus, a.priority, a.bid) > std::tuple(-b.surplus, b.priority, b.bid);
}

// What the market shows: prices and who holds whom at what limit.
struct Standing {
  std::vector<double> price;
  std::vector<double> asking;  // the least price of the next bid: a step more once someone holds
  std::vector<std::optional<BidIndex>> holder;
  std::vector<double> limit;
};

class ProxyBidder {
 public:
  ProxyBidder(const AuctionProblem& problem, const AuctionBidder& bidder)
      : problem_(&problem), bidder_(bidder) {}

  void add_candidate(BidIndex bid, const Standing& standing) {
    push({surplus_of(bid, standing), problem_->bids[bid].priority, bid});
  }
  // Held bids stay sorted, so that money adds up the same however they were won.
  void take(BidIndex bid) { held_.insert(std::lower_bound(held_.begin(), held_.end(), bid), bid); }
  void lose(BidIndex bid, const Standing& standing) {
    std::erase(held_, bid);
    add_candidate(bid, standing);
  }
  [[nodiscard]] const std::vector<BidIndex>& held() const { return held_; }
  [[nodiscard]] bool has_money_limit() const { return bidder_.money.has_value(); }
  [[nodiscard]] const std::vector<Proposal>& proposals() const { return proposals_; }

  // Chooses the best free candidates and the price up to which each beats the best one left out.
  void propose(const Standing& standing) {
    proposals_.clear();
    unaffordable_.clear();
    double money = free_money(standing);
    while (!bidder_.seats || held_.size() + proposals_.size() < *bidder_.seats) {
      const std::optional<HeapEntry> best = settle_top(standing);
      if (!best) break;
      pop();
      const AuctionBid& bid = problem_->bids[best->bid];
      if (bidder_.money && asking_pay(best->bid, standing) > money) {
        unaffordable_.push_back(*best);
        continue;
      }
      double limit_pay = bid.most;
      if (bidder_.money) {
        limit_pay = std::min(limit_pay, money);
        money -= limit_pay;
      }
      proposals_.push_back({best->bid, limit_pay});
    }
    const std::optional<HeapEntry> left_out = settle_top(standing);
    authorise(left_out ? left_out->surplus : 0.0, standing);
    for (const HeapEntry& entry : unaffordable_) push(entry);
  }

 private:
  // Turns limits in pay into limits in prices, lowered to where the best one left out is as good.
  void authorise(double alternative, const Standing& standing) {
    for (Proposal& proposal : proposals_) {
      const AuctionBid& bid = problem_->bids[proposal.bid];
      const double pay = asking_pay(proposal.bid, standing);
      const double limit_pay = std::max(std::min(proposal.limit, bid.value - alternative), pay);
      proposal.limit =
          std::max(price_of(bid, limit_pay, problem_->form), standing.asking[bid.researcher]);
    }
  }

  [[nodiscard]] double free_money(const Standing& standing) const {
    double money = bidder_.money.value_or(0.0);
    for (const BidIndex bid : held_) {
      const AuctionBid& b = problem_->bids[bid];
      money -= pay_at(b, standing.limit[b.researcher], problem_->form);
    }
    return money;
  }

  [[nodiscard]] double asking_pay(BidIndex bid, const Standing& standing) const {
    const AuctionBid& b = problem_->bids[bid];
    return pay_at(b, standing.asking[b.researcher], problem_->form);
  }
  [[nodiscard]] double surplus_of(BidIndex bid, const Standing& standing) const {
    return problem_->bids[bid].value - asking_pay(bid, standing);
  }

  // Brings the best entry to the top, dropping those priced beyond their most for good.
  std::optional<HeapEntry> settle_top(const Standing& standing) {
    while (!heap_.empty()) {
      HeapEntry top = heap_.front();
      const double pay = asking_pay(top.bid, standing);
      const AuctionBid& bid = problem_->bids[top.bid];
      if (pay > bid.most) {
        pop();
        continue;
      }
      const double surplus = bid.value - pay;
      if (surplus == top.surplus) return top;
      pop();
      top.surplus = surplus;
      push(top);
    }
    return std::nullopt;
  }

  void push(const HeapEntry& entry) {
    heap_.push_back(entry);
    std::push_heap(heap_.begin(), heap_.end(), worse);
  }
  void pop() {
    std::pop_heap(heap_.begin(), heap_.end(), worse);
    heap_.pop_back();
  }

  const AuctionProblem* problem_;
  AuctionBidder bidder_;
  std::vector<HeapEntry> heap_;
  std::vector<BidIndex> held_;
  std::vector<Proposal> proposals_;
  std::vector<HeapEntry> unaffordable_;
};

}  // namespace poach::rules
