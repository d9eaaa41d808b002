#include <algorithm>

#include "world/aggregate_cache.hpp"
#include "world/market.hpp"

namespace poach {
namespace {

OptionalCompany place_of(const Market& market, ResearcherId r) {
  return market.state.has_ties(r) ? market.state.researchers.employer[r] : OptionalCompany();
}

}  // namespace

void Colleagues::update(const Market& market) {
  const graph::ChangingGraph& graph = market.state.collaborations;
  if (graph.vertex_count() == 0) return;
  if (graph_ != graph.address() || changes_ != graph.changes() ||
      places_.size() != graph.vertex_count()) {
    return count_all(market);
  }
  for (const ResearcherId r : market.fixed.population.ids()) {
    const OptionalCompany place = place_of(market, r);
    if (place != places_[r.value()]) move(market, r.value(), place);
  }
}

void Colleagues::count_all(const Market& market) {
  graph_ = market.state.collaborations.address();
  changes_ = market.state.collaborations.changes();
  places_.clear();
  for (const ResearcherId r : market.fixed.population.ids()) places_.push_back(place_of(market, r));
  counts_.assign(places_.size(), 0);
  for (std::uint32_t v = 0; v < counts_.size(); ++v) {
    if (!places_[v]) continue;
    for (const std::uint32_t n : market.state.collaborations.neighbours(v)) {
      counts_[v] += places_[n] == places_[v] ? 1U : 0U;
    }
  }
}

void Colleagues::move(const Market& market, std::uint32_t person, OptionalCompany to) {
  const OptionalCompany from = places_[person];
  std::uint32_t here = 0;
  for (const std::uint32_t n : market.state.collaborations.neighbours(person)) {
    if (!places_[n]) continue;
    if (places_[n] == from) --counts_[n];
    if (places_[n] == to) {
      ++counts_[n];
      ++here;
    }
  }
  places_[person] = to;
  counts_[person] = here;
}

}  // namespace poach
