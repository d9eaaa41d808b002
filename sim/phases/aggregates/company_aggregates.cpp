#include "phases/aggregates/company_aggregates.hpp"

#include "phases/appraisal.hpp"

namespace poach {
namespace {

void put_in(AggregateSums& sums, const AggregateEntry& entry) {
  ++sums.headcount;
  sums.half_ties_inside += entry.colleagues;
  sums.pay.add(entry.pay);
  sums.output.add(entry.product);
  sums.skill.add(entry.skill);
  if (entry.unvested != 0.0) sums.unvested.add(entry.unvested);
}

// Undoes `put_in` to the bit: the sums are of whole numbers.
void take_out(AggregateSums& sums, const AggregateEntry& entry) {
  --sums.headcount;
  sums.half_ties_inside -= entry.colleagues;
  sums.pay.subtract(entry.pay);
  sums.output.subtract(entry.product);
  sums.skill.subtract(entry.skill);
  if (entry.unvested != 0.0) sums.unvested.subtract(entry.unvested);
}

// The same as taking out what was and putting in what is, for someone who stays at the company:
// what did not change is left alone.
void exchange(AggregateSums& sums, const AggregateEntry& before, const AggregateEntry& now) {
  const auto replace = [](ExactSum& sum, double old, double fresh) {
    if (old == fresh) return;
    sum.subtract(old);
    sum.add(fresh);
  };
  sums.half_ties_inside += std::uint64_t{now.colleagues} - before.colleagues;
  replace(sums.pay, before.pay, now.pay);
  replace(sums.output, before.product, now.product);
  replace(sums.skill, before.skill, now.skill);
  replace(sums.unvested, before.unvested, now.unvested);
}

// All but the product, which follows.
AggregateEntry entry_of(const World& world, ResearcherId r, std::uint32_t colleagues) {
  const ResearcherTable& people = world.state.researchers;
  AggregateEntry entry;
  entry.employer = people.employer[r];
  if (!entry.employer) return entry;
  entry.generation = people.generation[r];
  entry.colleagues = colleagues;
  entry.skill = people.skill[r];
  entry.field = people.field[r];
  entry.pay = people.pay[r];
  entry.unvested = people.unvested[r];
  return entry;
}

bool unchanged(const ResearcherTable& people, ResearcherId r, std::uint32_t colleagues,
               const AggregateEntry& before) {
  const OptionalCompany employer = people.employer[r];
  if (employer != before.employer) return false;
  return !employer ||
         (people.pay[r] == before.pay && colleagues == before.colleagues &&
          people.unvested[r] == before.unvested && people.generation[r] == before.generation &&
          people.skill[r] == before.skill && people.field[r] == before.field);
}

// Whether products still follow from entries as when they were remembered.
bool same_terms(const World& world, const AggregateCache& kept) {
  const auto& companies = world.state.parameters.companies;
  if (kept.people.size() != world.fixed.population.size()) return false;
  for (std::size_t g = 0; g < companies.size(); ++g) {
    if (companies[g].productivity != kept.productivity[g]) return false;
  }
  for (const CompanyId c : world.fixed.companies.ids()) {
    if (world.state.companies.level[c] != kept.level[c.value()]) return false;
  }
  return true;
}

void start_anew(const World& world, AggregateCache& kept) {
  kept.people.assign(world.fixed.population.size(), {});
  kept.companies.assign(world.fixed.companies.size(), {});
  kept.productivity.clear();
  for (const CompanySpec& company : world.state.parameters.companies) {
    kept.productivity.push_back(company.productivity);
  }
  kept.level.clear();
  for (const CompanyId c : world.fixed.companies.ids())
    kept.level.push_back(world.state.companies.level[c]);
}

// Whether a person's product is what it was.
bool same_product(const AggregateEntry& before, const AggregateEntry& now) {
  return now.employer == before.employer && now.colleagues == before.colleagues &&
         now.generation == before.generation && now.skill == before.skill &&
         now.field == before.field;
}

// Replaces what a person was to the aggregates by what the person is now.
void take_in(World& world, AggregateEntry now, ResearcherId r, AggregateEntry& before) {
  IdVector<CompanyId, AggregateSums>& companies = world.cache.companies;
  if (now.employer) {
    now.product = same_product(before, now) ? before.product
                                            : product_at(world, r, *now.employer, now.colleagues);
  }
  if (now.employer && now.employer == before.employer) {
    exchange(companies[*now.employer], before, now);
  } else {
    if (before.employer) take_out(companies[*before.employer], before);
    if (now.employer) put_in(companies[*now.employer], now);
  }
  before = now;
}

void add_up_changes(World& world) {
  AggregateCache& kept = world.cache;
  if (!same_terms(world, kept)) start_anew(world, kept);
  kept.colleagues.update(world);
  for (const ResearcherId r : world.fixed.population.ids()) {
    const std::uint32_t colleagues = kept.colleagues.of(r);
    AggregateEntry& before = kept.people[r];
    if (unchanged(world.state.researchers, r, colleagues, before)) continue;
    take_in(world, entry_of(world, r, colleagues), r, before);
  }
}

void add_up_all(World& world) {
  auto& companies = world.cache.companies;
  companies.assign(world.fixed.companies.size(), {});
  for (const ResearcherId r : world.fixed.population.ids()) {
    const OptionalCompany employer = world.state.researchers.employer[r];
    if (!employer) continue;
    AggregateEntry entry = entry_of(world, r, collaborators_at(world, r, *employer));
    entry.product = product_at(world, r, *employer, entry.colleagues);
    put_in(companies[*employer], entry);
  }
}

}  // namespace

const IdVector<CompanyId, AggregateSums>& add_up_companies(World& world) {
  if (world.tick.shortcuts.has(Shortcut::kept_aggregates)) {
    add_up_changes(world);
  } else {
    add_up_all(world);
  }
  return world.cache.companies;
}

}  // namespace poach
