#include "facade/saved_state.hpp"

#include <fmt/format.h>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/error.hpp"
#include "poach/version.hpp"

namespace poach_api {
namespace {

constexpr std::string_view magic = "poach state 1\n";
constexpr std::size_t checksum_bytes = 64;

std::string this_library() {
  return fmt::format("{} ({})", poach::program::version, poach::program::commit);
}

[[noreturn]] void refuse(std::string_view reason) {
  throw poach::InputError(fmt::format("error: the saved state {}", reason));
}

// The bytes between the mark at the front and the checksum at the end.
std::string_view checked_content(std::string_view saved) {
  if (!saved.starts_with(magic)) refuse("is not one of poach, or is of another version");
  if (saved.size() < magic.size() + checksum_bytes) refuse("is cut off");
  const std::size_t end = saved.size() - checksum_bytes;
  if (poach::sha256_hex(saved.substr(0, end)) != saved.substr(end)) {
    refuse("is damaged: its checksum does not match");
  }
  return saved.substr(magic.size(), end - magic.size());
}

}  // namespace

std::string pack_state(const StateOwner& owner, std::string_view state) {
  poach::ByteWriter out;
  out.text(this_library());
  out.text(poach::sha256_hex(owner.scenario));
  out.value(owner.seed);
  out.value(owner.replicate);
  std::string saved(magic);
  saved += out.bytes();
  saved += state;
  saved += poach::sha256_hex(saved);
  return saved;
}

std::string_view unpack_state(const StateOwner& owner, std::string_view saved) {
  const std::string_view content = checked_content(saved);
  poach::ByteReader in(content);
  const std::string writer = in.text();
  if (writer != this_library()) {
    refuse(fmt::format("was written by poach {}, and this is poach {}", writer, this_library()));
  }
  if (in.text() != poach::sha256_hex(owner.scenario)) refuse("is of another scenario");
  const auto seed = in.value<std::uint64_t>();
  if (seed != owner.seed) refuse(fmt::format("is of seed {}, not {}", seed, owner.seed));
  const auto replicate = in.value<std::uint64_t>();
  if (replicate != owner.replicate) {
    refuse(fmt::format("is of replicate {}, not {}", replicate, owner.replicate));
  }
  return content.substr(content.size() - in.bytes_left());
}

}  // namespace poach_api
