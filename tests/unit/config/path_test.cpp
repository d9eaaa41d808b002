#include "config/path.hpp"

#include "support/catch.hpp"

using namespace poach::config;

TEST_CASE("paths split at dots and brackets") {
  CHECK(parse_path("companies.Meta.pay.cap") == Path{"companies", "Meta", "pay", "cap"});
  CHECK(parse_path("companies[\"Google DeepMind\"].pay") ==
        Path{"companies", "Google DeepMind", "pay"});
  CHECK(parse_path("companies.Google DeepMind.pay") == Path{"companies", "Google DeepMind", "pay"});
  CHECK(parse_path("events[0].at") == Path{"events", "0", "at"});
  CHECK(parse_path("a['x.y'][\"q\\\"z\"]") == Path{"a", "x.y", "q\"z"});
  CHECK(parse_path("seed") == Path{"seed"});
}

TEST_CASE("broken paths are refused") {
  for (const char* text : {"", ".", "a.", ".a", "a..b", "a[", "a[]", "a[\"x\"", "a[\"x]", "a[x]",
                           "a]b", "a[0]b", "a.[0]", "a\"b", "a[\"x\\"}) {
    INFO("text '" << text << "'");
    CHECK_FALSE(parse_path(text).has_value());
  }
}

TEST_CASE("joined paths split into the same segments") {
  CHECK(join_path(Path{"companies", "Google DeepMind", "pay"}) == "companies.Google DeepMind.pay");
  CHECK(join_path(Path{"companies", "A.B", "pay"}) == "companies[\"A.B\"].pay");
  CHECK(join_path(Path{}).empty());
  for (const char* odd :
       {"a.b", "a\"b", "a'b", "a[0]", "a]", "a=b", " a", "a ", "a\\b", "\\", "", "0", "\"", "é"}) {
    const Path path{"first", odd, "last"};
    INFO(join_path(path));
    CHECK(parse_path(join_path(path)) == path);
    const Path leading{odd, "last"};
    CHECK(parse_path(join_path(leading)) == leading);
  }
}
