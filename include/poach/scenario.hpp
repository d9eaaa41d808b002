#pragma once
// A scenario: the people and companies of a market, its rules, the length of a run, and the tables
// to record.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "poach/errors.hpp"
#include "poach/names.hpp"

namespace poach_api {

/// A checked scenario. It never changes; copies are cheap and share it. Any number of threads may
/// use one at the same time. References that it returns live as long as the scenario or a copy.
class Scenario {
 public:
  /// Reads a scenario file and the files it extends. `overrides` are of the form path=value, for
  /// example companies.Apple.pay.cap=20M, and are applied in order. Throws InputError with every
  /// problem.
  [[nodiscard]] static Scenario load(const std::filesystem::path& file,
                                     const std::vector<std::string>& overrides = {});
  /// The same for a YAML text, which cannot extend another. File names in it are relative to
  /// `folder`; empty: the working directory.
  [[nodiscard]] static Scenario from_text(std::string_view yaml,
                                          const std::vector<std::string>& overrides = {},
                                          const std::filesystem::path& folder = {});

  [[nodiscard]] const std::string& name() const;
  /// A title for readers; may be empty.
  [[nodiscard]] const std::string& title() const;
  /// The seed of replicate 0, from which those of the others follow.
  [[nodiscard]] std::uint64_t seed() const;
  [[nodiscard]] std::uint64_t replicates() const;
  /// The last tick of a run; it starts at tick 0.
  [[nodiscard]] std::int64_t ticks() const;
  /// Ticks of burn-in before tick 0.
  [[nodiscard]] std::int64_t burn_in() const;
  [[nodiscard]] double years_per_tick() const;
  /// The date of a tick as 2025-01-06; empty where ticks have no calendar.
  [[nodiscard]] std::string date_of(std::int64_t tick) const;
  /// Names of the tables that a run records, for example market and moves.
  [[nodiscard]] const std::vector<std::string>& recorded_tables() const;
  /// Warnings about suspicious input.
  [[nodiscard]] const std::vector<Problem>& warnings() const;
  /// Every value of the scenario as YAML, defaults included, input files by absolute path and
  /// SHA-256. Reads back to the same scenario. Throws RunError when an input file cannot be read.
  [[nodiscard]] std::string print() const;

 private:
  friend struct Access;
  struct Implementation;
  explicit Scenario(std::shared_ptr<const Implementation> implementation);
  std::shared_ptr<const Implementation> implementation_;
};

/// All errors and warnings about a scenario file with these overrides, as data, in the order of the
/// input. Empty for a faultless scenario. The market is built as well, which finds problems that
/// only the input files and the graph show. Throws RunError when that fails for a reason outside
/// the scenario.
[[nodiscard]] std::vector<Problem> validate(const std::filesystem::path& file,
                                            const std::vector<std::string>& overrides = {});
/// The same for a text; see Scenario::from_text.
[[nodiscard]] std::vector<Problem> validate_text(std::string_view yaml,
                                                 const std::vector<std::string>& overrides = {},
                                                 const std::filesystem::path& folder = {});

}  // namespace poach_api
