#include "phases/block_runs.hpp"

#include <chrono>
#include <vector>

#include "phases/blocks.hpp"

namespace poach {
namespace {

using Clock = std::chrono::steady_clock;

// Whether what happens to one block from search to decisions is nothing to the others, and nobody
// asks for it afterwards.
bool blocks_are_apart(const World& world) {
  const Features& f = world.fixed.features;
  const bool shared = f.seats || f.wage_bill || f.recruiters || f.noncompete ||
                      world.state.collaborations.vertex_count() != 0 ||
                      world.state.parameters.market.search.pass_on != PassOnTo::nobody ||
                      !world.state.arranged.empty() ||
                      !world.fixed.timeline.approaches_at(world.state.tick).empty();
  return !shared && !world.tick.wants.details;
}

// Seconds that each thread has spent in each row.
using Seconds = std::vector<std::vector<double>>;

void share_out(const Seconds& of_threads, std::span<double> shares) {
  double total = 0.0;
  for (const auto& seconds : of_threads) {
    for (std::size_t k = 0; k < shares.size(); ++k) {
      shares[k] += seconds[k];
      total += seconds[k];
    }
  }
  const double alike = 1.0 / static_cast<double>(shares.size());
  for (double& share : shares) share = total > 0.0 ? share / total : alike;
}

// A block's approaches, bids and contests fit into the second-level cache, and there are enough of
// them for what is fetched ahead to be on its way.
void run_block(World& world, std::span<const Phase> rows, const Block& block, BlockLog& log,
               std::span<double> seconds) {
  Clock::time_point then = Clock::now();
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows[k].on_block(world, block, log);
    const Clock::time_point now = Clock::now();
    seconds[k] += std::chrono::duration<double>(now - then).count();
    then = now;
  }
  log.end_negotiations();
}

}  // namespace

std::size_t rows_together(const World& world, std::span<const Phase> rows) {
  std::size_t count = 0;
  while (count < rows.size() && rows[count].on_block != nullptr) ++count;
  return count > 1 && blocks_are_apart(world) ? count : 1;
}

void run_together(World& world, const Services& services, std::span<const Phase> rows,
                  PhaseObserver* observer) {
  const auto threads = static_cast<std::size_t>(services.workers.threads());
  world.tick.log.scratch.resize(threads);
  Seconds spent(threads, std::vector<double>(rows.size(), 0.0));
  const auto& blocks = world.fixed.population.blocks();
  services.workers.for_each_seated(blocks.size(), [&](std::size_t b, std::size_t seat) {
    BlockLog& log = world.tick.log.blocks[b];
    BlockLog& scratch = world.tick.log.scratch[seat];
    log.exchange_negotiations(scratch);
    run_block(world, rows, blocks[b], log, spent[seat]);
    log.exchange_negotiations(scratch);
  });
  if (observer == nullptr) return;
  std::vector<double> shares(rows.size(), 0.0);
  share_out(spent, shares);
  observer->together(rows, shares);
}

}  // namespace poach
