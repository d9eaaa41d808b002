#include "config/read.hpp"

#include <string>

#include "config/codecs.hpp"
#include "config/load.hpp"
#include "sample.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::config;

namespace {

std::string problems(std::string_view text) {
  Diagnostics diagnostics;
  const Node root = parse_text(text, "a.yaml", diagnostics);
  sample::Market market;
  read(root, market, diagnostics);
  return diagnostics.report();
}

sample::Market good(std::string_view text, Origins* origins = nullptr) {
  Diagnostics diagnostics;
  const Node root = parse_text(text, "a.yaml", diagnostics);
  sample::Market market;
  read(root, market, diagnostics, origins);
  INFO(diagnostics.report());
  REQUIRE_FALSE(diagnostics.has_errors());
  return market;
}

}  // namespace

TEST_CASE("every type is read") {
  const sample::Market m = good(
      "title: A market\n"
      "seed: 2k\n"
      "visible: false\n"
      "topology: none\n"
      "horizon: 26 weeks\n"
      "seats: 10M\n"
      "vesting: 1 month\n"
      "until: 2025-06-30\n"
      "tables: [moves, offers]\n"
      "quantiles: [0.1, 90 %]\n"
      "companies:\n"
      "  - name: Apple\n"
      "    researchers: 100\n"
      "    pay: {median: 0.5M, cap: 5M}\n"
      "    founders: 3\n"
      "    exit_probability: 12 %\n"
      "    quits: 0.2 per year\n"
      "    rivals: {Meta: 2, 1B: 0.5}\n"
      "  - {name: Meta, pay: {cap: unlimited}, founders: {attachment: 1}}\n"
      "events:\n"
      "  - {at: 2025-01-31, note: none, set: {companies.Meta.pay.cap: 75M}}\n"
      "outside: {median: 1}\n");
  CHECK(m.title == "A market");
  CHECK(m.seed == 2000);
  CHECK_FALSE(m.visible);
  CHECK(m.topology == sample::Topology::none);
  CHECK(m.horizon == Duration{26, Duration::Unit::weeks});
  CHECK(m.seats == 10000000);
  CHECK(m.vesting == Duration{1, Duration::Unit::months});
  CHECK(m.until == Date::of(2025, 6, 30));
  CHECK(m.tables == std::vector<std::string>{"moves", "offers"});
  CHECK(m.quantiles == std::vector<double>{0.1, 0.9});
  REQUIRE(m.companies.size() == 2);
  CHECK(m.companies[0].pay == sample::Pay{0.5e6, 5e6});
  CHECK(m.companies[0].founders == sample::Founders{3, 5.0});
  CHECK(m.companies[0].exit_probability == 0.12);
  CHECK(m.companies[0].quits == Hazard{0.2, Hazard::Per::year});
  CHECK(m.companies[0].rivals == std::map<std::string, double>{{"Meta", 2}, {"1B", 0.5}});
  CHECK_FALSE(m.companies[1].pay.cap.has_value());
  CHECK(m.companies[1].founders == sample::Founders{0, 1.0});
  CHECK_FALSE(m.events[0].note.has_value());
  CHECK(m.events[0].set.find("companies.Meta.pay.cap")->text() == "75M");
  CHECK(m.outside == sample::Pay{1.0, std::nullopt});
}

TEST_CASE("what is not given keeps its value") {
  CHECK(good("") == sample::Market{});
  CHECK(good("{}") == sample::Market{});
  Diagnostics diagnostics;
  sample::Market market;
  market.seed = 9;
  market.outside = sample::Pay{7.0, 8.0};
  market.seats = 3;
  read(parse_text("{outside: {median: 1}, seats: ~}", "a", diagnostics), market, diagnostics);
  CHECK(market.seed == 9);
  CHECK(market.outside == sample::Pay{1.0, 8.0});
  CHECK_FALSE(market.seats.has_value());
}

TEST_CASE("quoted words are text, not an absent value") {
  CHECK(good("events: [{note: 'none'}]").events[0].note == "none");
  CHECK_FALSE(good("events: [{note: unlimited}]").events[0].note.has_value());
  CHECK(good("title: 42").title == "42");
}

TEST_CASE("whole numbers are exact or refused") {
  CHECK(good("seed: 9007199254740993").seed == 9007199254740993);
  CHECK(good("seed: -3").seed == -3);
  CHECK(good("seed: 0.5M").seed == 500000);
  CHECK(problems("seed: 1e17\n").find("expected a whole number") != std::string::npos);
  CHECK(problems("seed: 99999999999999999999\n").find("expected a whole number") !=
        std::string::npos);
}

TEST_CASE("ranges are reported with unit and a guess") {
  CHECK(problems("companies:\n  - name: Apple\n    pay: {cap: -5M}\n") ==
        "a.yaml:3:16: error: companies.Apple.pay.cap: -5M is below 0 (a cap is USD per year); did "
        "you mean 5M?\n");
  CHECK(problems("companies: [{name: A, exit_probability: 12}]\n") ==
        "a.yaml:1:41: error: companies.A.exit_probability: 12 is above 1; did you mean 12 %?\n");
  CHECK(problems("companies: [{name: A, rivals: {B: 0}}]\n") ==
        "a.yaml:1:35: error: companies.A.rivals: 'B': 0 is not above 0\n");
  CHECK(problems("companies: [{name: A, researchers: -1}]\n") ==
        "a.yaml:1:36: error: companies.A.researchers: -1 is below 0 (researchers are people); did "
        "you mean 1?\n");
  CHECK(problems("quantiles: [0.5, 1.5]\n") ==
        "a.yaml:1:18: error: quantiles: item 1: 1.5 is above 1; did you mean 1.5 %?\n");
  CHECK(problems("horizon: -2 weeks\n") ==
        "a.yaml:1:10: error: horizon: -2 weeks is below 0; did you mean 2 weeks?\n");
  CHECK(
      problems("companies: [{name: A, quits: -0.1 per year}]\n").find("-0.1 per year is below 0") !=
      std::string::npos);
  CHECK(problems("companies: [{name: A, quits: 1.5 per tick}]\n").find("1.5 per tick is above 1") !=
        std::string::npos);
  CHECK(problems("companies: [{name: A, quits: 1.5 per year}]\n").empty());
  CHECK(problems("seats: 0\n") == "a.yaml:1:8: error: seats: 0 is below 1\n");
}

TEST_CASE("types are reported by example and a guess") {
  const auto report = [](std::string_view line) { return problems(std::string(line) + "\n"); };
  CHECK(report("seed: 1.5") ==
        "a.yaml:1:7: error: seed: expected a whole number such as 475 or 10M, got '1.5'\n");
  CHECK(report("seed: soon") ==
        "a.yaml:1:7: error: seed: expected a whole number such as 475 or 10M, got 'soon'\n");
  CHECK(report("outside: {median: $5m}") ==
        "a.yaml:1:19: error: outside.median: expected a number such as 0.5, 40M or 12 %, got "
        "'$5m'; did you mean 5M?\n");
  CHECK(report("outside: {median: nan}").find("got 'nan'") != std::string::npos);
  CHECK(report("outside: {median: }") ==
        "a.yaml:1:19: error: outside.median: expected a number such as 0.5, 40M or 12 %, got "
        "nothing\n");
  CHECK(report("horizon: soon") ==
        "a.yaml:1:10: error: horizon: expected a duration such as 26 weeks, got 'soon'\n");
  CHECK(report("horizon: 26") ==
        "a.yaml:1:10: error: horizon: expected a duration such as 26 weeks, got '26'; did you mean "
        "26 weeks?\n");
  CHECK(report("companies: [{name: A, quits: 0.2/year}]") ==
        "a.yaml:1:30: error: companies.A.quits: expected a hazard such as 0.2 per year, got "
        "'0.2/year'; did you mean 0.2 per year?\n");
  CHECK(report("visible: yes") ==
        "a.yaml:1:10: error: visible: expected true or false, got 'yes'; did you mean true?\n");
  CHECK(report("visible: 'true'").find("expected true or false") != std::string::npos);
  CHECK(report("until: 2025-02-30") ==
        "a.yaml:1:8: error: until: expected a date such as 2025-06-30, got '2025-02-30'; did you "
        "mean 2025-02-28?\n");
  CHECK(report("until: 2025-6-3").find("did you mean 2025-06-03?") != std::string::npos);
  CHECK(report("until: 30.06.2025").find("expected a date") != std::string::npos);
  CHECK(report("topology: rng") ==
        "a.yaml:1:11: error: topology: expected one of complete, ring, none, got 'rng'; did you "
        "mean ring?\n");
  CHECK(report("title: [a]") == "a.yaml:1:8: error: title: expected text, got a list\n");
  CHECK(report("tables: moves") ==
        "a.yaml:1:9: error: tables: expected a list such as [a, b], got 'moves'; did you mean "
        "[moves]?\n");
  CHECK(report("tables: [moves, {a: 1}]") ==
        "a.yaml:1:17: error: tables: item 1: expected text, got a map\n");
  CHECK(report("quantiles: 0.5").find("expected a list of numbers") != std::string::npos);
  CHECK(report("companies: {Apple: 1}") ==
        "a.yaml:1:12: error: companies: expected a list, got a map\n");
  CHECK(report("companies: [Apple]") ==
        "a.yaml:1:13: error: companies.0: expected a map of fields, got 'Apple'\n");
  CHECK(report("outside: 5") == "a.yaml:1:10: error: outside: expected a map of fields, got '5'\n");
  CHECK(report("companies: [{name: A, pay: }]") ==
        "a.yaml:1:28: error: companies.A.pay: expected a map of fields, got nothing\n");
  CHECK(report("companies: [{name: A, founders: x}]")
            .find("companies.A.founders.count: expected a whole number") != std::string::npos);
  CHECK(report("just text") == "a.yaml:1:1: error: expected a map of fields, got 'just text'\n");
}

TEST_CASE("unknown, missing and repeated names") {
  CHECK(problems("tittle: x\n") == "a.yaml:1:1: error: tittle: unknown key; did you mean title?\n");
  CHECK(problems("companies: [{name: A, pay: {capp: 1}}]\n") ==
        "a.yaml:1:29: error: companies.A.pay.capp: unknown key; did you mean cap?\n");
  CHECK(problems("zzzzzzzz: 1\n") == "a.yaml:1:1: error: zzzzzzzz: unknown key\n");
  CHECK(problems("{seed:1}\n") ==
        "a.yaml:1:2: error: seed:1: unknown key; write a space after the colon: 'seed: 1'\n");
  CHECK(problems("companies: [{researchers: 1}]\n") ==
        "a.yaml:1:13: error: companies.0.name: is missing; give name\n");
  CHECK(problems("companies: [{name: ''}]\n") ==
        "a.yaml:1:20: error: companies.0: has an empty name\n");
  CHECK(problems("companies:\n  - {name: A}\n  - {name: B}\n  - {name: A}\n") ==
        "a.yaml:4:12: error: companies.A: two items are named 'A', the first at a.yaml:2\n");
}

TEST_CASE("all problems of a file come at once, in the order of the file") {
  Diagnostics diagnostics;
  const Node root = parse_text(
      "outside: {cap: -1}\n"
      "colour: red\n"
      "companies:\n"
      "  - {name: A, pay: {median: lots}, researchers: 1.5}\n"
      "seed: x\n",
      "a.yaml", diagnostics);
  sample::Market market;
  read(root, market, diagnostics);
  std::vector<std::string> paths;
  for (const Diagnostic& item : diagnostics.all()) paths.push_back(item.path);
  CHECK(paths == std::vector<std::string>{"outside.cap", "colour", "companies.A.pay.median",
                                          "companies.A.researchers", "seed"});
}

TEST_CASE("a refused value changes nothing") {
  Diagnostics diagnostics;
  sample::Market market;
  const Node root = parse_text("{seed: 1.5, quantiles: [0.5, 2], seats: 0, topology: x, until: x}",
                               "a", diagnostics);
  read(root, market, diagnostics);
  CHECK(diagnostics.error_count() == 5);
  CHECK(market == sample::Market{});
}

TEST_CASE("origins hold what was given and nothing else") {
  Origins origins;
  (void)good(
      "seed: 2\n"
      "companies:\n"
      "  - {name: Google DeepMind, pay: {cap: 5M}, founders: 2}\n"
      "  - {name: A.B}\n"
      "events: [{at: 2025-01-01}]\n",
      &origins);
  CHECK(origins.at("seed") == SourcePlace{"a.yaml", 1, 7});
  CHECK(origins.at("companies.Google DeepMind.pay.cap") == SourcePlace{"a.yaml", 3, 40});
  CHECK(origins.at("companies.Google DeepMind.founders.count") == SourcePlace{"a.yaml", 3, 55});
  CHECK(origins.count("companies[\"A.B\"].name") == 1);
  CHECK(origins.at("events.0.at") == SourcePlace{"a.yaml", 5, 15});
  CHECK(origins.count("title") == 0);
  CHECK(origins.count("companies.Google DeepMind.pay.median") == 0);
}

TEST_CASE("hints for numbers as other countries write them") {
  const auto hint = [](const std::string& text) {
    poach::config::Field field{.name = "x", .meaning = "x"};
    double value = 0.0;
    const auto problem = poach::config::read_leaf(field, poach::config::Node::scalar(text), value);
    return problem ? problem->suggestion : "fine";
  };
  CHECK(hint("0,5") == "did you mean 0.5?");
  CHECK(hint("1,05") == "did you mean 1.05?");
  CHECK(hint("0,500") == "did you mean 0.500?");
  CHECK(hint("1.500,75") == "did you mean 1500.75?");
  CHECK(hint("1,500") == "did you mean 1500?");
  CHECK(hint("1,500,000") == "did you mean 1500000?");
  CHECK(hint("1,500.75") == "did you mean 1500.75?");
  CHECK(hint("2,5 M") == "did you mean 2.5 M?");
  CHECK(hint("1,2,3").empty());
  CHECK(hint("12,5,").empty());
}
