#pragma once
// The inner loop of SHA-256 (FIPS 180-4): what a block of 64 bytes does to the eight words of
// state. Processors that have instructions for it are some ten times as fast.

#include <array>
#include <cstddef>
#include <cstdint>

namespace poach {

using Sha256State = std::array<std::uint32_t, 8>;

inline constexpr std::size_t sha256_block_bytes = 64;

/// Whether this processor has instructions for SHA-256.
[[nodiscard]] bool has_sha256_instructions();

/// Takes in `count` blocks, on any processor.
void add_sha256_blocks_portable(Sha256State& state, const unsigned char* blocks, std::size_t count);
/// The same by the instructions for it; only where there are any.
void add_sha256_blocks_native(Sha256State& state, const unsigned char* blocks, std::size_t count);
/// The faster of both here.
void add_sha256_blocks(Sha256State& state, const unsigned char* blocks, std::size_t count);

}  // namespace poach
