#include "scenario/text_safety.hpp"

#include <utility>

#include "base/safe_name.hpp"

namespace poach {
namespace {

void check_name(config::Path path, const std::string& name, std::vector<UnsafeText>& found) {
  const std::string_view reason = unsafe_name_reason(name);
  if (reason.empty()) return;
  found.push_back({std::move(path), "this cannot be a name: " + std::string(reason)});
}

// Sweeps vary texts, which then appear in tables. Tables quote all text but the start of a formula,
// which is refused here.
void check_text(config::Path path, const std::string& text, std::vector<UnsafeText>& found) {
  if (!starts_like_formula(text)) return;
  found.push_back(
      {std::move(path), "a spreadsheet would run a text that starts with = + - or @ as a formula"});
}

}  // namespace

std::vector<UnsafeText> unsafe_texts(const Scenario& scenario) {
  std::vector<UnsafeText> found;
  check_name({"name"}, scenario.name, found);
  check_text({"title"}, scenario.title, found);
  if (scenario.name.find('/') != std::string::npos || scenario.name.starts_with(".")) {
    found.push_back(
        {{"name"}, "the results directory gets this name: no slash, and no dot in front"});
  }
  for (const CompanySpec& company : scenario.base.companies) {
    check_name({"companies", company.name, "name"}, company.name, found);
  }
  for (const TeamSpec& team : scenario.teams) {
    check_name({"teams", team.name, "name"}, team.name, found);
  }
  for (const auto& [field, share] : scenario.researchers.fields) {
    check_name({"researchers", "fields", field}, field, found);
  }
  for (const ExpectationSpec& claim : scenario.expect) {
    check_name({"expect", claim.name, "name"}, claim.name, found);
    check_text({"expect", claim.name, "quantity"}, claim.quantity, found);
    check_text({"expect", claim.name, "source"}, claim.source, found);
    check_text({"expect", claim.name, "known_miss"}, claim.known_miss, found);
  }
  return found;
}

}  // namespace poach
