#pragma once
// The changing part of a world as bytes. Everything else is built from the scenario again.

namespace poach {
class ByteReader;
class ByteWriter;
struct Market;
struct World;

void save_state(const Market& market, ByteWriter& out);
/// Puts a saved state into a world built from the same scenario and seed. Throws InputError when
/// the columns do not fit.
void load_state(World& world, ByteReader& in);

}  // namespace poach
