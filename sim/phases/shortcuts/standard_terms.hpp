#pragma once

namespace poach {
struct World;

/// Writes down, once a tick, what each company would pay anyone, in markets where everybody is
/// alike to it: nothing but pay counts, matches and the answering of offers are left to no draw,
/// and counter-offers are not bound to the present pay. Leaves the table empty in other markets,
/// and where it would hardly be used: with more companies than people, or than fit a cache.
void plan_standard_terms(World& world);

}  // namespace poach
