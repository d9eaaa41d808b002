#include "config/print.hpp"

#include <random>
#include <string>

#include "config/load.hpp"
#include "sample.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::config;

namespace {

sample::Market reread(const std::string& text) {
  Diagnostics diagnostics;
  const Node root = parse_text(text, "printed", diagnostics);
  sample::Market market;
  // The printed text must be complete: start from values that it has to replace.
  market.outside.emplace();
  market.seats = 99;
  market.tables = {"stale"};
  market.events.resize(2);
  read(root, market, diagnostics);
  INFO(text);
  INFO(diagnostics.report());
  REQUIRE_FALSE(diagnostics.has_errors());
  return market;
}

// Random structs, with the texts and numbers that YAML trips over.
class Source {
 public:
  explicit Source(unsigned seed) : bits_(seed) {}

  std::size_t below(std::size_t limit) { return bits_() % limit; }
  bool coin() { return below(2) == 0; }
  double number() {
    switch (below(4)) {
      case 0:
        return static_cast<double>(below(1000));
      case 1:
        return static_cast<double>(bits_()) * 1e-13;
      case 2:
        return static_cast<double>(bits_()) * 1e10;
      default:
        return static_cast<double>(bits_() | 1U) * 5e-324;
    }
  }
  double share() { return static_cast<double>(bits_() >> 11) * 0x1p-53; }
  std::string text() {
    static const std::vector<std::string> odd = {"",
                                                 "none",
                                                 "null",
                                                 "~",
                                                 "true",
                                                 "No",
                                                 "42",
                                                 "1e5",
                                                 "0x10",
                                                 "-",
                                                 "- a",
                                                 "a: b",
                                                 "a #b",
                                                 "#",
                                                 "'",
                                                 "\"",
                                                 "\\",
                                                 "\\n",
                                                 "a\nb",
                                                 "\n",
                                                 "a\n",
                                                 "\t",
                                                 " a",
                                                 "a ",
                                                 "[a]",
                                                 "{a: b}",
                                                 "a, b",
                                                 "*a",
                                                 "&a",
                                                 "!a",
                                                 "%a",
                                                 "@a",
                                                 "`a",
                                                 "|",
                                                 ">",
                                                 "?",
                                                 "? a",
                                                 ":",
                                                 "a:",
                                                 ":a",
                                                 "---",
                                                 "...",
                                                 "<<",
                                                 "=",
                                                 "2025-06-30",
                                                 "12 %",
                                                 "0.2 per year",
                                                 "12:30:45",
                                                 "é",
                                                 "日本語",
                                                 "\xF0\x9F\x98\x80",
                                                 "\x01",
                                                 "\x04",
                                                 "\x7F",
                                                 "\r",
                                                 "a\r\nb",
                                                 "\xC2\x85",
                                                 "\xE2\x80\xA8",
                                                 "\xEF\xBB\xBF",
                                                 "x\xEF\xBB\xBFy",
                                                 "unlimited",
                                                 ".inf",
                                                 ".nan",
                                                 "+5",
                                                 "Google DeepMind",
                                                 "A.B",
                                                 "x=y",
                                                 "../a/b.yaml"};
    return odd[below(odd.size())];
  }
  std::string name(std::size_t index) { return text() + std::to_string(index); }

 private:
  std::mt19937_64 bits_;
};

sample::Company random_company(Source& source, std::size_t index) {
  sample::Company c;
  c.name = source.name(index);
  c.researchers = static_cast<std::int64_t>(source.below(1000000));
  c.pay.median = source.number();
  if (source.coin()) c.pay.cap = source.number();
  c.founders = {static_cast<std::int64_t>(source.below(10)), -source.number()};
  c.exit_probability = source.share();
  c.quits = source.coin() ? Hazard{source.number(), Hazard::Per::year}
                          : Hazard{source.share(), Hazard::Per::tick};
  for (std::size_t i = source.below(12); i > 0; --i) c.rivals[source.name(i)] = 1 + source.number();
  return c;
}

sample::Market random_market(Source& source) {
  sample::Market m;
  m.title = source.text();
  m.seed = static_cast<std::int64_t>(source.below(std::size_t{1} << 62)) - (std::int64_t{1} << 61);
  m.visible = source.coin();
  m.topology = static_cast<sample::Topology>(source.below(3));
  m.horizon = {source.number(), static_cast<Duration::Unit>(source.below(5))};
  if (source.coin()) m.seats = 1 + static_cast<std::int64_t>(source.below(1000));
  if (source.coin()) m.vesting = Duration{1, static_cast<Duration::Unit>(source.below(5))};
  if (source.coin()) m.until = Date{static_cast<std::int32_t>(source.below(40000))};
  for (std::size_t i = source.below(30); i > 0; --i) m.tables.push_back(source.text());
  for (std::size_t i = source.below(12); i > 0; --i) m.quantiles.push_back(source.share());
  for (std::size_t i = source.below(4); i > 0; --i)
    m.companies.push_back(random_company(source, i));
  for (std::size_t i = source.below(4); i > 0; --i) {
    sample::Event event;
    event.at = Date{static_cast<std::int32_t>(source.below(40000))};
    if (source.coin()) event.note = source.text();
    if (source.coin()) event.set = Node::map();
    if (event.set.is_map()) {
      event.set.set(source.name(0), Node::scalar("75M"));
      event.set.set(source.name(1), Node::list({Node::quoted(source.text()), Node{}, Node::map()}));
    }
    m.events.push_back(std::move(event));
  }
  if (source.coin()) m.outside = sample::Pay{source.number(), std::nullopt};
  return m;
}

}  // namespace

TEST_CASE("what is printed reads back to the same values") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    Source source(seed);
    const sample::Market market = random_market(source);
    INFO("seed " << seed);
    REQUIRE(reread(print_yaml(market)) == market);
    REQUIRE(reread(print_annotated(market, {})) == market);
  }
}

TEST_CASE("every field is printed, in block style") {
  sample::Market market;
  market.title = "No";
  market.companies.resize(1);
  market.companies[0].name = "Apple";
  market.companies[0].pay.cap = 5e6;
  market.events.resize(1);
  CHECK(print_yaml(market, "first line\n\nthird") ==
        "# first line\n"
        "#\n"
        "# third\n"
        "title: \"No\"\n"
        "seed: 1\n"
        "visible: true\n"
        "topology: complete\n"
        "horizon: 4 years\n"
        "seats: none\n"
        "vesting: none\n"
        "until: none\n"
        "tables: []\n"
        "quantiles: []\n"
        "companies:\n"
        "  - name: Apple\n"
        "    researchers: 0\n"
        "    pay:\n"
        "      median: 0\n"
        "      cap: 5000000\n"
        "    founders:\n"
        "      count: 0\n"
        "      attachment: 5\n"
        "    exit_probability: 0\n"
        "    quits: 0 per year\n"
        "    rivals: {}\n"
        "events:\n"
        "  - at: 1970-01-01\n"
        "    note: none\n"
        "    set: null\n"
        "outside: none\n");
}

TEST_CASE("annotated values show their origin") {
  Diagnostics diagnostics;
  Node root =
      parse_text("seed: 2\ncompanies:\n  - {name: A.B, pay: {cap: 5M}}\n", "a.yaml", diagnostics);
  Node title = Node::scalar("x");
  title.set_place(SourcePlace{"command line", 0, 0});
  root.set("title", title);
  sample::Market market;
  Origins origins;
  read(root, market, diagnostics, &origins);
  const std::string text = print_annotated(market, origins);
  CHECK(text.find("title: x  # command line\nseed: 2  # a.yaml:1\nvisible: true  # default\n") ==
        0);
  CHECK(text.find("  - name: A.B  # a.yaml:3\n    researchers: 0  # default\n    pay:\n"
                  "      median: 0  # default\n      cap: 5000000  # a.yaml:3\n") !=
        std::string::npos);
  CHECK(text.find("events: []  # default\noutside: none  # default\n") != std::string::npos);
}

TEST_CASE("long lists and maps break into lines") {
  sample::Market market;
  for (int i = 0; i < 40; ++i) market.tables.push_back("table_" + std::to_string(i));
  const std::string text = print_yaml(market);
  CHECK(text.find("tables:\n  - table_0\n  - table_1\n") != std::string::npos);
  CHECK(reread(text) == market);
}

namespace {

struct Empty {};
void describe(Empty&, Fields&) {}

struct Outer {
  Empty inner;
};
void describe(Outer& outer, Fields& fields) {
  fields.section({.name = "inner", .meaning = "nothing"}, outer.inner);
}

}  // namespace

TEST_CASE("structs without fields are empty maps") {
  CHECK(print_yaml(Outer{}) == "inner: {}\n");
  CHECK(print_yaml(Empty{}) == "{}\n");
}

TEST_CASE("text that other readers of YAML take for something else is quoted") {
  for (const char* text :
       {"42", "5M", "12 %", "2025-06-30", "Yes", "none", "null", "...", "--- a"}) {
    sample::Market market;
    market.title = text;
    INFO(text);
    CHECK(print_yaml(market).find("title: \"" + std::string(text) + "\"\n") == 0);
  }
}

TEST_CASE("flow text keeps nodes") {
  Node node = Node::map();
  node.set("a b", Node::list({Node::scalar("1"), Node::quoted("none"), Node{}}));
  node.set("x: y", Node::scalar("a, b"));
  node.set("", Node::map());
  CHECK(print_flow(node) == "{a b: [1, \"none\", null], \"x: y\": \"a, b\", \"\": {}}");
}
