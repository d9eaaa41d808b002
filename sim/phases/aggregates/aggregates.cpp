#include "phases/aggregates/aggregates.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/exact_sum.hpp"
#include "base/order_statistics.hpp"
#include "phases/appraisal.hpp"
#include "phases/blocks.hpp"
#include "phases/phases.hpp"
#include "rules/leadership.hpp"

namespace poach {
namespace {

struct BlockAggregates {
  std::uint64_t employed = 0;
  std::uint64_t between_jobs = 0;
  ExactSum pay;
  ExactSum output;
};

bool needs_collaborators(const Market& market) {
  for (const CompanySpec& company : market.state.parameters.companies) {
    if (company.productivity.synergy != 0.0) return true;
  }
  return false;
}

template <Terms terms>
BlockAggregates add_up(const Appraiser<terms>& appraiser, const Block& block) {
  const Market& market = appraiser.market();
  const bool synergy = terms == Terms::any && needs_collaborators(market);
  BlockAggregates aggregates;
  for (const ResearcherId r : block.researchers) {
    const OptionalCompany employer = market.state.researchers.employer[r];
    if (!employer) {
      aggregates.between_jobs += market.state.researchers.waiting[r];
      continue;
    }
    ++aggregates.employed;
    aggregates.pay.add(market.state.researchers.pay[r]);
    const std::uint32_t there = synergy ? collaborators_at(market, r, *employer) : 0;
    aggregates.output.add(appraiser.product_at(r, *employer, there));
  }
  return aggregates;
}

// Pay quantiles by nearest rank.
void pay_quantiles(const Market& market, const Services& services, MarketAggregates& sums) {
  if (sums.employed == 0) return;
  constexpr std::uint32_t people_per_piece = 1U << 16;
  const std::uint32_t people = market.fixed.population.size();
  const auto append = [&](std::size_t piece, std::vector<double>& pay) {
    const auto first = static_cast<std::uint32_t>(piece) * people_per_piece;
    const std::uint32_t last = first + std::min(people_per_piece, people - first);
    const std::size_t before = pay.size();
    pay.resize(before + (last - first));
    std::size_t end = before;
    for (const ResearcherId r : IdRange<ResearcherId>(first, last)) {
      pay[end] = market.state.researchers.pay[r];
      end += market.state.researchers.employer[r] ? 1U : 0U;  // no branch
    }
    pay.resize(end);
  };
  std::vector<std::uint64_t> ranks;
  for (const double p : {0.5, 0.9, 0.99}) {
    const auto size = static_cast<double>(sums.employed);
    ranks.push_back(static_cast<std::uint64_t>(p * size + 0.9999999) - 1);
  }
  const std::size_t pieces = (std::size_t{people} + people_per_piece - 1) / people_per_piece;
  const auto pay = order_statistics(pieces, append, ranks, services.workers);
  sums.pay_median = pay[0];
  sums.pay_p90 = pay[1];
  sums.pay_p99 = pay[2];
}

void lead_research(const Market& market, IdVector<CompanyId, CompanyAggregates>& aggregates) {
  const ProductionSpec& spec = market.state.parameters.dynamics.production;
  // A plain sum, in the order of companies: an exact one is too coarse for shares to add up to 1.
  double total = 0.0;
  for (const CompanyId c : aggregates.ids()) {
    CompanyAggregates& company = aggregates[c];
    rules::ResearchInputs inputs;
    inputs.skill = company.skill;
    if (company.headcount > 0) {
      inputs.ties_per_person = static_cast<double>(company.half_ties_inside) / company.headcount;
    }
    inputs.log_compute = market.spec_of(c).amenities.compute;
    company.research_capital = checked_amount(
        rules::research_capital(inputs, spec.network_exponent, spec.compute_exponent),
        "a company's research capital");
    total += company.research_capital;
  }
  for (CompanyAggregates& company : aggregates) {
    company.leadership_share = total > 0.0 ? company.research_capital / total : 0.0;
  }
}

double product_of(const Market& market, const TickStart& start, ResearcherId r, CompanyId company,
                  std::uint32_t collaborators) {
  return Appraiser<Terms::any>(market, start).product_at(r, company, collaborators);
}

IdVector<CompanyId, AggregateSums> add_up_companies(const Market& market, const TickStart& start) {
  IdVector<CompanyId, AggregateSums> companies(market.fixed.companies.size());
  for (const ResearcherId r : market.fixed.population.ids()) {
    const OptionalCompany employer = market.state.researchers.employer[r];
    if (!employer) continue;
    AggregateEntry entry = entry_of(market, r, collaborators_at(market, r, *employer));
    entry.product = product_of(market, start, r, *employer, entry.colleagues);
    companies[*employer].add(entry);
  }
  return companies;
}

// The aggregates of every company, and what they add up to.
BlockAggregates fill_companies(const Market& market, Tick& tick,
                               const IdVector<CompanyId, AggregateSums>& sums) {
  auto& aggregates = tick.aggregates.companies;
  aggregates.assign(market.fixed.companies.size(), {});
  BlockAggregates all;
  for (const CompanyId c : market.fixed.companies.ids()) {
    CompanyAggregates& company = aggregates[c];
    const AggregateSums& sum = sums[c];
    company.headcount = sum.headcount;
    company.half_ties_inside = sum.half_ties_inside;
    company.pay = sum.pay.value();
    company.output = sum.output.value();
    company.skill = sum.skill.value();
    company.unvested = sum.unvested.value();
    company.morale = morale_now(market, c);
    company.cap = tick.start.kinds[market.fixed.companies.kind_of(c)].cap;
    all.employed += sum.headcount;
    all.pay.add(sum.pay);
    all.output.add(sum.output);
  }
  for (const ResearcherId r : market.fixed.population.ids()) {
    if (!market.state.researchers.employer[r])
      all.between_jobs += market.state.researchers.waiting[r];
  }
  lead_research(market, aggregates);
  return all;
}

BlockAggregates update_company_aggregates(World& world) {
  if (!world.tick.shortcuts.has(Shortcut::kept_aggregates)) {
    return fill_companies(world, world.tick, add_up_companies(world, world.tick.start));
  }
  world.cache.update(world, world.tick.start, product_of);
  return fill_companies(world, world.tick, world.cache.companies());
}

BlockAggregates update_block_aggregates(World& world, const Services& services) {
  std::vector<BlockAggregates> blocks(world.fixed.population.blocks().size());
  for_each_block(world, services, [&](const Block& block, BlockLog&) {
    blocks[static_cast<std::size_t>(&block - world.fixed.population.blocks().data())] =
        with_appraiser(world, world.tick,
                       [&](const auto& appraiser) { return add_up(appraiser, block); });
  });
  BlockAggregates all;
  for (const BlockAggregates& block : blocks) {
    all.employed += block.employed;
    all.between_jobs += block.between_jobs;
    all.pay.add(block.pay);
    all.output.add(block.output);
  }
  return all;
}

}  // namespace

void update_aggregates(World& world, const Services& services) {
  const BlockAggregates all = world.tick.shortcuts.has(Shortcut::market_sums)
                                  ? update_block_aggregates(world, services)
                                  : update_company_aggregates(world);
  MarketAggregates market;
  market.employed = all.employed;
  market.between_jobs = all.between_jobs;
  market.unemployed = world.fixed.population.size() - market.employed - market.between_jobs;
  market.pay = all.pay.value();
  market.output = all.output.value();
  pay_quantiles(world, services, market);
  world.tick.aggregates.market = market;
}

void refresh_aggregates(World& world, const Services& services) {
  // A market that has just been restored has no plans yet.
  if (world.tick.start.kinds.empty()) planning(world, services);
  const bool wanted = std::exchange(world.tick.wants.company_aggregates, true);
  // This tick's shortcuts were chosen for what was wanted then.
  const ShortcutSet chosen = world.tick.shortcuts;
  world.tick.shortcuts.remove(Shortcut::market_sums);
  update_aggregates(world, services);
  world.tick.shortcuts = chosen;
  world.tick.wants.company_aggregates = wanted;
}

}  // namespace poach
