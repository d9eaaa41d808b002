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
double risk_of(const World& world, ResearcherId r, CompanyId employer) {
  const DecisionSpec& rules = world.state.parameters.market.decisions;
  const Appraiser<Terms::any> appraiser(world);
  const Preferences preferences = appraiser.preferences_of(r);
  const double stay = rules::pay_utility(world.state.researchers.pay[r], rules.utility) +
                      appraiser.staying_utility(r, preferences, employer,
                                                appraiser.weighed_collaborators_at(r, employer));
  double best = -std::numeric_limits<double>::infinity();
  for (const CompanyId rival : world.fixed.companies.ids()) {
    if (rival == employer || !world.may_approach(rival, employer)) continue;
    if (!world.tick.start.open_seats.empty() && world.tick.start.open_seats[rival] == 0) continue;
    const std::uint32_t there = appraiser.weighed_collaborators_at(r, rival);
    const double max_pay = appraiser.max_pay_at(r, rival, appraiser.value_to(r, rival, there));
    if (max_pay < min_offer(world, r)) continue;
    best = std::max(best, rules::pay_utility(max_pay, rules.utility) +
                              appraiser.nonpecuniary_utility(preferences, rival, there));
  }
  return best - stay;
}

void grant_from_budget(World& world, ResearcherId r, CompanyId company, double amount) {
  world.state.companies.grants_given.set(company,
                                         world.state.companies.grants_given[company] + amount);
  give_grant(world, r, company, amount);
}

double amount_for(const World& world, ResearcherId r, CompanyId company) {
  return world.spec_of(company).retention.grant_multiple * world.state.researchers.pay[r];
}

// 1 for companies with something left of their budget.
IdVector<CompanyId, std::uint8_t> companies_with_budget(const World& world) {
  IdVector<CompanyId, std::uint8_t> with_budget(world.fixed.companies.size());
  for (const CompanyId c : world.fixed.companies.ids()) {
    const double given = world.state.companies.grants_given[c];
    with_budget[c] = world.spec_of(c).retention.budget > given ? 1 : 0;
  }
  return with_budget;
}

// What is too little for anyone's grant stays in the budget.
bool is_covered(const World& world, CompanyId company, double amount) {
  const double given = world.state.companies.grants_given[company];
  return amount > 0.0 && given + amount <= world.spec_of(company).retention.budget;
}

// Everyone who may be granted something, by employer and then by risk. Risks are asked for only of
// those whom the rest of their employer's budget covers.
std::vector<Candidate> candidates_in(const World& world) {
  const auto with_budget = companies_with_budget(world);
  std::vector<Candidate> candidates;
  for (const ResearcherId r : world.fixed.population.ids()) {
    const OptionalCompany employer = world.state.researchers.employer[r];
    if (!employer || with_budget[*employer] == 0) continue;
    if (world.state.researchers.unvested[r] > 0.0) continue;
    if (!extends_to(world, world.spec_of(*employer).retention.to, *employer, r)) continue;
    if (!is_covered(world, *employer, amount_for(world, r, *employer))) continue;
    candidates.push_back({*employer, risk_of(world, r, *employer), r});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.employer, -a.risk, a.researcher) <
           std::tuple(b.employer, -b.risk, b.researcher);
  });
  return candidates;
}

}  // namespace

void give_grant(World& world, ResearcherId researcher, CompanyId employer, double amount) {
  ResearcherTable& people = world.state.researchers;
  const double length =
      ticks(world.spec_of(employer).retention.vesting, world.fixed.years_per_tick);
  people.unvested.set(researcher, people.unvested[researcher] + amount);
  people.vests_until.set(researcher, world.state.tick + whole_ticks(length));
  world.tick.log.grants.push_back({researcher, employer, amount});
}

void grant_retention(World& world) {
  for (const Candidate& candidate : candidates_in(world)) {
    const auto& [employer, risk, r] = candidate;
    const double amount = amount_for(world, r, employer);
    if (is_covered(world, employer, amount)) grant_from_budget(world, r, employer, amount);
  }
}

}  // namespace poach
