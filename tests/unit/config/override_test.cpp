#include "config/override.hpp"

#include <string>

#include "config/load.hpp"
#include "config/print.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::config;

namespace {

Node market() {
  Diagnostics diagnostics;
  return parse_text(
      "seed: 1\n"
      "companies:\n"
      "  - {name: Apple, pay: {cap: 1M}}\n"
      "  - {name: Google DeepMind, pay: {cap: 2M}}\n"
      "quantiles: [0.1, 0.9]\n"
      "empty:\n",
      "a.yaml", diagnostics);
}

std::string after(std::string_view assignment) {
  Node root = market();
  Diagnostics diagnostics;
  apply_override(root, assignment, diagnostics);
  INFO(diagnostics.report());
  CHECK_FALSE(diagnostics.has_errors());
  return print_flow(root);
}

std::string refused(std::string_view assignment) {
  Node root = market();
  Diagnostics diagnostics;
  apply_override(root, assignment, diagnostics);
  CHECK(diagnostics.has_errors());
  return diagnostics.report();
}

}  // namespace

TEST_CASE("overrides reach maps, named items and numbered items") {
  CHECK(after("seed=7").find("{seed: 7, ") == 0);
  CHECK(after("companies.Apple.pay.cap=75M").find("{name: Apple, pay: {cap: 75M}}") !=
        std::string::npos);
  CHECK(after("companies[\"Google DeepMind\"].pay.cap=none").find("pay: {cap: none}") !=
        std::string::npos);
  CHECK(after("companies.Google DeepMind.pay.cap=3M").find("pay: {cap: 3M}") != std::string::npos);
  CHECK(after("quantiles.1=0.5").find("quantiles: [0.1, 0.5]") != std::string::npos);
}

TEST_CASE("a key of set or shock is a path, in brackets or not") {
  const auto events_after = [](std::string_view assignment) {
    Diagnostics diagnostics;
    Node root = parse_text(
        "events:\n"
        "  - {name: Spree, set: {companies.Meta.pay.cap: 75M, companies.Meta.grants: {years: 4}}}\n"
        "companies:\n"
        "  - {name: set, pay: {cap: 1M}}\n",
        "a.yaml", diagnostics);
    apply_override(root, assignment, diagnostics);
    INFO(diagnostics.report());
    CHECK_FALSE(diagnostics.has_errors());
    return print_flow(*root.find("events")) + print_flow(*root.find("companies"));
  };
  const std::string changed = events_after("events.Spree.set.companies.Meta.pay.cap=80M");
  CHECK(changed == events_after("events.Spree.set[\"companies.Meta.pay.cap\"]=80M"));
  CHECK(changed.find("companies.Meta.pay.cap: 80M") != std::string::npos);
  CHECK(changed.find("75M") == std::string::npos);
  CHECK(events_after("events.Spree.set[\"companies.Apple.pay.cap\"]=6M") ==
        events_after("events.Spree.set.companies.Apple.pay.cap=6M"));
  // A part of a value that is a map; a key that is new; the first key of a map that is new.
  CHECK(events_after("events.Spree.set.companies.Meta.grants.years=5").find("{years: 5}") !=
        std::string::npos);
  CHECK(events_after("events.Spree.set.companies.Apple.pay.cap=6M")
            .find("companies.Apple.pay.cap: 6M") != std::string::npos);
  CHECK(events_after("events.Spree.shock.companies.Apple.morale=-0.4")
            .find("shock: {companies.Apple.morale: -0.4}") != std::string::npos);
  CHECK(events_after("events.Spree.shock.half_life=26 weeks").find("half_life: 26 weeks") !=
        std::string::npos);
  // A company of that name is none of them.
  CHECK(events_after("companies.set.pay.cap=2M").find("{cap: 2M}") != std::string::npos);
}

TEST_CASE("values are YAML in flow style") {
  CHECK(after("quantiles=[0.5, 12 %]").find("quantiles: [0.5, 12 %]") != std::string::npos);
  CHECK(after("seed={a: 1}").find("{seed: {a: 1}") == 0);
  CHECK(after("title=a = b").find("title: a = b") != std::string::npos);
  CHECK(after("title='a: b'").find("title: \"a: b\"") != std::string::npos);
  CHECK(after("seed=").find("{seed: null") == 0);
}

TEST_CASE("missing maps are made on the way") {
  CHECK(after("clock.start=2025-01-06").find("clock: {start: 2025-01-06}") != std::string::npos);
  CHECK(after("empty.x.y=1").find("empty: {x: {y: 1}}") != std::string::npos);
  CHECK(after("odd[\"a=b\"]=1").find("odd: {\"a=b\": 1}") == std::string::npos);
  CHECK(after("odd[\"a=b\"]=1").find("odd: {a=b: 1}") != std::string::npos);
}

TEST_CASE("overridden values come from the command line") {
  Node root = market();
  Diagnostics diagnostics;
  apply_override(root, "clock.list=[{a: 1}]", diagnostics);
  const Node* list = root.find("clock")->find("list");
  const SourcePlace command_line{"command line", 0, 0};
  CHECK(root.find("clock")->place() == command_line);
  CHECK(list->place() == command_line);
  CHECK(list->items()[0].entries()[0].key_place == command_line);
  CHECK(list->items()[0].find("a")->place() == command_line);
}

TEST_CASE("overrides that lead nowhere") {
  CHECK(refused("companies.Aple.pay.cap=1") ==
        "command line: error: companies.Aple: there is no item named 'Aple' in the list; did you "
        "mean Apple?\n");
  CHECK(refused("companies.7.pay.cap=1") ==
        "command line: error: companies.7: there is no item named '7' in the list; name it, as in "
        "Apple\n");
  CHECK(refused("companies[0].pay.cap=1").find("no item named '0'") != std::string::npos);
  CHECK(refused("quantiles.7=1").find("there is no item 7; the list has 2, counted from 0") !=
        std::string::npos);
  CHECK(refused("seed.x=1") == "command line: error: seed.x: '1' has no part 'x'\n");
  CHECK(refused("seed") ==
        "command line: error: 'seed' is not of the form path=value; write for example "
        "companies.Apple.pay.cap=5M\n");
  CHECK(refused("a..b=1") ==
        "command line: error: 'a..b' is not a path; write for example companies[\"Google "
        "DeepMind\"].pay.cap\n");
  CHECK(refused("seed=[1, 2").find("command line: error: seed: '[1, 2': ") == 0);
  CHECK(refused("seed={a: 1, a: 2}") ==
        "command line: error: seed: '{a: 1, a: 2}' (a): the key is given twice, first on line 1; "
        "keep one of them\n");
  CHECK(refused(std::string(200, 'a') + "." + std::string(5, '.') + "=1").find("is not a path") !=
        std::string::npos);
}

TEST_CASE("a refused override leaves the named value alone") {
  Node root = market();
  const Node before = root;
  Diagnostics diagnostics;
  apply_override(root, "companies.Aple.pay.cap=1", diagnostics);
  apply_override(root, "seed=[1, 2", diagnostics);
  CHECK(root == before);
}

TEST_CASE("a value on the command line arrives whole") {
  for (const std::string text : {"Team #1 against #2", "#1", "a #", "&joe", "&a b", "--- x"}) {
    INFO(text);
    CHECK(after("title=" + text).find("title: \"" + text + "\"") != std::string::npos);
  }
  CHECK(after("title=\"a #1\"").find("title: \"a #1\"") != std::string::npos);
  CHECK(after("title=[\"a #1\", b#2]").find("title: [\"a #1\", \"b#2\"]") != std::string::npos);
  CHECK(refused("title=[a, b] # c").find("the text after # would be lost") != std::string::npos);
  CHECK(refused("title={a: 1} #").find("would be lost") != std::string::npos);
  CHECK(after("title=null").find("title: null") != std::string::npos);
}
