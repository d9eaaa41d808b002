#include "world/aggregate_sums.hpp"

#include "world/market.hpp"

namespace poach {

AggregateEntry entry_of(const Market& market, ResearcherId r, std::uint32_t colleagues) {
  const ResearcherTable& people = market.state.researchers;
  AggregateEntry entry;
  entry.employer = people.employer[r];
  if (!entry.employer) return entry;
  entry.generation = people.generation[r];
  entry.colleagues = colleagues;
  entry.collaborators = static_cast<std::uint32_t>(market.state.collaborators_of(r).size());
  entry.skill = people.skill[r];
  entry.field = people.field[r];
  entry.pay = people.pay[r];
  entry.unvested = people.unvested[r];
  return entry;
}

void AggregateSums::add(const AggregateEntry& entry) {
  ++headcount;
  half_ties_inside += entry.colleagues;
  pay.add(entry.pay);
  output.add(entry.product);
  skill.add(entry.skill);
  if (entry.unvested != 0.0) unvested.add(entry.unvested);
}

void AggregateSums::subtract(const AggregateEntry& entry) {
  --headcount;
  half_ties_inside -= entry.colleagues;
  pay.subtract(entry.pay);
  output.subtract(entry.product);
  skill.subtract(entry.skill);
  if (entry.unvested != 0.0) unvested.subtract(entry.unvested);
}

void AggregateSums::replace(const AggregateEntry& before, const AggregateEntry& now) {
  const auto exchange = [](ExactSum& sum, double old, double fresh) {
    if (old == fresh) return;
    sum.subtract(old);
    sum.add(fresh);
  };
  half_ties_inside += std::uint64_t{now.colleagues} - before.colleagues;
  exchange(pay, before.pay, now.pay);
  exchange(output, before.product, now.product);
  exchange(skill, before.skill, now.skill);
  exchange(unvested, before.unvested, now.unvested);
}

}  // namespace poach
