#pragma once
// Attachment and morale: growth, thresholds and recovery.

namespace poach::rules {

/// A quantity that closes its gap to `ceiling` with time constant `growth_ticks`:
/// c + (x - c) e^(-t / g).
[[nodiscard]] double relaxed(double value, double ceiling, double elapsed_ticks,
                             double growth_ticks);

/// Whether the share of one's collaborators at the company who left recently passes the threshold.
/// `left` counts those who left within the window, `there` those still at the company.
[[nodiscard]] bool passes_threshold(double left, double there, double threshold);

/// Share that is left of something that halves every `half_life_ticks`.
[[nodiscard]] double halving(double elapsed_ticks, double half_life_ticks);

}  // namespace poach::rules
