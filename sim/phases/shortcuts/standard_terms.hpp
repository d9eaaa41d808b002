#pragma once

namespace poach {
struct Market;
struct Tick;

/// Works out, once a tick, what each company would pay anyone, where it pays everyone alike; the
/// table is empty elsewhere.
void plan_standard_terms(const Market& market, Tick& tick);

}  // namespace poach
