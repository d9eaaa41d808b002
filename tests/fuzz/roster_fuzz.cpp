// Any bytes as a roster, plain or compressed: refused with a message, or people with finite numbers
// who work in known fields.

#include <cmath>
#include <cstdlib>

#include "memory_file.hpp"
#include "support/scenario_text.hpp"
#include "world/roster.hpp"

using namespace poach;

namespace {

Scenario two_labs() {
  return support::scenario_of(
      "researchers: {fields: {vision: 0.5, speech: 0.5}}\n"
      "companies:\n"
      "  - {name: North, researchers: 1}\n"
      "  - {name: South Lab, researchers: 1}\n");
}

void require_sound(const RosterPerson& person) {
  for (const double number : {person.skill, person.pay, person.tenure_years, person.unvested}) {
    if (!std::isfinite(number) || number < 0.0) std::abort();
  }
  if (person.field >= 2) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::MemoryFile file;
  static Scenario scenario = two_labs();
  scenario.researchers.file = file.holding(fuzz::text_of(data, size)).string();
  Diagnostics diagnostics;
  const auto roster = read_roster(scenario, diagnostics);
  if (!roster) {
    if (!diagnostics.has_errors()) std::abort();
    return 0;
  }
  for (const auto& staff : roster->staff) {
    for (const RosterPerson& person : staff) require_sound(person);
  }
  for (const RosterPerson& person : roster->unemployed) require_sound(person);
  return 0;
}
