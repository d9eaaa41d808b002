#pragma once
// The channels through which companies approach researchers.

#include <array>
#include <cstdint>
#include <string_view>

namespace poach {

/// The channel of an approach. Where several channels lead to the same person in a tick, the first
/// of them is recorded.
enum class Channel : std::uint8_t {
  random_meeting,
  company_graph,
  everyone,
  referral,
  rival,
  field,
  team,
  visible,
  anyone,
  news,
  pass_on,
  phase  ///< an added phase
};

/// Their names in tables, in the order of Channel.
inline constexpr std::array<std::string_view, 12> channel_names = {
    "random_meeting", "company_graph", "everyone", "referral", "rival",   "field",
    "team",           "visible",       "anyone",   "news",     "pass_on", "phase"};
static_assert(channel_names.size() == static_cast<std::size_t>(Channel::phase) + 1);

[[nodiscard]] constexpr std::string_view to_string(Channel channel) {
  return channel_names[static_cast<std::size_t>(channel)];
}

}  // namespace poach
