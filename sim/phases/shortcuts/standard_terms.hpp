#pragma once

namespace poach {
struct World;

/// Works out, once a tick, what each company would pay anyone, where it pays everyone alike; the
/// table is empty elsewhere.
void plan_standard_terms(World& world);

}  // namespace poach
