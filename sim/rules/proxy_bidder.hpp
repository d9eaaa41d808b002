#pragma once
// One company in the proxy auction: whom it wants, whom it holds, and how far it would go.

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "auction_book.hpp"

namespace poach::rules {

class ProxyBidder {
 public:
  ProxyBidder(AuctionBook& book, std::uint32_t company, const AuctionBidder& bidder)
      : first_(book.first[company]),
        seats_(bidder.seats.value_or(nobody)),
        has_money_limit_(bidder.money.has_value()),
        money_(bidder.money.value_or(0.0)) {
    for (WishIndex w = first_; w < book.first[company + 1]; ++w) {
      if (!book.wishes[w].incumbent) add_candidate(w, book);
    }
  }

  void add_candidate(WishIndex wish, AuctionBook& book) {
    push({surplus_of(wish, book), book.wishes[wish].priority, wish}, book);
  }
  void take(WishIndex wish, AuctionBook& book) {
    WishIndex* const begin = book.held.data() + first_;
    WishIndex* const end = begin + held_;
    WishIndex* const place = std::lower_bound(begin, end, wish);
    std::copy_backward(place, end, end + 1);
    *place = wish;
    ++held_;
  }
  void lose(WishIndex wish, AuctionBook& book) {
    WishIndex* const begin = book.held.data() + first_;
    held_ = static_cast<decltype(held_)>(std::remove(begin, begin + held_, wish) - begin);
    add_candidate(wish, book);
  }
  [[nodiscard]] std::span<const WishIndex> held(const AuctionBook& book) const {
    return {book.held.data() + first_, held_};
  }
  [[nodiscard]] bool has_money_limit() const { return has_money_limit_; }
  [[nodiscard]] std::span<const Proposal> proposals(const AuctionBook& book) const {
    return {book.proposals.data() + first_, proposed_};
  }
  /// Whether the company is already among those to propose in the next round; sets it.
  [[nodiscard]] bool exchange_active(bool active) { return std::exchange(active_, active); }

  // Chooses the best free candidates and the price up to which each beats the best one left out.
  void propose(AuctionBook& book) {
    proposed_ = 0;
    std::vector<HeapEntry> unaffordable;
    double money = free_money(book);
    while (seats_ == nobody || held_ + proposed_ < seats_) {
      if (!settle_top(book)) break;
      const HeapEntry best = book.heap[first_];
      pop(book);
      const Wish& wish = book.wishes[best.wish];
      if (has_money_limit_ && asking_pay(best.wish, book) > money) {
        unaffordable.push_back(best);
        continue;
      }
      double limit_pay = wish.most;
      if (has_money_limit_) {
        limit_pay = std::min(limit_pay, money);
        money -= limit_pay;
      }
      book.proposals[first_ + proposed_++] = {limit_pay, best.wish};
    }
    authorise(settle_top(book) ? book.heap[first_].surplus : 0.0, book);
    for (const HeapEntry& entry : unaffordable) push(entry, book);
  }

 private:
  // Turns limits in pay into limits in prices, lowered to where the best one left out is as good.
  void authorise(double alternative, AuctionBook& book) const {
    for (Proposal& proposal : std::span(book.proposals).subspan(first_, proposed_)) {
      const Wish& wish = book.wishes[proposal.wish];
      const double asking = book.standing[wish.researcher].asking;
      const double pay = pay_at(wish, asking, book.form);
      const double limit_pay = std::max(std::min(proposal.limit, wish.value - alternative), pay);
      proposal.limit = std::max(price_of(wish, limit_pay, book.form), asking);
    }
  }

  [[nodiscard]] double free_money(const AuctionBook& book) const {
    if (!has_money_limit_) return 0.0;
    double money = money_;
    for (const WishIndex w : held(book)) {
      const Wish& wish = book.wishes[w];
      money -= pay_at(wish, book.standing[wish.researcher].limit, book.form);
    }
    return money;
  }

  [[nodiscard]] static double asking_pay(WishIndex w, const AuctionBook& book) {
    const Wish& wish = book.wishes[w];
    return pay_at(wish, book.standing[wish.researcher].asking, book.form);
  }
  [[nodiscard]] static double surplus_of(WishIndex w, const AuctionBook& book) {
    return book.wishes[w].value - asking_pay(w, book);
  }

  // Brings the best entry to the top, dropping those priced beyond their most for good. False when
  // none is left.
  bool settle_top(AuctionBook& book) {
    HeapEntry* const heap = book.heap.data() + first_;
    while (size_ > 0) {
      const double pay = asking_pay(heap->wish, book);
      const Wish& wish = book.wishes[heap->wish];
      if (pay > wish.most) {
        pop(book);
        continue;
      }
      const double surplus = wish.value - pay;
      if (surplus == heap->surplus) return true;
      HeapEntry top = *heap;
      top.surplus = surplus;
      sink(top, heap);
    }
    return false;
  }

  void push(const HeapEntry& entry, AuctionBook& book) {
    HeapEntry* const heap = book.heap.data() + first_;
    std::uint32_t k = size_++;
    for (; k > 0 && better(entry, heap[(k - 1) / 2]); k = (k - 1) / 2) heap[k] = heap[(k - 1) / 2];
    heap[k] = entry;
  }
  void pop(AuctionBook& book) {
    HeapEntry* const heap = book.heap.data() + first_;
    --size_;
    if (size_ > 0) sink(heap[size_], heap);
  }
  // Puts an entry in place of the top.
  void sink(const HeapEntry entry, HeapEntry* heap) const {
    std::uint32_t k = 0;
    for (std::uint32_t child = 1; child < size_; child = 2 * k + 1) {
      if (child + 1 < size_ && better(heap[child + 1], heap[child])) ++child;
      if (!better(heap[child], entry)) break;
      heap[k] = heap[child];
      k = child;
    }
    heap[k] = entry;
  }

  WishIndex first_;  // where the company's stretch of every column begins
  std::uint32_t seats_;
  std::uint32_t size_ = 0;  // of the heap
  std::uint32_t held_ = 0;
  std::uint32_t proposed_ = 0;
  bool has_money_limit_;
  bool active_ = false;
  double money_;
};

}  // namespace poach::rules
