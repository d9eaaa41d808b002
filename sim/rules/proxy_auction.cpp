#include "poach/rules/proxy_auction.hpp"

#include <algorithm>
#include <span>
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
      : problem_(problem),
        workers_(workers),
        step_factor_(exp(problem.step)),
        book_(problem),
        is_active_(problem.bidders.size(), 0) {
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
      for (std::size_t k = 0; k < contended_.size(); ++k) {
        if (k + 2 * near < contended_.size()) {
          book_.prefetch_researcher(contended_[k + 2 * near]);
        }
        resolve(contended_[k]);
      }
    }
    for (const Standing& standing : book_.standing) {
      outcome.price.push_back(standing.price);
      outcome.winner.emplace_back();
      if (standing.holder != nobody) outcome.winner.back() = book_.bid_of[standing.holder];
    }
    return outcome;
  }

 private:
  static constexpr std::size_t companies_per_piece = 256;
  static constexpr std::size_t near = 4;  // turns between two steps of a prefetch

  void activate(std::uint32_t company) {
    if (std::exchange(is_active_[company], 1) == 0) active_.push_back(company);
  }

  void collect_contenders(bool first_round) {
    const std::size_t pieces = (active_.size() + companies_per_piece - 1) / companies_per_piece;
    if (proposals_.size() < pieces) proposals_.resize(pieces);
    workers_.for_each(pieces, [&](std::size_t piece) {
      const std::size_t first = piece * companies_per_piece;
      const std::size_t count = std::min(companies_per_piece, active_.size() - first);
      propose_all(std::span(active_).subspan(first, count), proposals_[piece]);
    });
    for (const std::uint32_t c : active_) is_active_[c] = 0;
    active_.clear();
    book_.sent_back.clear();
    contenders_.clear();
    contended_.clear();
    for (std::size_t piece = 0; piece < pieces; ++piece) contend_all(proposals_[piece]);
    if (first_round) add_incumbents();
  }

  void propose_all(std::span<const std::uint32_t> companies, std::vector<Proposal>& proposals) {
    proposals.clear();
    const std::size_t count = companies.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (i + 4 * near < count) __builtin_prefetch(&companies_[companies[i + 4 * near]], 1);
      if (i + 3 * near < count) companies_[companies[i + 3 * near]].prefetch_queue(book_);
      if (i + 2 * near < count) companies_[companies[i + 2 * near]].prefetch_wishes(book_);
      if (i + near < count) companies_[companies[i + near]].prefetch_prices(book_);
      companies_[companies[i]].propose(book_, proposals);
    }
  }

  void contend_all(std::span<const Proposal> proposals) {
    for (std::size_t k = 0; k < proposals.size(); ++k) {
      if (k + 2 * near < proposals.size()) {
        book_.prefetch_researcher(proposals[k + 2 * near].researcher);
      }
      contend(proposals[k]);
    }
  }

  // Contenders of one researcher are chained; in which order they come changes nothing.
  void contend(Proposal proposal) {
    std::uint32_t& last = book_.standing[proposal.researcher].last_contender;
    if (last == nobody) contended_.push_back(proposal.researcher);
    proposal.previous = last;
    last = static_cast<std::uint32_t>(contenders_.size());
    contenders_.push_back(proposal);
  }

  void add_incumbents() {
    for (WishIndex w = 0; w < book_.wishes.size(); ++w) {
      const Wish& wish = book_.wishes[w];
      if (!wish.incumbent) continue;
      const double limit = price_of(wish, wish.most, book_.form);
      if (limit >= book_.standing[wish.researcher].price) {
        contend({limit, w, wish.researcher, nobody});
      }
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
    double second = book_.asking[researcher];
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
    if (before != nobody) {
      contest({standing.limit, before, researcher, standing.holding_company});
    }
    standing.price = std::max(standing.price, std::min(second, best.limit));
    standing.limit = best.limit;
    book_.asking[researcher] = a_step_above(standing.price);
    if (before != best.wish) {
      if (before != nobody) send_back(before, standing.holding_company);
      standing.holder = best.wish;
      standing.holding_company = best.company;
    }
    for (std::uint32_t k = last; k != nobody; k = contenders_[k].previous) {
      const Proposal& contender = contenders_[k];
      if (contender.wish != best.wish) send_back(contender.wish, contender.company);
    }
  }

  void send_back(WishIndex wish, std::uint32_t company) {
    if (company == nobody) return;  // the present employer bids once
    book_.send_back(wish, company);
    activate(company);
  }

  // Money set aside above the prices reached becomes free again, once.
  bool release_headroom() {
    bool released = false;
    for (ProxyBidder& company : companies_) {
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
  std::vector<std::uint8_t> is_active_;           // by company: whether among the active
  std::vector<std::vector<Proposal>> proposals_;  // of the companies of each piece
  std::vector<std::uint32_t> active_;             // companies that propose in the next round
  std::vector<Proposal> contenders_;              // of this round
  std::vector<std::uint32_t> contended_;          // the researchers they contend for
};

}  // namespace

double raised(double price, const AuctionProblem& problem) {
  return problem.form == UtilityForm::log ? price * exp(problem.step) : price + problem.step;
}

AuctionOutcome run_proxy_auction(const AuctionProblem& problem, const Workers& workers) {
  return Auction(problem, workers).run();
}

}  // namespace poach::rules
