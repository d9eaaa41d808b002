#pragma once
// The aggregates of a tick: what each company and the market as a whole add up to.

#include <cstdint>
#include <vector>

#include "base/id.hpp"

namespace poach {

struct CompanyAggregates {
  std::uint32_t headcount = 0;
  double pay = 0.0;                    ///< of all staff, USD a year
  double output = 0.0;                 ///< of all staff, USD a year
  double skill = 0.0;                  ///< of all staff, efficiency units
  double unvested = 0.0;               ///< of all staff, USD
  std::uint64_t half_ties_inside = 0;  ///< twice the pairs of collaborators who both work here
  double morale = 0.0;
  double cap = 0.0;  ///< in force; infinite where there is none
  double research_capital = 0.0;
  double leadership_share = 0.0;
};

struct MarketAggregates {
  std::uint64_t employed = 0;
  std::uint64_t unemployed = 0;
  std::uint64_t between_jobs = 0;
  double pay = 0.0;         ///< of all employed, USD a year
  double pay_median = 0.0;  ///< USD a year; 0 when nobody is employed
  double pay_p90 = 0.0;
  double pay_p99 = 0.0;
  double output = 0.0;  ///< USD a year
};

struct Aggregates {
  MarketAggregates market;
  IdVector<CompanyId, CompanyAggregates> companies;  ///< empty unless a table or prestige needs it
};

}  // namespace poach
