#include "base/stream.hpp"

#include <Random123/philox.h>

#include "base/math.hpp"

namespace poach {
namespace {

// The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): every input bit reaches every
// output bit.
constexpr std::uint64_t scramble(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

}  // namespace

std::uint64_t hash_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a, then scrambled
  for (const char c : name) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3ULL;
  }
  return scramble(hash);
}

std::uint64_t combine_keys(std::uint64_t first, std::uint64_t second) {
  return scramble(first + 0x9e3779b97f4a7c15ULL + scramble(second + 0x3c6ef372fe94f82aULL));
}

Seed replicate_seed(Seed first, std::uint64_t replicate) {
  if (replicate == 0) return first;
  return Seed{combine_keys(first.value, replicate) >> 11};
}

Stream::Stream(Seed seed, std::string_view name)
    : key_(combine_keys(scramble(seed.value + 0x9e3779b97f4a7c15ULL), hash_name(name))) {}

RandomWords CohortDraws::words(const DrawAddress& address) const {
  using Generator = r123::Philox4x32_R<philox_rounds>;
  const Generator::ctr_type counter = {{address.ordinal, address.counterpart,
                                        static_cast<std::uint32_t>(address.tick), address.index}};
  const Generator::key_type key = {
      {static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(key_ >> 32)}};
  const Generator::ctr_type out = Generator()(counter, key);
  return {out[0], out[1], out[2], out[3]};
}

double CohortDraws::uniform(const DrawAddress& address) const {
  const RandomWords w = words(address);
  return open_unit(w[0], w[1]);
}

double CohortDraws::normal(const DrawAddress& address) const {
  return normal_quantile(uniform(address));
}

double CohortDraws::gumbel(const DrawAddress& address) const {
  return -log(-log(uniform(address)));
}

double CohortDraws::exponential(const DrawAddress& address) const { return -log(uniform(address)); }

}  // namespace poach
