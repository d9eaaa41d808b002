// Building collaboration graphs, and reading one: time, and peak memory while building relative to
// the bytes of the finished graph. POACH_BENCH_VERTICES sets the size (20000000 gives the sizes in
// bench/notes.md).

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "graph/generators.hpp"
#include "graph/readers.hpp"
#include "graph/teams.hpp"

namespace {

using namespace poach::graph;

std::uint32_t vertices() {
  const char* const given = std::getenv("POACH_BENCH_VERTICES");
  return given == nullptr ? 1'000'000U : static_cast<std::uint32_t>(std::atoll(given));
}

// Kilobytes of a line of /proc/self/status; 0 where there is none.
double status_kilobytes(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name + ":")) return std::atof(line.c_str() + name.size() + 1);
  }
  return 0.0;
}

// Resets the peak memory to the memory held now.
void reset_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

template <class Make>
void build(benchmark::State& state, Make&& make) {
  const poach::Workers workers(static_cast<int>(state.range(0)));
  double half_edges = 0.0;
  double peak = 0.0;
  for (auto _ : state) {
    const double before = status_kilobytes("VmRSS");
    reset_peak();
    const CompressedGraph graph = make(workers);
    peak = (status_kilobytes("VmHWM") - before) * 1024.0;
    half_edges = 2.0 * static_cast<double>(graph.edge_count());
    peak /= 4.0 * half_edges + 4.0 * graph.vertex_count();
  }
  state.counters["half_edges"] = half_edges;
  state.counters["half_edges_per_second"] =
      benchmark::Counter(half_edges, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["peak_over_final"] = peak;
}

void small_world_graph(benchmark::State& state) {
  build(state, [](const poach::Workers& workers) {
    return small_world({4, 0.1}, vertices(), poach::Seed{1}, workers);
  });
}

void erdos_renyi_graph(benchmark::State& state) {
  build(state, [](const poach::Workers& workers) {
    return erdos_renyi({4.0}, vertices(), poach::Seed{1}, workers);
  });
}

void configuration_graph(benchmark::State& state) {
  DegreeConfig degrees;
  degrees.law = DegreeLaw::power_law_of_mean;
  degrees.mean = 4.0;
  degrees.largest = 10'000;
  const auto drawn = draw_degrees(degrees, vertices(), poach::Seed{1}, poach::Workers(0));
  build(state, [&](const poach::Workers& workers) {
    return configuration(drawn, poach::Seed{1}, workers);
  });
}

void teams_graph(benchmark::State& state) {
  constexpr std::uint32_t companies = 1000;
  std::vector<std::uint32_t> employers(vertices());
  for (std::uint32_t v = 0; v < vertices(); ++v) {
    employers[v] = static_cast<std::uint32_t>(std::uint64_t{v} * companies / vertices());
  }
  std::vector<std::uint64_t> keys(companies);
  for (std::uint32_t c = 0; c < companies; ++c) keys[c] = c;
  build(state, [&](const poach::Workers& workers) {
    return teams({}, {employers, keys}, poach::Seed{1}, workers);
  });
}

// An edge list of five ties a vertex at random, in the temporary folder as long as it is read.
class EdgeListFile {
 public:
  explicit EdgeListFile(std::uint32_t people)
      : path_(std::filesystem::temp_directory_path() / fmt::format("poach-{}.csv", ::getpid())) {
    std::ofstream out(path_);
    out << "source,target\n";
    const auto draws = poach::Stream(poach::Seed{1}, "bench").of(1);
    std::string text;
    for (std::uint32_t v = 0; v < people; ++v) {
      for (std::uint32_t k = 0; k < 5; ++k) {
        const auto other =
            static_cast<std::uint32_t>(draws.uniform({.ordinal = v, .counterpart = k}) * people);
        if (other != v) text += fmt::format("{},{}\n", v, other);
      }
      if (text.size() < (1U << 20) && v + 1 < people) continue;
      out << text;
      text.clear();
    }
  }
  ~EdgeListFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  EdgeListFile(const EdgeListFile&) = delete;
  EdgeListFile& operator=(const EdgeListFile&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

void edge_list(benchmark::State& state) {
  const EdgeListFile file(vertices());
  build(state, [&](const poach::Workers& workers) {
    poach::Diagnostics diagnostics;
    auto read = read_edge_list(file.path(), {}, diagnostics, workers);
    if (!read) std::abort();
    return std::move(read->graph);
  });
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(file.path()));
  state.SetBytesProcessed(state.iterations() * bytes);
}

BENCHMARK(small_world_graph)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(erdos_renyi_graph)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(configuration_graph)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(teams_graph)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);
BENCHMARK(edge_list)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
