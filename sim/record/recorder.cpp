#include "record/recorder.hpp"

#include <algorithm>

#include "record/append_row.hpp"
#include "record/rows.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

constexpr std::array<std::string_view, table_count> table_names = {
    "market", "companies", "flows", "moves", "researchers", "offers", "size_classes"};

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

}  // namespace

RecordPlan record_plan(const RecordSpec& spec) {
  RecordPlan plan;
  for (std::size_t t = 0; t < table_count; ++t) {
    plan.wanted[t] =
        std::find(spec.tables.begin(), spec.tables.end(), table_names[t]) != spec.tables.end();
  }
  plan.every = spec.every;
  plan.researchers_every = spec.researchers_every;
  plan.researchers_sample = spec.researchers_sample;
  plan.companies_top = spec.companies_top;
  return plan;
}

ReplicateRecorder::ReplicateRecorder(const RecordPlan& plan, std::uint64_t run_id)
    : plan_(plan), run_id_(run_id) {}

bool ReplicateRecorder::is_due(std::int64_t tick, std::int64_t last_tick) const {
  return tick >= 0 && (tick % plan_.every == 0 || tick == last_tick);
}

std::array<TableText, table_count> ReplicateRecorder::take() {
  std::array<TableText, table_count> taken;
  std::swap(taken, texts_);
  return taken;
}

std::string_view ReplicateRecorder::company_name(const World& world, OptionalCompany company) {
  if (!company) return {};
  auto [at, added] = company_names_.try_emplace((*company).value());
  if (added) at->second = world.fixed.companies.name_of(*company);
  return at->second;
}

void ReplicateRecorder::record(const World& world) {
  if (world.state.tick < 0) return;
  date_ = world.fixed.scenario.clock.tick == TickLength::unit ? "" : to_string(world.date());
  if (world.state.tick > 0) count_tick(world);
  if (plan_.wants(TableName::moves)) write_moves(world);
  if (plan_.wants(TableName::offers)) write_offers(world);
  const std::int64_t last = world.fixed.scenario.clock.ticks;
  if (is_due(world.state.tick, last)) {
    if (plan_.wants(TableName::market)) write_market(world);
    if (plan_.wants(TableName::companies)) write_companies(world);
    if (plan_.wants(TableName::flows)) write_flows(world);
    if (plan_.wants(TableName::size_classes)) write_size_classes(world);
    counts_ = {};
    jobs_started_ = 0;
    company_counts_.assign(company_counts_.size(), {});
    flows_.clear();
  }
  if (plan_.wants(TableName::researchers) &&
      (world.state.tick % plan_.researchers_every == 0 || world.state.tick == last)) {
    write_researchers(world);
  }
}

void ReplicateRecorder::count_tick(const World& world) {
  for (const BlockLog& log : world.tick.log.blocks) add(counts_, log.counts);
  if (!world.tick.wants.details) return;
  jobs_started_ += world.tick.log.started.size();
  if (plan_.wants(TableName::companies)) {
    company_counts_.resize(world.fixed.companies.size());
    for (const BlockLog& log : world.tick.log.blocks) {
      for (const Separation& s : log.separations) {
        ++company_counts_[s.company.value()].separations;
      }
      for (const Raise& raise : log.raises) {
        CompanyCounts& counts = company_counts_[raise.company.value()];
        ++counts.raises;
        counts.raise_cost += raise.pay_after - raise.pay_before;
      }
      for (const Contest& contest : log.contests) {
        if (contest.countered) ++company_counts_[(*contest.employer).value()].counter_offers;
      }
      for (const Move& move : log.moves) {
        if (move.from) ++company_counts_[(*move.from).value()].poached_out;
      }
    }
    for (const Move& move : world.tick.log.started) {
      CompanyCounts& counts = company_counts_[move.to.value()];
      ++counts.hires;
      if (move.from) ++counts.poached_in;
    }
    for (const RetentionGrant& grant : world.tick.log.grants) {
      company_counts_[grant.company.value()].grants += grant.amount;
    }
  }
  if (!plan_.wants(TableName::flows)) return;
  for (const Move& move : world.tick.log.started) {
    const std::uint32_t from = move.from ? (*move.from).value() + 1 : 0;
    const std::uint32_t to = move.to.value();
    Flow& flow = flows_[{from, to}];
    ++flow.moves;
    flow.pay += move.pay_after;
  }
}

void ReplicateRecorder::write_market(const World& world) {
  const MarketAggregates& aggregates = world.tick.aggregates.market;
  MarketRow row;
  row.run_id = run_id_;
  row.tick = world.state.tick;
  row.date = {date_};
  row.researchers = world.fixed.population.size();
  row.employed = aggregates.employed;
  row.unemployed = aggregates.unemployed;
  row.between_jobs = aggregates.between_jobs;
  row.approaches = counts_.approaches;
  row.offers = counts_.offers;
  row.counter_offers = counts_.counter_offers;
  row.moves = world.tick.wants.details ? jobs_started_ : counts_.moves;
  row.raises = counts_.raises;
  row.separations = counts_.separations;
  row.entrants = counts_.exits;
  row.passed_on = counts_.passed_on;
  if (aggregates.employed > 0) {
    row.pay_median = aggregates.pay_median;
    row.pay_mean = aggregates.pay / static_cast<double>(aggregates.employed);
    row.pay_p90 = aggregates.pay_p90;
    row.pay_p99 = aggregates.pay_p99;
  }
  row.payroll = aggregates.pay;
  row.output = aggregates.output;
  row.unemployment_rate = static_cast<double>(aggregates.unemployed) /
                          static_cast<double>(world.fixed.population.size());
  append(table(TableName::market), market_table(), row);
}

void ReplicateRecorder::write_flows(const World& world) {
  for (const auto& [pair, flow] : flows_) {
    FlowRow row;
    row.run_id = run_id_;
    row.tick = world.state.tick;
    row.date = {date_};
    if (pair.first > 0) row.from_company = company_name(world, CompanyId{pair.first - 1});
    row.to_company = company_name(world, CompanyId{pair.second});
    row.moves = flow.moves;
    row.pay_after_mean = flow.pay / static_cast<double>(flow.moves);
    append(table(TableName::flows), flows_table(), row);
  }
}

}  // namespace poach
