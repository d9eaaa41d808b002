#include "theory/transportation.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>
// Needs what the headers above include.
#include <boost/graph/find_flow_cost.hpp>

namespace poach::theory {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Edge = Traits::edge_descriptor;
using Graph = boost::adjacency_list<
    boost::vecS, boost::vecS, boost::directedS, boost::no_property,
    boost::property<boost::edge_capacity_t, long,
                    boost::property<boost::edge_residual_capacity_t, long,
                                    boost::property<boost::edge_reverse_t, Edge,
                                                    boost::property<boost::edge_weight_t, long>>>>>;

struct Pipe {
  std::size_t from;
  std::size_t to;
};

void connect(Graph& graph, Pipe pipe, long capacity, long cost) {
  const Edge forward = boost::add_edge(pipe.from, pipe.to, graph).first;
  const Edge back = boost::add_edge(pipe.to, pipe.from, graph).first;
  boost::put(boost::edge_capacity, graph, forward, capacity);
  boost::put(boost::edge_capacity, graph, back, 0L);
  boost::put(boost::edge_weight, graph, forward, cost);
  boost::put(boost::edge_weight, graph, back, -cost);
  boost::put(boost::edge_reverse, graph, forward, back);
  boost::put(boost::edge_reverse, graph, back, forward);
}

// Everyone is placed, at a company or, at no cost, nowhere: so the maximum flow is known and the
// cheapest one has the largest gains.
long best_total_with(const TransportationProblem& problem, const std::vector<long>& copies) {
  const std::size_t companies = problem.seats.size();
  const std::size_t source = companies + copies.size();
  const std::size_t sink = source + 1;
  long largest_gain = 0;
  for (const auto& row : problem.gain) {
    for (const long gain : row) largest_gain = std::max(largest_gain, gain);
  }
  Graph graph(sink + 1);
  long people = 0;
  for (std::size_t c = 0; c < companies; ++c) {
    connect(graph, {source, c}, problem.seats[c], 0);
    for (std::size_t r = 0; r < copies.size(); ++r) {
      const long gain = problem.gain[c][r];
      if (gain > 0) connect(graph, {c, companies + r}, 1, largest_gain - gain);
    }
  }
  for (std::size_t r = 0; r < copies.size(); ++r) {
    connect(graph, {source, companies + r}, copies[r], largest_gain);
    connect(graph, {companies + r, sink}, copies[r], 0);
    people += copies[r];
  }
  boost::successive_shortest_path_nonnegative_weights(graph, source, sink);
  return largest_gain * people - boost::find_flow_cost(graph);
}

std::vector<long> one_of_each(const TransportationProblem& problem) {
  return std::vector<long>(problem.gain.empty() ? 0 : problem.gain.front().size(), 1);
}

}  // namespace

long best_total(const TransportationProblem& problem) {
  return best_total_with(problem, one_of_each(problem));
}

std::vector<long> lowest_competitive_prices(const TransportationProblem& problem) {
  std::vector<long> copies = one_of_each(problem);
  const long total = best_total_with(problem, copies);
  std::vector<long> prices;
  for (long& copy : copies) {
    copy = 2;
    prices.push_back(best_total_with(problem, copies) - total);
    copy = 1;
  }
  return prices;
}

}  // namespace poach::theory
