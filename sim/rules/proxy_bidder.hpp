#pragma once
// One company in the proxy auction: its candidates, the people it holds, and its limits.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "rules/auction_book.hpp"

namespace poach::rules {

class alignas(64) ProxyBidder {
 public:
  ProxyBidder(AuctionBook& book, std::uint32_t company, const AuctionBidder& bidder)
      : company_(company),
        first_(book.first[company]),
        seats_(bidder.seats.value_or(nobody)),
        money_(bidder.money.value_or(unlimited)) {
    for (WishIndex w = first_; w < book.first[company + 1]; ++w) {
      if (!book.wishes[w].incumbent) add_candidate(w, book);
    }
  }

  [[nodiscard]] bool has_money_limit() const { return money_ < unlimited; }
  /// The people that a company with a money limit holds; as of its last turn.
  [[nodiscard]] std::span<const WishIndex> held(const AuctionBook& book) const {
    return {book.held.data() + first_, held_};
  }

  /// Chooses the best free candidates and the price up to which each beats the best one left out. A
  /// proposal counts as held until it is returned.
  void propose(AuctionBook& book, std::vector<Proposal>& proposals) {
    take_back(book);
    const std::size_t before = proposals.size();
    std::vector<Candidate> unaffordable;
    double money = has_money_limit() ? free_money(book) : unlimited;
    while (held_ < seats_) {
      if (!settle_best(book)) break;
      const Candidate best = queue_.best(heap(book));
      queue_.remove_best();
      const Wish& wish = book.wishes[best.wish];
      if (has_money_limit() && asking_pay(wish, book) > money) {
        unaffordable.push_back(best);
        continue;
      }
      const double limit_pay = std::min(wish.max_pay, money);
      money -= has_money_limit() ? limit_pay : 0.0;
      proposals.push_back({limit_pay, best.wish, wish.researcher, company_});
      take(best.wish, book);
    }
    const double alternative = settle_best(book) ? queue_.best(heap(book)).surplus : 0.0;
    authorise(std::span(proposals).subspan(before), alternative, book);
    for (const Candidate& candidate : unaffordable) queue_.add(candidate, heap(book));
  }

  // Three steps of prefetching the data of the company's next turn: the best candidate, to whom it
  // proposes, the next, who is left out, and the returned proposals.
  void prefetch_queue(const AuctionBook& book) const {
    for (const Candidate& candidate : queue_.likely()) __builtin_prefetch(&candidate, 1);
    const SentBack* const back = book.last_sent_back[company_];
    if (back != nullptr) __builtin_prefetch(&book.wishes[back->wish]);
  }
  void prefetch_wishes(const AuctionBook& book) const {
    for (const Candidate& candidate : queue_.likely()) {
      __builtin_prefetch(&book.wishes[candidate.wish]);
    }
  }
  void prefetch_prices(const AuctionBook& book) const {
    const auto prefetch_price = [&](WishIndex w) {
      __builtin_prefetch(&book.asking[book.wishes[w].researcher]);
    };
    for (const Candidate& candidate : queue_.likely()) prefetch_price(candidate.wish);
    const SentBack* const back = book.last_sent_back[company_];
    if (back != nullptr) prefetch_price(back->wish);
  }

 private:
  static constexpr double unlimited = std::numeric_limits<double>::infinity();

  // Makes the researchers returned since the last turn candidates again.
  void take_back(AuctionBook& book) {
    const SentBack* back = std::exchange(book.last_sent_back[company_], nullptr);
    for (; back != nullptr; back = back->previous) {
      lose(back->wish, book);
      add_candidate(back->wish, book);
    }
  }

  void add_candidate(WishIndex w, AuctionBook& book) {
    const Wish& wish = book.wishes[w];
    queue_.add({wish.value - asking_pay(wish, book), wish.priority, w}, heap(book));
  }
  // Under a money limit the sorted list of held wishes is needed; otherwise a count is enough.
  void take(WishIndex wish, AuctionBook& book) {
    if (has_money_limit()) {
      WishIndex* const begin = book.held.data() + first_;
      WishIndex* const end = begin + held_;
      WishIndex* const place = std::lower_bound(begin, end, wish);
      std::copy_backward(place, end, end + 1);
      *place = wish;
    }
    ++held_;
  }
  void lose(WishIndex wish, AuctionBook& book) {
    if (has_money_limit()) {
      WishIndex* const begin = book.held.data() + first_;
      WishIndex* const end = begin + held_;
      WishIndex* const place = std::lower_bound(begin, end, wish);
      std::copy(place + 1, end, place);
    }
    --held_;
  }

  // Turns limits in pay into limits in prices, lowered to the point where the best one left out is
  // as good.
  static void authorise(std::span<Proposal> proposals, double alternative,
                        const AuctionBook& book) {
    for (Proposal& proposal : proposals) {
      const Wish& wish = book.wishes[proposal.wish];
      const double asking = book.asking[wish.researcher];
      const double pay = pay_at(wish, asking, book.form);
      const double limit_pay = std::max(std::min(proposal.limit, wish.value - alternative), pay);
      proposal.limit = std::max(price_of(wish, limit_pay, book.form), asking);
    }
  }

  [[nodiscard]] double free_money(const AuctionBook& book) const {
    double money = money_;
    for (const WishIndex w : held(book)) {
      const Wish& wish = book.wishes[w];
      money -= pay_at(wish, book.standing[wish.researcher].limit, book.form);
    }
    return money;
  }

  [[nodiscard]] static double asking_pay(const Wish& wish, const AuctionBook& book) {
    return pay_at(wish, book.asking[wish.researcher], book.form);
  }

  // Brings the best free candidate to the top, at its present surplus. Those priced beyond the
  // company's maximum are dropped permanently. False when none is left.
  bool settle_best(AuctionBook& book) {
    while (!queue_.empty()) {
      const Candidate& best = queue_.best(heap(book));
      const Wish& wish = book.wishes[best.wish];
      const double pay = asking_pay(wish, book);
      const double surplus = wish.value - pay;
      if (pay > wish.max_pay) {
        queue_.remove_best();
      } else if (surplus == best.surplus) {
        return true;
      } else {
        queue_.lower_best(surplus);
      }
    }
    return false;
  }
  [[nodiscard]] Candidate* heap(AuctionBook& book) const { return book.heap.data() + first_; }
  std::uint32_t company_;
  WishIndex first_;  // first row of the company in every column
  std::uint32_t seats_;
  std::uint32_t held_ = 0;
  double money_;
  CandidateQueue queue_;
};

}  // namespace poach::rules
