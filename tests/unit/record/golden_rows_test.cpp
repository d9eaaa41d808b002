// Every table of a tiny market against files under tests/golden/record. After a change that is
// meant to change them, generate them again and read the difference:
//   POACH_UPDATE_GOLDEN=1 build/release/tests/unit_record "Tables of a tiny market*"

#include <cstdlib>

#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/temporary_directory.hpp"
#include "unit/record/recorded_run.hpp"

namespace {

using namespace poach;
using tests::RecordedRun;

const std::string tiny = R"(
clock: {tick: week, start: 2025-06-30, ticks: 4}
seed: 3
researchers: {fields: {language: 0.6, vision: 0.4}, skill_log_sd: 0.5, unemployed: 1}
network: {kind: copies, shape: complete, copy_size: 3}
teams: [{name: Core, company: Apple, members: 2}]
record: {tables: )" + support::all_tables() +
                         R"(, every: 2, researchers_every: 3}
market:
  search: {random_meetings: {employed: 0.3 per tick, unemployed: 0.5 per tick, own_company: nothing}, pass_on: unemployed}
  decisions: {taste: 0.3, collaborators: 0.3, unemployment_income: 50k}
dynamics: {attachment: {ceiling: 0.3}, contagion: {threshold: 0.2, drop: 0.1, morale_per_loss: 0.5}}
companies:
  - name: Apple
    researchers: 4
    productivity: {level: 900k, synergy: 0.2}
    pay: {median: 400k, p90: 600k, cap: 800k}
    counter_offers: {probability: 1, raise_limit: 1.5}
    separations: {quits: 0.05 per tick, exits: 0.05 per tick}
    noncompete: {share: 0.5, shortest: 1 week, longest: 2 weeks}
    retention: {budget: 500k}
  - {name: "Lab, new", researchers: 1, productivity: {level: 2M}, pay: {median: 700k, cap: 5M}, hiring: {seats: 3}}
events: [{name: raid, at: 2025-07-07, approach: {company: "Lab, new", team: Core}}]
)";

void compare(const std::string& name, const std::string& text) {
  const std::filesystem::path file = support::source_file("tests/golden/record/" + name);
  if (std::getenv("POACH_UPDATE_GOLDEN") != nullptr) support::put(file, text);
  INFO(file.string());
  CHECK(support::content(file) == text);
}

TEST_CASE("Tables of a tiny market are those on file") {
  RecordedRun run(tiny);
  run.finish();
  const TableTexts rows = run.take();
  for (const RecordedTable& table : recorded_tables()) {
    compare(table.dictionary.file, table.header + rows[index_of(table.name)].text);
  }
}

}  // namespace
