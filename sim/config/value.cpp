#include "config/value.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace poach::config {
namespace {

std::string_view shape_name(Shape shape) {
  switch (shape) {
    case Shape::number:
      return "number";
    case Shape::integer:
      return "whole number";
    case Shape::boolean:
      return "true or false";
    case Shape::text:
      return "text";
    case Shape::hazard:
      return "hazard";
    case Shape::duration:
      return "duration";
    case Shape::date:
      return "date";
    case Shape::text_list:
      return "list of texts";
    case Shape::number_list:
      return "list of numbers";
    case Shape::number_map:
      return "map of numbers";
    case Shape::choice:
      return "one of";
    case Shape::raw:
      break;
  }
  return "any YAML";
}

}  // namespace

std::string Value::type_name() const {
  const ValueType kind = type();
  std::string name(shape_name(kind.shape));
  if (kind.shape == Shape::choice) name += fmt::format(" {}", fmt::join(kind.words, ", "));
  if (kind.may_be_none) name += " or none";
  return name;
}

double* Value::number_under(std::string_view) { return nullptr; }

std::optional<Problem> Value::parse_under(std::string_view key, const Node&) {
  return Problem{fmt::format("a {} has no part '{}'", type_name(), key)};
}

}  // namespace poach::config
