#include "phases/retention.hpp"

#include <algorithm>
#include <limits>
#include <span>
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

// What is too little for anyone's grant stays in the budget.
bool has_budget(const World& world, CompanyId company) {
  return world.spec_of(company).retention.budget > world.state.companies.grants_given[company];
}

void grant_at(World& world, CompanyId company, std::span<const ResearcherId> staff) {
  const RetentionSpec& spec = world.spec_of(company).retention;
  const auto amount_for = [&](ResearcherId r) {
    return spec.grant_multiple * world.state.researchers.pay[r];
  };
  const auto is_covered = [&](double amount) {
    return amount > 0.0 && world.state.companies.grants_given[company] + amount <= spec.budget;
  };
  std::vector<Candidate> candidates;
  for (const ResearcherId r : staff) {
    if (world.state.researchers.unvested[r] > 0.0) continue;
    // Risks are asked for only of those whom the rest of the budget covers.
    if (!is_covered(amount_for(r))) continue;
    candidates.push_back({risk_of(world, r, company), r});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.risk, a.researcher) < std::tuple(-b.risk, b.researcher);
  });
  for (const Candidate& candidate : candidates) {
    const double amount = amount_for(candidate.researcher);
    if (is_covered(amount)) grant_from_budget(world, candidate.researcher, company, amount);
  }
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
  const auto companies = world.fixed.companies.ids();
  if (std::ranges::none_of(companies, [&](CompanyId c) { return has_budget(world, c); })) return;
  // The lists of planning are of the tick's start; people have moved since.
  StaffLists staff;
  staff.assign(companies.size(), world.state.researchers.employer.stored_values());
  for (const CompanyId company : companies) {
    if (has_budget(world, company)) grant_at(world, company, staff.of(company));
  }
}

}  // namespace poach
