#include "phases/shortcuts/pairs.hpp"

#include <algorithm>
#include <limits>
#include <span>

#include "phases/bidding/open_contest.hpp"
#include "phases/employment.hpp"
#include "rules/bertrand.hpp"

namespace poach {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// What a company would pay a person: worked out for the two of them.
template <Terms terms>
class OwnTerms {
 public:
  explicit OwnTerms(const Appraiser<terms>& appraiser) : appraiser_(appraiser) {}
  [[nodiscard]] StandardTerms to_hire(ResearcherId r, CompanyId company) const {
    const double value = appraiser_.value_to(r, company, 0);
    return {.value = value, .max_pay = appraiser_.max_pay_at(r, company, value)};
  }
  [[nodiscard]] StandardTerms to_keep(ResearcherId r, CompanyId employer) const {
    const CounterLimit limit = counter_limit(appraiser_, r, employer, 0);
    return {.value = limit.value, .max_retention_pay = limit.answers ? limit.max_pay : -infinite};
  }

 private:
  const Appraiser<terms>& appraiser_;
};

// The same, looked up where everybody is alike to companies.
class TermsForAll {
 public:
  explicit TermsForAll(const TickStart& start) : terms_(start.standard_terms) {}
  [[nodiscard]] const StandardTerms& to_hire(ResearcherId, CompanyId company) const {
    return terms_[company];
  }
  [[nodiscard]] StandardTerms to_keep(ResearcherId, CompanyId employer) const {
    return terms_[employer];
  }

 private:
  const IdVector<CompanyId, StandardTerms>& terms_;
};

// What holding on to someone means: there may be no employer, or one that does not answer.
struct Incumbent {
  double standing = 0.0;  // the price of staying as it is
  double value = 0.0;     // v
  double max_pay = -infinite;
};

template <class Companies>
Incumbent incumbent_of(const Market& market, const Companies& companies, ResearcherId r,
                       OptionalCompany employer) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  if (!employer) return {.standing = rules.unemployment_income.at(1.0)};
  const StandardTerms terms = companies.to_keep(r, *employer);
  // With foresight a wage may be low because more is to come: it is the best losing bid that
  // counts.
  const double standing = rules.foresight ? market.state.researchers.best_losing_bid[r]
                                          : market.state.researchers.pay[r];
  return {.standing = standing, .value = terms.value, .max_pay = terms.max_retention_pay};
}

// Writes down what an approach comes to; false when that is nothing. Who wins is a coin toss for
// the branch predictor of a processor, so one path computes both cases and picks.
template <class Companies>
bool settle_pair(const Market& market, const TickStart& start, const Companies& companies,
                 const Approach& approach, Settlement& settlement) {
  const ResearcherId r = approach.researcher;
  const OptionalCompany employer = market.state.researchers.employer[r];
  const Incumbent incumbent = incumbent_of(market, companies, r, employer);
  const StandardTerms rival = companies.to_hire(r, approach.company);
  const double min_pay = min_offer(market, r);
  const bool own = employer == OptionalCompany(approach.company);
  // Meeting one's own company is a second bid by it, which lifts the pay to the most it can pay.
  const double reserve = own ? std::max(incumbent.standing, incumbent.max_pay) : incumbent.standing;
  const rules::BertrandPair pair{reserve, min_pay, own ? -infinite : rival.max_pay,
                                 incumbent.max_pay};
  const rules::BertrandOutcome outcome = rules::settle_bertrand(pair);
  const double hired_at = std::min(std::max(outcome.price, min_pay), rival.max_pay);
  const double kept_at = std::min(std::max(outcome.price, 0.0), incumbent.max_pay);
  double pay = outcome.hired ? hired_at : kept_at;
  double losing_bid = pay;
  if (market.state.parameters.market.decisions.foresight) {
    pay = start.premium.wage(pay, outcome.hired ? rival.value : incumbent.value);
    losing_bid = outcome.price;
  }
  settlement.researcher = r;
  settlement.hired_by = outcome.hired ? OptionalCompany(approach.company) : OptionalCompany();
  settlement.pay = pay;
  settlement.best_losing_bid = losing_bid;
  return outcome.hired || outcome.price > incumbent.standing;
}

template <Terms terms, class Companies>
void settle_all(const Appraiser<terms>& appraiser, const Tick& tick, const Companies& companies,
                BlockLog& log) {
  const Market& market = appraiser.market();
  const std::vector<Approach>& approaches = log.approaches;
  log.settlements.resize(approaches.size());
  std::size_t settled = 0;
  for (std::size_t k = 0; k < approaches.size();) {
    const ResearcherId r = approaches[k].researcher;
    std::size_t next = k + 1;
    if (next == approaches.size() || approaches[next].researcher != r) {
      Settlement& settlement = log.settlements[settled];
      settled += settle_pair(market, tick.start, companies, approaches[k], settlement) ? 1U : 0U;
    } else {
      while (next < approaches.size() && approaches[next].researcher == r) ++next;
      open_contest(appraiser, tick, std::span(approaches).subspan(k, next - k), log);
    }
    k = next;
  }
  log.settlements.resize(settled);
}

}  // namespace

void settle_pairs(const Market& market, const Tick& tick, BlockLog& log) {
  if (tick.shortcuts.has(Shortcut::standard_terms)) {
    // One appraiser will do for the few who are approached by several: the loop for all others is
    // then compiled once, in one piece.
    return settle_all(Appraiser<Terms::any>(market, tick.start), tick, TermsForAll(tick.start),
                      log);
  }
  with_appraiser(market, tick, [&](const auto& appraiser) {
    settle_all(appraiser, tick, OwnTerms(appraiser), log);
  });
}

// Where only pay counts a job leaves nothing behind that a new one would have to clear.
void carry_out_settlements(Market& market, BlockLog& log) {
  std::uint64_t hired = 0;
  for (const Settlement& s : log.settlements) {
    if (s.hired_by) {
      set_job(market, s.researcher, *s.hired_by, s.pay, s.best_losing_bid);
      ++hired;
    } else {
      set_pay(market, s.researcher, s.pay, s.best_losing_bid);
    }
  }
  const std::uint64_t raised = log.settlements.size() - hired;
  log.counts.offers += hired;
  log.counts.moves += hired;
  log.counts.counter_offers += raised;
  log.counts.raises += raised;
}

}  // namespace poach
