// The tables made of the companies' books: companies and size_classes.

#include <algorithm>
#include <bit>
#include <limits>

#include "record/append_row.hpp"
#include "record/recorder.hpp"
#include "record/rows.hpp"
#include "world/world.hpp"

namespace poach {

/// A company, or several taken together, as a row of companies.csv shows it.
struct CompanyInBooks {
  std::string_view name;
  CompanyAggregates aggregates;
  CompanyCounts counts;
  std::uint64_t waiting = 0;
};

void CompanyCounts::add(const CompanyCounts& other) {
  hires += other.hires;
  poached_in += other.poached_in;
  poached_out += other.poached_out;
  separations += other.separations;
  counter_offers += other.counter_offers;
  raises += other.raises;
  raise_cost += other.raise_cost;
  grants += other.grants;
}

namespace {

// The companies with most staff, the first in order among equals, in the order of companies.
std::vector<CompanyId> largest_companies(const World& world, std::size_t count) {
  const auto& aggregates = world.tick.aggregates.companies;
  std::vector<CompanyId> largest;
  for (const CompanyId c : world.fixed.companies.ids()) largest.push_back(c);
  if (count >= largest.size()) return largest;
  std::nth_element(largest.begin(), largest.begin() + static_cast<std::ptrdiff_t>(count),
                   largest.end(), [&](CompanyId a, CompanyId b) {
                     const std::uint32_t of_a = aggregates[a].headcount;
                     const std::uint32_t of_b = aggregates[b].headcount;
                     return of_a != of_b ? of_a > of_b : a < b;
                   });
  largest.resize(count);
  std::sort(largest.begin(), largest.end());
  return largest;
}

// Adds a company to others; morale is kept as a sum over staff.
void add(CompanyInBooks& others, const CompanyInBooks& company) {
  CompanyAggregates& sum = others.aggregates;
  const CompanyAggregates& aggregates = company.aggregates;
  sum.headcount += aggregates.headcount;
  sum.pay += aggregates.pay;
  sum.output += aggregates.output;
  sum.skill += aggregates.skill;
  sum.unvested += aggregates.unvested;
  sum.half_ties_inside += aggregates.half_ties_inside;
  sum.morale += aggregates.morale * aggregates.headcount;
  sum.research_capital += aggregates.research_capital;
  sum.leadership_share += aggregates.leadership_share;
  others.counts.add(company.counts);
  others.waiting += company.waiting;
}

}  // namespace

void ReplicateRecorder::write_company(const World& world, const CompanyInBooks& company) {
  const CompanyAggregates& aggregates = company.aggregates;
  const CompanyCounts& counts = company.counts;
  CompanyRow row;
  row.run_id = run_id_;
  row.tick = world.state.tick;
  row.date = {date_};
  row.company = company.name;
  row.headcount = aggregates.headcount;
  row.hires = counts.hires;
  row.poached_in = counts.poached_in;
  row.poached_out = counts.poached_out;
  row.separations = counts.separations;
  row.signed_not_started = company.waiting;
  row.counter_offers = counts.counter_offers;
  row.raises = counts.raises;
  row.raise_cost = counts.raise_cost;
  row.payroll = aggregates.pay;
  if (aggregates.headcount > 0) {
    row.pay_mean = aggregates.pay / aggregates.headcount;
    row.ties_per_researcher =
        static_cast<double>(aggregates.half_ties_inside) / aggregates.headcount;
  }
  row.pay_cap = aggregates.cap;  // infinite caps are written as missing
  row.output = aggregates.output;
  row.skill = aggregates.skill;
  row.unvested = aggregates.unvested;
  row.retention_grants = counts.grants;
  row.morale = aggregates.morale;
  row.research_capital = aggregates.research_capital;
  row.leadership_share = aggregates.leadership_share;
  append(table(TableName::companies), companies_table(), row);
}

void ReplicateRecorder::write_companies(const World& world) {
  company_counts_.resize(world.fixed.companies.size());
  std::vector<std::uint64_t> waiting(world.fixed.companies.size(), 0);
  for (const Waiting& w : world.state.waiting) ++waiting[w.move.to.value()];
  const std::size_t all = world.fixed.companies.size();
  const auto top = static_cast<std::size_t>(plan_.companies_top);
  const std::vector<CompanyId> shown = largest_companies(world, top == 0 ? all : top);
  CompanyInBooks others{other_companies, {}, {}, 0};
  auto next = shown.begin();
  for (const CompanyId c : world.fixed.companies.ids()) {
    const std::size_t k = c.value();
    CompanyInBooks company{{}, world.tick.aggregates.companies[c], company_counts_[k], waiting[k]};
    if (next == shown.end() || *next != c) {
      add(others, company);
      continue;
    }
    ++next;
    company.name = company_name(world, c);
    write_company(world, company);
  }
  if (shown.size() == all) return;
  if (others.aggregates.headcount > 0) others.aggregates.morale /= others.aggregates.headcount;
  others.aggregates.cap = std::numeric_limits<double>::infinity();
  write_company(world, others);
}

// Classes double in width: 0, 1, 2 to 3, 4 to 7, and so on. Classes without companies have no row.
void ReplicateRecorder::write_size_classes(const World& world) {
  std::array<SizeClassRow, 33> classes{};
  for (const CompanyAggregates& aggregates : world.tick.aggregates.companies) {
    SizeClassRow& row = classes[static_cast<std::size_t>(std::bit_width(aggregates.headcount))];
    ++row.companies;
    row.headcount += aggregates.headcount;
    row.payroll += aggregates.pay;
    row.output += aggregates.output;
  }
  for (std::size_t k = 0; k < classes.size(); ++k) {
    SizeClassRow& row = classes[k];
    if (row.companies == 0) continue;
    row.run_id = run_id_;
    row.tick = world.state.tick;
    row.date = {date_};
    row.smallest = k == 0 ? 0 : std::uint64_t{1} << (k - 1);
    row.largest = (std::uint64_t{1} << k) - 1;
    if (row.headcount > 0) row.pay_mean = row.payroll / static_cast<double>(row.headcount);
    append(table(TableName::size_classes), size_classes_table(), row);
  }
}

}  // namespace poach
