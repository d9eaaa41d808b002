#pragma once
// What makes two runs the same run. Three hashes stand side by side: the SHA-256 of the file
// scenario.resolved.yaml, this identity, and the hash of the final state.

#include <cstdint>
#include <string>

#include "scenario/scenario.hpp"

namespace poach {

/// Raised by each commit after which some scenario gives other results; the changelog tags it
/// Regression. Results of different revisions are never mixed.
inline constexpr std::uint64_t results_revision = 1;

/// The scenario with the SHA-256 of its input files. Throws InputError when one cannot be read.
[[nodiscard]] Scenario with_file_hashes(Scenario scenario);

/// SHA-256 of the results revision and of every value that bears on results and is not its default.
/// Names for people, expectations and the places of files do not enter; input files enter by their
/// SHA-256, which the scenario must have. A parameter that is added leaves it as it is.
[[nodiscard]] std::string identity_of(const Scenario& scenario);

}  // namespace poach
