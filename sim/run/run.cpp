#include "run/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "config/print.hpp"
#include "poach/version.hpp"
#include "record/tables.hpp"
#include "run/checkpoint.hpp"
#include "run/leftovers.hpp"
#include "run/replicate_runner.hpp"
#include "run/run_directory.hpp"
#include "run/simulation.hpp"
#include "scenario/identity.hpp"
#include "tables/output_directory.hpp"

namespace poach {
namespace {

std::string combined_hash(const std::vector<std::string>& hashes) {
  StateHash all;
  for (const std::string& hash : hashes) all.add(hash);
  return all.hex();
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
  manifest.results_revision = results_revision;
  manifest.identity = identity.hash;
  return manifest;
}

RunProgress progress_of(Checkpoint checkpoint) {
  RunProgress progress;
  progress.replicates_done = checkpoint.replicates_done;
  progress.hashes = std::move(checkpoint.state_hashes);
  progress.simulation = std::move(checkpoint.simulation);
  ByteReader summary(checkpoint.summary);
  progress.summary.load(summary);
  return progress;
}

Checkpoint checkpoint_of(const RunProgress& progress, std::vector<tables::TableProgress> tables) {
  Checkpoint checkpoint;
  checkpoint.replicates_done = progress.replicates_done;
  checkpoint.tables = std::move(tables);
  checkpoint.state_hashes = progress.hashes;
  ByteWriter summary;
  progress.summary.save(summary);
  checkpoint.summary = summary.bytes();
  return checkpoint;
}

using WrittenSoFar = std::optional<std::vector<tables::TableProgress>>;

RunTables open_tables(const std::filesystem::path& directory, const RecordPlan& plan,
                      const WrittenSoFar& written) {
  if (!written) {
    clear_old_results(directory);
    return RunTables(directory, plan);
  }
  try {
    restore_unfinished_tables(directory);
    return RunTables(directory, plan, *written);
  } catch (const InputError& missing) {
    throw InputError(
        fmt::format("error: {}; the run cannot go on from its checkpoint; start anew "
                    "with --force",
                    missing.what()));
  }
}

// Takes the runner to where the checkpoint left it; tells how far its tables had come.
WrittenSoFar resume(ReplicateRunner& runner, const RunOptions& options,
                    const RunIdentity& identity) {
  if (options.resume != Resume::from_checkpoint) return std::nullopt;
  std::optional<Checkpoint> checkpoint = read_checkpoint(options.directory, identity);
  if (!checkpoint) return std::nullopt;
  WrittenSoFar written = std::move(checkpoint->tables);
  runner.resume(progress_of(std::move(*checkpoint)));
  return written;
}

// Carries out what is left and puts all rows on disk, with a checkpoint that says so: from here on
// a run that is killed while its files get their names need not compute anything again.
void run_replicates(ReplicateRunner& runner, World first, const RunOptions& options,
                    const RunIdentity& identity, RunTables& tables) {
  RunnerHooks hooks;
  hooks.rows = [&](std::uint64_t, const TableTexts& texts) { tables.append(texts); };
  hooks.progress = options.progress;
  hooks.stop = options.stop;
  hooks.checkpoint_every = options.checkpoint_every;
  hooks.checkpoint = [&](const RunProgress& progress, const Simulation* simulation) {
    // The tables first: a checkpoint must not be ahead of them.
    const Checkpoint checkpoint = checkpoint_of(progress, tables.sync());
    write_checkpoint(options.directory, identity, checkpoint, [&](ByteWriter& out) {
      if (simulation != nullptr) simulation->save(out);
    });
  };
  runner.run(std::move(first), hooks);
  hooks.checkpoint(runner.progress(), nullptr);
}

struct Finished {
  const std::string& resolved;
  const ReplicateRunner& runner;
  std::chrono::steady_clock::time_point started;
};

// Gives every data file its name and writes what describes them; the manifest is left to write.
RunResult finish_directory(const Scenario& scenario, const RunOptions& options,
                           const RunIdentity& identity, const Finished& finished,
                           RunTables& tables) {
  RunResult result;
  result.directory = options.directory;
  result.manifest = manifest_for(scenario, options, identity);
  result.manifest.scenario_sha256 = sha256_hex(finished.resolved);
  std::vector<tables::FileRecord>& files = result.manifest.files;
  files = tables.finish(options.compression);
  const std::string package = describe_tables(scenario, files);
  const ReplicateRunner& runner = finished.runner;
  const RunProgress& progress = runner.progress();
  result.summary = progress.summary.print(scenario.title.empty() ? scenario.name : scenario.title);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - finished.started).count();
  const std::string timing = timing_csv(runner.times(), seconds, runner.workers().threads());
  const auto texts =
      tables::write_text_files(options.directory, {{"scenario.resolved.yaml", finished.resolved},
                                                   {"datapackage.json", package},
                                                   {"summary.txt", result.summary},
                                                   {"timing.csv", timing}});
  // All but the times, which are of this machine.
  files.insert(files.end(), texts.begin(), texts.end() - 1);
  sync_folder(options.directory);
  result.manifest.state_hashes = progress.hashes;
  result.manifest.state_hash = combined_hash(progress.hashes);
  return result;
}

}  // namespace

std::string resolved_scenario(const Scenario& scenario) {
  return config::print_yaml(with_file_hashes(scenario),
                            "Every value of the run, defaults included. Running this file gives "
                            "the same data.");
}

RunResult run_scenario(const Scenario& scenario, const RunOptions& options) {
  const auto started = std::chrono::steady_clock::now();
  const Scenario hashed = with_file_hashes(scenario);
  const std::string resolved = resolved_scenario(hashed);
  const RunIdentity identity{identity_of(hashed), static_cast<std::uint64_t>(scenario.seed),
                             static_cast<std::uint64_t>(scenario.replicates)};
  // Locked before it is looked at, and gone again if the input turns out to be bad.
  tables::OutputDirectory home(options.directory);
  home.lock();
  if (auto manifest = find_finished_run(options, identity)) {
    remove_unfinished(options.directory);
    return {options.directory, true, std::move(*manifest), {}};
  }
  ReplicateRunner runner(scenario, options.threads);
  const WrittenSoFar written = resume(runner, options, identity);
  // A world is built before anything is written: bad input leaves what is there as it is.
  World first = build_or_throw(scenario, runner.seed_of(runner.progress().replicates_done),
                               runner.workers(), options.warn);
  RunTables tables = open_tables(options.directory, runner.plan(), written);
  run_replicates(runner, std::move(first), options, identity, tables);
  RunResult result =
      finish_directory(scenario, options, identity, {resolved, runner, started}, tables);
  // The manifest comes last: with it the run is whole. Then the checkpoint has served.
  tables::write_manifest(options.directory, result.manifest);
  remove_unfinished(options.directory);
  return result;
}

std::vector<ReplicateOutput> run_in_memory(const Scenario& scenario, int threads) {
  std::vector<ReplicateOutput> outputs(static_cast<std::size_t>(scenario.replicates));
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    outputs[k].run_id = k;
    for (const RecordedTable& table : recorded_tables()) outputs[k].tables.push_back(table.header);
  }
  ReplicateRunner runner(scenario, threads);
  RunnerHooks hooks;
  hooks.rows = [&](std::uint64_t run_id, const TableTexts& texts) {
    for (std::size_t t = 0; t < table_count; ++t) outputs[run_id].tables[t] += texts[t].text;
  };
  runner.run(build_or_throw(scenario, runner.seed_of(0), runner.workers()), hooks);
  for (std::size_t k = 0; k < outputs.size(); ++k) {
    outputs[k].state_hash = runner.progress().hashes[k];
  }
  return outputs;
}

}  // namespace poach
