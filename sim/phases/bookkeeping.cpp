#include "phases/bookkeeping.hpp"

#include <algorithm>
#include <vector>

#include "base/exact_sum.hpp"
#include "base/order_statistics.hpp"
#include "phases/appraisal.hpp"
#include "phases/blocks.hpp"
#include "phases/company_books.hpp"
#include "rules/leadership.hpp"

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

template <Terms terms>
BlockBooks add_up(const World& world, const Block& block) {
  const bool synergy = terms == Terms::any && needs_collaborators(world);
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
    books.output.add(product_at<terms>(world, r, *employer, there));
  }
  return books;
}

// Pay quantiles by nearest rank.
void pay_quantiles(const World& world, const Services& services, MarketAccount& market) {
  if (market.employed == 0) return;
  constexpr std::uint32_t people_per_piece = 1U << 16;
  const std::uint32_t people = world.population.size();
  const auto append = [&](std::size_t piece, std::vector<double>& pay) {
    const auto first = static_cast<std::uint32_t>(piece) * people_per_piece;
    const std::uint32_t last = first + std::min(people_per_piece, people - first);
    const std::size_t before = pay.size();
    pay.resize(before + (last - first));
    std::size_t end = before;
    for (const ResearcherId r : IdRange<ResearcherId>(first, last)) {
      pay[end] = world.researchers.pay[r];
      end += world.researchers.employer[r] ? 1U : 0U;  // no branch
    }
    pay.resize(end);
  };
  std::vector<std::uint64_t> ranks;
  for (const double p : {0.5, 0.9, 0.99}) {
    const auto size = static_cast<double>(market.employed);
    ranks.push_back(static_cast<std::uint64_t>(p * size + 0.9999999) - 1);
  }
  const std::size_t pieces = (std::size_t{people} + people_per_piece - 1) / people_per_piece;
  const auto pay = order_statistics(pieces, append, ranks, services.workers);
  market.pay_median = pay[0];
  market.pay_p90 = pay[1];
  market.pay_p99 = pay[2];
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
    account.research_capital = checked_amount(
        rules::research_capital(inputs, spec.network_exponent, spec.compute_exponent),
        "a company's research capital");
    total += account.research_capital;
  }
  for (CompanyAccount& account : accounts) {
    account.leadership_share = total > 0.0 ? account.research_capital / total : 0.0;
  }
}

// The books of every company, and what they add up to.
BlockBooks close_company_books(World& world) {
  const IdVector<CompanyId, BookSums>& sums = add_up_companies(world);
  auto& accounts = world.accounts.companies;
  accounts.assign(world.companies.size(), {});
  BlockBooks all;
  for (const CompanyId c : world.companies.ids()) {
    CompanyAccount& account = accounts[c];
    const BookSums& sum = sums[c];
    account.headcount = sum.headcount;
    account.half_ties_inside = sum.half_ties_inside;
    account.pay = sum.pay.value();
    account.output = sum.output.value();
    account.skill = sum.skill.value();
    account.unvested = sum.unvested.value();
    account.morale = morale_now(world, c);
    account.cap = world.plan_of(c).cap;
    all.employed += sum.headcount;
    all.pay.add(sum.pay);
    all.output.add(sum.output);
  }
  for (const ResearcherId r : world.population.ids()) {
    if (!world.researchers.employer[r]) all.between_jobs += world.researchers.waiting[r];
  }
  lead_research(world, accounts);
  return all;
}

BlockBooks close_block_books(World& world, const Services& services) {
  std::vector<BlockBooks> blocks(world.population.blocks().size());
  const Terms terms = terms_of(world);
  for_each_block(world, services, [&](const Block& block, BlockLedger&) {
    blocks[static_cast<std::size_t>(&block - world.population.blocks().data())] =
        terms == Terms::pay_alone ? add_up<Terms::pay_alone>(world, block)
                                  : add_up<Terms::any>(world, block);
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
  pay_quantiles(world, services, market);
  world.accounts.market = market;
}

}  // namespace poach
