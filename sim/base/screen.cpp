#include "poach/base/screen.hpp"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace poach {
namespace {

constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
constexpr std::uint32_t key_step_0 = 0x9E3779B9U;
constexpr std::uint32_t key_step_1 = 0xBB67AE85U;
constexpr int rounds = 10;

struct Place {
  std::uint64_t key;
  std::uint32_t first_counter;
  std::uint32_t tick;
};

// Words of `groups` consecutive counters, four words each. Integer arithmetic gives the same words
// on every processor, so there may be a variant for each width of vector.
void fill_portable(const Place& place, std::uint32_t groups, std::uint32_t* words) {
  for (std::uint32_t group = 0; group < groups; ++group) {
    std::uint32_t c0 = place.first_counter + group;
    std::uint32_t c1 = 0;
    std::uint32_t c2 = place.tick;
    std::uint32_t c3 = 0;
    auto k0 = static_cast<std::uint32_t>(place.key);
    auto k1 = static_cast<std::uint32_t>(place.key >> 32);
    for (int round = 0; round < rounds; ++round) {
      const std::uint64_t p0 = std::uint64_t{multiplier_0} * c0;
      const std::uint64_t p1 = std::uint64_t{multiplier_1} * c2;
      c0 = static_cast<std::uint32_t>(p1 >> 32) ^ c1 ^ k0;
      c1 = static_cast<std::uint32_t>(p1);
      c2 = static_cast<std::uint32_t>(p0 >> 32) ^ c3 ^ k1;
      c3 = static_cast<std::uint32_t>(p0);
      k0 += key_step_0;
      k1 += key_step_1;
    }
    std::uint32_t* out = words + std::size_t{4} * group;
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
// A lane of 64 bits holds a word in its lower half; what the upper half gathers never reaches a
// result, because multiplications read lower halves only and the end puts the words together.
__attribute__((target("avx512f"))) void fill_avx512(const Place& place, std::uint32_t groups,
                                                    std::uint32_t* words) {
  const __m512i m0 = _mm512_set1_epi64(multiplier_0);
  const __m512i m1 = _mm512_set1_epi64(multiplier_1);
  const __m512i low_half = _mm512_set1_epi64(0xFFFFFFFF);
  const __m512i first_four = _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0);
  const __m512i last_four = _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4);
  const __m512i steps = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
  std::uint32_t group = 0;
  for (; group + 8 <= groups; group += 8) {
    // Counters wrap at 2^32 like the words they are: upper halves do not count.
    __m512i c0 =
        _mm512_add_epi64(_mm512_set1_epi64(place.first_counter + std::uint64_t{group}), steps);
    __m512i c1 = _mm512_setzero_si512();
    __m512i c2 = _mm512_set1_epi64(place.tick);
    __m512i c3 = _mm512_setzero_si512();
    auto k0 = static_cast<std::uint32_t>(place.key);
    auto k1 = static_cast<std::uint32_t>(place.key >> 32);
    for (int round = 0; round < rounds; ++round) {
      const __m512i p0 = _mm512_mul_epu32(c0, m0);
      const __m512i p1 = _mm512_mul_epu32(c2, m1);
      c0 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(p1, 32), c1), _mm512_set1_epi64(k0));
      c2 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(p0, 32), c3), _mm512_set1_epi64(k1));
      c1 = p1;
      c3 = p0;
      k0 += key_step_0;
      k1 += key_step_1;
    }
    const __m512i a = _mm512_or_si512(_mm512_and_si512(c0, low_half), _mm512_slli_epi64(c1, 32));
    const __m512i b = _mm512_or_si512(_mm512_and_si512(c2, low_half), _mm512_slli_epi64(c3, 32));
    std::uint32_t* out = words + std::size_t{4} * group;
    _mm512_storeu_si512(out, _mm512_permutex2var_epi64(a, first_four, b));
    _mm512_storeu_si512(out + 16, _mm512_permutex2var_epi64(a, last_four, b));
  }
  fill_portable({place.key, place.first_counter + group, place.tick}, groups - group,
                words + std::size_t{4} * group);
}

__attribute__((target("avx2"))) void fill_avx2(const Place& place, std::uint32_t groups,
                                               std::uint32_t* words) {
  const __m256i m0 = _mm256_set1_epi64x(multiplier_0);
  const __m256i m1 = _mm256_set1_epi64x(multiplier_1);
  const __m256i low_half = _mm256_set1_epi64x(0xFFFFFFFF);
  const __m256i steps = _mm256_set_epi64x(3, 2, 1, 0);
  std::uint32_t group = 0;
  for (; group + 4 <= groups; group += 4) {
    const auto counter = static_cast<long long>(place.first_counter + std::uint64_t{group});
    __m256i c0 = _mm256_add_epi64(_mm256_set1_epi64x(counter), steps);
    __m256i c1 = _mm256_setzero_si256();
    __m256i c2 = _mm256_set1_epi64x(place.tick);
    __m256i c3 = _mm256_setzero_si256();
    auto k0 = static_cast<std::uint32_t>(place.key);
    auto k1 = static_cast<std::uint32_t>(place.key >> 32);
    for (int round = 0; round < rounds; ++round) {
      const __m256i p0 = _mm256_mul_epu32(c0, m0);
      const __m256i p1 = _mm256_mul_epu32(c2, m1);
      c0 =
          _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), c1), _mm256_set1_epi64x(k0));
      c2 =
          _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), c3), _mm256_set1_epi64x(k1));
      c1 = p1;
      c3 = p0;
      k0 += key_step_0;
      k1 += key_step_1;
    }
    const __m256i a = _mm256_or_si256(_mm256_and_si256(c0, low_half), _mm256_slli_epi64(c1, 32));
    const __m256i b = _mm256_or_si256(_mm256_and_si256(c2, low_half), _mm256_slli_epi64(c3, 32));
    const __m256i even = _mm256_unpacklo_epi64(a, b);  // counters 0 and 2
    const __m256i odd = _mm256_unpackhi_epi64(a, b);   // counters 1 and 3
    auto* out = reinterpret_cast<__m256i*>(words + std::size_t{4} * group);
    _mm256_storeu_si256(out, _mm256_permute2x128_si256(even, odd, 0x20));
    _mm256_storeu_si256(out + 1, _mm256_permute2x128_si256(even, odd, 0x31));
  }
  fill_portable({place.key, place.first_counter + group, place.tick}, groups - group,
                words + std::size_t{4} * group);
}
#endif

using Fill = void (*)(const Place&, std::uint32_t, std::uint32_t*);

Fill fill_of(VectorWidth width) {
#if defined(__x86_64__) && defined(__GNUC__)
  if (width == VectorWidth::avx512) return fill_avx512;
  if (width == VectorWidth::avx2) return fill_avx2;
#endif
  static_cast<void>(width);
  return fill_portable;
}

VectorWidth widest() {
  if (runs_here(VectorWidth::avx512)) return VectorWidth::avx512;
  return runs_here(VectorWidth::avx2) ? VectorWidth::avx2 : VectorWidth::portable;
}

void draw_words_by(Fill fill_groups, const CohortDraws& draws, std::uint32_t first_ordinal,
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
    const Place place{draws.key(), (first_ordinal + done) / 4, static_cast<std::uint32_t>(tick)};
    fill_groups(place, groups, words.data() + done);
    done += 4 * groups;
  }
  for (; done < size; ++done) words[done] = draw_word(draws, first_ordinal + done, tick);
}

}  // namespace

Threshold::Threshold(double probability) {
  if (!(probability > 0.0)) return;
  words_ = probability >= 1.0 ? std::uint64_t{1} << 32
                              : static_cast<std::uint64_t>(probability * 0x1p32 + 0.5);
}

bool runs_here(VectorWidth width) {
#if defined(__x86_64__) && defined(__GNUC__)
  switch (width) {
    case VectorWidth::avx512:
      return __builtin_cpu_supports("avx512f");
    case VectorWidth::avx2:
      return __builtin_cpu_supports("avx2");
    case VectorWidth::portable:
      break;
  }
#endif
  return width == VectorWidth::portable;
}

void draw_words(const CohortDraws& draws, std::uint32_t first_ordinal, std::int32_t tick,
                std::span<std::uint32_t> words) {
  static const Fill fill_best = fill_of(widest());
  draw_words_by(fill_best, draws, first_ordinal, tick, words);
}

void draw_words_with(VectorWidth width, const CohortDraws& draws, std::uint32_t first_ordinal,
                     std::int32_t tick, std::span<std::uint32_t> words) {
  draw_words_by(fill_of(width), draws, first_ordinal, tick, words);
}

}  // namespace poach
