#include "poach/run/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "poach/base/checksum.hpp"
#include "poach/base/error.hpp"
#include "poach/base/files.hpp"
#include "poach/base/parallel.hpp"
#include "poach/config/print.hpp"
#include "poach/record/rows.hpp"
#include "poach/run/simulation.hpp"
#include "poach/version.hpp"
#include "poach/world/build.hpp"
#include "run_directory.hpp"

namespace poach {
namespace {

// Markets above this size run one replicate at a time, on all threads.
constexpr std::uint32_t large_market = 200'000;

World build_or_throw(const Scenario& scenario, Seed seed, const Workers& workers) {
  Diagnostics diagnostics;
  std::optional<World> world = build_world(scenario, seed, workers, diagnostics);
  if (!world) throw InputError(std::move(diagnostics));
  return std::move(*world);
}

// Runs replicates in order of their number, side by side when they are small, and hands over each
// one's rows in that order.
class ReplicateRunner {
 public:
  ReplicateRunner(const Scenario& scenario, int threads,
                  std::function<void(std::uint64_t, std::uint64_t)> progress,
                  const std::atomic<bool>* stop)
      : scenario_(scenario),
        workers_(threads),
        alone_(1),
        progress_(std::move(progress)),
        stop_(stop),
        plan_(record_plan(scenario.record)),
        total_(static_cast<std::uint64_t>(scenario.clock.ticks) *
               static_cast<std::uint64_t>(scenario.replicates)) {}

  [[nodiscard]] const Workers& workers() const { return workers_; }
  [[nodiscard]] const RecordPlan& plan() const { return plan_; }
  [[nodiscard]] const Summary& summary() const { return summary_; }
  [[nodiscard]] const PhaseTimes& times() const { return times_; }
  [[nodiscard]] const std::vector<std::string>& hashes() const { return hashes_; }

  using Sink = std::function<void(std::uint64_t, std::array<TableText, table_count>)>;

  void run(World first, const Sink& sink) {
    const auto replicates = static_cast<std::uint64_t>(scenario_.replicates);
    if (replicates == 1 || first.population.size() > large_market) {
      run_one(std::move(first), 0, sink);
      for (std::uint64_t k = 1; k < replicates; ++k) {
        run_one(build_or_throw(scenario_, seed_of(k), workers_), k, sink);
      }
      return;
    }
    const auto batch = static_cast<std::uint64_t>(std::max(workers_.threads(), 1)) * 4;
    for (std::uint64_t from = 0; from < replicates; from += batch) {
      run_batch(from, std::min(from + batch, replicates), sink);
    }
  }

 private:
  struct Outcome {
    std::array<TableText, table_count> texts;
    std::string hash;
    Summary summary;
    PhaseTimes times;
  };

  [[nodiscard]] Seed seed_of(std::uint64_t replicate) const {
    return replicate_seed(Seed{static_cast<std::uint64_t>(scenario_.seed)}, replicate);
  }

  void check_stop() const {
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed)) {
      throw Interrupted("interrupted; the unfinished tables stay as .partial");
    }
  }

  void count_tick() {
    const std::uint64_t done = ticks_done_.fetch_add(1, std::memory_order_relaxed) + 1;
    if (progress_) progress_(done, total_);
  }

  // A single run streams its rows, so that memory does not grow with the run.
  void run_one(World world, std::uint64_t run_id, const Sink& sink) {
    Simulation simulation(std::move(world), plan_, run_id, workers_);
    while (!simulation.finished()) {
      check_stop();
      simulation.advance();
      sink(run_id, simulation.recorder().take());
      count_tick();
    }
    sink(run_id, simulation.recorder().take());
    keep(state_hash(simulation.world()), simulation.summary(), simulation.times());
  }

  void run_batch(std::uint64_t from, std::uint64_t to, const Sink& sink) {
    std::vector<Outcome> outcomes(to - from);
    workers_.for_each(outcomes.size(), [&](std::size_t k) {
      const std::uint64_t run_id = from + k;
      Simulation simulation(build_or_throw(scenario_, seed_of(run_id), alone_), plan_, run_id,
                            alone_);
      while (!simulation.finished()) {
        check_stop();
        simulation.advance();
        count_tick();
      }
      outcomes[k] = {simulation.recorder().take(), state_hash(simulation.world()),
                     simulation.summary(), simulation.times()};
    });
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
      sink(from + k, std::move(outcomes[k].texts));
      keep(outcomes[k].hash, outcomes[k].summary, outcomes[k].times);
    }
  }

  void keep(std::string hash, const Summary& summary, const PhaseTimes& times) {
    hashes_.push_back(std::move(hash));
    summary_.add(summary);
    times_.add(times);
  }

  const Scenario& scenario_;
  Workers workers_;
  Workers alone_;
  std::function<void(std::uint64_t, std::uint64_t)> progress_;
  const std::atomic<bool>* stop_;
  RecordPlan plan_;
  std::uint64_t total_;
  std::atomic<std::uint64_t> ticks_done_ = 0;
  std::vector<std::string> hashes_;
  Summary summary_;
  PhaseTimes times_;
};

std::string combined_hash(const std::vector<std::string>& hashes) {
  StateHash all;
  for (const std::string& hash : hashes) all.add(hash);
  return all.hex();
}

Scenario with_file_hashes(Scenario scenario) {
  constexpr std::size_t largest = std::size_t{16} << 30;
  const auto hash = [&](const std::string& file) {
    return file.empty() ? std::string{} : sha256_hex(read_file(file, largest));
  };
  if (scenario.network.sha256.empty()) scenario.network.sha256 = hash(scenario.network.file);
  if (scenario.researchers.sha256.empty()) {
    scenario.researchers.sha256 = hash(scenario.researchers.file);
  }
  return scenario;
}

tables::Manifest manifest_for(const Scenario& scenario, const RunOptions& options,
                              const RunIdentity& identity) {
  tables::Manifest manifest;
  manifest.version = program::version;
  manifest.commit = program::commit;
  manifest.compiler = program::compiler;
  manifest.command = options.command;
  manifest.seed = identity.seed;
  manifest.replicates = identity.replicates;
  manifest.scenario = scenario.name;
  manifest.scenario_sha256 = identity.scenario_sha256;
  return manifest;
}

}  // namespace

std::string resolved_scenario(const Scenario& scenario) {
  return config::print_yaml(with_file_hashes(scenario),
                            "Every value of the run, defaults included. Running this file gives "
                            "the same data.");
}

RunResult run_scenario(const Scenario& scenario, const RunOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const std::string resolved = resolved_scenario(scenario);
  const RunIdentity identity{sha256_hex(resolved), static_cast<std::uint64_t>(scenario.seed),
                             static_cast<std::uint64_t>(scenario.replicates)};
  if (auto manifest = find_finished_run(options, identity)) {
    return {options.directory, true, std::move(*manifest), {}};
  }
  ReplicateRunner runner(scenario, options.threads, options.progress, options.stop);
  // The first world is built before anything is written: bad input leaves no directory behind.
  World first = build_or_throw(scenario, Seed{identity.seed}, runner.workers());
  std::error_code failure;
  std::filesystem::create_directories(options.directory, failure);
  if (failure) {
    throw RunError(fmt::format("cannot create the directory {}: {}", options.directory.string(),
                               failure.message()));
  }
  clear_old_results(options.directory);
  tables::Manifest manifest = manifest_for(scenario, options, identity);
  RunTables tables(options.directory, runner.plan());
  runner.run(std::move(first), [&](std::uint64_t, std::array<TableText, table_count> texts) {
    tables.append(std::move(texts));
  });
  manifest.files = tables.finish(options.compression);
  const std::string package = describe_tables(scenario, manifest.files);
  const auto& directory = options.directory;
  manifest.files.push_back(tables::write_text_file(directory, "scenario.resolved.yaml", resolved));
  manifest.files.push_back(tables::write_text_file(directory, "datapackage.json", package));
  RunResult result;
  result.directory = directory;
  result.summary = runner.summary().print(scenario.title.empty() ? scenario.name : scenario.title);
  manifest.files.push_back(tables::write_text_file(directory, "summary.txt", result.summary));
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
  write_atomically(directory / "timing.csv",
                   timing_csv(runner.times(), seconds, runner.workers().threads()));
  manifest.state_hashes = runner.hashes();
  manifest.state_hash = combined_hash(manifest.state_hashes);
  tables::write_manifest(directory, manifest);
  result.manifest = std::move(manifest);
  return result;
}

std::vector<ReplicateOutput> run_in_memory(const Scenario& scenario, int threads) {
  std::vector<ReplicateOutput> outputs(static_cast<std::size_t>(scenario.replicates));
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    outputs[k].run_id = k;
    outputs[k].tables.resize(table_count);
    std::size_t t = 0;
    market_table().append_header(outputs[k].tables[t++]);
    companies_table().append_header(outputs[k].tables[t++]);
    flows_table().append_header(outputs[k].tables[t++]);
    moves_table().append_header(outputs[k].tables[t++]);
    researchers_table().append_header(outputs[k].tables[t++]);
    offers_table().append_header(outputs[k].tables[t++]);
  }
  ReplicateRunner runner(scenario, threads, {}, nullptr);
  World first =
      build_or_throw(scenario, Seed{static_cast<std::uint64_t>(scenario.seed)}, runner.workers());
  runner.run(std::move(first),
             [&](std::uint64_t run_id, std::array<TableText, table_count> texts) {
               for (std::size_t t = 0; t < table_count; ++t) {
                 outputs[run_id].tables[t] += texts[t].text;
               }
             });
  for (std::size_t k = 0; k < outputs.size(); ++k) outputs[k].state_hash = runner.hashes()[k];
  return outputs;
}

}  // namespace poach
