#pragma once
// What the proxy auction works on, laid out for its loops: wishes company by company, so that a
// company finds its own side by side, and everything about a researcher in half a cache line.

#include <cstdint>
#include <limits>
#include <vector>

#include "poach/rules/proxy_auction.hpp"

namespace poach::rules {

/// Position of a bid among all, sorted by company and then researcher.
using WishIndex = std::uint32_t;
inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

/// A company's wish for a researcher: a bid without its position.
struct alignas(64) Wish {
  double value;
  double most;
  double least;
  double forfeit;
  double advantage;
  std::uint32_t researcher;
  std::uint32_t company;
  std::uint32_t priority;
  bool incumbent;
};

/// What the market shows of a researcher.
struct alignas(32) Standing {
  double price;
  double asking;  ///< the least price of the next bid: a step more once someone holds
  double limit;   ///< up to which the holder would go
  WishIndex holder = nobody;
  std::uint32_t last_contender = nobody;  ///< of this round
};

/// How far a company goes for a researcher in this round.
struct Proposal {
  double limit;  ///< a price
  WishIndex wish;
  std::uint32_t previous = nobody;  ///< the contender before this one for the same researcher
};

/// A wish in its company's heap, with the surplus it had when last looked at. Surpluses only fall,
/// so an entry whose surplus is still right at the top is the best of all.
struct HeapEntry {
  double surplus;
  std::uint32_t priority;
  WishIndex wish;  ///< sorted like researchers, so it settles what priority leaves open
};

[[nodiscard]] inline bool better(const HeapEntry& a, const HeapEntry& b) {
  if (a.surplus != b.surplus) return a.surplus > b.surplus;
  return a.priority != b.priority ? a.priority < b.priority : a.wish < b.wish;
}

/// The columns. Company c's stretch of wishes, heap, held and proposals begins at first[c].
struct AuctionBook {
  explicit AuctionBook(const AuctionProblem& problem);

  UtilityForm form;
  std::vector<WishIndex> first;       ///< one more than there are companies
  std::vector<Wish> wishes;           ///< by company, then researcher
  std::vector<std::uint32_t> bid_of;  ///< the problem's bid of each wish
  std::vector<HeapEntry> heap;
  std::vector<WishIndex> held;  ///< ascending, so that money adds up the same however they were won
  std::vector<Proposal> proposals;
  std::vector<Standing> standing;  ///< by researcher
};

}  // namespace poach::rules
