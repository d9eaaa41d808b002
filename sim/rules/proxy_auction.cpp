#include "rules/proxy_auction.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "base/large_pages.hpp"
#include "base/math.hpp"
#include "base/parallel.hpp"
#include "rules/auction_regions.hpp"
#include "rules/proxy_bidder.hpp"

namespace poach::rules {
namespace {

// In the first half of a round companies propose, region by region; in the second researchers
// choose, region by region, and return the proposals that they do not choose. The order in which a
// region reads the messages of the others changes nothing.
class Auction {
 public:
  Auction(const AuctionProblem& problem, const Workers& workers)
      : problem_(problem),
        workers_(workers),
        step_factor_(exp(problem.step)),
        book_(problem),
        company_regions_(problem.bidders.size(), 128),
        researcher_regions_(problem.reserve.size(), 1024),
        desks_(company_regions_.count()),
        contended_(researcher_regions_.count()),
        proposals_(company_regions_, researcher_regions_),
        sent_back_(researcher_regions_, company_regions_) {
    reserve_in_large_pages(companies_, problem.bidders.size());
    for (std::uint32_t c = 0; c < problem.bidders.size(); ++c) {
      companies_.emplace_back(book_, c, problem.bidders[c]);
    }
  }

  AuctionOutcome run() {
    AuctionOutcome outcome;
    activate_all();
    for (bool headroom_released = false;;) {
      propose(outcome.rounds++ == 0);
      if (proposed_ == 0) {
        if (headroom_released || !release_headroom()) break;
        headroom_released = true;
        activate_all();
        continue;
      }
      for_each_region(researcher_regions_, [&](std::size_t region) { choose(region); });
    }
    for (const Standing& standing : book_.standing) {
      outcome.price.push_back(standing.price);
      outcome.winner.emplace_back();
      if (standing.holder != nobody) outcome.winner.back() = book_.bid_of[standing.holder];
    }
    return outcome;
  }

 private:
  static constexpr std::size_t near = 4;   // turns between two steps of a prefetch
  static constexpr std::size_t few = 128;  // proposals too few for more than one thread

  struct Desk {
    std::vector<std::uint32_t> active;  // companies of the region that propose in this round
    std::vector<Proposal> proposals;    // theirs
  };

  void for_each_region(const Regions& regions, const std::function<void(std::size_t)>& work) const {
    if (proposed_ >= few) return workers_.for_each(regions.count(), work);
    for (std::size_t region = 0; region < regions.count(); ++region) work(region);
  }

  void activate_all() {
    for (std::size_t region = 0; region < desks_.size(); ++region) {
      desks_[region].active.resize(company_regions_.first(region + 1) -
                                   company_regions_.first(region));
      std::iota(desks_[region].active.begin(), desks_[region].active.end(),
                static_cast<std::uint32_t>(company_regions_.first(region)));
    }
    proposed_ = companies_.size();
  }

  void propose(bool first_round) {
    for_each_region(company_regions_, [&](std::size_t region) {
      Desk& scratch = desks_[region];
      activate(region);
      propose_all(scratch);
      if (first_round) add_incumbents(region);
      for (const Proposal& proposal : scratch.proposals) {
        proposals_.send(region, researcher_regions_.of(proposal.researcher), proposal);
      }
      sent_back_.empty_boxes(region);
    });
    proposed_ = 0;
    for (const Desk& scratch : desks_) proposed_ += scratch.proposals.size();
  }

  // Wishes returned to one company form a linked list.
  void activate(std::size_t region) {
    sent_back_.for_each_box(region, [&](std::vector<SentBack>& messages) {
      for (SentBack& message : messages) {
        const SentBack*& last = book_.last_sent_back[message.company];
        if (last == nullptr) desks_[region].active.push_back(message.company);
        message.previous = std::exchange(last, &message);
      }
    });
  }

  void propose_all(Desk& scratch) {
    const std::vector<std::uint32_t>& active = scratch.active;
    const std::size_t count = active.size();
    scratch.proposals.clear();
    for (std::size_t i = 0; i < count; ++i) {
      if (i + 4 * near < count) __builtin_prefetch(&companies_[active[i + 4 * near]], 1);
      if (i + 3 * near < count) companies_[active[i + 3 * near]].prefetch_queue(book_);
      if (i + 2 * near < count) companies_[active[i + 2 * near]].prefetch_wishes(book_);
      if (i + near < count) companies_[active[i + near]].prefetch_prices(book_);
      companies_[active[i]].propose(book_, scratch.proposals);
    }
    scratch.active.clear();
  }

  // Present employers bid once.
  void add_incumbents(std::size_t region) {
    const WishIndex last = book_.first[company_regions_.first(region + 1)];
    for (WishIndex w = book_.first[company_regions_.first(region)]; w < last; ++w) {
      const Wish& wish = book_.wishes[w];
      if (!wish.incumbent) continue;
      const double limit = price_of(wish, wish.max_pay, book_.form);
      if (limit >= book_.standing[wish.researcher].price) {
        desks_[region].proposals.push_back({limit, w, wish.researcher, nobody});
      }
    }
  }

  // Contenders of one researcher form a linked list.
  void choose(std::size_t region) {
    std::vector<std::uint32_t>& contended = contended_[region];
    contended.clear();
    proposals_.for_each_box(region, [&](std::vector<Proposal>& proposals) {
      for (std::size_t k = 0; k < proposals.size(); ++k) {
        if (k + 2 * near < proposals.size()) {
          book_.prefetch_researcher(proposals[k + 2 * near].researcher);
        }
        const Proposal*& last = book_.standing[proposals[k].researcher].last_contender;
        if (last == nullptr) contended.push_back(proposals[k].researcher);
        proposals[k].previous = std::exchange(last, &proposals[k]);
      }
    });
    for (std::size_t k = 0; k < contended.size(); ++k) {
      if (k + 2 * near < contended.size()) book_.prefetch_researcher(contended[k + 2 * near]);
      resolve(contended[k], region);
    }
    proposals_.empty_boxes(region);
  }

  [[nodiscard]] bool better(const Proposal& a, const Proposal& b) const {
    if (a.limit != b.limit) return a.limit > b.limit;
    const Wish& x = book_.wishes[a.wish];
    const Wish& y = book_.wishes[b.wish];
    return std::tuple(!x.incumbent, x.priority, x.company) <
           std::tuple(!y.incumbent, y.priority, y.company);
  }

  // The result of `raised`, with its factor computed once.
  [[nodiscard]] double a_step_above(double price) const {
    return problem_.form == UtilityForm::log ? price * step_factor_ : price + problem_.step;
  }

  // The researcher goes to the highest limit, at the second-highest.
  void resolve(std::uint32_t researcher, std::size_t region) {
    Standing& standing = book_.standing[researcher];
    const WishIndex before = standing.holder;
    const Proposal* const last = std::exchange(standing.last_contender, nullptr);
    Proposal best = *last;
    double second = book_.asking[researcher];
    const auto contest = [&](const Proposal& other) {
      if (better(other, best)) {
        second = std::max(second, best.limit);
        best = other;
      } else {
        second = std::max(second, other.limit);
      }
    };
    for (const Proposal* k = last->previous; k != nullptr; k = k->previous) contest(*k);
    if (before != nobody) contest({standing.limit, before, researcher, standing.holding_company});
    standing.price = std::max(standing.price, std::min(second, best.limit));
    standing.limit = best.limit;
    book_.asking[researcher] = a_step_above(standing.price);
    if (before != best.wish) {
      if (before != nobody) send_back(before, standing.holding_company, region);
      standing.holder = best.wish;
      standing.holding_company = best.company;
    }
    for (const Proposal* k = last; k != nullptr; k = k->previous) {
      if (k->wish != best.wish) send_back(k->wish, k->company, region);
    }
  }

  void send_back(WishIndex wish, std::uint32_t company, std::size_t region) {
    if (company == nobody) return;  // the present employer bids once
    sent_back_.send(region, company_regions_.of(company), {wish, company});
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
    return released;
  }

  const AuctionProblem& problem_;
  const Workers& workers_;
  double step_factor_;  // under log utility
  AuctionBook book_;
  std::vector<ProxyBidder> companies_;
  Regions company_regions_;
  Regions researcher_regions_;
  std::vector<Desk> desks_;                            // by region of companies
  std::vector<std::vector<std::uint32_t>> contended_;  // researchers of this round, by their region
  Boxes<Proposal> proposals_;                          // from companies to researchers
  Boxes<SentBack> sent_back_;                          // from researchers to companies
  std::size_t proposed_ = 0;                           // in this round
};

}  // namespace

double raised(double price, const AuctionProblem& problem) {
  return problem.form == UtilityForm::log ? price * exp(problem.step) : price + problem.step;
}

AuctionOutcome run_proxy_auction(const AuctionProblem& problem, const Workers& workers) {
  return Auction(problem, workers).run();
}

}  // namespace poach::rules
