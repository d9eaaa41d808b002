#include "support/market.hpp"

#include <cmath>
#include <stdexcept>

#include "graph/builder.hpp"
#include "world/build.hpp"

namespace poach::support {
namespace {

template <class Item>
std::vector<Item> gathered(const World& world, std::vector<Item> BlockLog::*list) {
  std::vector<Item> all;
  for (const BlockLog& block : world.tick.log.blocks) {
    all.insert(all.end(), (block.*list).begin(), (block.*list).end());
  }
  return all;
}

}  // namespace

World world_of(std::string_view yaml) {
  const Scenario scenario = scenario_of(yaml);
  Diagnostics diagnostics;
  auto world = build_world(scenario, Seed{static_cast<std::uint64_t>(scenario.seed)}, Workers(1),
                           diagnostics);
  if (!world) throw InputError(std::move(diagnostics));
  return std::move(*world);
}

std::string problems_of(std::string_view yaml) {
  try {
    (void)world_of(yaml);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

void Market::partial_tick(std::initializer_list<PhaseFunction> phases) {
  ++world.state.tick;
  world.tick.log.clear();
  for (const PhaseFunction phase : phases) carry_out(phase);
}

void Market::run_ticks(int count) {
  for (int k = 0; k < count; ++k) run_tick(world, services(), nullptr);
}

CompanyId Market::company(std::string_view name) const {
  for (const CompanyId c : world.fixed.companies.ids()) {
    if (world.fixed.companies.name_of(c) == name) return c;
  }
  throw std::out_of_range("no company " + std::string(name));
}

ResearcherId Market::person(std::string_view cohort, std::uint32_t ordinal) const {
  for (const Cohort& c : world.fixed.population.cohorts()) {
    if (c.name == cohort) return ResearcherId{c.first.value() + ordinal};
  }
  throw std::out_of_range("no cohort " + std::string(cohort));
}

std::uint32_t Market::headcount(std::string_view name) const {
  const OptionalCompany wanted = company(name);
  std::uint32_t heads = 0;
  for (const ResearcherId r : world.fixed.population.ids())
    heads += employer(r) == wanted ? 1U : 0U;
  return heads;
}

void Market::connect(const std::vector<graph::Tie>& ties) {
  world.state.collaborations = graph::build_graph(world.fixed.population.size(), ties, workers);
}

std::vector<Approach> Market::approaches() const { return gathered(world, &BlockLog::approaches); }
std::vector<Separation> Market::separations() const {
  return gathered(world, &BlockLog::separations);
}
std::vector<Move> Market::moves() const { return gathered(world, &BlockLog::moves); }
std::vector<OfferOutcome> Market::outcomes() const { return gathered(world, &BlockLog::outcomes); }

const Contest& Market::contest(ResearcherId r) const {
  for (const Contest& c : world.tick.log.blocks[world.fixed.population.block_of(r)].contests) {
    if (c.researcher == r) return c;
  }
  throw std::out_of_range("no contest for " + world.name_of(r));
}

const Bid& Market::bid(ResearcherId r, CompanyId company) const {
  const Contest& c = contest(r);
  const BlockLog& block = world.tick.log.blocks[world.fixed.population.block_of(r)];
  for (std::uint32_t b = c.first_bid; b < c.last_bid; ++b) {
    if (block.bids[b].company == company) return block.bids[b];
  }
  throw std::out_of_range("no bid for " + world.name_of(r));
}

double z_score(double count, double trials, double probability) {
  return (count - trials * probability) / std::sqrt(trials * probability * (1.0 - probability));
}

}  // namespace poach::support
