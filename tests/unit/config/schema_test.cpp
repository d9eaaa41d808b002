#include <nlohmann/json.hpp>
#include <regex>
#include <string>

#include "config/json_schema.hpp"
#include "config/parameter_table.hpp"
#include "sample.hpp"
#include "support/catch.hpp"

using namespace poach::config;
using Json = nlohmann::json;

namespace {

struct Tiny {
  double cap = 5e6;
  std::optional<std::int64_t> seats;
};

void describe(Tiny& t, Fields& fields) {
  fields.value({.name = "cap", .meaning = "the most", .unit = "USD", .range = above(0)}, t.cap);
  fields.value(
      {.name = "seats", .meaning = "seats", .range = between(1, 10), .timing = Timing::timed},
      t.seats);
}

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the schema of a small struct") {
  const Json schema = Json::parse(json_schema(Tiny{}, "Tiny"));
  INFO(schema.dump(2));
  CHECK(schema.at("$schema") == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema.at("title") == "Tiny");
  CHECK(schema.at("type") == "object");
  CHECK(schema.at("additionalProperties") == false);
  CHECK(schema.at("properties").size() == 3);
  CHECK(schema.at("properties").at("extends").at("type") == "string");

  const Json& cap = schema.at("properties").at("cap");
  CHECK(cap.at("description") == "the most (USD)");
  CHECK(cap.at("default") == 5000000);
  CHECK(cap.at("default").is_number_integer());
  CHECK(cap.at("anyOf").size() == 2);
  CHECK(cap.at("anyOf").at(0) == Json{{"type", "number"}, {"exclusiveMinimum", 0}});
  CHECK(cap.at("anyOf").at(1).at("type") == "string");

  const Json& seats = schema.at("properties").at("seats");
  CHECK(seats.at("description") == "seats; events may change it");
  CHECK(seats.at("default") == "none");
  CHECK(seats.at("anyOf").at(1) == Json{{"enum", {"none", "unlimited", nullptr}}});
  const Json& number = seats.at("anyOf").at(0).at("anyOf").at(0);
  CHECK(number == Json{{"type", "integer"}, {"minimum", 1}, {"maximum", 10}});
}

TEST_CASE("the schema's patterns accept what the reader accepts") {
  const Json schema = Json::parse(json_schema(sample::Market{}, "Market"));
  const auto matches = [](const Json& text_schema, const char* text) {
    return std::regex_search(text, std::regex(text_schema.at("pattern").get<std::string>()));
  };
  const Json& company = schema.at("properties").at("companies").at("items");
  const Json& number = company.at("properties").at("exit_probability").at("anyOf").at(1);
  for (const char* good : {"40M", "0.5M", "12 %", "12%", "1_000_000", "1e6", ".5", "-5k"}) {
    INFO(good);
    CHECK(matches(number, good));
  }
  for (const char* bad : {"", "soon", "5 USD", "nan", "0x10", "M"}) {
    INFO(bad);
    CHECK_FALSE(matches(number, bad));
  }
  const Json& hazard = company.at("properties").at("quits").at("anyOf").at(0);
  CHECK(matches(hazard, "12 % per year"));
  CHECK_FALSE(matches(hazard, "0.2"));
  const Json& duration = schema.at("properties").at("horizon");
  CHECK(matches(duration, "26 weeks"));
  CHECK(matches(duration, "1 month"));
  CHECK_FALSE(matches(duration, "26"));
}

TEST_CASE("the schema covers every kind of field") {
  const Json schema = Json::parse(json_schema(sample::Market{}, "Market"));
  INFO(schema.dump(2));
  const Json& fields = schema.at("properties");
  CHECK(fields.at("topology").at("enum") == Json{"complete", "ring", "none"});
  CHECK(fields.at("topology").at("default") == "complete");
  CHECK(fields.at("visible").at("default") == true);
  CHECK(fields.at("horizon").at("default") == "4 years");
  CHECK(fields.at("tables").at("default") == Json::array());
  CHECK(fields.at("tables").at("type") == "array");
  const Json& company = fields.at("companies").at("items");
  CHECK(company.at("required") == Json::array({"name"}));
  CHECK(company.at("additionalProperties") == false);
  CHECK(company.at("properties").at("rivals").at("default") == Json::object());
  const Json& founders = company.at("properties").at("founders").at("anyOf");
  CHECK(founders.at(0).at("type") == "object");
  CHECK(founders.at(1).at("anyOf").at(0).at("type") == "integer");
  CHECK(fields.at("outside").at("anyOf").at(0).at("type") == "object");
  CHECK_FALSE(fields.at("events").at("items").contains("required"));
  CHECK(fields.at("events").at("items").at("properties").at("set").size() == 1);
}

TEST_CASE("the parameter table has a row for every field") {
  const std::string table = parameter_table(sample::Market{});
  INFO(table);
  for (const char* row :
       {"| path | type | default | unit | range | meaning | events may change it |\n",
        "| `seed` | whole number | `1` |  |  | seed |  |\n",
        "| `topology` | one of complete, ring, none | `complete` |  |  | who meets whom |  |\n",
        "| `companies` | list of sections with a name | `[]` |  |  | who bids |  |\n",
        "| `companies[].name` | text | required |  |  | name |  |\n",
        "| `companies[].pay.cap` | number or none | `none` | USD per year | at least 0 | the most "
        "for one person | yes |\n",
        "| `companies[].founders` | section, or a value for `count` |  |  |  | founders |  |\n",
        "| `companies[].exit_probability` | number | `0` |  | 0 to 1 | chance of closing in a tick "
        "| yes |\n",
        "| `companies[].rivals` | map of numbers | `{}` |  | above 0 | weight of each rival | yes "
        "|\n",
        "| `events[].note` | text or none | `none` |  |  | for people \\| readers |  |\n",
        "| `outside` | section, or none | `none` |  |  | outside option |  |\n",
        "| `outside.median` | number | `0` | USD per year | at least 0 | median pay at the start | "
        " "
        "|\n"}) {
    INFO(row);
    CHECK(holds(table, row));
  }
}

TEST_CASE("ranges in words") {
  CHECK(to_string(any()).empty());
  CHECK(to_string(share()) == "0 to 1");
  CHECK(to_string(above(0)) == "above 0");
  CHECK(to_string(at_most(3)) == "at most 3");
  CHECK(to_string(Range{.lowest = 0, .highest = 1, .lowest_open = true}) == "above 0, at most 1");
  CHECK_FALSE(share().contains(1.5));
  CHECK(share().contains(1.0));
  CHECK_FALSE(Range{.highest = 1, .highest_open = true}.contains(1.0));
}
