#include "world/roster.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/units.hpp"
#include "config/codecs.hpp"
#include "scenario/scenario.hpp"
#include "tables/csv_reader.hpp"
#include "world/input_hash.hpp"

namespace poach {
namespace {

constexpr std::size_t most_problems = 100;
constexpr std::size_t longest_shown = 60;  // bytes of a cell in a message

class RosterReader {
 public:
  RosterReader(const Scenario& scenario, Diagnostics& diagnostics)
      : scenario_(scenario),
        diagnostics_(diagnostics),
        reader_(scenario.researchers.file, diagnostics) {
    for (const auto& company : scenario.base.companies) companies_.push_back(company.name);
    for (const auto& [name, share] : scenario.researchers.fields) fields_.push_back(name);
    roster_.staff.resize(companies_.size());
  }

  std::optional<Roster> read() {
    const std::size_t errors = diagnostics_.error_count();
    check_header();
    if (diagnostics_.error_count() > errors) return std::nullopt;
    // A file of a million wrong lines is told about once, not a million times.
    while (diagnostics_.error_count() < errors + most_problems && reader_.next()) read_person();
    if (diagnostics_.error_count() >= errors + most_problems) {
      diagnostics_.error(reader_.place(0), {},
                         fmt::format("reading stopped after {} problems", most_problems));
    }
    if (row_ == 0 && diagnostics_.error_count() == errors) {
      diagnostics_.error({scenario_.researchers.file, 0, 0}, "researchers.file",
                         "nobody works in this market: the roster has no person");
    }
    if (diagnostics_.error_count() > errors) return std::nullopt;
    return std::move(roster_);
  }

 private:
  static const std::vector<std::string>& known_columns() {
    static const std::vector<std::string> known = {"company",      "skill",    "field", "pay",
                                                   "tenure_years", "unvested", "name"};
    return known;
  }

  void check_header() {
    for (const std::string& name : reader_.header()) {
      const auto& known = known_columns();
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      if (diagnostics_.error_count() >= most_problems) break;
      const bool separated = name.find_first_of(";\t") != std::string::npos;
      diagnostics_.error({scenario_.researchers.file, 1, 1}, name, "unknown roster column",
                         separated ? "put commas between the columns" : did_you_mean(name, known));
    }
    if (reader_.column("name")) {
      diagnostics_.warning({scenario_.researchers.file, 1, 1}, "name",
                           "this column plays no part: people are called by company and number");
    }
    if (!reader_.header().empty() && !reader_.column("company")) {
      diagnostics_.error({scenario_.researchers.file, 1, 1}, "company",
                         "a roster needs the column company");
    }
  }

  double number(std::string_view name, double fallback) {
    const auto column = reader_.column(name);
    if (!column || reader_.fields()[*column].empty()) return fallback;
    const auto value = parse_number(reader_.fields()[*column]);
    if (value && *value >= 0.0) return *value;
    diagnostics_.error(reader_.place(*column), std::string(name), "expected a number of at least 0",
                       config::number_hint(std::string(reader_.fields()[*column])));
    return fallback;
  }

  // The position of a named cell in a list of names; nothing (and an error) when it is not there.
  std::optional<std::size_t> position(std::string_view name, const std::vector<std::string>& in) {
    const auto column = reader_.column(name);
    const std::string_view cell = reader_.fields()[*column];
    const auto found = std::find(in.begin(), in.end(), cell);
    if (found != in.end()) return static_cast<std::size_t>(found - in.begin());
    diagnostics_.error(reader_.place(*column), std::string(name),
                       "the scenario has no " + std::string(name) + " named " +
                           std::string(cell.substr(0, longest_shown)),
                       did_you_mean(cell, in));
    return std::nullopt;
  }

  void read_person() {
    RosterPerson person;
    person.row = row_++;
    person.skill = number("skill", 1.0);
    person.pay = number("pay", 0.0);
    person.tenure_years = number("tenure_years", 0.0);
    person.unvested = number("unvested", 0.0);
    const auto field = reader_.column("field");
    if (field && !reader_.fields()[*field].empty()) {
      person.field = static_cast<std::uint8_t>(position("field", fields_).value_or(0));
    }
    if (reader_.fields()[*reader_.column("company")].empty()) {
      roster_.unemployed.push_back(person);
    } else if (const auto company = position("company", companies_)) {
      roster_.staff[*company].push_back(person);
    }
  }

  const Scenario& scenario_;
  Diagnostics& diagnostics_;
  tables::CsvReader reader_;
  std::vector<std::string> companies_;
  std::vector<std::string> fields_;
  Roster roster_;
  std::uint32_t row_ = 0;
};

}  // namespace

std::vector<std::uint32_t> people_by_row(const Population& population, const Roster& roster) {
  std::vector<std::uint32_t> numbers(population.size());
  for (const Cohort& cohort : population.cohorts()) {
    const auto& people = cohort.kind ? roster.staff[(*cohort.kind).value()] : roster.unemployed;
    for (std::uint32_t k = 0; k < people.size(); ++k) {
      numbers[people[k].row] = cohort.first.value() + k;
    }
  }
  return numbers;
}

std::optional<Roster> read_roster(const Scenario& scenario, Diagnostics& diagnostics) {
  auto roster = RosterReader(scenario, diagnostics).read();
  const ResearcherSpec& people = scenario.researchers;
  if (!roster ||
      !has_expected_sha256(people.file, people.sha256, "researchers.sha256", diagnostics)) {
    return std::nullopt;
  }
  return roster;
}

}  // namespace poach
