#pragma once
// Names of places in a scenario: companies.Meta.pay.cap, companies["Google DeepMind"].pay.cap.

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace poach::config {

/// The segments of a path, outermost first.
using Path = std::vector<std::string>;

/// Splits at dots and brackets: `companies.Google DeepMind.pay`, `companies["A.B"].pay`,
/// `events[0].at`. Nothing when a segment is empty or a bracket or quote is not closed.
[[nodiscard]] std::optional<Path> parse_path(std::string_view text);
/// The text that parse_path splits into `segments`; `["..."]` where a segment needs it.
[[nodiscard]] std::string join_path(std::span<const std::string> segments);

/// The positions of the items of a document's largest named list, by name, for callers that follow
/// many paths into it. It gives the position to look at first and may be out of date.
using ItemPlaces = std::map<std::string, std::size_t, std::less<>>;

}  // namespace poach::config
