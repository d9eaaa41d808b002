#include "poach/base/screen.hpp"

namespace poach {
namespace {

constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
constexpr std::uint32_t key_step_0 = 0x9E3779B9U;
constexpr std::uint32_t key_step_1 = 0xBB67AE85U;

// One round over a whole batch of counters: the compiler turns the loop into vector instructions.
// Integer arithmetic gives the same words on every processor, so the variants may differ.
constexpr std::uint32_t batch = 16;

struct Batch {
  std::uint32_t c0[batch];
  std::uint32_t c1[batch];
  std::uint32_t c2[batch];
  std::uint32_t c3[batch];
};

__attribute__((always_inline)) inline void run_rounds(Batch& b, std::uint64_t key) {
  auto k0 = static_cast<std::uint32_t>(key);
  auto k1 = static_cast<std::uint32_t>(key >> 32);
  for (int round = 0; round < 10; ++round) {
    for (std::uint32_t i = 0; i < batch; ++i) {
      const std::uint64_t p0 = std::uint64_t{multiplier_0} * b.c0[i];
      const std::uint64_t p1 = std::uint64_t{multiplier_1} * b.c2[i];
      const std::uint32_t n0 = static_cast<std::uint32_t>(p1 >> 32) ^ b.c1[i] ^ k0;
      const std::uint32_t n2 = static_cast<std::uint32_t>(p0 >> 32) ^ b.c3[i] ^ k1;
      b.c1[i] = static_cast<std::uint32_t>(p1);
      b.c3[i] = static_cast<std::uint32_t>(p0);
      b.c0[i] = n0;
      b.c2[i] = n2;
    }
    k0 += key_step_0;
    k1 += key_step_1;
  }
}

struct Place {
  std::uint64_t key;
  std::uint32_t first_counter;
  std::uint32_t tick;
};

// Words of `groups` consecutive counters, four words each.
__attribute__((always_inline)) inline void fill(const Place& place, std::uint32_t groups,
                                                std::uint32_t* words) {
  for (std::uint32_t done = 0; done < groups; done += batch) {
    Batch b;
    for (std::uint32_t i = 0; i < batch; ++i) {
      b.c0[i] = place.first_counter + done + i;
      b.c1[i] = 0;
      b.c2[i] = place.tick;
      b.c3[i] = 0;
    }
    run_rounds(b, place.key);
    const std::uint32_t here = groups - done < batch ? groups - done : batch;
    for (std::uint32_t i = 0; i < here; ++i) {
      std::uint32_t* out = words + 4 * (std::size_t{done} + i);
      out[0] = b.c0[i];
      out[1] = b.c1[i];
      out[2] = b.c2[i];
      out[3] = b.c3[i];
    }
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
__attribute__((target("avx512f,avx512dq"))) void fill_avx512(const Place& place,
                                                             std::uint32_t groups,
                                                             std::uint32_t* words) {
  fill(place, groups, words);
}
__attribute__((target("avx2"))) void fill_avx2(const Place& place, std::uint32_t groups,
                                               std::uint32_t* words) {
  fill(place, groups, words);
}
#endif
void fill_portable(const Place& place, std::uint32_t groups, std::uint32_t* words) {
  fill(place, groups, words);
}

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
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
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
