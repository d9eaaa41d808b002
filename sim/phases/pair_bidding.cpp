#include <algorithm>
#include <limits>
#include <span>

#include "contests.hpp"
#include "open_contest.hpp"
#include "poach/rules/bertrand.hpp"

namespace poach {
namespace {

constexpr Terms alone = Terms::pay_alone;
constexpr double infinite = std::numeric_limits<double>::infinity();

// What the employer of someone brings to a pair: it may be nobody, or not answer.
struct Incumbent {
  double standing = 0.0;  // the price of staying as it is
  double value = 0.0;     // v
  double most = -infinite;
};

Incumbent incumbent_of(const World& world, ResearcherId r, OptionalCompany employer) {
  const DecisionSpec& rules = world.parameters.market.decisions;
  Incumbent result;
  if (!employer) {
    result.standing = rules.unemployment_income;
    return result;
  }
  // With foresight a wage may be low because more is to come: it is the best losing bid that
  // counts.
  result.standing =
      rules.foresight ? world.researchers.best_losing_bid[r] : world.researchers.pay[r];
  const CounterLimit limit = counter_limit<alone>(world, r, *employer, 0);
  if (!limit.answers) return result;
  result.value = limit.value;
  result.most = limit.most;
  return result;
}

// Writes down what an approach comes to; false when that is nothing. Who wins is a coin toss for
// the branch predictor of a processor, so one path computes both cases and picks.
bool settle_pair(const World& world, const Approach& approach, Settlement& settlement) {
  const ResearcherId r = approach.researcher;
  const OptionalCompany employer = world.researchers.employer[r];
  const Incumbent incumbent = incumbent_of(world, r, employer);
  const double value = value_to<alone>(world, r, approach.company, 0);
  const double most = std::min(cap_for<alone>(world, r, approach.company), value);
  const double least = least_offer(world, r);
  const bool own = employer == OptionalCompany(approach.company);
  // Meeting one's own company is a second bid by it, which lifts the pay to the most it can pay.
  const double reserve = own ? std::max(incumbent.standing, incumbent.most) : incumbent.standing;
  const rules::BertrandPair pair{reserve, least, own ? -infinite : most, incumbent.most};
  const rules::BertrandOutcome outcome = rules::settle_bertrand(pair);
  const double hired_at = std::min(std::max(outcome.price, least), most);
  const double kept_at = std::min(std::max(outcome.price, 0.0), incumbent.most);
  double pay = outcome.hired ? hired_at : kept_at;
  double losing_bid = pay;
  if (world.parameters.market.decisions.foresight) {
    pay = world.plan.premium.wage(pay, outcome.hired ? value : incumbent.value);
    losing_bid = outcome.price;
  }
  settlement.researcher = r;
  settlement.hired_by = outcome.hired ? OptionalCompany(approach.company) : OptionalCompany();
  settlement.pay = pay;
  settlement.best_losing_bid = losing_bid;
  return outcome.hired || outcome.price > incumbent.standing;
}

}  // namespace

void settle_pairs(const World& world, BlockLedger& ledger) {
  const std::vector<Approach>& approaches = ledger.approaches;
  ledger.settlements.resize(approaches.size());
  std::size_t settled = 0;
  for (std::size_t k = 0; k < approaches.size();) {
    const std::size_t first = k;
    while (k < approaches.size() && approaches[k].researcher == approaches[first].researcher) ++k;
    if (k == first + 1) {
      settled += settle_pair(world, approaches[first], ledger.settlements[settled]) ? 1U : 0U;
    } else {
      open_contest<alone>(world, std::span(approaches).subspan(first, k - first), ledger);
    }
  }
  ledger.settlements.resize(settled);
}

}  // namespace poach
