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
  if (graph_ != graph.address() || places_.size() != graph.vertex_count()) {
    return count_all(market);
  }
  for (const ResearcherId r : market.fixed.population.ids()) {
    const OptionalCompany place = place_of(market, r);
    if (place != places_[r.value()]) move(market, r.value(), place);
  }
  if (changes_ == graph.changes()) return;
  // Moves keep the counts of those whose ties are the same; the others are counted anew.
  for (std::uint32_t v = 0; v < counts_.size(); ++v) {
    if (graph.has_changed(v, changes_)) count(market, v);
  }
  changes_ = graph.changes();
}

void Colleagues::count(const Market& market, std::uint32_t person) {
  counts_[person] = 0;
  if (!places_[person]) return;
  for (const std::uint32_t n : market.state.collaborations.neighbours(person)) {
    counts_[person] += places_[n] == places_[person] ? 1U : 0U;
  }
}

void Colleagues::count_all(const Market& market) {
  graph_ = market.state.collaborations.address();
  changes_ = market.state.collaborations.changes();
  places_.clear();
  for (const ResearcherId r : market.fixed.population.ids()) places_.push_back(place_of(market, r));
  counts_.assign(places_.size(), 0);
  for (std::uint32_t v = 0; v < counts_.size(); ++v) count(market, v);
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
