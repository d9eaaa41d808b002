#include "base/bytes.hpp"

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

using namespace poach;
using poach::support::message_of;

namespace {

void write_sample(ByteWriter& out) {
  out.value(std::uint32_t{7});
  out.text("some text");
  out.column(std::vector<double>{1.5, -2.0, 1e300});
  out.column(std::vector<std::uint64_t>(50'000, 3));
  out.value(true);
  out.text("");
}

}  // namespace

TEST_CASE("Written values read back, and end where they end", "[base][bytes]") {
  ByteWriter out;
  write_sample(out);
  ByteReader in(out.bytes());
  CHECK(in.value<std::uint32_t>() == 7);
  CHECK(in.text() == "some text");
  CHECK(in.column<double>() == std::vector<double>{1.5, -2.0, 1e300});
  CHECK(in.column<std::uint64_t>().size() == 50'000);
  CHECK_FALSE(in.at_end());
  CHECK(in.value<bool>());
  CHECK(in.text().empty());
  CHECK(in.at_end());
  CHECK_THROWS_AS(in.value<std::uint8_t>(), InputError);
}

TEST_CASE("A sink gets the same bytes in pieces", "[base][bytes]") {
  ByteWriter kept;
  write_sample(kept);
  std::string sunk;
  std::size_t pieces = 0;
  ByteWriter out([&](std::string_view bytes) {
    sunk += bytes;
    ++pieces;
  });
  write_sample(out);
  out.flush();
  CHECK((sunk == kept.bytes()));
  CHECK(pieces > 1);
}

TEST_CASE("Lengths beyond the bytes and impossible truth values are refused", "[base][bytes]") {
  ByteWriter out;
  out.value(~std::uint64_t{0});
  ByteReader text(out.bytes());
  CHECK_THROWS_AS(text.text(), InputError);
  ByteReader column(out.bytes());
  CHECK_THROWS_AS(column.column<double>(), InputError);
  ByteReader truth(out.bytes());
  CHECK(message_of<InputError>([&] { (void)truth.value<bool>(); }).find("truth value") !=
        std::string::npos);
}
