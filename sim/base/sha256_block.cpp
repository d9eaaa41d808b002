#include "poach/base/sha256_block.hpp"

#include <bit>

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace poach {
namespace {

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
alignas(16) constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t word_at(const unsigned char* bytes) {
  return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 |
         std::uint32_t{bytes[2]} << 8 | std::uint32_t{bytes[3]};
}

using Schedule = std::array<std::uint32_t, 64>;

Schedule schedule_of(const unsigned char* block) {
  Schedule w;
  for (std::size_t t = 0; t < 16; ++t) w[t] = word_at(block + 4 * t);
  for (std::size_t t = 16; t < 64; ++t) {
    const std::uint32_t a = w[t - 15];
    const std::uint32_t b = w[t - 2];
    const std::uint32_t small0 = std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3);
    const std::uint32_t small1 = std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10);
    w[t] = w[t - 16] + small0 + w[t - 7] + small1;
  }
  return w;
}

#if defined(__x86_64__) && defined(__GNUC__)
// The instructions keep the state as (a b e f) and (c d g h), and do two rounds at a time.
struct Halves {
  __m128i abef;
  __m128i cdgh;
};

__attribute__((target("sha,sse4.1"))) inline Halves halves_of(const Sha256State& state) {
  const auto* const words = reinterpret_cast<const __m128i*>(state.data());
  const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(words), 0xB1);
  const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(words + 1), 0x1B);
  return {_mm_alignr_epi8(cdab, efgh, 8), _mm_blend_epi16(efgh, cdab, 0xF0)};
}

__attribute__((target("sha,sse4.1"))) inline void store_halves(const Halves& halves,
                                                               Sha256State& state) {
  const __m128i feba = _mm_shuffle_epi32(halves.abef, 0x1B);
  const __m128i dchg = _mm_shuffle_epi32(halves.cdgh, 0xB1);
  auto* const words = reinterpret_cast<__m128i*>(state.data());
  _mm_storeu_si128(words, _mm_blend_epi16(feba, dchg, 0xF0));
  _mm_storeu_si128(words + 1, _mm_alignr_epi8(dchg, feba, 8));
}

__attribute__((target("sha,sse4.1"))) void add_native(Sha256State& state,
                                                      const unsigned char* blocks,
                                                      std::size_t count) {
  const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  Halves now = halves_of(state);
  for (; count > 0; --count, blocks += sha256_block_bytes) {
    const Halves before = now;
    __m128i w[4];  // the schedule's last sixteen words
    for (int k = 0; k < 4; ++k) {
      const auto* const bytes = reinterpret_cast<const __m128i*>(blocks) + k;
      w[k] = _mm_shuffle_epi8(_mm_loadu_si128(bytes), big_endian);
    }
    for (std::size_t four = 0; four < 16; ++four) {
      const __m128i here = w[four % 4];
      const auto* const constants =
          reinterpret_cast<const __m128i*>(round_constants.data() + 4 * four);
      const __m128i sum = _mm_add_epi32(here, _mm_load_si128(constants));
      now.cdgh = _mm_sha256rnds2_epu32(now.cdgh, now.abef, sum);
      now.abef = _mm_sha256rnds2_epu32(now.abef, now.cdgh, _mm_shuffle_epi32(sum, 0x0E));
      // Words 16 further on: from these, those 4 and 8 and 12 further on.
      const __m128i next = w[(four + 1) % 4];
      const __m128i last = w[(four + 3) % 4];
      const __m128i seven_back = _mm_alignr_epi8(last, w[(four + 2) % 4], 4);
      const __m128i partial = _mm_add_epi32(_mm_sha256msg1_epu32(here, next), seven_back);
      w[four % 4] = _mm_sha256msg2_epu32(partial, last);
    }
    now.abef = _mm_add_epi32(now.abef, before.abef);
    now.cdgh = _mm_add_epi32(now.cdgh, before.cdgh);
  }
  store_halves(now, state);
}
#endif

}  // namespace

bool has_sha256_instructions() {
#if defined(__x86_64__) && defined(__GNUC__)
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0) return false;
  return (b & (1U << 29)) != 0 && __builtin_cpu_supports("sse4.1");
#else
  return false;
#endif
}

void add_sha256_blocks_portable(Sha256State& state, const unsigned char* blocks,
                                std::size_t count) {
  for (; count > 0; --count, blocks += sha256_block_bytes) {
    const Schedule w = schedule_of(blocks);
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t t = 0; t < 64; ++t) {
      const std::uint32_t big1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
      const std::uint32_t choice = (e & f) ^ (~e & g);
      const std::uint32_t first = h + big1 + choice + round_constants[t] + w[t];
      const std::uint32_t big0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
      const std::uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + big0 + majority;
    }
    const Sha256State added = {a, b, c, d, e, f, g, h};
    for (std::size_t k = 0; k < state.size(); ++k) state[k] += added[k];
  }
}

void add_sha256_blocks_native(Sha256State& state, const unsigned char* blocks, std::size_t count) {
#if defined(__x86_64__) && defined(__GNUC__)
  add_native(state, blocks, count);
#else
  add_sha256_blocks_portable(state, blocks, count);
#endif
}

void add_sha256_blocks(Sha256State& state, const unsigned char* blocks, std::size_t count) {
  static const bool native = has_sha256_instructions();
  (native ? add_sha256_blocks_native : add_sha256_blocks_portable)(state, blocks, count);
}

}  // namespace poach
