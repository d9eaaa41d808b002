#include "poach/rules/proxy_auction.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "poach/base/math.hpp"
#include "poach/base/parallel.hpp"
#include "proxy_bidder.hpp"

namespace poach::rules {
namespace {

class Auction {
 public:
  Auction(const AuctionProblem& problem, const Workers& workers)
      : problem_(problem), workers_(workers), step_factor_(exp(problem.step)), book_(problem) {
    companies_.reserve(problem.bidders.size());
    for (std::uint32_t c = 0; c < problem.bidders.size(); ++c) {
      companies_.emplace_back(book_, c, problem.bidders[c]);
      activate(c);
    }
  }

  AuctionOutcome run() {
    AuctionOutcome outcome;
    bool headroom_released = false;
    for (;;) {
      collect_contenders(outcome.rounds == 0);
      ++outcome.rounds;
      if (contenders_.empty()) {
        if (headroom_released || !release_headroom()) break;
        headroom_released = true;
        continue;
      }
      for (const std::uint32_t researcher : contended_) resolve(researcher);
    }
    for (const Standing& standing : book_.standing) {
      outcome.price.push_back(standing.price);
      outcome.winner.emplace_back();
      if (standing.holder != nobody) outcome.winner.back() = book_.bid_of[standing.holder];
    }
    return outcome;
  }

 private:
  static constexpr std::size_t companies_per_piece = 64;

  void activate(std::uint32_t company) {
    if (!companies_[company].exchange_active(true)) active_.push_back(company);
  }

  void collect_contenders(bool first_round) {
    const std::size_t pieces = (active_.size() + companies_per_piece - 1) / companies_per_piece;
    workers_.for_each(pieces, [&](std::size_t piece) {
      const std::size_t first = piece * companies_per_piece;
      const std::size_t last = std::min(first + companies_per_piece, active_.size());
      for (std::size_t i = first; i < last; ++i) {
        companies_[active_[i]].propose(book_);
      }
    });
    contenders_.clear();
    contended_.clear();
    for (const std::uint32_t c : active_) {
      for (const Proposal& made : companies_[c].proposals(book_)) contend(made);
      static_cast<void>(companies_[c].exchange_active(false));
    }
    active_.clear();
    if (first_round) add_incumbents();
  }

  // Contenders of one researcher are chained; in which order they come changes nothing.
  void contend(Proposal proposal) {
    const std::uint32_t researcher = book_.wishes[proposal.wish].researcher;
    std::uint32_t& last = book_.standing[researcher].last_contender;
    if (last == nobody) contended_.push_back(researcher);
    proposal.previous = last;
    last = static_cast<std::uint32_t>(contenders_.size());
    contenders_.push_back(proposal);
  }

  void add_incumbents() {
    for (WishIndex w = 0; w < book_.wishes.size(); ++w) {
      const Wish& wish = book_.wishes[w];
      if (!wish.incumbent) continue;
      const double limit = price_of(wish, wish.most, book_.form);
      if (limit >= book_.standing[wish.researcher].price) contend({limit, w});
    }
  }

  [[nodiscard]] bool better(const Proposal& a, const Proposal& b) const {
    if (a.limit != b.limit) return a.limit > b.limit;
    const Wish& x = book_.wishes[a.wish];
    const Wish& y = book_.wishes[b.wish];
    return std::tuple(!x.incumbent, x.priority, x.company) <
           std::tuple(!y.incumbent, y.priority, y.company);
  }

  // What `raised` gives, with its factor computed once.
  [[nodiscard]] double a_step_above(double price) const {
    return problem_.form == UtilityForm::log ? price * step_factor_ : price + problem_.step;
  }

  // The researcher goes to the highest limit, at the second-highest.
  void resolve(std::uint32_t researcher) {
    Standing& standing = book_.standing[researcher];
    const WishIndex before = standing.holder;
    const std::uint32_t last = std::exchange(standing.last_contender, nobody);
    Proposal best = contenders_[last];
    double second = standing.asking;
    const auto contest = [&](const Proposal& other) {
      if (better(other, best)) {
        second = std::max(second, best.limit);
        best = other;
      } else {
        second = std::max(second, other.limit);
      }
    };
    for (std::uint32_t k = best.previous; k != nobody; k = contenders_[k].previous) {
      contest(contenders_[k]);
    }
    if (before != nobody) contest({standing.limit, before});
    standing.price = std::max(standing.price, std::min(second, best.limit));
    standing.holder = best.wish;
    standing.asking = a_step_above(standing.price);
    standing.limit = best.limit;
    if (before != best.wish) hand_over(before, best.wish);
    for (std::uint32_t k = last; k != nobody; k = contenders_[k].previous) {
      if (contenders_[k].wish != best.wish) return_to_company(contenders_[k].wish);
    }
  }

  void hand_over(WishIndex before, WishIndex after) {
    const Wish& winner = book_.wishes[after];
    if (!winner.incumbent) companies_[winner.company].take(after, book_);
    if (before == nobody || book_.wishes[before].incumbent) return;
    const std::uint32_t loser = book_.wishes[before].company;
    companies_[loser].lose(before, book_);
    activate(loser);
  }

  void return_to_company(WishIndex w) {
    const Wish& wish = book_.wishes[w];
    if (wish.incumbent) return;
    companies_[wish.company].add_candidate(w, book_);
    activate(wish.company);
  }

  // Money set aside above the prices reached becomes free again, once.
  bool release_headroom() {
    bool released = false;
    for (const ProxyBidder& company : companies_) {
      if (!company.has_money_limit()) continue;
      for (const WishIndex w : company.held(book_)) {
        Standing& standing = book_.standing[book_.wishes[w].researcher];
        released = released || standing.limit > standing.price;
        standing.limit = standing.price;
      }
    }
    for (std::uint32_t c = 0; released && c < companies_.size(); ++c) activate(c);
    return released;
  }

  const AuctionProblem& problem_;
  const Workers& workers_;
  double step_factor_;  // under log utility
  AuctionBook book_;
  std::vector<ProxyBidder> companies_;
  std::vector<std::uint32_t> active_;     // companies that propose in the next round
  std::vector<Proposal> contenders_;      // of this round
  std::vector<std::uint32_t> contended_;  // the researchers they contend for
};

}  // namespace

double raised(double price, const AuctionProblem& problem) {
  return problem.form == UtilityForm::log ? price * exp(problem.step) : price + problem.step;
}

AuctionOutcome run_proxy_auction(const AuctionProblem& problem, const Workers& workers) {
  return Auction(problem, workers).run();
}

}  // namespace poach::rules
