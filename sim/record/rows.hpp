#pragma once
// The rows of the tables that a run writes, as plain structs, and their descriptions.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "tables/description.hpp"

namespace poach {

struct MarketRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::uint64_t researchers = 0;
  std::uint64_t employed = 0;
  std::uint64_t unemployed = 0;
  std::uint64_t between_jobs = 0;
  std::uint64_t approaches = 0;
  std::uint64_t offers = 0;
  std::uint64_t counter_offers = 0;
  std::uint64_t moves = 0;
  std::uint64_t raises = 0;
  std::uint64_t separations = 0;
  std::uint64_t entrants = 0;
  std::uint64_t passed_on = 0;
  std::optional<double> pay_median;
  std::optional<double> pay_mean;
  std::optional<double> pay_p90;
  std::optional<double> pay_p99;
  double payroll = 0.0;
  double output = 0.0;
  double unemployment_rate = 0.0;
};

struct CompanyRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view company;
  std::uint32_t headcount = 0;
  std::uint64_t hires = 0;
  std::uint64_t poached_in = 0;
  std::uint64_t poached_out = 0;
  std::uint64_t separations = 0;
  std::uint64_t signed_not_started = 0;
  std::uint64_t counter_offers = 0;
  std::uint64_t raises = 0;
  double raise_cost = 0.0;
  double payroll = 0.0;
  std::optional<double> pay_mean;
  std::optional<double> pay_cap;
  double output = 0.0;
  double skill = 0.0;
  double unvested = 0.0;
  double retention_grants = 0.0;
  double morale = 0.0;
  double ties_per_researcher = 0.0;
  double research_capital = 0.0;
  double leadership_share = 0.0;
};

struct FlowRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view from_company;
  std::string_view to_company;
  std::uint64_t moves = 0;
  double pay_after_mean = 0.0;
};

struct MoveRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view researcher;
  std::string_view from_company;
  std::string_view to_company;
  std::optional<double> pay_before;
  double pay_after = 0.0;
  double best_losing_bid = 0.0;
  std::uint32_t bidders = 0;
  std::uint32_t collaborators_at_destination = 0;
  std::string_view channel;
  double skill = 0.0;
  std::string_view team;
  bool team_leader = false;
  bool leader_left = false;
  bool countered = false;
  std::optional<double> pay_multiple;
  double employer_surplus = 0.0;
  std::optional<double> researcher_surplus;
  double forfeited = 0.0;
  std::int64_t ticks_waited = 0;
};

struct ResearcherRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view researcher;
  std::string_view company;
  std::optional<double> pay;
  std::optional<double> best_losing_bid;
  double skill = 0.0;
  std::string_view field;
  std::string_view team;
  std::optional<std::int64_t> tenure_ticks;
  double unvested = 0.0;
  double attachment = 0.0;
  std::uint64_t collaborators = 0;
};

struct OfferRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view researcher;
  std::string_view employer;
  std::string_view company;
  std::string_view channel;
  double pay = 0.0;
  std::optional<double> present_pay;
  std::optional<double> counter_pay;
  double acceptance_probability = 0.0;
  bool accepted = false;
};

struct SizeClassRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::uint64_t smallest = 0;
  std::uint64_t largest = 0;
  std::uint64_t companies = 0;
  std::uint64_t headcount = 0;
  double payroll = 0.0;
  std::optional<double> pay_mean;
  double output = 0.0;
};

[[nodiscard]] const tables::TableDescription<MarketRow>& market_table();
[[nodiscard]] const tables::TableDescription<CompanyRow>& companies_table();
[[nodiscard]] const tables::TableDescription<FlowRow>& flows_table();
[[nodiscard]] const tables::TableDescription<MoveRow>& moves_table();
[[nodiscard]] const tables::TableDescription<ResearcherRow>& researchers_table();
[[nodiscard]] const tables::TableDescription<OfferRow>& offers_table();
[[nodiscard]] const tables::TableDescription<SizeClassRow>& size_classes_table();
/// All of the above, for documentation and checks.
[[nodiscard]] std::vector<tables::TableDictionary> all_tables();

}  // namespace poach
