#include "base/diagnostics.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "support/catch.hpp"

using namespace poach;

TEST_CASE("a diagnostic says where, what, why and what instead", "[base][diagnostics]") {
  Diagnostic diagnostic;
  diagnostic.place = {"spree.yaml", 12, 7};
  diagnostic.path = "companies.Apple.pay.cap";
  diagnostic.reason = "-5 is below 0 (a cap is USD per year)";
  diagnostic.suggestion = "did you mean 5M?";
  CHECK(to_string(diagnostic) ==
        "spree.yaml:12:7: error: companies.Apple.pay.cap: -5 is below 0 (a cap is USD per year); "
        "did you mean 5M?");
}

TEST_CASE("a diagnostic leaves out what is not known", "[base][diagnostics]") {
  CHECK(to_string(Diagnostic{Severity::error, {"a.yaml", 0, 0}, "", "it is empty", ""}) ==
        "a.yaml: error: it is empty");
  CHECK(to_string(Diagnostic{Severity::warning, {}, "market", "nobody moves", ""}) ==
        "warning: market: nobody moves");
  CHECK(to_string(Diagnostic{Severity::error, {"", 3, 4}, "", "no value", "write 1"}) ==
        "3:4: error: no value; write 1");
  CHECK(to_string(Diagnostic{Severity::error, {}, "", "no scenario", ""}) == "error: no scenario");
}

TEST_CASE("warnings are not errors", "[base][diagnostics]") {
  Diagnostics diagnostics;
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(diagnostics.report().empty());
  diagnostics.warning({"a.yaml", 1, 1}, "x", "odd");
  CHECK_FALSE(diagnostics.has_errors());
  CHECK(diagnostics.error_count() == 0);
  diagnostics.error({"a.yaml", 2, 1}, "y", "wrong");
  diagnostics.error({"a.yaml", 2, 1}, "z", "wrong");
  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.error_count() == 2);
  CHECK(diagnostics.all().size() == 3);
  CHECK(diagnostics.all().front().severity == Severity::warning);
}

TEST_CASE("a report is sorted by file, line and column as numbers", "[base][diagnostics]") {
  Diagnostics diagnostics;
  diagnostics.error({"b.yaml", 1, 1}, "", "seventh");
  diagnostics.error({"a.yaml", 10, 2}, "", "fifth");
  diagnostics.error({"a.yaml", 10, 12}, "", "sixth");
  diagnostics.warning({"a.yaml", 9, 30}, "p", "third");
  diagnostics.error({"a.yaml", 9, 30}, "q", "fourth");
  diagnostics.error({"a.yaml", 9, 4}, "", "second");
  diagnostics.error({"a.yaml", 0, 0}, "", "first");
  CHECK(diagnostics.report() ==
        "a.yaml: error: first\n"
        "a.yaml:9:4: error: second\n"
        "a.yaml:9:30: warning: p: third\n"
        "a.yaml:9:30: error: q: fourth\n"
        "a.yaml:10:2: error: fifth\n"
        "a.yaml:10:12: error: sixth\n"
        "b.yaml:1:1: error: seventh\n");
  CHECK(diagnostics.all().front().reason == "seventh");  // the order of the input is kept
}

TEST_CASE("a report says the same thing once", "[base][diagnostics]") {
  Diagnostics diagnostics;
  for (int i = 0; i < 3; ++i) {
    diagnostics.error({"a.yaml", 1, 1}, "x", "wrong");
    diagnostics.error({"a.yaml", 2, 1}, "x", "wrong");
  }
  CHECK(diagnostics.report() ==
        "a.yaml:1:1: error: x: wrong\n"
        "a.yaml:2:1: error: x: wrong\n");
}

TEST_CASE("an input error carries the report", "[base][diagnostics]") {
  Diagnostics diagnostics;
  diagnostics.error({"a.yaml", 1, 1}, "x", "wrong");
  const InputError error(diagnostics);
  CHECK(std::string(error.what()) == "a.yaml:1:1: error: x: wrong\n");
  CHECK(error.diagnostics().error_count() == 1);
  CHECK(InputError("cannot read a.yaml").diagnostics().all().empty());
}

TEST_CASE("near words are suggested and far ones are not", "[base][diagnostics]") {
  const std::vector<std::string> keys = {"median", "cap", "probability", "raise_limit", "horizon"};
  CHECK(did_you_mean("medain", keys) == "did you mean median?");
  CHECK(did_you_mean("medians", keys) == "did you mean median?");
  CHECK(did_you_mean("edian", keys) == "did you mean median?");
  CHECK(did_you_mean("cup", keys) == "did you mean cap?");
  CHECK(did_you_mean("raise_limt", keys) == "did you mean raise_limit?");
  CHECK(nearest("cap", keys) == "cap");
  CHECK(did_you_mean("colour", keys).empty());
  CHECK(did_you_mean("zzz", keys).empty());
  CHECK(did_you_mean("median", {}).empty());
  CHECK(did_you_mean(std::string(1000, 'm'), keys).empty());
}

TEST_CASE("of equally near words the first is suggested, of others the nearest",
          "[base][diagnostics]") {
  CHECK(nearest("bat", {"cat", "hat"}) == "cat");
  CHECK(nearest("bat", {"hat", "cat"}) == "hat");
  CHECK(nearest("weekly", {"yearly", "weekday", "weakly"}) == "weakly");
}

TEST_CASE("a report lists a thousand problems and the number of the others",
          "[base][diagnostics]") {
  Diagnostics diagnostics;
  for (int line = 1; line <= 1500; ++line) diagnostics.error({"a.yaml", line, 1}, "x", "wrong");
  const std::string report = diagnostics.report();
  CHECK(std::count(report.begin(), report.end(), '\n') == 1001);
  CHECK(report.find("a.yaml:1000:1: error: x: wrong\nand 500 more problems\n") !=
        std::string::npos);
}

TEST_CASE("what a file holds is shown and does not work the terminal", "[base][diagnostics]") {
  Diagnostics diagnostics;
  diagnostics.error({"a.yaml", 1, 1}, "x", "no key \x1B[2J\n", "did you mean \xFF?");
  CHECK(diagnostics.report() ==
        "a.yaml:1:1: error: x: no key \\x1b[2J\\x0a; did you mean \\xff?\n");
}
