#include "poach/run.hpp"

#include "facade/access.hpp"
#include "facade/errors.hpp"
#include "run/run.hpp"

namespace poach_api {
namespace {

house::tables::Compression compression_of(Compression compression) {
  switch (compression) {
    case Compression::none:
      break;
    case Compression::gz:
      return house::tables::Compression::gz;
    case Compression::zst:
      return house::tables::Compression::zst;
  }
  return house::tables::Compression::none;
}

house::RunOptions options_of(const RunOptions& options) {
  house::RunOptions result;
  result.directory = options.directory;
  result.threads = options.threads;
  result.compression = compression_of(options.compression);
  result.existing = options.overwrite ? house::Existing::overwrite : house::Existing::keep;
  result.resume = options.resume ? house::Resume::from_checkpoint : house::Resume::from_start;
  result.checkpoint_every = options.checkpoint_every;
  result.command = options.command;
  result.progress = options.progress;
  result.stop = options.stop;
  return result;
}

}  // namespace

RunResult run_scenario(const Scenario& scenario, const RunOptions& options) {
  return with_public_errors([&] {
    house::RunResult run = house::run_scenario(Access::scenario_of(scenario), options_of(options));
    return RunResult{std::move(run.directory), run.was_finished_before,
                     std::move(run.manifest.state_hash), std::move(run.manifest.state_hashes),
                     std::move(run.summary)};
  });
}

}  // namespace poach_api
