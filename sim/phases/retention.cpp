#include "phases/retention.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "phases/appraisal.hpp"
#include "rules/utility.hpp"

namespace poach {
namespace {

struct Candidate {
  double risk;
  ResearcherId researcher;
};

// How much better the best rival that is hiring could make the person off, at the most it would
// pay: utility there less utility here, in log pay.
double risk_of(const World& world, ResearcherId r, CompanyId employer) {
  const DecisionSpec& rules = world.state.parameters.market.decisions;
  const Preferences preferences = preferences_in(world, r);
  const double stay = rules::pay_utility(world.state.researchers.pay[r], rules.utility) +
                      staying_utility(world, r, preferences, employer,
                                      weighed_collaborators_at(world, r, employer));
  double best = -std::numeric_limits<double>::infinity();
  for (const CompanyId rival : world.fixed.companies.ids()) {
    if (rival == employer || !world.may_approach(rival, employer)) continue;
    if (!world.tick.start.open_seats.empty() && world.tick.start.open_seats[rival] == 0) continue;
    const std::uint32_t there = weighed_collaborators_at(world, r, rival);
    const double max_pay = std::min(cap_for(world, r, rival), value_to(world, r, rival, there));
    if (max_pay < min_offer(world, r)) continue;
    best = std::max(best, rules::pay_utility(max_pay, rules.utility) +
                              nonpay_utility(world, preferences, rival, there));
  }
  return best - stay;
}

void grant(World& world, ResearcherId r, CompanyId company, double amount) {
  const RetentionSpec& spec = world.spec_of(company).retention;
  const double length = ticks(spec.vesting, world.fixed.years_per_tick);
  world.state.researchers.unvested.set(r, world.state.researchers.unvested[r] + amount);
  world.state.researchers.vests_until.set(r, world.state.tick + whole_ticks(length));
  world.state.companies.grants_given.set(company,
                                         world.state.companies.grants_given[company] + amount);
  world.tick.log.grants.push_back({r, company, amount});
}

void grant_at(World& world, CompanyId company) {
  const RetentionSpec& spec = world.spec_of(company).retention;
  const auto amount_for = [&](ResearcherId r) {
    return spec.grant_multiple * world.state.researchers.pay[r];
  };
  const auto is_covered = [&](double amount) {
    return amount > 0.0 && world.state.companies.grants_given[company] + amount <= spec.budget;
  };
  std::vector<Candidate> candidates;
  for (const ResearcherId r : world.fixed.population.ids()) {
    if (world.state.researchers.employer[r] != OptionalCompany(company)) continue;
    if (world.state.researchers.unvested[r] > 0.0) continue;
    if (!extends_to(world, spec.to, company, r)) continue;
    // Risks are asked for only of those whom the rest of the budget covers.
    if (!is_covered(amount_for(r))) continue;
    candidates.push_back({risk_of(world, r, company), r});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.risk, a.researcher) < std::tuple(-b.risk, b.researcher);
  });
  for (const Candidate& candidate : candidates) {
    const double amount = amount_for(candidate.researcher);
    if (is_covered(amount)) grant(world, candidate.researcher, company, amount);
  }
}

}  // namespace

void grant_retention(World& world) {
  for (const CompanyId company : world.fixed.companies.ids()) {
    const RetentionSpec& spec = world.spec_of(company).retention;
    // What is too little for anyone's grant stays in the budget.
    if (spec.budget > world.state.companies.grants_given[company]) grant_at(world, company);
  }
}

}  // namespace poach
