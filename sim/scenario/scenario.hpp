#pragma once
// A whole scenario as plain data.

#include <cstdint>
#include <string>
#include <vector>

#include "scenario/clock.hpp"
#include "scenario/company.hpp"
#include "scenario/dynamics.hpp"
#include "scenario/event.hpp"
#include "scenario/market.hpp"
#include "scenario/network.hpp"
#include "scenario/record.hpp"
#include "scenario/researchers.hpp"

namespace poach {

/// The parts of a scenario that events may change. A run has two copies: the base values in the
/// scenario, and the values in force in the state of the market.
struct Parameters {
  std::vector<CompanySpec> companies;
  CompanyGraphSpec company_graph;
  MarketSpec market;
  DynamicsSpec dynamics;
};

void describe(Parameters& parameters, config::Fields& fields);

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
  Parameters base;  ///< before any event
  std::vector<EventSpec> events;
  RecordSpec record;
  std::vector<ExpectationSpec> expect;
};

void describe(Scenario& scenario, config::Fields& fields);

}  // namespace poach
