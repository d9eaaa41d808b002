#pragma once
// Programs write poach::Scenario, poach::Simulation and so on. The names are declared in a
// namespace of their own because the sources of the library use some of the same words in namespace
// poach.

namespace poach_api {}

namespace poach {
using namespace poach_api;
}  // namespace poach
