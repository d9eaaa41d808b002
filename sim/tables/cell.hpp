#pragma once
// Conversion of one value to the text of a CSV cell, and back.

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/id.hpp"

namespace poach::tables {

/// The kinds of column, named as in the Frictionless Table Schema.
enum class Type { integer, number, string, date, boolean };

[[nodiscard]] std::string_view to_string(Type type);

/// A date already written as YYYY-MM-DD; empty means missing. Refers to text that others own.
struct DateText {
  std::string_view text;
};

/// Quotes per RFC 4180 where a comma, a quote, a line break or a formula character at the start
/// requires it; empty text is a missing value.
void append_cell(std::string& out, std::string_view text);
/// Shortest decimal that reads back as the same double, without exponent for whole numbers below
/// 10^15; NaN and the infinities are missing, -0 is 0.
void append_cell(std::string& out, double value);

template <class Integer>
requires std::is_integral_v<Integer>
void append_cell(std::string& out, Integer value) {
  if constexpr (std::is_same_v<Integer, bool>) {
    out += value ? "true" : "false";
  } else {
    std::array<char, 24> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
  }
}

inline void append_cell(std::string& out, const std::string& text) {
  append_cell(out, std::string_view(text));
}
inline void append_cell(std::string& out, DateText date) { append_cell(out, date.text); }

template <class Tag>
void append_cell(std::string& out, Id<Tag> id) {
  append_cell(out, id.value());
}
template <class AnyId>
void append_cell(std::string& out, OptionalId<AnyId> id) {
  if (id) append_cell(out, *id);
}
template <class T>
void append_cell(std::string& out, const std::optional<T>& value) {
  if (value) append_cell(out, *value);
}

/// The column type of a C++ type; only types with a specialization can be columns.
template <class T>
struct CellType;
template <class T>
requires std::is_integral_v<T>
struct CellType<T> {
  static constexpr Type value = std::is_same_v<T, bool> ? Type::boolean : Type::integer;
};
template <>
struct CellType<double> {
  static constexpr Type value = Type::number;
};
template <>
struct CellType<std::string> {
  static constexpr Type value = Type::string;
};
template <>
struct CellType<std::string_view> {
  static constexpr Type value = Type::string;
};
template <>
struct CellType<DateText> {
  static constexpr Type value = Type::date;
};
template <class Tag>
struct CellType<Id<Tag>> {
  static constexpr Type value = Type::integer;
};
template <class AnyId>
struct CellType<OptionalId<AnyId>> {
  static constexpr Type value = Type::integer;
};
template <class T>
struct CellType<std::optional<T>> : CellType<T> {};

/// The finite number that all of `text` spells, or nothing. Independent of the locale.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);
/// The whole number that all of `text` spells, or nothing.
[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

}  // namespace poach::tables
