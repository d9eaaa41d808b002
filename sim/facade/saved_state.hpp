#pragma once
// The bytes of a saved simulation: its owner, the state, a checksum over both.

#include <cstdint>
#include <string>
#include <string_view>

namespace poach_api {

/// The owner of a saved state.
struct StateOwner {
  std::string scenario;  ///< resolved
  std::uint64_t seed = 0;
  std::uint64_t replicate = 0;
};

[[nodiscard]] std::string pack_state(const StateOwner& owner, std::string_view state);
/// The state in the result of pack_state; refers to `saved`. Throws the library's InputError when
/// the bytes are damaged, of another owner, or of another version of the library.
[[nodiscard]] std::string_view unpack_state(const StateOwner& owner, std::string_view saved);

}  // namespace poach_api
