#pragma once
// The model at a glance: what happens in a tick, in this order.

#include <span>
#include <string_view>

namespace poach {
class Workers;
struct Block;
struct BlockLog;
struct World;

/// What a phase reads: the whole market, or one block of researchers and frozen company data.
enum class Scope { market, block };

/// Takes down what the tables need; the record layer implements it.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void record(const World& world) = 0;
};

struct Services {
  const Workers& workers;
  Recorder& recorder;
};

struct Phase {
  std::string_view name;
  Scope scope = Scope::market;
  void (*carry_out)(World& world, const Services& services) = nullptr;
  /// The same for one block of researchers, in markets where nothing between search and decisions
  /// passes from block to block. Rows that have it run together while a block is in the cache.
  void (*on_block)(World& world, const Block& block, BlockLog& log) = nullptr;
};

/// The phases of a tick, in order.
[[nodiscard]] std::span<const Phase> schedule();

/// Told after each phase; for timing and for checking invariants.
class PhaseObserver {
 public:
  virtual ~PhaseObserver() = default;
  virtual void before(const Phase& phase, const World& world) = 0;
  virtual void after(const Phase& phase, const World& world) = 0;
  /// Whether phases may run together, block by block, and be told of by `together` alone. The
  /// state is the same in the end; the ledger then holds no approaches, bids and contests.
  [[nodiscard]] virtual bool allows_together() const { return false; }
  /// Phases that ran together, and how the time of their threads was shared among them.
  virtual void together(std::span<const Phase>, std::span<const double> /*shares*/) {}
};

/// Advances the world by one tick. `observer` may be nullptr.
void run_tick(World& world, const Services& services, PhaseObserver* observer);

}  // namespace poach
