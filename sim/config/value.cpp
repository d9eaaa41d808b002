#include "config/value.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "config/conditions.hpp"

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
    case Shape::conditions:
      return "conditions on";
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
  if (kind.vocabulary != nullptr) {
    std::vector<std::string_view> names;
    for (const Quantity& quantity : kind.vocabulary->quantities) names.push_back(quantity.name);
    name += fmt::format(" {}", fmt::join(names, ", "));
  }
  if (kind.may_be_none) name += " or none";
  return name;
}

double* Value::number_under(std::span<const std::string>) { return nullptr; }

std::optional<Problem> Value::parse_under(std::span<const std::string> path, const Node&) {
  return Problem{fmt::format("a {} has no part '{}'", type_name(), path.front())};
}

}  // namespace poach::config
