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

TEST_CASE("Control sequences for a terminal are made visible", "[base][safe_name]") {
  CHECK(made_visible("plain, \xC3\xA9 and \xF0\x9F\x8D\x8F") ==
        "plain, \xC3\xA9 and \xF0\x9F\x8D\x8F");
  CHECK(made_visible("\x1B[2J\n\x7F") == "\\x1b[2J\\x0a\\x7f");
  CHECK(made_visible("a\xFF\xC3(") == "a\\xff\\xc3(");
  CHECK(made_visible("\xC2\x9B\xE2\x80\xAE") == "\\xc2\\x9b\\xe2\\x80\\xae");
}

TEST_CASE("Names look the same however their accents and spaces are made", "[base][safe_name]") {
  const std::string precomposed = "Z\xC3\xBCrich";
  const std::string decomposed = "Zu\xCC\x88rich";
  CHECK(look_of(precomposed) == look_of(decomposed));
  CHECK(look_of(precomposed) != look_of("Zurich"));
  CHECK(look_of("a b") == look_of("a\xC2\xA0"
                                  "b"));
  CHECK(look_of("a b") != look_of("ab"));
  // Two marks on one letter, and Hangul of two and of three letters.
  CHECK(look_of("e\xCC\xA3\xCC\x82") == look_of("\xE1\xBB\x87"));
  CHECK(look_of("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB") == look_of("\xED\x95\x9C"));
  CHECK(look_of("\xE1\x84\x80\xE1\x85\xA1") == look_of("\xEA\xB0\x80"));
  CHECK(difference(decomposed, precomposed) ==
        "is written with U+0075 U+0308, the other with U+00FC");
}

TEST_CASE("Spreadsheets skip some characters before a formula", "[base][safe_name]") {
  for (const std::string text : {"\t=1", "\r=1", "\n+1", "\t\t@a", "\xEF\xBB\xBF=1"}) {
    CAPTURE(text);
    CHECK(starts_like_formula(text));
  }
}

TEST_CASE("Text of several lines keeps its lines", "[base][safe_name]") {
  CHECK(made_visible_lines("a\n\tb\x1B[2J\r") == "a\n\tb\\x1b[2J\\x0d");
  CHECK(made_visible("a\nb") == "a\\x0ab");
}
