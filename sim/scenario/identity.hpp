#pragma once
// The identity of a run: two runs with the same identity have the same results. Three hashes
// complement each other: the SHA-256 of the file scenario.resolved.yaml, this identity, and the
// hash of the final state.

#include <cstdint>
#include <string>

#include "scenario/scenario.hpp"

namespace poach {

/// Raised by each commit after which some scenario gives other results; the changelog tags it
/// Regression. Results of different revisions are never mixed.
inline constexpr std::uint64_t results_revision = 2;

/// The scenario with the SHA-256 of its input files. Throws InputError when one cannot be read.
[[nodiscard]] Scenario with_file_hashes(Scenario scenario);

/// SHA-256 of the results revision and of every value that affects results and is not its default.
/// Titles, expectations and paths of files do not enter; input files enter by their SHA-256, which
/// the scenario must have. A new parameter does not change it.
[[nodiscard]] std::string identity_of(const Scenario& scenario);

}  // namespace poach
