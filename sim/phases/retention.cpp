#include "phases/retention.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>

#include "phases/appraisal.hpp"
#include "rules/utility.hpp"

namespace poach {
namespace {

struct Candidate {
  CompanyId employer;
  double risk;
  ResearcherId researcher;
};

// How much better the best rival that is hiring could make the person off, at the most it would
// pay: utility there less utility here, in log pay.
double risk_of(const Market& market, const TickStart& start, ResearcherId r, CompanyId employer) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  const Appraiser<Terms::any> appraiser(market, start);
  const Preferences preferences = appraiser.preferences_of(r);
  const double stay = rules::pay_utility(market.state.researchers.pay[r], rules.utility) +
                      appraiser.staying_utility(r, preferences, employer,
                                                appraiser.weighed_collaborators_at(r, employer));
  double best = -std::numeric_limits<double>::infinity();
  for (const CompanyId rival : market.fixed.companies.ids()) {
    if (rival == employer || !market.may_approach(rival, employer)) continue;
    if (!start.open_seats.empty() && start.open_seats[rival] == 0) continue;
    const std::uint32_t there = appraiser.weighed_collaborators_at(r, rival);
    const double max_pay = appraiser.max_pay_at(r, rival, appraiser.value_to(r, rival, there));
    if (max_pay < min_offer(market, r)) continue;
    best = std::max(best, rules::pay_utility(max_pay, rules.utility) +
                              appraiser.nonpecuniary_utility(preferences, rival, there));
  }
  return best - stay;
}

void grant_from_budget(Market& market, TickLog& tick_log, ResearcherId r, CompanyId company,
                       double amount) {
  market.state.companies.grants_given.set(company,
                                          market.state.companies.grants_given[company] + amount);
  give_grant(market, tick_log, r, company, amount);
}

double amount_for(const Market& market, ResearcherId r, CompanyId company) {
  return market.spec_of(company).retention.grant_multiple * market.state.researchers.pay[r];
}

// 1 for companies with something left of their budget.
IdVector<CompanyId, std::uint8_t> companies_with_budget(const Market& market) {
  IdVector<CompanyId, std::uint8_t> with_budget(market.fixed.companies.size());
  for (const CompanyId c : market.fixed.companies.ids()) {
    const double given = market.state.companies.grants_given[c];
    with_budget[c] = market.spec_of(c).retention.budget > given ? 1 : 0;
  }
  return with_budget;
}

// What is too little for anyone's grant stays in the budget.
bool is_covered(const Market& market, CompanyId company, double amount) {
  const double given = market.state.companies.grants_given[company];
  return amount > 0.0 && given + amount <= market.spec_of(company).retention.budget;
}

// Everyone who may be granted something, by employer and then by risk. Risks are asked for only of
// those whom the rest of their employer's budget covers.
std::vector<Candidate> candidates_in(const Market& market, const TickStart& start) {
  const auto with_budget = companies_with_budget(market);
  std::vector<Candidate> candidates;
  for (const ResearcherId r : market.fixed.population.ids()) {
    const OptionalCompany employer = market.state.researchers.employer[r];
    if (!employer || with_budget[*employer] == 0) continue;
    if (market.state.researchers.unvested[r] > 0.0) continue;
    if (!extends_to(market, market.spec_of(*employer).retention.to, *employer, r)) continue;
    if (!is_covered(market, *employer, amount_for(market, r, *employer))) continue;
    candidates.push_back({*employer, risk_of(market, start, r, *employer), r});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.employer, -a.risk, a.researcher) <
           std::tuple(b.employer, -b.risk, b.researcher);
  });
  return candidates;
}

}  // namespace

void give_grant(Market& market, TickLog& tick_log, ResearcherId researcher, CompanyId employer,
                double amount) {
  ResearcherTable& people = market.state.researchers;
  const double length =
      ticks(market.spec_of(employer).retention.vesting, market.fixed.years_per_tick);
  people.unvested.set(researcher, people.unvested[researcher] + amount);
  people.vests_until.set(researcher, market.state.tick + whole_ticks(length));
  tick_log.grants.push_back({researcher, employer, amount});
}

void grant_retention(Market& market, Tick& tick) {
  for (const Candidate& candidate : candidates_in(market, tick.start)) {
    const auto& [employer, risk, r] = candidate;
    const double amount = amount_for(market, r, employer);
    if (is_covered(market, employer, amount))
      grant_from_budget(market, tick.log, r, employer, amount);
  }
}

}  // namespace poach
