#include "report/html.hpp"

#include "support/catch.hpp"

using namespace poach::report;

TEST_CASE("Figures have three significant digits and no exponents", "[report][report]") {
  CHECK(figure(0.05) == "0.05");
  CHECK(figure(84.0) == "84");
  CHECK(figure(999.4) == "999");
  CHECK(figure(999.9) == "1k");
  CHECK(figure(1440.0) == "1.44k");
  CHECK(figure(-1900.0) == "-1.9k");
  CHECK(figure(15300.0) == "15.3k");
  CHECK(figure(999950.0) == "1M");
  CHECK(figure(2.5e9) == "2.5B");
  CHECK(dollars(-1234567.0) == "-$1.23M");
  CHECK(signed_figure(3.0) == "+3");
  CHECK(percent(0.1234) == "12.3 %");
}

TEST_CASE("Escaped text is no markup", "[report][report]") {
  CHECK(escape_html("<a b=\"c\">&'") == "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
  CHECK(escape_script("{\"a\":\"</script><!--\"}") == "{\"a\":\"\\u003c/script>\\u003c!--\"}");
  // The SHA-256 of the empty text, in base64.
  CHECK(script_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST_CASE("A table has a cell per column", "[report][report]") {
  HtmlTable table("Numbers", {{"name", Align::left}, {"value"}});
  CHECK(table.empty());
  CHECK_THROWS_AS(table.add({"one"}), std::logic_error);
  table.add({"<one>", "1"});
  CHECK_FALSE(table.empty());
  CHECK(
      table.print().find("<th scope=\"row\" class=\"s\">&lt;one&gt;</th><td class=\"n\">1</td>") !=
      std::string::npos);
}
