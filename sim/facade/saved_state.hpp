#pragma once
// The bytes of a saved simulation: what they are of, the state, a checksum over all of it.

#include <cstdint>
#include <string>
#include <string_view>

namespace poach_api {

/// What a saved state belongs to.
struct StateOwner {
  std::string scenario;  ///< resolved
  std::uint64_t seed = 0;
  std::uint64_t replicate = 0;
};

[[nodiscard]] std::string pack_state(const StateOwner& owner, std::string_view state);
/// The state in what pack_state gave; refers to `saved`. Throws the library's InputError when the
/// bytes are damaged, of another owner, or of another version of the library.
[[nodiscard]] std::string_view unpack_state(const StateOwner& owner, std::string_view saved);

}  // namespace poach_api
