#pragma once
// Closed forms that an expectation can name instead of giving a number. They are computed from the
// scenario's own settings by the theory layer, and asked only of scenarios that keep to the
// assumptions of the model.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/scenario.hpp"

namespace poach::check {

/// The names that `oracle` can have, in the order of the alphabet.
[[nodiscard]] std::vector<std::string> oracle_names();

/// What an oracle assumes and a scenario does not keep to.
struct BrokenAssumption {
  std::string setting;  ///< dotted path of the setting
  std::string assumed;  ///< what the oracle needs there, in words
};
/// The first assumption that the scenario breaks; nothing when the oracle can be asked. The name
/// is one of oracle_names().
[[nodiscard]] std::optional<BrokenAssumption> broken_assumption(std::string_view oracle,
                                                                const Scenario& scenario);

/// The exact value in each of so many replicates, or a single number when it is the same in all:
/// most oracles depend on settings alone, those of one-tick auctions on the values drawn. Throws
/// InputError for an unknown name and a broken assumption.
[[nodiscard]] std::vector<double> oracle_values(std::string_view oracle, const Scenario& scenario,
                                                std::uint64_t replicates);

/// Where an oracle's formula comes from.
[[nodiscard]] std::string oracle_source(std::string_view oracle);

}  // namespace poach::check
