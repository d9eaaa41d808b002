#include "poach/phases/bookkeeping.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "poach/base/exact_sum.hpp"
#include "poach/phases/appraisal.hpp"
#include "poach/phases/blocks.hpp"
#include "poach/rules/leadership.hpp"

namespace poach {
namespace {

struct BlockBooks {
  std::uint64_t employed = 0;
  std::uint64_t between_jobs = 0;
  ExactSum pay;
  ExactSum output;
};

bool needs_collaborators(const World& world) {
  for (const CompanySpec& company : world.parameters.companies) {
    if (company.productivity.synergy != 0.0) return true;
  }
  return false;
}

BlockBooks add_up(const World& world, const Block& block) {
  const bool synergy = needs_collaborators(world);
  BlockBooks books;
  for (const ResearcherId r : block.researchers) {
    const OptionalCompany employer = world.researchers.employer[r];
    if (!employer) {
      books.between_jobs += world.researchers.waiting[r];
      continue;
    }
    ++books.employed;
    books.pay.add(world.researchers.pay[r]);
    const std::uint32_t there = synergy ? collaborators_at(world, r, *employer) : 0;
    books.output.add(product_at(world, r, *employer, there));
  }
  return books;
}

// The p-quantile by nearest rank, for rising p: what is below an earlier quantile is not looked at
// again.
class RisingQuantiles {
 public:
  explicit RisingQuantiles(std::vector<double> values) : values_(std::move(values)) {}
  double at(double p) {
    if (values_.empty()) return 0.0;
    const auto size = static_cast<double>(values_.size());
    const auto rank = static_cast<std::size_t>(std::max(p * size + 0.9999999, 1.0)) - 1;
    const std::size_t place = std::min(rank, values_.size() - 1);
    const auto begin = values_.begin();
    const auto wanted = begin + static_cast<std::ptrdiff_t>(place);
    std::nth_element(begin + static_cast<std::ptrdiff_t>(sorted_below_), wanted, values_.end());
    sorted_below_ = place;
    return *wanted;
  }

 private:
  std::vector<double> values_;
  std::size_t sorted_below_ = 0;  // nothing before this place is larger than what follows
};

void pay_quantiles(const World& world, MarketAccount& market) {
  std::vector<double> pay;
  pay.reserve(market.employed);
  for (const ResearcherId r : world.population.ids()) {
    if (world.researchers.employer[r]) pay.push_back(world.researchers.pay[r]);
  }
  RisingQuantiles quantiles(std::move(pay));
  market.pay_median = quantiles.at(0.5);
  market.pay_p90 = quantiles.at(0.9);
  market.pay_p99 = quantiles.at(0.99);
}

struct CompanySums {
  ExactSum pay;
  ExactSum output;
  ExactSum skill;
  ExactSum unvested;
};

// Collaborators at the own company, whether or not decisions ask for them.
std::uint32_t ties_inside(const World& world, ResearcherId r, CompanyId employer) {
  if (world.researchers.generation[r] != 0) return 0;
  std::uint32_t ties = 0;
  for (const std::uint32_t n : world.collaborators_of(r)) {
    const ResearcherId other{n};
    if (world.researchers.employer[other] == OptionalCompany(employer) &&
        world.researchers.generation[other] == 0) {
      ++ties;
    }
  }
  return ties;
}

void lead_research(const World& world, IdVector<CompanyId, CompanyAccount>& accounts) {
  const ProductionSpec& spec = world.parameters.dynamics.production;
  // A plain sum, in the order of companies: an exact one is too coarse for shares to add up to 1.
  double total = 0.0;
  for (const CompanyId c : accounts.ids()) {
    CompanyAccount& account = accounts[c];
    rules::ResearchInputs inputs;
    inputs.skill = account.skill;
    if (account.headcount > 0) {
      inputs.ties_per_person = static_cast<double>(account.half_ties_inside) / account.headcount;
    }
    inputs.log_compute = world.spec_of(c).amenities.compute;
    account.research_capital =
        rules::research_capital(inputs, spec.network_exponent, spec.compute_exponent);
    total += account.research_capital;
  }
  for (CompanyAccount& account : accounts) {
    account.leadership_share = total > 0.0 ? account.research_capital / total : 0.0;
  }
}

// The books of every company, and what they add up to.
BlockBooks close_company_books(World& world) {
  auto& accounts = world.accounts.companies;
  accounts.assign(world.companies.size(), {});
  std::vector<CompanySums> sums(world.companies.size());
  BlockBooks all;
  for (const ResearcherId r : world.population.ids()) {
    const OptionalCompany employer = world.researchers.employer[r];
    if (!employer) {
      all.between_jobs += world.researchers.waiting[r];
      continue;
    }
    CompanyAccount& account = accounts[*employer];
    CompanySums& sum = sums[(*employer).value()];
    const std::uint32_t there = ties_inside(world, r, *employer);
    ++account.headcount;
    account.half_ties_inside += there;
    sum.pay.add(world.researchers.pay[r]);
    sum.output.add(product_at(world, r, *employer, there));
    sum.skill.add(world.researchers.skill[r]);
    sum.unvested.add(world.researchers.unvested[r]);
  }
  for (const CompanyId c : world.companies.ids()) {
    all.employed += accounts[c].headcount;
    all.pay.add(sums[c.value()].pay);
    all.output.add(sums[c.value()].output);
  }
  for (const CompanyId c : world.companies.ids()) {
    CompanyAccount& account = accounts[c];
    const CompanySums& sum = sums[c.value()];
    account.pay = sum.pay.value();
    account.output = sum.output.value();
    account.skill = sum.skill.value();
    account.unvested = sum.unvested.value();
    account.morale = morale_now(world, c);
    account.cap = world.plan_of(c).cap;
  }
  lead_research(world, accounts);
  return all;
}

BlockBooks close_block_books(World& world, const Services& services) {
  std::vector<BlockBooks> blocks(world.population.blocks().size());
  for_each_block(world, services, [&](const Block& block, BlockLedger&) {
    blocks[static_cast<std::size_t>(&block - world.population.blocks().data())] =
        add_up(world, block);
  });
  BlockBooks all;
  for (const BlockBooks& block : blocks) {
    all.employed += block.employed;
    all.between_jobs += block.between_jobs;
    all.pay.add(block.pay);
    all.output.add(block.output);
  }
  return all;
}

}  // namespace

void close_books(World& world, const Services& services) {
  const BlockBooks all =
      world.keep_company_books ? close_company_books(world) : close_block_books(world, services);
  MarketAccount market;
  market.employed = all.employed;
  market.between_jobs = all.between_jobs;
  market.unemployed = world.population.size() - market.employed - market.between_jobs;
  market.pay = all.pay.value();
  market.output = all.output.value();
  pay_quantiles(world, market);
  world.accounts.market = market;
}

}  // namespace poach
