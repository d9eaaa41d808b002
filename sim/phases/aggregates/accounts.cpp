#include "phases/aggregates/accounts.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "phases/blocks.hpp"

namespace poach {
namespace {

// What a person is paid in a tick, USD.
double pay_due(const Market& market, ResearcherId r) {
  return rounded_amount(market.state.researchers.pay[r] * market.fixed.years_per_tick);
}

// Rounded amounts in parts of 2^-20 USD, which vectors of any width add up. Adding the origin
// leaves an amount below 2^31 USD in the low bits of a double, rounded as by rounded_amount.
constexpr double origin = 0x1.8p32;
constexpr auto origin_bits = std::bit_cast<std::uint64_t>(origin);
// People whose parts together stay below 2^63.
constexpr std::size_t batch_size = 1024;

void add_parts(ExactSum& sum, std::int64_t parts) {
  constexpr std::int64_t low = 0xFFFFFFFF;
  sum.add(static_cast<double>(parts >> 32) * 0x1p12);
  sum.add(static_cast<double>(parts & low) * 0x1p-20);
}

// Adds the pay that falls due to a batch of people. Amounts too large for parts are
// added one by one.
void add_pay(ExactSum& sum, std::span<const double> pay, double years_per_tick) {
  std::uint64_t parts = 0;
  std::uint64_t differing = 0;
  for (const double a_year : pay) {
    const auto bits = std::bit_cast<std::uint64_t>(a_year * years_per_tick + origin);
    parts += bits - origin_bits;
    differing |= bits ^ origin_bits;
  }
  if (differing >> 52 == 0) return add_parts(sum, static_cast<std::int64_t>(parts));
  for (const double a_year : pay) sum.add(rounded_amount(a_year * years_per_tick));
}

// Those with a job have pay, which is at hand, unless foresight lets them work for nothing.
std::int64_t count_employed(std::span<const double> pay, std::span<const OptionalCompany> employers,
                            bool any_pay) {
  std::int64_t count = 0;
  if (any_pay) {
    for (const OptionalCompany employer : employers) count += employer ? 1 : 0;
  } else {
    for (const double a_year : pay) count += a_year != 0.0 ? 1 : 0;
  }
  return count;
}

// Takes the income without a job, for a tick, off for each employed.
void subtract_income(ExactSum& sum, double income, std::int64_t employed) {
  if (income < 0x1p31)
    return add_parts(sum, -employed * static_cast<std::int64_t>(income * 0x1p20));
  for (std::int64_t k = 0; k < employed; ++k) sum.subtract(income);
}

// The same where it depends on skill.
void subtract_incomes(ExactSum& sum, const Market& market, const Block& block) {
  for (const ResearcherId r : block.researchers) {
    if (!market.state.researchers.employer[r]) continue;
    sum.subtract(rounded_amount(market.income_without_job(r) * market.fixed.years_per_tick));
  }
}

// Whoever has no job has no pay either.
PeoplesAccounts accounts_of(const Market& market, const Block& block, const BlockLog& log) {
  const double dt = market.fixed.years_per_tick;
  const DecisionSpec& decisions = market.state.parameters.market.decisions;
  const IncomeSpec& income = decisions.unemployment_income;
  const double same_income = rounded_amount(income.base * dt);
  const std::span<const double> pay(market.state.researchers.pay.stored_values());
  const std::span<const OptionalCompany> employers(
      market.state.researchers.employer.stored_values());
  PeoplesAccounts people;
  for (std::size_t done = 0; done < block.researchers.size(); done += batch_size) {
    const std::size_t first = block.researchers.first() + done;
    const std::size_t count = std::min(batch_size, block.researchers.size() - done);
    const auto due = pay.subspan(first, count);
    add_pay(people.received, due, dt);
    if (income.per_skill > 0.0) continue;
    const std::int64_t employed =
        count_employed(due, employers.subspan(first, count), decisions.foresight);
    subtract_income(people.surplus, same_income, employed);
  }
  if (income.per_skill > 0.0) subtract_incomes(people.surplus, market, block);
  people.surplus.add(people.received);
  people.received.add(log.received);
  return people;
}

PeoplesAccounts close_peoples(World& world, const Services& services) {
  std::vector<PeoplesAccounts> blocks(world.fixed.population.blocks().size());
  for_each_block(world, services, [&](const Block& block, BlockLog& log) {
    blocks[static_cast<std::size_t>(&block - world.fixed.population.blocks().data())] =
        accounts_of(world, block, log);
  });
  PeoplesAccounts people;
  for (const PeoplesAccounts& block : blocks) people.add(block);
  return people;
}

void close_companies(const Market& market, Tick& tick) {
  auto& companies = tick.accounts.companies;
  companies.assign(market.fixed.companies.size(), {});
  for (const CompanyId c : market.fixed.companies.ids()) {
    const double output = tick.aggregates.companies[c].output;
    companies[c].output.add(rounded_amount(output * market.fixed.years_per_tick));
  }
  for (const ResearcherId r : market.fixed.population.ids()) {
    const OptionalCompany employer = market.state.researchers.employer[r];
    if (employer) companies[*employer].of(Account::pay).add(pay_due(market, r));
  }
  for (const BlockLog& log : tick.log.blocks) {
    for (const Booking& booking : log.bookings) {
      companies[booking.company].of(booking.account).add(booking.amount);
    }
  }
  for (const RetentionGrant& grant : tick.log.grants) {
    companies[grant.company].of(Account::granted).add(rounded_amount(grant.amount));
  }
}

}  // namespace

void close_accounts(World& world, const Services& services) {
  world.tick.accounts.people = close_peoples(world, services);
  if (world.tick.wants.accounts) close_companies(world, world.tick);
}

}  // namespace poach
