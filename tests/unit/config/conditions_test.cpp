// Filters that a document keeps.

#include "config/conditions.hpp"

#include <array>

#include "config/assign.hpp"
#include "config/json_schema.hpp"
#include "config/load.hpp"
#include "config/parameter_table.hpp"
#include "config/print.hpp"
#include "config/read.hpp"
#include "support/catch.hpp"

namespace {

using namespace poach;
using namespace poach::config;

constexpr std::array<Quantity, 4> quantities = {{{"size", Values::numbers, "how large", "people"},
                                                 {"born", Values::dates},
                                                 {"listed", Values::truths},
                                                 {"kind", Values::texts}}};
constexpr Vocabulary firms = {quantities, "a map of conditions on firms", "firms have no",
                              at_least(0)};

struct Law {
  Conditions to{firms};
};

void describe(Law& law, Fields& fields) {
  fields.value({.name = "to",
                .meaning = "firms that it binds",
                .range = at_least(0),
                .timing = Timing::timed},
               law.to);
}

Law law_of(const std::string& yaml) {
  Diagnostics diagnostics;
  Law law;
  read(parse_text(yaml, "l.yaml", diagnostics), law, diagnostics);
  INFO(diagnostics.report());
  REQUIRE_FALSE(diagnostics.has_errors());
  return law;
}

std::string problems(const std::string& yaml) {
  Diagnostics diagnostics;
  Law law;
  read(parse_text(yaml, "l.yaml", diagnostics), law, diagnostics);
  return diagnostics.report();
}

}  // namespace

TEST_CASE("filters print as they read", "[conditions]") {
  for (const std::string text :
       {"to: {}", "to: {size: 5}", "to: {size: [5, 10], kind: bank}",
        "to: {size: {not: 3, at_least: 2, at_most: 1000000}}",
        "to: {born: {at_most: 2025-06-30}, listed: true}", "to: {kind: [bank, \"\"]}",
        "to: {size: \"\", kind: {not: [bank, \"5\"]}}"}) {
    CHECK(print_yaml(law_of(text)) == text + "\n");
  }
  CHECK(print_yaml(law_of("to: {size: 1M}")) == "to: {size: 1000000}\n");
  for (const char* everyone : {"to: everyone", "to: null", "to: {}", "{}"}) {
    CHECK(law_of(everyone).to.empty());
  }
}

TEST_CASE("mistakes in a filter are reported at their place", "[conditions]") {
  CHECK(problems("to: 3") ==
        "l.yaml:1:5: error: to: expected a map of conditions on firms, not '3'\n");
  CHECK(problems("to: none") ==
        "l.yaml:1:5: error: to: expected a map of conditions on firms, not 'none'\n");
  CHECK(problems("to: {sise: 3}") ==
        "l.yaml:1:6: error: to: sise: firms have no sise; did you mean size?\n");
  CHECK(problems("to: {size: {over: 3}}") ==
        "l.yaml:1:13: error: to: size.over: unknown condition; there are not, at_least, at_most\n");
  CHECK(problems("to: {size: {at_least: -3}}") ==
        "l.yaml:1:23: error: to: size: -3 is below 0 (a size is people); did you mean 3?\n");
  CHECK(problems("to: {kind: {at_least: b}}") ==
        "l.yaml:1:23: error: to: kind: cannot order kind by 'b': it holds text\n");
  CHECK(problems("to: {born: [2025-06-30, soon]}") ==
        "l.yaml:1:25: error: to: born: 'soon' is no value of born, which holds dates "
        "(YYYY-MM-DD)\n");
  CHECK(problems("to: {size: []}") == "l.yaml:1:12: error: to: size: an empty list of values\n");
  CHECK(problems("to: {size: {}}") ==
        "l.yaml:1:12: error: to: size: an empty condition; give not, at_least or at_most\n");
}

TEST_CASE("conditions hold for values, lists, bounds and what is missing", "[conditions]") {
  const auto holds = [](const std::string& filter, std::optional<double> size) {
    return law_of("to: {size: " + filter + "}").to.all().front().holds(size);
  };
  CHECK(holds("5", 5.0));
  CHECK_FALSE(holds("5", 6.0));
  CHECK_FALSE(holds("5", std::nullopt));
  CHECK(holds("[5, '']", std::nullopt));
  CHECK(holds("{at_least: 5}", 5.0));
  CHECK_FALSE(holds("{at_least: 5}", 4.9));
  CHECK(holds("{at_most: 5}", 5.0));
  CHECK_FALSE(holds("{at_most: 5}", 5.1));
  CHECK_FALSE(holds("{at_most: 5}", std::nullopt));
  CHECK(holds("{not: 5}", 6.0));
  CHECK(holds("{not: 5}", std::nullopt));
  CHECK_FALSE(holds("{not: ''}", std::nullopt));
  const Condition kinds = law_of("to: {kind: {not: [bank, '']}}").to.all().front();
  CHECK(kinds.holds_for("mill"));
  CHECK_FALSE(kinds.holds_for("bank"));
  CHECK_FALSE(kinds.holds_for(std::nullopt));
}

TEST_CASE("paths reach inside filters", "[conditions]") {
  Law law = law_of("to: {size: {at_least: 2}, kind: bank}");
  const auto set = [&](const char* path, const char* value) {
    Diagnostics diagnostics;
    const auto problem = assign(law, *parse_path(path), parse_text(value, "v.yaml", diagnostics),
                                Allowed::timed_only);
    return problem ? problem->reason : std::string();
  };
  CHECK(set("to.size.at_least", "3").empty());
  CHECK(set("to.size.at_most", "9").empty());
  CHECK(set("to.listed", "true").empty());
  CHECK(print_yaml(law) == "to: {size: {at_least: 3, at_most: 9}, listed: true, kind: bank}\n");
  CHECK(set("to.kind.not", "mill") == "'bank' has no part 'not'");
  CHECK(set("to.sise.at_least", "3") == "sise: firms have no sise");
  CHECK(set("to.size.at_least.x", "3") == "'3' has no part 'x'");
  *find_number(law, {"to", "size", "at_least"}) += 2.0;
  CHECK(law.to.all()[0].holds(5.0));
  CHECK_FALSE(law.to.all()[0].holds(4.0));
  for (const Path& nowhere : {Path{"to", "size"}, Path{"to", "size", "not"}, Path{"to", "born"},
                              Path{"to", "kind"}, Path{"to", "size", "at_least", "x"}}) {
    CHECK(find_number(law, nowhere) == nullptr);
  }
  CHECK(set("to", "{size: 5}").empty());
  CHECK(find_number(law, {"to", "size"}) != nullptr);
}

TEST_CASE("filters in the schema and the parameter table", "[conditions]") {
  const std::string schema = json_schema(Law{}, "law");
  for (const char* part : {"\"at_least\"", "\"everyone\"", "\"kind\"", "\"default\": {}"}) {
    CHECK(schema.find(part) != std::string::npos);
  }
  CHECK(parameter_table(Law{}).find("| `to` | conditions on size, born, listed, kind | `{}` |") !=
        std::string::npos);
}
