#include "world/aggregate_cache.hpp"

#include "world/market.hpp"
#include "world/tick.hpp"

namespace poach {
namespace {

bool is_unchanged(const Market& market, ResearcherId r, std::uint32_t colleagues,
                  const AggregateEntry& before) {
  const ResearcherTable& people = market.state.researchers;
  const OptionalCompany employer = people.employer[r];
  if (employer != before.employer) return false;
  return !employer ||
         (people.pay[r] == before.pay && colleagues == before.colleagues &&
          market.state.collaborators_of(r).size() == before.collaborators &&
          people.unvested[r] == before.unvested && people.generation[r] == before.generation &&
          people.skill[r] == before.skill && people.field[r] == before.field);
}

bool has_same_product(const AggregateEntry& before, const AggregateEntry& now) {
  return now.employer == before.employer && now.colleagues == before.colleagues &&
         now.collaborators == before.collaborators && now.generation == before.generation &&
         now.skill == before.skill && now.field == before.field;
}

}  // namespace

// Whether products still follow from entries as when they were remembered.
bool AggregateCache::is_current(const Market& market) const {
  const auto& companies = market.state.parameters.companies;
  if (people_.size() != market.fixed.population.size()) return false;
  for (std::size_t k = 0; k < companies.size(); ++k) {
    if (companies[k].productivity != productivity_[k]) return false;
  }
  for (const CompanyId c : market.fixed.companies.ids()) {
    if (market.state.companies.level[c] != level_[c.value()]) return false;
  }
  return true;
}

void AggregateCache::start_anew(const Market& market) {
  people_.assign(market.fixed.population.size(), {});
  companies_.assign(market.fixed.companies.size(), {});
  productivity_.clear();
  for (const CompanySpec& company : market.state.parameters.companies) {
    productivity_.push_back(company.productivity);
  }
  level_.clear();
  for (const CompanyId c : market.fixed.companies.ids()) {
    level_.push_back(market.state.companies.level[c]);
  }
}

// Replaces what a person was to the aggregates by what the person is now.
void AggregateCache::take_in(AggregateEntry now, AggregateEntry& before) {
  if (now.employer && now.employer == before.employer) {
    companies_[*now.employer].replace(before, now);
  } else {
    if (before.employer) companies_[*before.employer].subtract(before);
    if (now.employer) companies_[*now.employer].add(now);
  }
  before = now;
}

void AggregateCache::update(const Market& market, const TickStart& start, ProductOf product_of) {
  if (!is_current(market)) start_anew(market);
  colleagues_.update(market);
  for (const ResearcherId r : market.fixed.population.ids()) {
    const std::uint32_t colleagues = colleagues_.of(r);
    AggregateEntry& before = people_[r];
    if (is_unchanged(market, r, colleagues, before)) continue;
    AggregateEntry now = entry_of(market, r, colleagues);
    if (now.employer) {
      now.product = has_same_product(before, now)
                        ? before.product
                        : product_of(market, start, r, *now.employer, now.colleagues);
    }
    take_in(now, before);
  }
}

}  // namespace poach
