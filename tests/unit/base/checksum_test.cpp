#include "base/checksum.hpp"

#include "base/id.hpp"
#include "support/catch.hpp"

using namespace poach;

namespace {

struct Padded {
  std::uint8_t small;
  std::uint32_t large;
};
struct Packed {
  std::uint32_t first;
  std::uint32_t second;
};
static_assert(!HashedByBits<Padded>);
static_assert(!HashedByBits<const char*>);
static_assert(!HashedByBits<std::string_view>);
static_assert(!HashedByBits<long double>);
static_assert(HashedByBits<Packed>);
static_assert(HashedByBits<double>);
static_assert(HashedByBits<CompanyId>);

std::string hash_of(std::initializer_list<std::vector<double>> columns) {
  StateHash hash;
  for (const std::vector<double>& column : columns) hash.add(column);
  return hash.hex();
}

}  // namespace

TEST_CASE("SHA-256 gives the published digests", "[base][checksum]") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not depend on how the bytes are cut", "[base][checksum]") {
  Sha256 hash;
  hash.add("a");
  CHECK(hash.hex() == sha256_hex("a"));
  Sha256 copy = hash;
  hash.add("bc");
  CHECK(hash.hex() == sha256_hex("abc"));
  CHECK(copy.hex() == sha256_hex("a"));
  copy = hash;
  const Sha256 moved = std::move(hash);
  CHECK(moved.hex() == copy.hex());
}

TEST_CASE("SHA-256 of every length is that of the bytes one by one", "[base][checksum]") {
  std::string bytes;
  for (int length = 0; length <= 200; ++length) {
    Sha256 one_by_one;
    for (const char byte : bytes) one_by_one.add({&byte, 1});
    INFO(length);
    CHECK(one_by_one.hex() == sha256_hex(bytes));
    bytes += static_cast<char>(37 * length + 11);
  }
  // From another implementation.
  CHECK(sha256_hex(bytes) == "327abb7d88d4f38a573414f99bd75d02ce95dd6b8bc9a68ca5adafb769a1d378");
}

TEST_CASE("A state hash is the same on every build and machine", "[base][checksum]") {
  StateHash hash;
  hash.add("pay");
  hash.add(std::vector<double>{1.5, -2.0});
  hash.add(std::vector<std::uint32_t>{1, 2, 3});
  CHECK(hash.hex() == "2cf3c8ac7c1598dcf3272c004cffd6d0");
}

TEST_CASE("A state hash sees values, order, boundaries and bits", "[base][checksum]") {
  const std::string base = hash_of({{1, 2}, {3}});
  CHECK(base.size() == 32);
  CHECK(hash_of({{1, 2}, {3}}) == base);
  CHECK(hash_of({{2, 1}, {3}}) != base);
  CHECK(hash_of({{1}, {2, 3}}) != base);
  CHECK(hash_of({{1, 2}, {3}, {}}) != base);
  CHECK(hash_of({{0.0}}) != hash_of({{-0.0}}));

  StateHash narrow;
  narrow.add(std::vector<std::uint32_t>{7, 0});
  StateHash wide;
  wide.add(std::vector<std::uint64_t>{7});
  CHECK(narrow.hex() != wide.hex());

  StateHash names;
  names.add("ab");
  names.add("c");
  StateHash others;
  others.add("a");
  others.add("bc");
  CHECK(names.hex() != others.hex());
}

TEST_CASE("A state hash takes spans, vectors and single values", "[base][checksum]") {
  std::vector<CompanyId> companies = {CompanyId{4}};
  StateHash vector;
  vector.add(companies);
  StateHash span;
  span.add(std::span<CompanyId>(companies));
  StateHash value;
  value.add_value(CompanyId{4});
  CHECK(vector.hex() == span.hex());
  CHECK(vector.hex() == value.hex());
  const std::string before = value.hex();
  CHECK(value.hex() == before);
  value.add_value(1);
  CHECK(value.hex() != before);
}
