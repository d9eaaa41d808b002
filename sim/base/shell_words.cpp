#include "base/shell_words.hpp"

#include <fmt/format.h>

#include "base/safe_name.hpp"

namespace poach {
namespace {

// What no shell replaces, wherever it stands in a word; zsh looks up a word that starts with `=`.
bool is_plain(std::string_view text) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-./:,@%+=";
  return !text.empty() && text.front() != '=' && text.find_first_not_of(plain) == text.npos;
}

// Removes one character from `text`: its bytes, and whether a terminal shows them as they are.
std::string_view take_character(std::string_view& text, bool& is_shown) {
  std::string_view rest = text;
  const auto point = take_code_point(rest);
  const std::string_view bytes = text.substr(0, point ? text.size() - rest.size() : 1);
  is_shown = point && (*point == '\n' || !is_unprintable(*point));
  text.remove_prefix(bytes.size());
  return bytes;
}

// The characters at the beginning of `text` that are all shown, or all not.
std::string take_alike(std::string_view& text, bool& is_shown) {
  std::string taken(take_character(text, is_shown));
  while (!text.empty()) {
    std::string_view rest = text;
    bool next = false;
    const std::string_view bytes = take_character(rest, next);
    if (next != is_shown) break;
    taken += bytes;
    text = rest;
  }
  return taken;
}

std::string printed_by_printf(std::string_view bytes) {
  std::string octal;
  for (const char byte : bytes) octal += fmt::format("\\{:03o}", static_cast<unsigned char>(byte));
  return "\"$(printf '" + octal + "')\"";
}

}  // namespace

std::string single_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

std::string shell_word(std::string_view text) {
  if (text.empty()) return "''";
  if (is_plain(text)) return std::string(text);
  std::string word;
  while (!text.empty()) {
    bool is_shown = false;
    const std::string part = take_alike(text, is_shown);
    word += is_shown ? single_quoted(part) : printed_by_printf(part);
  }
  return word;
}

std::string shell_path(std::string_view path) {
  return path.starts_with('-') ? shell_word("./" + std::string(path)) : shell_word(path);
}

std::string shell_command(const std::vector<std::string>& words) {
  std::string command;
  for (const std::string& word : words) {
    if (!command.empty()) command += ' ';
    command += shell_word(word);
  }
  return command;
}

}  // namespace poach
