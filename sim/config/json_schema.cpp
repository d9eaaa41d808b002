#include "config/json_schema.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "config/conditions.hpp"

namespace poach::config {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* number_pattern =
    R"(^\s*[-+]?([0-9][0-9_]*(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\s*[kMB%]?$)";
constexpr const char* hazard_pattern = R"(^\s*[0-9.].* per (year|tick)$)";
constexpr const char* duration_pattern = R"(^\s*[0-9.].* (tick|day|week|month|year)s?$)";

void add_range(Json& schema, const Range& range) {
  if (std::isfinite(range.lowest)) {
    schema[range.lowest_open ? "exclusiveMinimum" : "minimum"] = range.lowest;
  }
  if (std::isfinite(range.highest)) {
    schema[range.highest_open ? "exclusiveMaximum" : "maximum"] = range.highest;
  }
}

Json text_like(const char* pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

// A number, or a text such as 40M that stands for one.
Json number_schema(const char* type, const Range& range) {
  Json plain = {{"type", type}};
  add_range(plain, range);
  return {{"anyOf", {plain, text_like(number_pattern)}}};
}

Json conditions_schema(const Vocabulary& vocabulary, const Range& range) {
  Json properties = Json::object();
  for (const Quantity& quantity : vocabulary.quantities) {
    const bool texts = quantity.values == Values::texts;
    const Json one = texts ? Json{{"type", {"string", "number", "boolean", "null"}}}
                           : Json{{"anyOf", {number_schema("number", range), {{"type", "null"}}}}};
    const Json values = {{"anyOf", {one, {{"type", "array"}, {"items", one}}}}};
    Json relations = {{"not", values}};
    if (!texts) relations["at_least"] = relations["at_most"] = number_schema("number", range);
    const Json map = {
        {"type", "object"}, {"properties", relations}, {"additionalProperties", false}};
    properties[std::string(quantity.name)] = {{"anyOf", {values, map}},
                                              {"description", std::string(quantity.meaning)}};
  }
  const Json map = {
      {"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  return {{"anyOf", {map, {{"enum", {"everyone", nullptr}}}}}};
}

Json shape_schema(const ValueType& type, const Range& range) {
  switch (type.shape) {
    case Shape::number:
      return number_schema("number", range);
    case Shape::integer:
      return number_schema("integer", range);
    case Shape::boolean:
      return {{"type", "boolean"}};
    case Shape::text:
      return {{"type", {"string", "number", "boolean"}}};
    case Shape::hazard:
      return {{"anyOf", {text_like(hazard_pattern), {{"const", 0}}}}};
    case Shape::duration:
      return text_like(duration_pattern);
    case Shape::date:
      return text_like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    case Shape::text_list:
      return {{"type", "array"}, {"items", {{"type", {"string", "number", "boolean"}}}}};
    case Shape::number_list:
      return {{"type", "array"}, {"items", number_schema("number", range)}};
    case Shape::number_map:
      return {{"type", "object"}, {"additionalProperties", number_schema("number", range)}};
    case Shape::conditions:
      return conditions_schema(*type.vocabulary, range);
    case Shape::choice:
      return {{"enum", type.words}};
    case Shape::raw:
      break;
  }
  return Json::object();
}

Json or_none(Json schema) {
  return {{"anyOf", {std::move(schema), {{"enum", {"none", "unlimited", nullptr}}}}}};
}

enum class Scalars { texts, numbers };

Json to_json(const Node& node, Scalars scalars);

// The value as an editor shows it: numbers as numbers, the rest as YAML texts.
Json default_of(const Value& value) {
  const Shape shape = value.type().shape;
  const bool numbers = shape == Shape::number || shape == Shape::integer ||
                       shape == Shape::number_list || shape == Shape::number_map;
  const Node node = value.print();
  if (shape == Shape::boolean) return node.text() == "true";
  return to_json(node, numbers ? Scalars::numbers : Scalars::texts);
}

Json to_json(const Node& node, Scalars scalars) {
  if (node.is_null()) return nullptr;
  if (node.is_list()) {
    Json list = Json::array();
    for (const Node& item : node.items()) list.push_back(to_json(item, scalars));
    return list;
  }
  if (node.is_map()) {
    Json map = Json::object();
    for (const Entry& entry : node.entries()) map[entry.key] = to_json(entry.value, scalars);
    return map;
  }
  if (scalars == Scalars::texts) return node.text();
  // Whole numbers stay whole: a double would print 10 as 10.0.
  Json parsed = Json::parse(node.text(), nullptr, false);
  return parsed.is_number() ? parsed : Json(node.text());
}

std::string description(const Field& field) {
  std::string text(field.meaning);
  if (!field.unit.empty()) text += " (" + std::string(field.unit) + ")";
  if (field.presence == Presence::required) text += "; required";
  if (field.timing == Timing::timed) text += "; events may change it";
  return text;
}

// The properties of one struct.
class SchemaBuilder final : public Fields {
 public:
  Json properties = Json::object();

  [[nodiscard]] Json object() const {
    return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  }

 protected:
  void leaf(const Field& field, Value& value) override {
    const ValueType type = value.type();
    Json schema = shape_schema(type, field.range);
    if (type.may_be_none) schema = or_none(std::move(schema));
    if (type.shape != Shape::raw && field.presence == Presence::optional) {
      schema["default"] = default_of(value);
    }
    add(field, std::move(schema));
  }

  void nested(const Field& field, Nested& section) override {
    SchemaBuilder inside;
    if (section.present()) {
      section.describe_fields(inside);
    } else {
      section.describe_default(inside);
    }
    Json schema = inside.object();
    if (!field.shorthand.empty()) {
      const Json shorthand = inside.properties.at(std::string(field.shorthand));
      schema = {{"anyOf", {schema, shorthand}}};
    }
    if (section.is_optional()) schema = or_none(std::move(schema));
    add(field, std::move(schema));
  }

  void items(const Field& field, Items& list) override {
    SchemaBuilder inside;
    list.describe_default(inside);
    Json item = inside.object();
    // Other required fields may come from a file that this one extends.
    if (list.named()) item["required"] = {"name"};
    add(field, {{"type", "array"}, {"items", std::move(item)}});
  }

 private:
  void add(const Field& field, Json schema) {
    schema["description"] = description(field);
    properties[std::string(field.name)] = std::move(schema);
  }
};

}  // namespace

std::string json_schema_of(Nested& document, std::string_view title) {
  SchemaBuilder builder;
  builder.properties["extends"] = {
      {"type", "string"}, {"description", "a file, relative to this one, that this one builds on"}};
  document.describe_fields(builder);
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", std::string(title)}};
  schema.update(builder.object());
  return schema.dump(2) + "\n";
}

}  // namespace poach::config
