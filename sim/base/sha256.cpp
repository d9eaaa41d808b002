#include <algorithm>
#include <array>
#include <cstring>

#include "hex_digits.hpp"
#include "poach/base/checksum.hpp"
#include "poach/base/sha256_block.hpp"

namespace poach {

// Bytes that fill no block yet wait in `rest`.
struct Sha256::Context {
  // The first 32 bits of the fractional parts of the square roots of the first 8 primes.
  Sha256State state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, sha256_block_bytes> rest;
  std::uint64_t bytes = 0;

  void add(const unsigned char* data, std::size_t count) {
    const std::size_t waiting = bytes % sha256_block_bytes;
    bytes += count;
    if (waiting > 0) {
      const std::size_t taken = std::min(count, sha256_block_bytes - waiting);
      std::memcpy(rest.data() + waiting, data, taken);
      if (waiting + taken < sha256_block_bytes) return;
      add_sha256_blocks(state, rest.data(), 1);
      data += taken;
      count -= taken;
    }
    const std::size_t blocks = count / sha256_block_bytes;
    add_sha256_blocks(state, data, blocks);
    const std::size_t done = blocks * sha256_block_bytes;
    if (count > done) std::memcpy(rest.data(), data + done, count - done);
  }

  // A one bit, zeros, and the number of bits, so that the last block is full.
  void finish() {
    const std::uint64_t bits = 8 * bytes;
    std::array<unsigned char, 2 * sha256_block_bytes> end = {0x80};
    const std::size_t waiting = bytes % sha256_block_bytes;
    std::size_t size = sha256_block_bytes - waiting;
    if (size < 9) size += sha256_block_bytes;
    for (std::size_t k = 0; k < 8; ++k) {
      end[size - 1 - k] = static_cast<unsigned char>(bits >> (8 * k));
    }
    add(end.data(), size);
  }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::Sha256(const Sha256& other) : context_(std::make_unique<Context>(*other.context_)) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(const Sha256& other) {
  *context_ = *other.context_;
  return *this;
}
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  if (bytes.empty()) return;
  context_->add(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

std::string Sha256::hex() const {
  Context copy = *context_;  // more may be added to the original
  copy.finish();
  std::array<unsigned char, 32> digest;
  for (std::size_t k = 0; k < digest.size(); ++k) {
    digest[k] = static_cast<unsigned char>(copy.state[k / 4] >> (24 - 8 * (k % 4)));
  }
  return hex_digits(digest);
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

}  // namespace poach
