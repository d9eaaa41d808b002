#include "base/safe_name.hpp"

#include <string>

#include "support/catch.hpp"

using namespace poach;

TEST_CASE("Ordinary names of companies and people are safe", "[base][safe_name]") {
  for (const std::string name : {"Apple", "Google DeepMind",
                                 "L'Or\xC3\xA9"
                                 "al",
                                 "AT&T", "3M", "x-AI", "Yahoo!", "A, B & Co. (2)",
                                 "\xE4\xB8\xAD\xE6\x96\x87", "\xF0\x9F\x8D\x8F", " a"}) {
    CAPTURE(name);
    CHECK(is_unsafe_name(name) == (name.front() == ' '));
  }
  CHECK_FALSE(is_unsafe_name(std::string(100, 'a')));
}

TEST_CASE("Names that harm a spreadsheet, a CSV file or a reader are unsafe", "[base][safe_name]") {
  CHECK(unsafe_name_reason("") == "the name is empty");
  CHECK(unsafe_name_reason(std::string(101, 'a')) == "the name is longer than 100 bytes");
  for (const std::string name : {"=1+1", "+1", "-1", "@SUM(A1)",
                                 "\xEF\xBC\x9D"
                                 "1"}) {
    CAPTURE(name);
    CHECK(unsafe_name_reason(name).find("formula") != std::string_view::npos);
  }
  for (const std::string name : {"\tx", "\rx", "a\nb", "a\x7F", "a\xC2\x85", "a\xE2\x80\xA8"}) {
    CAPTURE(name);
    CHECK(unsafe_name_reason(name) == "the name holds a control character or line break");
  }
  CHECK(is_unsafe_name(std::string("a\0b", 3)));
  CHECK(unsafe_name_reason("say \"hi\"") == "the name holds a double quote");
  CHECK(unsafe_name_reason("a\xE2\x80\xAE"
                           "b") == "the name holds an invisible character");
  CHECK(unsafe_name_reason("a ") == "the name starts or ends with a space");
}

TEST_CASE("Bytes that are not UTF-8 are unsafe", "[base][safe_name]") {
  for (const std::string name :
       {"\x80", "\xC3", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE4\xB8", "a\xC3(", "\xFC\x80"}) {
    CAPTURE(name);
    CHECK(unsafe_name_reason(name) == "the name is not valid UTF-8");
  }
}

TEST_CASE("Texts that a spreadsheet would run start like a formula", "[base][safe_name]") {
  for (const std::string text : {"=1", "+1", "-1", "@a",
                                 "\xEF\xBC\x9D"
                                 "1"}) {
    CAPTURE(text);
    CHECK(starts_like_formula(text));
  }
  for (const std::string text : {"", "a=1", "\xFF", " =1"}) CHECK_FALSE(starts_like_formula(text));
}

TEST_CASE("What would work a terminal is made visible", "[base][safe_name]") {
  CHECK(made_visible("plain, \xC3\xA9 and \xF0\x9F\x8D\x8F") ==
        "plain, \xC3\xA9 and \xF0\x9F\x8D\x8F");
  CHECK(made_visible("\x1B[2J\n\x7F") == "\\x1b[2J\\x0a\\x7f");
  CHECK(made_visible("a\xFF\xC3(") == "a\\xff\\xc3(");
  CHECK(made_visible("\xC2\x9B\xE2\x80\xAE") == "\\xc2\\x9b\\xe2\\x80\\xae");
}
