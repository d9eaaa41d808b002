#include "poach/base/checksum.hpp"

#include <sha256.h>
#include <sys/types.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <new>

namespace poach {
namespace {

std::string hex_digits(std::span<const unsigned char> bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const unsigned char byte : bytes) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace

struct Sha256::Context {
  SHA2_CTX sha;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { SHA256Init(&context_->sha); }
Sha256::Sha256(const Sha256& other) : context_(std::make_unique<Context>(*other.context_)) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(const Sha256& other) {
  *context_ = *other.context_;
  return *this;
}
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  SHA256Update(&context_->sha, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string Sha256::hex() const {
  Context copy = *context_;  // Final ends the computation, which may have to go on
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest;
  SHA256Final(digest.data(), &copy.sha);
  return hex_digits(digest);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

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
