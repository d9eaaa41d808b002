// The generator of base/stream.hpp for many counters at once. Integer arithmetic gives the same
// words on every processor, so there is a variant for each width of vector.

#include <array>

#include "base/screen.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define POACH_TARGET(instructions) __attribute__((target(instructions), always_inline)) inline
#endif

namespace poach {
namespace {

constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
constexpr std::uint32_t key_step_0 = 0x9E3779B9U;
constexpr std::uint32_t key_step_1 = 0xBB67AE85U;

// Counters of `count` generator calls: those that `listed` names, or else `first`, first + 1, ...,
// and the counterparts that `counterparts` names, or else the same for all like the last two words.
struct Calls {
  std::uint64_t key;
  std::uint32_t count;
  const std::uint32_t* listed;
  std::uint32_t first;
  const std::uint32_t* counterparts;
  std::uint32_t counterpart;
  std::uint32_t tick;
  std::uint32_t index;
  [[nodiscard]] std::uint32_t counter(std::uint32_t call) const {
    return listed != nullptr ? listed[call] : first + call;
  }
  [[nodiscard]] std::uint32_t counterpart_of(std::uint32_t call) const {
    return counterparts != nullptr ? counterparts[call] : counterpart;
  }
};

void fill_rest(const Calls& calls, std::uint32_t from, std::uint32_t* words) {
  for (std::uint32_t call = from; call < calls.count; ++call) {
    std::uint32_t c0 = calls.counter(call);
    std::uint32_t c1 = calls.counterpart_of(call);
    std::uint32_t c2 = calls.tick;
    std::uint32_t c3 = calls.index;
    auto k0 = static_cast<std::uint32_t>(calls.key);
    auto k1 = static_cast<std::uint32_t>(calls.key >> 32);
    for (int round = 0; round < philox_rounds; ++round) {
      const std::uint64_t p0 = std::uint64_t{multiplier_0} * c0;
      const std::uint64_t p1 = std::uint64_t{multiplier_1} * c2;
      c0 = static_cast<std::uint32_t>(p1 >> 32) ^ c1 ^ k0;
      c1 = static_cast<std::uint32_t>(p1);
      c2 = static_cast<std::uint32_t>(p0 >> 32) ^ c3 ^ k1;
      c3 = static_cast<std::uint32_t>(p0);
      k0 += key_step_0;
      k1 += key_step_1;
    }
    std::uint32_t* out = words + std::size_t{4} * call;
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }
}

void fill_portable(const Calls& calls, std::uint32_t* words) { fill_rest(calls, 0, words); }

#if defined(__x86_64__) && defined(__GNUC__)
// A lane of 64 bits holds a word in its lower half; the contents of the upper half never reach a
// result, because multiplications read lower halves only and the end combines the words.
POACH_TARGET("avx512f") __m512i xor_of_three(__m512i a, __m512i b, __m512i c) {
  return _mm512_ternarylogic_epi64(a, b, c, 0x96);
}

// Words of eight calls. Two such groups are interleaved: a round waits for its multiplications, and
// the other eight calls fill the wait.
struct EightCalls {
  __m512i c0, c1, c2, c3;
};

POACH_TARGET("avx512f")
void do_round(EightCalls& c, __m512i k0, __m512i k1) {
  const __m512i p0 = _mm512_mul_epu32(c.c0, _mm512_set1_epi64(multiplier_0));
  const __m512i p1 = _mm512_mul_epu32(c.c2, _mm512_set1_epi64(multiplier_1));
  c.c0 = xor_of_three(_mm512_srli_epi64(p1, 32), c.c1, k0);
  c.c2 = xor_of_three(_mm512_srli_epi64(p0, 32), c.c3, k1);
  c.c1 = p1;
  c.c3 = p0;
}

POACH_TARGET("avx512f")
void store(const EightCalls& c, std::uint32_t* out) {
  const __m512i low_half = _mm512_set1_epi64(0xFFFFFFFF);
  const __m512i first_four = _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0);
  const __m512i last_four = _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4);
  const __m512i a = _mm512_or_si512(_mm512_and_si512(c.c0, low_half), _mm512_slli_epi64(c.c1, 32));
  const __m512i b = _mm512_or_si512(_mm512_and_si512(c.c2, low_half), _mm512_slli_epi64(c.c3, 32));
  _mm512_storeu_si512(out, _mm512_permutex2var_epi64(a, first_four, b));
  _mm512_storeu_si512(out + 16, _mm512_permutex2var_epi64(a, last_four, b));
}

// Counters of the calls call, call + 1, ... call + 7. They wrap at 2^32 like the words they are:
// upper halves do not count.
POACH_TARGET("avx512f") __m512i eight_words(const std::uint32_t* words) {
  return _mm512_cvtepu32_epi64(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(words)));
}

POACH_TARGET("avx512f")
EightCalls start_of(const Calls& calls, std::uint32_t call) {
  const __m512i steps = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
  const long long first = static_cast<long long>(calls.first) + static_cast<long long>(call);
  const __m512i counters = calls.listed != nullptr
                               ? eight_words(calls.listed + call)
                               : _mm512_add_epi64(_mm512_set1_epi64(first), steps);
  const __m512i counterparts = calls.counterparts != nullptr
                                   ? eight_words(calls.counterparts + call)
                                   : _mm512_set1_epi64(calls.counterpart);
  return {counters, counterparts, _mm512_set1_epi64(calls.tick), _mm512_set1_epi64(calls.index)};
}

template <std::uint32_t count>
POACH_TARGET("avx512f")
void eights_of_calls(const Calls& calls, std::uint32_t call, std::uint32_t* words) {
  std::array<EightCalls, count> c;
  for (std::uint32_t k = 0; k < count; ++k) c[k] = start_of(calls, call + 8 * k);
  auto k0 = static_cast<std::uint32_t>(calls.key);
  auto k1 = static_cast<std::uint32_t>(calls.key >> 32);
  for (int round = 0; round < philox_rounds; ++round) {
    for (EightCalls& eight : c) do_round(eight, _mm512_set1_epi64(k0), _mm512_set1_epi64(k1));
    k0 += key_step_0;
    k1 += key_step_1;
  }
  for (std::uint32_t k = 0; k < count; ++k) {
    store(c[k], words + std::size_t{4} * (call + 8 * k));
  }
}

__attribute__((target("avx512f"))) void fill_avx512(const Calls& calls, std::uint32_t* words) {
  std::uint32_t call = 0;
  for (; call + 16 <= calls.count; call += 16) eights_of_calls<2>(calls, call, words);
  for (; call + 8 <= calls.count; call += 8) eights_of_calls<1>(calls, call, words);
  fill_rest(calls, call, words);
}

POACH_TARGET("avx2")
void four_calls(__m256i c0, __m256i c1, const Calls& calls, std::uint32_t* words) {
  const __m256i m0 = _mm256_set1_epi64x(multiplier_0);
  const __m256i m1 = _mm256_set1_epi64x(multiplier_1);
  const __m256i low_half = _mm256_set1_epi64x(0xFFFFFFFF);
  __m256i c2 = _mm256_set1_epi64x(calls.tick);
  __m256i c3 = _mm256_set1_epi64x(calls.index);
  auto k0 = static_cast<std::uint32_t>(calls.key);
  auto k1 = static_cast<std::uint32_t>(calls.key >> 32);
  for (int round = 0; round < philox_rounds; ++round) {
    const __m256i p0 = _mm256_mul_epu32(c0, m0);
    const __m256i p1 = _mm256_mul_epu32(c2, m1);
    c0 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), c1), _mm256_set1_epi64x(k0));
    c2 = _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), c3), _mm256_set1_epi64x(k1));
    c1 = p1;
    c3 = p0;
    k0 += key_step_0;
    k1 += key_step_1;
  }
  const __m256i a = _mm256_or_si256(_mm256_and_si256(c0, low_half), _mm256_slli_epi64(c1, 32));
  const __m256i b = _mm256_or_si256(_mm256_and_si256(c2, low_half), _mm256_slli_epi64(c3, 32));
  const __m256i even = _mm256_unpacklo_epi64(a, b);  // calls 0 and 2
  const __m256i odd = _mm256_unpackhi_epi64(a, b);   // calls 1 and 3
  auto* out = reinterpret_cast<__m256i*>(words);
  _mm256_storeu_si256(out, _mm256_permute2x128_si256(even, odd, 0x20));
  _mm256_storeu_si256(out + 1, _mm256_permute2x128_si256(even, odd, 0x31));
}

POACH_TARGET("avx2") __m256i four_words(const std::uint32_t* words) {
  return _mm256_cvtepu32_epi64(_mm_loadu_si128(reinterpret_cast<const __m128i*>(words)));
}

__attribute__((target("avx2"))) void fill_avx2(const Calls& calls, std::uint32_t* words) {
  const __m256i steps = _mm256_set_epi64x(3, 2, 1, 0);
  std::uint32_t call = 0;
  for (; call + 4 <= calls.count; call += 4) {
    const long long first = static_cast<long long>(calls.first) + static_cast<long long>(call);
    const __m256i counters = calls.listed != nullptr
                                 ? four_words(calls.listed + call)
                                 : _mm256_add_epi64(_mm256_set1_epi64x(first), steps);
    const __m256i counterparts = calls.counterparts != nullptr
                                     ? four_words(calls.counterparts + call)
                                     : _mm256_set1_epi64x(calls.counterpart);
    four_calls(counters, counterparts, calls, words + std::size_t{4} * call);
  }
  fill_rest(calls, call, words);
}
#endif

using Fill = void (*)(const Calls&, std::uint32_t*);

Fill fill_of(VectorWidth width) {
#if defined(__x86_64__) && defined(__GNUC__)
  if (width == VectorWidth::avx512) return fill_avx512;
  if (width == VectorWidth::avx2) return fill_avx2;
#endif
  static_cast<void>(width);
  return fill_portable;
}

Fill fill_best() {
  static const Fill best = fill_of(widest_here());
  return best;
}

void draw_words_by(Fill fill, const CohortDraws& draws, std::uint32_t first_ordinal,
                   std::int32_t tick, std::span<std::uint32_t> words) {
  const auto size = static_cast<std::uint32_t>(words.size());
  std::uint32_t done = 0;
  // Ordinals before the first multiple of four share a counter with agents of the block before.
  while (done < size && (first_ordinal + done) % 4 != 0) {
    words[done] = draw_word(draws, first_ordinal + done, tick);
    ++done;
  }
  const std::uint32_t groups = (size - done) / 4;
  if (groups > 0) {
    const Calls calls{draws.key(),
                      groups,
                      nullptr,
                      (first_ordinal + done) / 4,
                      nullptr,
                      0,
                      static_cast<std::uint32_t>(tick),
                      0};
    fill(calls, words.data() + done);
    done += 4 * groups;
  }
  for (; done < size; ++done) words[done] = draw_word(draws, first_ordinal + done, tick);
}

// Without counterparts that of `at` holds for all.
void draw_calls_by(Fill fill, const CohortDraws& draws, const DrawAddress& at,
                   std::span<const std::uint32_t> ordinals,
                   std::span<const std::uint32_t> counterparts, std::span<RandomWords> calls) {
  static_assert(sizeof(RandomWords) == 16, "four words in a row");
  if (ordinals.empty()) return;
  const Calls listed{draws.key(),
                     static_cast<std::uint32_t>(ordinals.size()),
                     ordinals.data(),
                     0,
                     counterparts.empty() ? nullptr : counterparts.data(),
                     at.counterpart,
                     static_cast<std::uint32_t>(at.tick),
                     at.index};
  fill(listed, reinterpret_cast<std::uint32_t*>(calls.data()));
}

}  // namespace

void draw_words(const CohortDraws& draws, std::uint32_t first_ordinal, std::int32_t tick,
                std::span<std::uint32_t> words) {
  draw_words_by(fill_best(), draws, first_ordinal, tick, words);
}

void draw_words_with(VectorWidth width, const CohortDraws& draws, std::uint32_t first_ordinal,
                     std::int32_t tick, std::span<std::uint32_t> words) {
  draw_words_by(fill_of(width), draws, first_ordinal, tick, words);
}

void draw_calls(const CohortDraws& draws, const DrawAddress& at,
                std::span<const std::uint32_t> ordinals, std::span<RandomWords> calls) {
  draw_calls_by(fill_best(), draws, at, ordinals, {}, calls);
}

void draw_calls(const CohortDraws& draws, const DrawAddress& at,
                std::span<const std::uint32_t> ordinals,
                std::span<const std::uint32_t> counterparts, std::span<RandomWords> calls) {
  draw_calls_by(fill_best(), draws, at, ordinals, counterparts, calls);
}

void draw_calls_with(VectorWidth width, const CohortDraws& draws, const DrawAddress& at,
                     std::span<const std::uint32_t> ordinals,
                     std::span<const std::uint32_t> counterparts, std::span<RandomWords> calls) {
  draw_calls_by(fill_of(width), draws, at, ordinals, counterparts, calls);
}

}  // namespace poach
