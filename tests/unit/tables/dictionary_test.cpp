#include "tables/dictionary.hpp"

#include <nlohmann/json.hpp>

#include "example_table.hpp"
#include "support/catch.hpp"

using namespace poach::tables;

TEST_CASE("A description becomes a dictionary", "[tables][dictionary]") {
  const TableDictionary table = dictionary(example::hires());
  CHECK(table.name == "hires");
  CHECK(table.file == "hires.csv");
  CHECK(table.one_row_per == "hire");
  CHECK(table.primary_key == std::vector<std::string>{"tick", "name"});
  REQUIRE(table.columns.size() == 10);
  CHECK(table.columns[5].name == "pay_usd_per_year");
  CHECK(table.columns[5].unit == "USD per year");
  CHECK(table.columns[5].type == Type::number);
  CHECK(table.columns[1].type == Type::date);
  CHECK(table.columns[9].type == Type::string);
}

TEST_CASE("datapackage.json describes the files", "[tables][dictionary]") {
  std::vector<TableDictionary> tables(2, dictionary(example::hires()));
  tables[1].name = "more";
  tables[1].file = "more.csv.gz";
  const std::string text = datapackage("My Spree_2 (final)", "A \"spree\"", tables);
  CHECK(text == datapackage("My Spree_2 (final)", "A \"spree\"", tables));
  const auto json = nlohmann::json::parse(text);
  CHECK(json["profile"] == "tabular-data-package");
  CHECK(json["name"] == "my-spree_2-final");
  CHECK(json["title"] == "A \"spree\"");
  const auto& resource = json["resources"][0];
  CHECK(resource["path"] == "hires.csv");
  CHECK(resource["profile"] == "tabular-data-resource");
  CHECK(resource["description"] == "Every hire. One row per hire.");
  CHECK_FALSE(resource.contains("compression"));
  CHECK(json["resources"][1]["compression"] == "gz");
  const auto& schema = resource["schema"];
  CHECK(schema["missingValues"] == nlohmann::json::array({""}));
  CHECK(schema["primaryKey"] == nlohmann::json::array({"tick", "name"}));
  CHECK(schema["fields"][5] == nlohmann::json::parse(R"({"name": "pay_usd_per_year",
    "type": "number", "unit": "USD per year", "description": "Pay."})"));
  CHECK_FALSE(schema["fields"][0].contains("unit"));
  CHECK(nlohmann::json::parse(datapackage("!", "", {}))["name"] == "run");
}

TEST_CASE("The keys of datapackage.json keep their order", "[tables][dictionary]") {
  TableDictionary table{"t", "t.csv", "T.", "tick", {}, {{"tick", "", "Tick.", Type::integer}}};
  CHECK(datapackage("t", "T", std::span(&table, 1)) == R"({
  "profile": "tabular-data-package",
  "name": "t",
  "title": "T",
  "resources": [
    {
      "name": "t",
      "path": "t.csv",
      "profile": "tabular-data-resource",
      "description": "T. One row per tick.",
      "format": "csv",
      "mediatype": "text/csv",
      "encoding": "utf-8",
      "schema": {
        "fields": [
          {
            "name": "tick",
            "type": "integer",
            "description": "Tick."
          }
        ],
        "missingValues": [
          ""
        ]
      }
    }
  ]
}
)");
}

TEST_CASE("The dictionary for people is Markdown", "[tables][dictionary]") {
  TableDictionary table{"t",    "t.csv",  "T.",
                        "tick", {"tick"}, {{"tick", "", "a|b\nc", Type::integer}}};
  const std::string one =
      "## t.csv\n\nT. One row per tick. Key: `tick`.\n\n"
      "| column | type | unit | meaning |\n|---|---|---|---|\n"
      "| `tick` | integer |  | a\\|b c |\n";
  CHECK(markdown_dictionary(std::span(&table, 1)) == one);
  const std::vector<TableDictionary> two(2, table);
  CHECK(markdown_dictionary(two) == one + "\n" + one);
}
