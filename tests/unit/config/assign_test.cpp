#include "config/assign.hpp"

#include <string>

#include "config/load.hpp"
#include "sample.hpp"
#include "support/catch.hpp"

using namespace poach;
using namespace poach::config;

namespace {

sample::Market market() {
  sample::Market m;
  m.companies.resize(2);
  m.companies[0].name = "Apple";
  m.companies[0].pay = {1e6, 5e6};
  m.companies[0].rivals = {{"Meta", 2.0}};
  m.companies[1].name = "Google DeepMind";
  m.events.resize(1);
  return m;
}

Node parsed(std::string_view text) {
  Diagnostics diagnostics;
  Node node = parse_text(text, "v", diagnostics);
  REQUIRE_FALSE(diagnostics.has_errors());
  return node;
}

std::string refused(std::string_view path, std::string_view value, Allowed allowed = Allowed::any) {
  sample::Market m = market();
  const auto problem = assign(m, *parse_path(path), parsed(value), allowed);
  if (!problem) return "accepted";
  return problem->suggestion.empty() ? problem->reason
                                     : problem->reason + "; " + problem->suggestion;
}

sample::Market after(std::string_view path, std::string_view value,
                     Allowed allowed = Allowed::any) {
  sample::Market m = market();
  const auto problem = assign(m, *parse_path(path), parsed(value), allowed);
  INFO(problem.value_or(Problem{}).reason);
  REQUIRE_FALSE(problem.has_value());
  return m;
}

}  // namespace

TEST_CASE("leaves, sections, lists and map entries are set by path") {
  CHECK(after("seed", "7").seed == 7);
  CHECK(after("companies.Apple.pay.cap", "75M").companies[0].pay.cap == 75e6);
  CHECK_FALSE(after("companies.Apple.pay.cap", "none").companies[0].pay.cap.has_value());
  CHECK(after("companies[\"Google DeepMind\"].pay.cap", "1").companies[1].pay.cap == 1.0);
  CHECK(after("events.0.at", "2025-01-06").events[0].at == Date::of(2025, 1, 6));
  CHECK(after("companies.Apple.pay", "{cap: 1}").companies[0].pay == sample::Pay{1e6, 1.0});
  CHECK(after("companies.Apple.founders", "3").companies[0].founders == sample::Founders{3, 5.0});
  CHECK(after("companies.Apple", "{researchers: 9}").companies[0].pay == sample::Pay{1e6, 5e6});
  CHECK(after("companies.Apple.rivals.Meta", "3").companies[0].rivals.at("Meta") == 3.0);
  CHECK(after("companies.Apple.rivals.xAI", "4").companies[0].rivals.size() == 2);
  CHECK(after("companies", "[{name: Meta}]").companies.size() == 1);
  CHECK(after("outside.cap", "3").outside->cap == 3.0);
  CHECK_FALSE(after("outside", "none").outside.has_value());
}

TEST_CASE("assignments are checked like files") {
  CHECK(refused("companies.Apple.pay.cap", "-5M") ==
        "-5M is below 0 (a cap is USD per year); did you mean 5M?");
  CHECK(refused("companies.Apple.pay", "{cap: -5M, median: 1}") ==
        "companies.Apple.pay.cap: -5M is below 0 (a cap is USD per year); did you mean 5M?");
  CHECK(refused("companies.Apple.rivals.Meta", "0") == "0 is not above 0");
  CHECK(refused("seed", "x").find("expected a whole number") == 0);
  CHECK(refused("companies", "[{researchers: 1}]") == "companies.0.name: is missing; give name");
}

TEST_CASE("paths that lead nowhere") {
  CHECK(refused("sed", "1") == "there is no 'sed'; did you mean seed?");
  CHECK(refused("companies.Aple.pay.cap", "1") ==
        "there is no 'Aple' in companies; did you mean Apple?");
  CHECK(refused("companies.Apple.pay.capp", "1") ==
        "there is no 'capp' in companies.Apple.pay; did you mean cap?");
  CHECK(refused("companies.2.pay.cap", "1") ==
        "there is no '2' in companies; name it, as in Apple");
  CHECK(refused("seed.x", "1") == "a whole number has no part 'x'");
  CHECK(refused("seed.x.y", "1") == "a whole number has no part 'x'");
  CHECK(refused("companies.Apple.rivals.Meta.x", "1") == "'Meta' has no parts");
  sample::Market m = market();
  CHECK(assign(m, Path{}, Node::scalar("1")).has_value());
  CHECK(m == market());
}

TEST_CASE("events may change timed fields only") {
  const Allowed timed = Allowed::timed_only;
  CHECK(after("companies.Apple.pay.cap", "75M", timed).companies[0].pay.cap == 75e6);
  CHECK(after("companies.Apple.pay", "{cap: 1}", timed).companies[0].pay.cap == 1.0);
  CHECK(after("companies.Apple.rivals.Meta", "3", timed).companies[0].rivals.at("Meta") == 3.0);
  const std::string fixed =
      "is fixed once the market runs; an event cannot change it; set it "
      "where the scenario starts";
  CHECK(refused("seed", "2", timed) == fixed);
  CHECK(refused("companies.Apple.pay", "{median: 1}", timed) ==
        "companies.Apple.pay.median: " + fixed);
  CHECK(refused("companies.Apple.founders", "3", timed) ==
        "companies.Apple.founders.count: " + fixed);
  CHECK(refused("companies", "[]", timed) == fixed);
  CHECK(refused("outside", "none", timed) == fixed);
  CHECK(refused("companies.Apple.name", "x", timed) == fixed);
}

namespace {

struct Weights {
  std::map<std::string, double> fixed = {{"a", 1.0}};
};

void describe(Weights& w, Fields& fields) {
  fields.value({.name = "fixed", .meaning = "weights"}, w.fixed);
}

}  // namespace

TEST_CASE("entries of a fixed map are fixed") {
  Weights weights;
  CHECK(assign(weights, {"fixed", "a"}, Node::scalar("2"), Allowed::timed_only).has_value());
  CHECK(weights.fixed.at("a") == 1.0);
  CHECK_FALSE(assign(weights, {"fixed", "a"}, Node::scalar("2")).has_value());
  CHECK(weights.fixed.at("a") == 2.0);
}

TEST_CASE("numbers are found by path") {
  sample::Market m = market();
  double* cap = find_number(m, *parse_path("companies.Apple.pay.cap"));
  REQUIRE(cap == &*m.companies[0].pay.cap);
  *cap += 1.0;
  CHECK(m.companies[0].pay.cap == 5e6 + 1.0);
  CHECK(find_number(m, {"companies", "Apple", "exit_probability"}) ==
        &m.companies[0].exit_probability);
  CHECK(find_number(m, {"companies", "Apple", "rivals", "Meta"}) ==
        &m.companies[0].rivals.at("Meta"));
  CHECK(find_number(m, {"companies", "Apple", "rivals", "xAI"}) == nullptr);
  CHECK(find_number(m, {"companies", "Google DeepMind", "pay", "cap"}) == nullptr);
  CHECK(find_number(m, {"seed"}) == nullptr);
  CHECK(find_number(m, {"companies", "Apple", "quits"}) == nullptr);
  CHECK(find_number(m, {"companies", "Apple", "pay"}) == nullptr);
  CHECK(find_number(m, {"outside", "cap"}) == nullptr);
  CHECK_FALSE(m.outside.has_value());
  CHECK(find_number(m, {"nowhere"}) == nullptr);
  CHECK(find_number(m, {}) == nullptr);
  const NumberAt found = number_at(m, *parse_path("companies.Apple.pay.cap"));
  CHECK(found.value == cap);
  CHECK(found.range.contains(1.0));
  CHECK_FALSE(found.range.contains(-1.0));
}
