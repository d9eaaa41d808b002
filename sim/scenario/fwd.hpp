#pragma once
// Declarations of the scenario layer for headers that only refer to them.

namespace poach {
namespace config {
class Fields;
class Node;
}  // namespace config
struct ClockSpec;
struct CompanySpec;
struct DynamicsSpec;
struct EventSpec;
struct ExpectationSpec;
struct MarketSpec;
struct NetworkSpec;
struct RecordSpec;
struct ResearcherSpec;
struct Scenario;
struct TeamApproachSpec;
struct TeamSpec;
}  // namespace poach
