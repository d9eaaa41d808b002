#pragma once
// One overload per type of leaf: from a node, to a node, and its shape.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/units.hpp"
#include "config/field.hpp"
#include "config/node.hpp"
#include "config/value.hpp"

namespace poach::config {

/// Reads `node` into `value`, or says why not and leaves `value` as it was.
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node, double& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node,
                                               std::int64_t& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node, bool& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node,
                                               std::string& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node, Hazard& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node,
                                               Duration& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node, Date& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node,
                                               std::vector<std::string>& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node,
                                               std::vector<double>& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node,
                                               std::map<std::string, double>& value);
[[nodiscard]] std::optional<Problem> read_leaf(const Field& field, const Node& node, Node& value);

[[nodiscard]] Node print_leaf(double value);
[[nodiscard]] Node print_leaf(std::int64_t value);
[[nodiscard]] Node print_leaf(bool value);
[[nodiscard]] Node print_leaf(const std::string& value);
[[nodiscard]] Node print_leaf(Hazard value);
[[nodiscard]] Node print_leaf(Duration value);
[[nodiscard]] Node print_leaf(Date value);
[[nodiscard]] Node print_leaf(const std::vector<std::string>& value);
[[nodiscard]] Node print_leaf(const std::vector<double>& value);
[[nodiscard]] Node print_leaf(const std::map<std::string, double>& value);
[[nodiscard]] Node print_leaf(const Node& value);

constexpr Shape shape_of(const double&) { return Shape::number; }
constexpr Shape shape_of(const std::int64_t&) { return Shape::integer; }
constexpr Shape shape_of(const bool&) { return Shape::boolean; }
inline Shape shape_of(const std::string&) { return Shape::text; }
constexpr Shape shape_of(const Hazard&) { return Shape::hazard; }
constexpr Shape shape_of(const Duration&) { return Shape::duration; }
constexpr Shape shape_of(const Date&) { return Shape::date; }
inline Shape shape_of(const std::vector<std::string>&) { return Shape::text_list; }
inline Shape shape_of(const std::vector<double>&) { return Shape::number_list; }
inline Shape shape_of(const std::map<std::string, double>&) { return Shape::number_map; }
inline Shape shape_of(const Node&) { return Shape::raw; }

/// `expected WHAT, got NODE`.
[[nodiscard]] Problem mismatch(std::string_view what, const Node& node,
                               std::string suggestion = {});
/// "did you mean 5M?" for a number as people write it elsewhere ($5m, 1,000,000, 0,5); else empty.
[[nodiscard]] std::string number_hint(std::string text);
/// Whether the text means "no value": `none` or `unlimited`.
[[nodiscard]] bool is_none_word(std::string_view text);
/// Why `value`, which the user wrote as `written`, is outside the field's range.
[[nodiscard]] std::optional<Problem> check_range(const Field& field, double value,
                                                 std::string_view written);

}  // namespace poach::config
