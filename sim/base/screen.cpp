#include "base/screen.hpp"

#include <bit>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace poach {
namespace {

struct Lists {
  const std::uint32_t* words;
  const std::uint32_t* thresholds;
  std::uint32_t* picks;
};

// Each variant screens the agents from `from` to `size` and returns the number of picks, which
// starts at `count`. The loop has no branch, so it costs the same at any rate.
std::uint32_t screen_rest(const Lists& lists, std::uint32_t first, std::uint32_t from,
                          std::uint32_t size, std::uint32_t count) {
  for (std::uint32_t k = from; k < size; ++k) {
    lists.picks[count] = first + k;
    const std::uint32_t threshold = lists.thresholds[k];
    const bool passes =
        (lists.words[k] < threshold) | (threshold == Threshold::all_words);  // no branch
    count += passes ? 1U : 0U;
  }
  return count;
}

std::uint32_t screen_portable(const Lists& lists, std::uint32_t first, std::uint32_t size) {
  return screen_rest(lists, first, 0, size, 0);
}

#if defined(__x86_64__) && defined(__GNUC__)
// Sixteen picks are stored at a time; those beyond the count are overwritten later, and never lie
// beyond the end, because no more agents are picked than were screened.
__attribute__((target("avx512f"))) std::uint32_t screen_avx512(const Lists& lists,
                                                               std::uint32_t first,
                                                               std::uint32_t size) {
  const __m512i all = _mm512_set1_epi32(-1);
  const __m512i step = _mm512_set1_epi32(16);
  __m512i numbers =
      _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(first)),
                       _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  std::uint32_t count = 0;
  std::uint32_t k = 0;
  for (; k + 16 <= size; k += 16) {
    const __m512i words = _mm512_loadu_si512(lists.words + k);
    const __m512i thresholds = _mm512_loadu_si512(lists.thresholds + k);
    const auto passes = static_cast<__mmask16>(_mm512_cmplt_epu32_mask(words, thresholds) |
                                               _mm512_cmpeq_epu32_mask(thresholds, all));
    _mm512_storeu_si512(lists.picks + count, _mm512_maskz_compress_epi32(passes, numbers));
    count += static_cast<std::uint32_t>(std::popcount(static_cast<unsigned>(passes)));
    numbers = _mm512_add_epi32(numbers, step);
  }
  return screen_rest(lists, first, k, size, count);
}

__attribute__((target("avx2"))) std::uint32_t screen_avx2(const Lists& lists, std::uint32_t first,
                                                          std::uint32_t size) {
  const __m256i all = _mm256_set1_epi32(-1);
  std::uint32_t count = 0;
  std::uint32_t k = 0;
  for (; k + 8 <= size; k += 8) {
    const __m256i words = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(lists.words + k));
    const __m256i thresholds =
        _mm256_loadu_si256(reinterpret_cast<const __m256i*>(lists.thresholds + k));
    const __m256i not_below = _mm256_cmpeq_epi32(_mm256_max_epu32(words, thresholds), words);
    const __m256i passes =
        _mm256_or_si256(_mm256_andnot_si256(not_below, all), _mm256_cmpeq_epi32(thresholds, all));
    auto bits = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(passes)));
    for (; bits != 0; bits &= bits - 1) {
      lists.picks[count++] = first + k + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
  }
  return screen_rest(lists, first, k, size, count);
}
#endif

using Screen = std::uint32_t (*)(const Lists&, std::uint32_t, std::uint32_t);

Screen screen_of(VectorWidth width) {
#if defined(__x86_64__) && defined(__GNUC__)
  if (width == VectorWidth::avx512) return screen_avx512;
  if (width == VectorWidth::avx2) return screen_avx2;
#endif
  static_cast<void>(width);
  return screen_portable;
}

}  // namespace

Threshold::Threshold(double probability) {
  if (!(probability > 0.0)) return;
  const double rounded = probability * 0x1p32 + 0.5;
  constexpr double most = all_words - 1.0;
  words_ = probability >= 1.0 ? all_words : static_cast<std::uint32_t>(std::min(rounded, most));
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

VectorWidth widest_here() {
  if (runs_here(VectorWidth::avx512)) return VectorWidth::avx512;
  return runs_here(VectorWidth::avx2) ? VectorWidth::avx2 : VectorWidth::portable;
}

std::uint32_t screen_with(VectorWidth width, std::span<const std::uint32_t> words,
                          std::span<const std::uint32_t> thresholds, std::uint32_t first,
                          std::span<std::uint32_t> picks) {
  return screen_of(width)({words.data(), thresholds.data(), picks.data()}, first,
                          static_cast<std::uint32_t>(words.size()));
}

std::uint32_t screen(std::span<const std::uint32_t> words,
                     std::span<const std::uint32_t> thresholds, std::uint32_t first,
                     std::span<std::uint32_t> picks) {
  static const Screen best = screen_of(widest_here());
  return best({words.data(), thresholds.data(), picks.data()}, first,
              static_cast<std::uint32_t>(words.size()));
}

std::uint32_t screen_below(std::span<const std::uint32_t> words, double probability,
                           std::span<std::uint32_t> picks) {
  constexpr std::size_t stretch = 512;
  std::array<std::uint32_t, stretch> thresholds;
  thresholds.fill(Threshold(probability).words());
  std::uint32_t count = 0;
  for (std::size_t done = 0; done < words.size(); done += stretch) {
    const std::size_t here = std::min(stretch, words.size() - done);
    count += screen(words.subspan(done, here), std::span(thresholds).first(here),
                    static_cast<std::uint32_t>(done), picks.subspan(count));
  }
  return count;
}

}  // namespace poach
