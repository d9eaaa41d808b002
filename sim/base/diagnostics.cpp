#include "base/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/safe_name.hpp"

namespace poach {
namespace {

constexpr std::size_t most_lines = 1000;

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, substitution});
    }
  }
  return row[b.size()];
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

auto position(const Diagnostic& d) {
  return std::tie(d.place.file, d.place.line, d.place.column, d.path, d.reason);
}

}  // namespace

std::string to_string(const Diagnostic& diagnostic) {
  std::string text;
  const SourcePlace& place = diagnostic.place;
  if (!place.file.empty()) text += place.file + ":";
  if (place.line > 0) text += fmt::format("{}:{}:", place.line, place.column);
  if (!text.empty()) text += " ";
  text += diagnostic.severity == Severity::error ? "error: " : "warning: ";
  if (!diagnostic.path.empty()) text += diagnostic.path + ": ";
  text += diagnostic.reason;
  if (!diagnostic.suggestion.empty()) text += "; " + diagnostic.suggestion;
  return made_visible(text);
}

void Diagnostics::error(SourcePlace place, std::string path, std::string reason,
                        std::string suggestion) {
  add({Severity::error, std::move(place), std::move(path), std::move(reason),
       std::move(suggestion)});
}

void Diagnostics::warning(SourcePlace place, std::string path, std::string reason,
                          std::string suggestion) {
  add({Severity::warning, std::move(place), std::move(path), std::move(reason),
       std::move(suggestion)});
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  items_.push_back(std::move(diagnostic));
}

void Diagnostics::add(const Diagnostics& others) {
  for (const Diagnostic& item : others.items_) add(item);
}

std::string Diagnostics::report() const {
  std::vector<const Diagnostic*> ordered;
  for (const Diagnostic& item : items_) ordered.push_back(&item);
  std::stable_sort(ordered.begin(), ordered.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return position(*a) < position(*b);
  });
  std::string text;
  std::string previous;
  std::size_t lines = 0;
  for (const Diagnostic* item : ordered) {
    // Problems that are only counted need no text.
    if (lines >= most_lines) {
      ++lines;
      continue;
    }
    const std::string line = to_string(*item);
    if (line == previous) continue;
    text += line + "\n";
    previous = line;
    ++lines;
  }
  if (lines > most_lines) text += fmt::format("and {} more problems\n", lines - most_lines);
  return text;
}

std::string_view nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  if (word.size() > 200) return best;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const bool plain = is_ascii(word);
  const std::string look = look_of(word);
  for (const std::string& candidate : candidates) {
    // Two different names in ASCII look different.
    if (candidate == word || (plain && is_ascii(candidate)) || look_of(candidate) != look) continue;
    return fmt::format("did you mean {}? The name here {}", candidate, difference(word, candidate));
  }
  const std::string_view found = nearest(word, candidates);
  return found.empty() ? std::string{} : fmt::format("did you mean {}?", found);
}

}  // namespace poach
