#include <nettle/sha2.h>

#include <array>

#include "base/checksum.hpp"
#include "base/hex_digits.hpp"

namespace poach {

struct Sha256::Context {
  sha256_ctx sha;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { sha256_init(&context_->sha); }
Sha256::Sha256(const Sha256& other) : context_(std::make_unique<Context>(*other.context_)) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(const Sha256& other) {
  *context_ = *other.context_;
  return *this;
}
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  sha256_update(&context_->sha, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

std::string Sha256::hex() const {
  Context copy =
      *context_;  // a copy, because the digest ends the computation and more bytes may follow
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest;
  sha256_digest(&copy.sha, digest.size(), digest.data());
  return hex_digits(digest);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

}  // namespace poach
