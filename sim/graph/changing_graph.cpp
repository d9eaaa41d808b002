#include "graph/changing_graph.hpp"

#include <algorithm>
#include <utility>

#include "graph/builder.hpp"

namespace poach::graph {
namespace {

// Room for some more ties, so that few rows have to move.
constexpr std::uint32_t room_for(std::uint32_t length) { return length + length / 4 + 4; }

}  // namespace

ChangingGraph::ChangingGraph(CompressedGraph graph)
    : built_(std::move(graph)), degree_bound_(built_.greatest_degree()) {}

bool ChangingGraph::has_edge(std::uint32_t first, std::uint32_t second) const {
  if (degree(second) < degree(first)) std::swap(first, second);
  const auto row = neighbours(first);
  return std::binary_search(row.begin(), row.end(), second);
}

const void* ChangingGraph::address() const {
  return is_open() ? static_cast<const void*>(rows_.data()) : built_.all_neighbours().data();
}

void ChangingGraph::open() {
  if (is_open()) return;
  const CompressedGraph built = std::exchange(built_, {});
  std::vector<std::uint32_t> lengths(built.vertex_count());
  for (std::uint32_t v = 0; v < built.vertex_count(); ++v) lengths[v] = built.degree(v);
  lay_out(lengths, built.all_neighbours());
}

void ChangingGraph::lay_out(std::span<const std::uint32_t> lengths,
                            std::span<const std::uint32_t> neighbours) {
  rows_.resize(lengths.size());
  std::uint64_t end = 0;
  for (std::size_t v = 0; v < lengths.size(); ++v) {
    rows_[v].begin = end;
    rows_[v].length = lengths[v];
    rows_[v].room = room_for(lengths[v]);
    end += rows_[v].room;
    degree_bound_ = std::max(degree_bound_, lengths[v]);
  }
  entries_.assign(end, 0);
  auto next = neighbours.begin();
  for (const Row& row : rows_) {
    std::copy_n(next, row.length, entries_.begin() + static_cast<std::ptrdiff_t>(row.begin));
    next += row.length;
  }
  half_ties_ = neighbours.size();
  abandoned_ = 0;
}

std::vector<std::uint32_t> ChangingGraph::lengths() const {
  std::vector<std::uint32_t> lengths;
  lengths.reserve(rows_.size());
  for (const Row& row : rows_) lengths.push_back(row.length);
  return lengths;
}

std::vector<std::uint32_t> ChangingGraph::all_neighbours() const {
  std::vector<std::uint32_t> all;
  all.reserve(half_ties_);
  for (std::uint32_t v = 0; v < rows_.size(); ++v) {
    const auto row = neighbours(v);
    all.insert(all.end(), row.begin(), row.end());
  }
  return all;
}

void ChangingGraph::move_to_end(Row& row) {
  const std::uint64_t begin = entries_.size();
  const std::uint32_t room = 2 * row.room;
  entries_.resize(begin + room);
  const auto from = entries_.begin() + static_cast<std::ptrdiff_t>(row.begin);
  std::copy_n(from, row.length, entries_.begin() + static_cast<std::ptrdiff_t>(begin));
  abandoned_ += row.room;
  row.begin = begin;
  row.room = room;
}

void ChangingGraph::insert(std::uint32_t vertex, std::uint32_t neighbour) {
  if (rows_[vertex].length == rows_[vertex].room) {
    move_to_end(rows_[vertex]);
    if (abandoned_ > entries_.size() / 2) lay_out(lengths(), all_neighbours());
  }
  Row& row = rows_[vertex];
  std::uint32_t* const first = entries_.data() + row.begin;
  std::uint32_t* const last = first + row.length;
  std::uint32_t* const place = std::lower_bound(first, last, neighbour);
  std::copy_backward(place, last, last + 1);
  *place = neighbour;
  degree_bound_ = std::max(degree_bound_, ++row.length);
}

void ChangingGraph::erase(std::uint32_t vertex, std::uint32_t neighbour) {
  Row& row = rows_[vertex];
  std::uint32_t* const first = entries_.data() + row.begin;
  std::uint32_t* const last = first + row.length;
  std::uint32_t* const place = std::lower_bound(first, last, neighbour);
  std::copy(place + 1, last, place);
  --row.length;
}

void ChangingGraph::add(std::uint32_t first, std::uint32_t second) {
  if (first == second || has_edge(first, second)) return;
  insert(first, second);
  insert(second, first);
  half_ties_ += 2;
  rows_[first].changed = rows_[second].changed = ++changes_;
}

void ChangingGraph::remove_ties_of(std::uint32_t vertex) {
  if (rows_[vertex].length == 0) return;
  ++changes_;
  for (const std::uint32_t n : neighbours(vertex)) {
    erase(n, vertex);
    rows_[n].changed = changes_;
  }
  half_ties_ -= 2 * std::uint64_t{rows_[vertex].length};
  rows_[vertex].length = 0;
  rows_[vertex].changed = changes_;
}

CompressedGraph ChangingGraph::compressed(const Workers& workers) const {
  if (!is_open()) return built_;
  std::vector<Tie> ties;
  ties.reserve(edge_count());
  for (std::uint32_t v = 0; v < vertex_count(); ++v) {
    for (const std::uint32_t n : neighbours(v)) {
      if (v < n) ties.push_back({v, n});
    }
  }
  return build_graph(vertex_count(), ties, workers);
}

void ChangingGraph::add_to(StateHash& hash) const {
  hash.add("collaborations");
  hash.add(lengths());
  hash.add(all_neighbours());
}

void ChangingGraph::save(ByteWriter& out) const {
  out.column(lengths());
  out.column(all_neighbours());
}

bool ChangingGraph::load(ByteReader& in) {
  const auto lengths = in.column<std::uint32_t>();
  const auto neighbours = in.column<std::uint32_t>();
  std::uint64_t total = 0;
  for (const std::uint32_t length : lengths) total += length;
  if (lengths.size() != rows_.size() || total != neighbours.size()) return false;
  lay_out(lengths, neighbours);
  ++changes_;
  for (Row& row : rows_) row.changed = changes_;
  return is_symmetric();
}

// Whether each row is ascending and without its own vertex, and each tie stands in both rows.
bool ChangingGraph::is_symmetric() const {
  for (std::uint32_t v = 0; v < vertex_count(); ++v) {
    const auto row = neighbours(v);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (row[k] >= vertex_count() || row[k] == v || (k > 0 && row[k] <= row[k - 1])) return false;
    }
  }
  for (std::uint32_t v = 0; v < vertex_count(); ++v) {
    for (const std::uint32_t n : neighbours(v)) {
      const auto other = neighbours(n);
      if (!std::binary_search(other.begin(), other.end(), v)) return false;
    }
  }
  return true;
}

}  // namespace poach::graph
