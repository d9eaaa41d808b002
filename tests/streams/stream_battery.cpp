// The battery at length, by hand:
//   stream_battery WORDS [STREAM...] > result.csv
// draws WORDS words of each stream, a quarter along each walk, and prints the farthest of the 32
// scores of each walk. Words are rounded down to a multiple of 2^20.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "streams/battery.hpp"
#include "world/draws.hpp"

namespace {

using namespace poach;
using namespace poach::tests;

void print_rows(StreamName stream, std::uint64_t calls) {
  const CohortDraws draws = Stream(Seed{1}, to_string(stream)).of(hash_name("unemployed"));
  for (const Walk walk : walks) {
    const Score worst =
        farthest(scores_along(walk, calls, [&](const DrawAddress& at) { return draws.words(at); }));
    fmt::print("{},{},{},\"{}\",{:.2f}\n", to_string(stream), to_string(walk), 4 * calls,
               worst.test, worst.z);
    std::fflush(stdout);
  }
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  const std::uint64_t calls =
      words.empty() ? 0 : std::strtoull(words[0].c_str(), nullptr, 10) >> 20 << 16;
  if (calls == 0) {
    fmt::print(stderr, "usage: stream_battery WORDS [STREAM...]; at least {} words\n", 1 << 20);
    return 2;
  }
  fmt::print("stream,walk,words,farthest score,z\n");
  for (std::size_t s = 0; s < stream_count; ++s) {
    const auto stream = static_cast<StreamName>(s);
    const bool chosen = words.size() == 1 ||
                        std::find(words.begin() + 1, words.end(), to_string(stream)) != words.end();
    if (chosen) print_rows(stream, calls);
  }
}
