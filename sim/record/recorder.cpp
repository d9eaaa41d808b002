#include "record/recorder.hpp"

#include <utility>

#include "world/world.hpp"

namespace poach {
namespace {

void add(BlockCounts& sum, const BlockCounts& term) {
  sum.approaches += term.approaches;
  sum.offers += term.offers;
  sum.counter_offers += term.counter_offers;
  sum.moves += term.moves;
  sum.raises += term.raises;
  sum.separations += term.separations;
  sum.exits += term.exits;
  sum.passed_on += term.passed_on;
}

// Adds the events of one block of people, by company.
void add(std::vector<CompanyCounts>& companies, const BlockLog& log) {
  for (const Separation& s : log.separations) ++companies[s.company.value()].separations;
  for (const Raise& raise : log.raises) {
    CompanyCounts& counts = companies[raise.company.value()];
    ++counts.raises;
    counts.raise_cost += raise.pay_after - raise.pay_before;
  }
  for (const Contest& contest : log.contests) {
    if (contest.countered) ++companies[(*contest.employer).value()].counter_offers;
  }
  for (const Move& move : log.moves) {
    if (move.from) ++companies[(*move.from).value()].poached_out;
  }
}

}  // namespace

ReplicateRecorder::ReplicateRecorder(const RecordPlan& plan, std::uint64_t run_id)
    : plan_(plan), run_id_(run_id) {}

bool ReplicateRecorder::is_due(std::int64_t tick, std::int64_t last_tick) const {
  return poach::is_due(plan_, RowsDue::every, tick, last_tick);
}

TableTexts ReplicateRecorder::take() {
  TableTexts taken;
  std::swap(taken, texts_);
  return taken;
}

void ReplicateRecorder::record(const World& world) {
  if (world.state.tick < 0) return;
  if (plan_.wants(TableName::companies)) since_.companies.resize(world.fixed.companies.size());
  if (plan_.wants(TableName::accounts)) since_.accounts.resize(world.fixed.companies.size());
  if (world.state.tick > 0) count_tick(world.tick);
  const ClockSpec& clock = world.fixed.scenario.clock;
  const std::string date = clock.tick == TickLength::unit ? "" : to_string(world.date());
  const RecordedTick tick{world, plan_, since_, companies_, run_id_, date, world.state.tick};
  for (const RecordedTable& table : recorded_tables()) {
    const bool due = poach::is_due(plan_, facts_of(table.name).due, world.state.tick, clock.ticks);
    if (due && plan_.wants(table.name)) table.write(tick, texts_[index_of(table.name)]);
  }
  if (is_due(world.state.tick, clock.ticks)) since_.clear();
}

void ReplicateRecorder::count_tick(const Tick& tick) {
  for (const BlockLog& log : tick.log.blocks) add(since_.market, log.counts);
  if (tick.wants.money) since_.people.add(tick.accounts.people);
  for (std::size_t k = 0; k < since_.accounts.size(); ++k) {
    since_.accounts[k].add(tick.accounts.companies[CompanyId(static_cast<std::uint32_t>(k))]);
  }
  if (!tick.wants.details) return;
  since_.jobs_started += tick.log.started.size();
  if (plan_.wants(TableName::companies)) count_companies(tick.log);
  if (plan_.wants(TableName::flows)) count_flows(tick.log);
}

void ReplicateRecorder::count_companies(const TickLog& tick_log) {
  for (const BlockLog& log : tick_log.blocks) add(since_.companies, log);
  for (const Move& move : tick_log.started) {
    CompanyCounts& counts = since_.companies[move.to.value()];
    ++counts.hires;
    if (move.from) ++counts.poached_in;
  }
  for (const RetentionGrant& grant : tick_log.grants) {
    since_.companies[grant.company.value()].grants += grant.amount;
  }
}

void ReplicateRecorder::count_flows(const TickLog& tick_log) {
  for (const Move& move : tick_log.started) {
    const std::uint32_t from = move.from ? (*move.from).value() + 1 : 0;
    FlowCounts& flow = since_.flows[{from, move.to.value()}];
    ++flow.moves;
    flow.pay += move.pay_after;
  }
}

}  // namespace poach
