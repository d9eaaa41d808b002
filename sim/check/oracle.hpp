#pragma once
// Closed forms that an expectation can name instead of giving a number. The theory layer computes
// them from the scenario's own settings, for scenarios that satisfy the assumptions of the model.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.hpp"

namespace poach::check {

/// The names that `oracle` can have, in the order of the alphabet.
[[nodiscard]] std::vector<std::string> oracle_names();

/// An assumption of an oracle that a scenario breaks.
struct BrokenAssumption {
  std::string setting;  ///< dotted path of the setting
  std::string assumed;  ///< the requirement in words
};
/// The first assumption that the scenario breaks; nothing when the oracle applies. The name is one
/// of oracle_names().
[[nodiscard]] std::optional<BrokenAssumption> broken_assumption(std::string_view oracle,
                                                                const Scenario& scenario);

/// The exact value in each replicate, or a single number when it is the same in all: most oracles
/// depend on settings alone, those of one-tick auctions on the values drawn. Throws InputError for
/// an unknown name and a broken assumption.
[[nodiscard]] std::vector<double> oracle_values(std::string_view oracle, const Scenario& scenario,
                                                std::uint64_t replicates);

/// The source of an oracle's formula.
[[nodiscard]] std::string oracle_source(std::string_view oracle);

}  // namespace poach::check
