#pragma once
// Whoever takes down what happens in a market: tables, a summary, a user's own.

namespace poach {
struct World;

/// Looks at every tick when it is over. A run may have any number of recorders; they change
/// nothing.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void record(const World& world) = 0;
};

}  // namespace poach
