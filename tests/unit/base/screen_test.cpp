#include "base/screen.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "moments.hpp"
#include "support/catch.hpp"

using namespace poach;

namespace {

const CohortDraws draws = Stream(Seed{11}, "contacts").of(23);

std::vector<std::uint32_t> words_of(std::uint32_t first, std::size_t count, std::int32_t tick) {
  std::vector<std::uint32_t> words(count, 0xdeadbeefU);
  draw_words(draws, first, tick, words);
  return words;
}

std::vector<std::uint32_t> picks_of(const std::vector<std::uint32_t>& words,
                                    const std::vector<Threshold>& thresholds) {
  std::vector<std::uint32_t> limits;
  for (const Threshold& threshold : thresholds) limits.push_back(threshold.words());
  std::vector<std::uint32_t> picks(words.size());
  picks.resize(screen(words, limits, 0, picks));
  return picks;
}

std::vector<VectorWidth> widths_here() {
  std::vector<VectorWidth> widths;
  for (const VectorWidth width : {VectorWidth::portable, VectorWidth::avx2, VectorWidth::avx512}) {
    if (runs_here(width)) widths.push_back(width);
  }
  return widths;
}

}  // namespace

TEST_CASE("draw_words gives each agent the word of its ordinal", "[base][screen]") {
  for (const std::int32_t tick : {-3, 0, 1, 2'000'000'000}) {
    for (std::uint32_t first = 0; first < 9; ++first) {
      for (const std::size_t count : {0U, 1U, 2U, 3U, 4U, 5U, 7U, 63U, 64U, 65U, 130U}) {
        const std::vector<std::uint32_t> words = words_of(first, count, tick);
        bool same = true;
        for (std::uint32_t k = 0; k < count; ++k) {
          const std::uint32_t ordinal = first + k;
          const RandomWords group = draws.words({.ordinal = ordinal / 4, .tick = tick});
          same = same && words[k] == group[ordinal % 4];
          same = same && words[k] == draw_word(draws, ordinal, tick);
        }
        CAPTURE(tick, first, count);
        CHECK(same);
      }
    }
  }
}

TEST_CASE("draw_words writes nothing beyond its span", "[base][screen]") {
  for (const std::size_t count : {1U, 4U, 6U, 64U, 70U}) {
    std::vector<std::uint32_t> words(count + 80, 0xdeadbeefU);
    draw_words(draws, 2, 1, std::span(words).first(count));
    CHECK(std::vector(words.begin() + static_cast<std::ptrdiff_t>(count), words.end()) ==
          std::vector<std::uint32_t>(80, 0xdeadbeefU));
  }
}

TEST_CASE("an agent's word does not depend on where its block starts", "[base][screen]") {
  const std::vector<std::uint32_t> whole = words_of(0, 3 * block_size, 7);
  for (const std::uint32_t first : {1U, 2U, 3U, 4U, 5U, 4095U, block_size, block_size + 6}) {
    const std::vector<std::uint32_t> part = words_of(first, block_size, 7);
    CHECK(std::equal(part.begin(), part.end(), whole.begin() + first));
  }
}

TEST_CASE("other ticks, cohorts and streams have other words", "[base][screen]") {
  const std::vector<std::uint32_t> words = words_of(0, 64, 7);
  CHECK(words != words_of(0, 64, 8));
  std::vector<std::uint32_t> others(64);
  draw_words(Stream(Seed{11}, "contacts").of(24), 0, 7, others);
  CHECK(words != others);
  draw_words(Stream(Seed{11}, "meetings").of(23), 0, 7, others);
  CHECK(words != others);
}

TEST_CASE("ordinals up to the last one have words", "[base][screen]") {
  const std::uint32_t first = 0xffffffffU - 40;
  const std::vector<std::uint32_t> words = words_of(first, 41, 1);
  for (std::uint32_t k = 0; k < words.size(); ++k) {
    CHECK(words[k] == draw_word(draws, first + k, 1));
  }
}

TEST_CASE("every instruction set draws the same words", "[base][screen]") {
  const std::vector<std::uint32_t> expected = words_of(5, block_size, 12);
  for (const VectorWidth width : widths_here()) {
    std::vector<std::uint32_t> words(block_size);
    draw_words_with(width, draws, 5, 12, words);
    CAPTURE(static_cast<int>(width));
    CHECK(words == expected);
  }
  if (widths_here().size() < 3) WARN("this processor lacks the wider instruction sets");
  CHECK(widths_here().front() == VectorWidth::portable);
  CHECK(widths_here().back() == widest_here());
}

TEST_CASE("draws of listed agents are those of each one", "[base][screen]") {
  std::vector<std::uint32_t> ordinals;
  for (std::uint32_t k = 0; k < 37; ++k) ordinals.push_back(k * k * 7919U);
  ordinals.push_back(0xffffffffU);
  std::vector<std::uint32_t> others(ordinals.rbegin(), ordinals.rend());
  const bool of_their_own = GENERATE(false, true);
  const DrawAddress at{.counterpart = 77, .tick = -4, .index = 3};
  for (const VectorWidth width : widths_here()) {
    for (std::size_t count = 0; count <= ordinals.size(); ++count) {
      std::vector<RandomWords> calls(count + 1, RandomWords{1, 2, 3, 4});
      const auto counterparts = std::span(others).first(of_their_own ? count : 0);
      draw_calls_with(width, draws, at, std::span(ordinals).first(count), counterparts,
                      std::span(calls).first(count));
      bool same = calls.back() == RandomWords{1, 2, 3, 4};  // nothing beyond the span
      for (std::size_t k = 0; k < count; ++k) {
        DrawAddress own = at;
        own.ordinal = ordinals[k];
        if (of_their_own) own.counterpart = others[k];
        same = same && calls[k] == draws.words(own);
      }
      CAPTURE(static_cast<int>(width), count);
      CHECK(same);
    }
  }
}

TEST_CASE("every instruction set picks the same agents", "[base][screen]") {
  const std::vector<std::uint32_t> words = words_of(3, 1000, 2);
  std::vector<std::uint32_t> limits;
  for (std::size_t k = 0; k < words.size(); ++k) {
    // Never, always, just above the own word, just at it, and a common rate.
    const std::uint32_t choices[] = {0, Threshold::all_words, words[k] + 1, words[k], 1U << 29};
    limits.push_back(choices[k % 5]);
  }
  for (const std::size_t size : {0U, 1U, 7U, 8U, 15U, 16U, 17U, 100U, 1000U}) {
    std::vector<std::uint32_t> expected;
    for (std::uint32_t k = 0; k < size; ++k) {
      if (words[k] < limits[k] || limits[k] == Threshold::all_words) expected.push_back(900 + k);
    }
    for (const VectorWidth width : widths_here()) {
      std::vector<std::uint32_t> picks(size + 1, 0xdeadbeef);
      const std::uint32_t count =
          screen_with(width, std::span(words).first(size), std::span(limits).first(size), 900,
                      std::span(picks).first(size));
      CAPTURE(static_cast<int>(width), size);
      CHECK(picks.back() == 0xdeadbeef);  // nothing beyond the span
      picks.resize(count);
      CHECK(picks == expected);
    }
  }
}

TEST_CASE("draw_and_screen picks as drawing and screening do", "[base][screen]") {
  const std::uint32_t size = 5000;
  const auto limit_of = [](std::uint32_t k) { return (k % 7) << 27; };
  std::vector<std::uint32_t> picks(size);
  picks.resize(draw_and_screen(draws, 6, 9, picks,
                               [&](std::uint32_t first, std::span<std::uint32_t> limits) {
                                 for (std::uint32_t k = 0; k < limits.size(); ++k) {
                                   limits[k] = limit_of(first + k);
                                 }
                               }));
  std::vector<std::uint32_t> expected;
  for (std::uint32_t k = 0; k < size; ++k) {
    if (draw_word(draws, 6 + k, 9) < limit_of(k)) expected.push_back(k);
  }
  CHECK(picks == expected);

  std::vector<std::uint32_t> words = words_of(0, 1300, 1);
  std::vector<std::uint32_t> low(words.size());
  low.resize(screen_below(words, 0.25, low));
  CHECK(low == picks_of(words, std::vector<Threshold>(words.size(), Threshold(0.25))));
}

TEST_CASE("thresholds are exact at 0 and 1", "[base][screen]") {
  for (const double never : {0.0, -0.0, -1.0, std::nan("")}) {
    CHECK(Threshold(never).never());
    CHECK_FALSE(Threshold(never).passes(0));
  }
  for (const double always : {1.0, 1.5, 1e300}) {
    CHECK(Threshold(always).words() == Threshold::all_words);
    CHECK(Threshold(always).passes(0));
    CHECK(Threshold(always).passes(0xffffffff));
  }
  CHECK(Threshold().never());
  CHECK(Threshold(0.5).words() == std::uint64_t{1} << 31);
  CHECK(Threshold(0.5).passes(0x7fffffff));
  CHECK_FALSE(Threshold(0.5).passes(0x80000000));
  CHECK(Threshold(0x1p-32).words() == 1);
  CHECK(Threshold(0x1p-32).passes(0));
  CHECK_FALSE(Threshold(0x1p-32).passes(1));
  // Any chance below 1 fails at least for the last word.
  CHECK(Threshold(std::nextafter(1.0, 0.0)).words() == 0xfffffffe);
  CHECK_FALSE(Threshold(std::nextafter(1.0, 0.0)).passes(0xffffffff));
}

TEST_CASE("screen lists those below their own threshold, in order", "[base][screen]") {
  const std::vector<std::uint32_t> words = {5, 0, 0xffffffff, 7, 0x80000000};
  CHECK(picks_of(words, std::vector<Threshold>(5, Threshold(0.0))).empty());
  CHECK(picks_of(words, std::vector<Threshold>(5, Threshold(1.0))) ==
        std::vector<std::uint32_t>{0, 1, 2, 3, 4});
  CHECK(picks_of(words, std::vector<Threshold>(5, Threshold(0.5))) ==
        std::vector<std::uint32_t>{0, 1, 3});
  CHECK(picks_of(words, {Threshold(0.0), Threshold(0.0), Threshold(1.0), Threshold(6 * 0x1p-32),
                         Threshold(0.75)}) == std::vector<std::uint32_t>{2, 4});
  CHECK(picks_of({}, {}).empty());
}

TEST_CASE("screen picks at the rate of the threshold", "[base][screen]") {
  constexpr std::uint32_t blocks = 40;
  for (const double probability : {1e-4, 0.003, 0.05, 0.5, 0.97}) {
    const std::vector<Threshold> thresholds(block_size, Threshold(probability));
    double hits = 0.0;
    double both = 0.0;  // picked in two ticks in a row: p^2 when ticks are independent
    for (std::uint32_t block = 0; block < blocks; ++block) {
      const auto now = words_of(block * block_size, block_size, 4);
      const auto next = words_of(block * block_size, block_size, 5);
      hits += static_cast<double>(picks_of(now, thresholds).size());
      for (std::uint32_t k = 0; k < block_size; ++k) {
        both += thresholds[k].passes(now[k]) && thresholds[k].passes(next[k]) ? 1.0 : 0.0;
      }
    }
    const double trials = double{blocks} * block_size;
    CAPTURE(probability, hits, both);
    CHECK(std::fabs(tests::score_rate(hits, trials, probability)) < 4.0);
    CHECK(std::fabs(tests::score_rate(both, trials, probability * probability)) < 4.0);
  }
}
