#include "auction_book.hpp"

namespace poach::rules {

AuctionBook::AuctionBook(const AuctionProblem& problem)
    : form(problem.form),
      first(problem.bidders.size() + 1, 0),
      wishes(problem.bids.size()),
      bid_of(problem.bids.size()),
      heap(problem.bids.size()),
      held(problem.bids.size()),
      last_sent_back(problem.bidders.size(), nobody),
      asking(problem.reserve) {
  for (const AuctionBid& bid : problem.bids) ++first[bid.company + 1];
  for (std::size_t c = 0; c + 1 < first.size(); ++c) first[c + 1] += first[c];
  std::vector<WishIndex> next(first.begin(), first.end() - 1);
  for (std::uint32_t b = 0; b < problem.bids.size(); ++b) {
    const AuctionBid& bid = problem.bids[b];
    const WishIndex w = next[bid.company]++;
    wishes[w] = {bid.value,      bid.most,    bid.least,    bid.forfeit,  bid.advantage,
                 bid.researcher, bid.company, bid.priority, bid.incumbent};
    bid_of[w] = b;
  }
  standing.reserve(problem.reserve.size());
  for (const double reserve : problem.reserve) standing.push_back({reserve, 0.0});
}

}  // namespace poach::rules
