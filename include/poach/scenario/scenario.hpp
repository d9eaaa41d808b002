#pragma once
// A whole scenario as plain data.

#include <cstdint>
#include <string>
#include <vector>

#include "poach/scenario/clock.hpp"
#include "poach/scenario/company.hpp"
#include "poach/scenario/dynamics.hpp"
#include "poach/scenario/event.hpp"
#include "poach/scenario/market.hpp"
#include "poach/scenario/network.hpp"
#include "poach/scenario/record.hpp"
#include "poach/scenario/researchers.hpp"

namespace poach {

struct Scenario {
  std::string name;
  std::string title;
  std::string description;
  ClockSpec clock;
  std::int64_t seed = 1;
  std::int64_t replicates = 1;
  ResearcherSpec researchers;
  std::vector<TeamSpec> teams;
  NetworkSpec network;
  std::vector<CompanySpec> companies;
  CompanyGraphSpec company_graph;
  MarketSpec market;
  DynamicsSpec dynamics;
  std::vector<EventSpec> events;
  RecordSpec record;
  std::vector<ExpectationSpec> expect;
};

void describe(Scenario& scenario, config::Fields& fields);

}  // namespace poach
