#include "base/checksum.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/hex_digits.hpp"

namespace poach {

struct StateHash::State {
  XXH3_state_t xxh;
};

StateHash::StateHash() : state_(std::make_unique<State>()) {
  XXH3_INITSTATE(&state_->xxh);
  XXH3_128bits_reset(&state_->xxh);
}
StateHash::StateHash(StateHash&&) noexcept = default;
StateHash& StateHash::operator=(StateHash&&) noexcept = default;
StateHash::~StateHash() = default;

void StateHash::add(std::string_view name) { add_bytes(name.data(), name.size(), 1); }

void StateHash::add_bytes(const void* data, std::size_t count, std::size_t element_bytes) {
  const std::array<std::uint64_t, 2> shape = {count, element_bytes};
  XXH3_128bits_update(&state_->xxh, shape.data(), sizeof shape);
  if (count > 0) XXH3_128bits_update(&state_->xxh, data, count * element_bytes);
}

std::string StateHash::hex() const {
  XXH128_canonical_t canonical;  // big-endian, so that the digits read as one number
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state_->xxh));
  return hex_digits(canonical.digest);
}

}  // namespace poach
