#include "rules/auction_book.hpp"

#include "base/large_pages.hpp"

namespace poach::rules {
namespace {

template <class T>
void open(std::vector<T>& rows, std::size_t count) {
  reserve_in_large_pages(rows, count);
  rows.resize(count);
}

}  // namespace

AuctionBook::AuctionBook(const AuctionProblem& problem)
    : form(problem.form),
      first(problem.bidders.size() + 1, 0),
      last_sent_back(problem.bidders.size(), nullptr),
      asking(problem.reserve) {
  open(wishes, problem.bids.size());
  open(bid_of, problem.bids.size());
  open(heap, problem.bids.size());
  open(held, problem.bids.size());
  for (const AuctionBid& bid : problem.bids) ++first[bid.company + 1];
  for (std::size_t c = 0; c + 1 < first.size(); ++c) first[c + 1] += first[c];
  std::vector<WishIndex> next(first.begin(), first.end() - 1);
  for (std::uint32_t b = 0; b < problem.bids.size(); ++b) {
    const AuctionBid& bid = problem.bids[b];
    const WishIndex w = next[bid.company]++;
    wishes[w] = {bid.value,     bid.max_pay,    bid.min_pay, bid.forfeit,  bid.share,
                 bid.advantage, bid.researcher, bid.company, bid.priority, bid.incumbent};
    bid_of[w] = b;
  }
  reserve_in_large_pages(standing, problem.reserve.size());
  for (const double reserve : problem.reserve) standing.push_back({reserve, 0.0});
}

}  // namespace poach::rules
