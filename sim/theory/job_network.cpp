#include "theory/job_network.hpp"

#include <cmath>
#include <stdexcept>

namespace poach::theory {
namespace {

constexpr std::size_t most_people = 6;

bool is_employed(std::size_t state, std::size_t person) { return (state >> person & 1U) != 0; }

}  // namespace

JobNetwork::JobNetwork(std::size_t people,
                       const std::vector<std::pair<std::size_t, std::size_t>>& ties,
                       JobNetworkChances chances)
    : people_(people), friends_(people), chances_(chances) {
  if (people == 0 || people > most_people) {
    throw std::domain_error("the exact chain is for 1 to 6 people");
  }
  for (const auto& [a, b] : ties) {
    if (a >= people || b >= people || a == b) throw std::domain_error("a tie to nobody");
    friends_[a].push_back(b);
    friends_[b].push_back(a);
  }
  find_stationary();
}

// Jobs heard of by one person after the other; the rules see employment as it was at the start.
JobNetwork::Chances JobNetwork::hires_from(std::size_t start) const {
  Chances now(std::size_t{1} << people_, 0.0);
  now[start] = 1.0;
  for (std::size_t person = 0; person < people_; ++person) {
    std::vector<std::size_t> takers;
    if (!is_employed(start, person)) takers.push_back(person);
    if (takers.empty()) {
      for (const std::size_t other : friends_[person]) {
        if (!is_employed(start, other)) takers.push_back(other);
      }
    }
    if (takers.empty()) continue;
    const double each = chances_.arrival / static_cast<double>(takers.size());
    Chances next(now.size(), 0.0);
    for (std::size_t state = 0; state < now.size(); ++state) {
      next[state] += now[state] * (1.0 - chances_.arrival);
      for (const std::size_t taker : takers) {
        next[state | std::size_t{1} << taker] += now[state] * each;
      }
    }
    now = next;
  }
  return now;
}

JobNetwork::Chances JobNetwork::after_breakups(const Chances& before) const {
  Chances now = before;
  for (std::size_t person = 0; person < people_; ++person) {
    for (std::size_t state = 0; state < now.size(); ++state) {
      if (!is_employed(state, person)) continue;
      const double lost = now[state] * chances_.breakup;
      now[state] -= lost;
      now[state ^ std::size_t{1} << person] += lost;
    }
  }
  return now;
}

// Powers of the chain: it forgets at a rate of at least arrival + breakup less their product.
void JobNetwork::find_stationary() {
  const std::size_t states = std::size_t{1} << people_;
  std::vector<Chances> rows;
  for (std::size_t state = 0; state < states; ++state) {
    rows.push_back(after_breakups(hires_from(state)));
  }
  stationary_.assign(states, 1.0 / static_cast<double>(states));
  double change = 1.0;
  for (int period = 0; period < 1'000'000 && change > 1e-17; ++period) {
    Chances next(states, 0.0);
    for (std::size_t from = 0; from < states; ++from) {
      for (std::size_t to = 0; to < states; ++to) next[to] += stationary_[from] * rows[from][to];
    }
    change = 0.0;
    for (std::size_t s = 0; s < states; ++s) change += std::abs(next[s] - stationary_[s]);
    stationary_ = next;
  }
}

double JobNetwork::unemployment(std::size_t person) const {
  double sum = 0.0;
  for (std::size_t state = 0; state < stationary_.size(); ++state) {
    if (!is_employed(state, person)) sum += stationary_[state];
  }
  return sum;
}

double JobNetwork::correlation(std::size_t a, std::size_t b) const {
  double both = 0.0;
  for (std::size_t state = 0; state < stationary_.size(); ++state) {
    if (is_employed(state, a) && is_employed(state, b)) both += stationary_[state];
  }
  const double of_a = 1.0 - unemployment(a);
  const double of_b = 1.0 - unemployment(b);
  return (both - of_a * of_b) / std::sqrt(of_a * (1.0 - of_a) * of_b * (1.0 - of_b));
}

}  // namespace poach::theory
