#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "base/math.hpp"
#include "base/screen.hpp"
#include "phases/aggregates/accounts.hpp"
#include "phases/aggregates/aggregates.hpp"
#include "phases/appraisal.hpp"
#include "phases/blocks.hpp"
#include "phases/booking.hpp"
#include "phases/phases.hpp"
#include "phases/retention.hpp"

namespace poach {
namespace {

// Grants vest in equal parts over the ticks that are left.
void vest(Market& market, const TickWants& wants, BlockLog& log, ResearcherId r) {
  ResearcherTable& people = market.state.researchers;
  const double unvested = people.unvested[r];
  if (unvested <= 0.0) return;
  const std::int32_t left = people.vests_until[r] - market.state.tick + 1;
  const double rest = left <= 1 ? 0.0 : unvested - unvested / left;
  people.unvested.set(r, rest);
  book_payment(wants, log, *people.employer[r], Account::vested, unvested - rest);
}

// Ticks from one contract to the next, by kind.
struct ContractTicks {
  IdVector<KindId, std::int32_t> periods;
  std::int32_t shortest = std::numeric_limits<std::int32_t>::max();
};

ContractTicks contract_ticks(const Market& market, const TickStart& start) {
  ContractTicks contracts;
  for (const KindPolicy& plan : start.kinds) {
    const double length = plan.contract_years / market.fixed.years_per_tick;
    const std::int32_t period = std::max(1, whole_ticks(length));
    contracts.periods.push_back(period);
    contracts.shortest = std::min(contracts.shortest, period);
  }
  return contracts;
}

// At the contract's end pay falls to what a year of the person is worth without the horizon.
void renew_contract(Market& market, const TickStart& start, ResearcherId r,
                    const ContractTicks& contracts) {
  const OptionalCompany employer = market.state.researchers.employer[r];
  if (!employer) return;
  const std::int32_t tenure = market.state.tick - market.state.researchers.joined[r];
  const std::int32_t period = contracts.periods[market.fixed.companies.kind_of(*employer)];
  if (tenure < period || tenure % period != 0) return;
  const Appraiser<Terms::any> appraiser(market, start);
  const double worth =
      market.spec_of(*employer).financing.product_share *
      appraiser.product_at(r, *employer, appraiser.weighed_collaborators_at(r, *employer));
  if (market.state.researchers.pay[r] > worth) market.state.researchers.pay.set(r, worth);
}

void renew_contracts(Market& market, const TickStart& start, const Block& block,
                     const ContractTicks& contracts) {
  // Most are within their first contract, which spares them the rest. Who is not is listed without
  // branches.
  std::array<std::uint32_t, block_size> beyond;
  std::size_t count = 0;
  const std::int64_t joined_before = std::int64_t{market.state.tick} - contracts.shortest;
  for (const ResearcherId r : block.researchers) {
    beyond[count] = r.value();
    count += market.state.researchers.joined[r] <= joined_before ? 1U : 0U;
  }
  for (const std::uint32_t r : std::span(beyond).first(count)) {
    renew_contract(market, start, ResearcherId{r}, contracts);
  }
}

void follow_leadership(Market& market, const Aggregates& aggregates) {
  const ProductionSpec& spec = market.state.parameters.dynamics.production;
  const double closed = -expm1(-spec.prestige_speed * market.fixed.years_per_tick);
  for (const CompanyId c : market.fixed.companies.ids()) {
    const double target = spec.prestige_scale * aggregates.companies[c].leadership_share;
    const double now = market.state.companies.prestige[c];
    market.state.companies.prestige.set(c, now + closed * (target - now));
  }
}

// Former employers pay whom a non-compete keeps from starting.
void pay_garden_leave(const Market& market, Tick& tick) {
  if (!tick.wants.money) return;
  for (const auto& [move] : market.state.waiting) {
    if (move.garden_leave <= 0.0) continue;
    BlockLog& log = tick.log.blocks[market.fixed.population.block_of(move.researcher)];
    book_payment(tick.wants, log, *move.from, Account::garden_leave,
                 move.garden_leave * market.fixed.years_per_tick);
  }
}

}  // namespace

void production(World& world, const Services& services) {
  const Features& f = world.fixed.features;
  // By the parameters in force: an event yet to come must not act before its day.
  const bool contracts_end =
      f.contract_ends && (!world.fixed.scenario.researchers.file.empty() ||
                          contracts_may_end(world.state.parameters, world.fixed.years_per_tick));
  if (f.unvested || contracts_end) {
    const ContractTicks contracts = contract_ticks(world, world.tick.start);
    for_each_block(world, services, [&](const Block& block, BlockLog& log) {
      if (f.unvested) {
        for (const ResearcherId r : block.researchers) vest(world, world.tick.wants, log, r);
      }
      if (contracts_end) renew_contracts(world, world.tick.start, block, contracts);
    });
  }
  if (f.retention) grant_retention(world, world.tick);
  pay_garden_leave(world, world.tick);
  const TickWants& wants = world.tick.wants;
  if (wants.aggregates || wants.accounts || f.prestige) update_aggregates(world, services);
  if (wants.money) close_accounts(world, services);
  if (f.prestige) follow_leadership(world, world.tick.aggregates);
}

}  // namespace poach
