#pragma once
// Markets written as a few lines of YAML, and the handles tests need on them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.hpp"
#include "graph/compressed_graph.hpp"
#include "phases/schedule.hpp"
#include "support/scenario_text.hpp"
#include "world/world.hpp"

namespace poach::support {

/// The world of a YAML text before the first tick. Throws InputError.
[[nodiscard]] World world_of(std::string_view yaml);
/// The problems of loading and building the text; empty when there are none.
[[nodiscard]] std::string problems_of(std::string_view yaml);

/// A world with all that phases need, driven by hand. Nothing is recorded.
class Market {
 public:
  explicit Market(std::string_view yaml) : world(world_of(yaml)) {}
  explicit Market(World start) : world(std::move(start)) {}

  using PhaseFunction = void (*)(World&, const Services&);
  /// Begins a tick and carries out these phases only.
  void partial_tick(std::initializer_list<PhaseFunction> phases);
  /// Carries out one phase of the present tick.
  void carry_out(PhaseFunction phase) { phase(world, services()); }
  void run_ticks(int count);

  [[nodiscard]] Services services() { return {workers}; }
  [[nodiscard]] CompanyId company(std::string_view name) const;
  /// Number `ordinal`, from 0, of the people a company starts with, or of "unemployed".
  [[nodiscard]] ResearcherId person(std::string_view cohort, std::uint32_t ordinal = 0) const;
  [[nodiscard]] OptionalCompany employer(ResearcherId r) const {
    return world.state.researchers.employer[r];
  }
  [[nodiscard]] std::uint32_t headcount(std::string_view name) const;
  /// Replaces the collaboration graph.
  void connect(const std::vector<graph::Tie>& ties);

  [[nodiscard]] std::vector<Approach> approaches() const;
  [[nodiscard]] std::vector<Separation> separations() const;
  [[nodiscard]] std::vector<Move> moves() const;
  [[nodiscard]] std::vector<OfferOutcome> outcomes() const;
  /// The only contest of a person in this tick. Throws std::out_of_range without one.
  [[nodiscard]] const Contest& contest(ResearcherId r) const;
  /// A company's bid for a person in this tick. Throws std::out_of_range without one.
  [[nodiscard]] const Bid& bid(ResearcherId r, CompanyId company) const;

  World world;
  Workers workers{1};
};

/// Distance of a count from its binomial mean in standard deviations.
[[nodiscard]] double z_score(double count, double trials, double probability);

}  // namespace poach::support
