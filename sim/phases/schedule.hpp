#pragma once
// The model at a glance: what happens in a tick, in this order.

#include <span>
#include <string_view>

namespace poach {
class Workers;
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
};

/// The phases of a tick, in order.
[[nodiscard]] std::span<const Phase> schedule();

/// Sees each phase; for timing and for checking invariants. Where the shortcut "fused-blocks" is
/// taken, search, bidding and decisions are seen as one phase of that name.
class PhaseObserver {
 public:
  virtual ~PhaseObserver() = default;
  virtual void before(const Phase& phase, const World& world) = 0;
  virtual void after(const Phase& phase, const World& world) = 0;
};

/// Advances the world by one tick. `observer` may be nullptr.
void run_tick(World& world, const Services& services, PhaseObserver* observer);

}  // namespace poach
