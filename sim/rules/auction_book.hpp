#pragma once
// The data of the proxy auction, laid out for its loops: wishes company by company, so that a
// company finds its own side by side. The changing part of a researcher's contest takes half a
// cache line; asking prices, which everybody reads, are a column of their own.

#include <cstdint>
#include <limits>
#include <vector>

#include "rules/candidate_queue.hpp"
#include "rules/proxy_auction.hpp"

namespace poach::rules {

/// Position of a bid among all, sorted by company and then researcher.
using WishIndex = std::uint32_t;
inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// A company's wish for a researcher: a bid without its position.
struct alignas(64) Wish {
  double value;
  double max_pay;
  double min_pay;
  double forfeit;
  double share;
  double advantage;
  std::uint32_t researcher;
  std::uint32_t company;
  std::uint32_t priority;
  bool incumbent;
};

/// A company's limit for a researcher in this round.
struct Proposal {
  double limit;  ///< a price
  WishIndex wish;
  std::uint32_t researcher;
  std::uint32_t company;               ///< nobody: the present employer, which uses no seat
  const Proposal* previous = nullptr;  ///< the contender before this one for the same researcher
};

/// The public state of a researcher's contest, except the asking price.
struct alignas(32) Standing {
  double price;
  double limit;  ///< the holder's limit
  WishIndex holder = nobody;
  std::uint32_t holding_company = nobody;
  const Proposal* last_contender = nullptr;  ///< of this round
};

/// A company's wish whose researcher somebody else holds now.
struct SentBack {
  WishIndex wish;
  std::uint32_t company;
  const SentBack* previous = nullptr;  ///< the one before it for the same company
};

/// The columns. Company c's part of wishes, heap and held begins at first[c]. A company learns of
/// its losses at its next turn: companies are spread over memory, so each is best visited once a
/// round.
struct AuctionBook {
  explicit AuctionBook(const AuctionProblem& problem);

  void prefetch_researcher(std::uint32_t researcher) const {
    __builtin_prefetch(standing.data() + researcher, 1);
    __builtin_prefetch(asking.data() + researcher, 1);
  }

  UtilityForm form;
  std::vector<WishIndex> first;       ///< one more than there are companies
  std::vector<Wish> wishes;           ///< by company, then researcher
  std::vector<std::uint32_t> bid_of;  ///< the problem's bid of each wish
  std::vector<Candidate> heap;        ///< of the companies' queues
  std::vector<WishIndex> held;  ///< ascending, so that money adds up the same however they were won
  std::vector<const SentBack*> last_sent_back;  ///< by company: of its next turn, if any
  std::vector<Standing> standing;               ///< by researcher
  std::vector<double> asking;  ///< by researcher: the least price of the next bid, which is a step
                               ///< more once someone holds
};

}  // namespace poach::rules
