#include "scenario/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>

#include "config/differences.hpp"
#include "config/print.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/scenario_text.hpp"
#include "support/temporary_directory.hpp"

namespace {

using namespace poach;
using support::scenario_of;
using support::TemporaryDirectory;

// Something of every list.
const std::string everything = R"(
researchers: {fields: {language: 0.5, vision: 0.5}}
teams: [{name: Core, company: A, members: 2}]
companies:
  - {name: A, researchers: 5, pay: {median: 100}}
  - {name: B, researchers: 5, pay: {median: 100}, productivity: {level: 200}}
company_graph: {no_poach: [{name: pact, companies: [A, B]}]}
events: [{name: later, tick: 3, set: {companies.B.pay.cap: 300}}]
expect: [{name: claim, column: employed, value: 10}]
)";

// Changes one leaf of a scenario, or makes an absent section present: the one of this number in the
// order of the description.
class Changer final : public config::Fields {
 public:
  explicit Changer(std::size_t number) : left_(number) {}
  [[nodiscard]] bool has_changed() const { return changed_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] bool bears_on_results() const { return bears_; }

 protected:
  void leaf(const config::Field& field, config::Value& value) override {
    if (!is_the_one(field)) return;
    INFO(path_);
    REQUIRE(change(value));
  }
  void nested(const config::Field& field, config::Nested& section) override {
    if (!section.present()) {
      if (is_the_one(field)) section.create();
      return;
    }
    const Place inside(*this, field, "");
    section.describe_fields(*this);
  }
  void items(const config::Field& field, config::Items& list) override {
    for (std::size_t k = 0; k < list.size(); ++k) {
      const Place inside(*this, field, "[]");
      list.describe_item(k, *this);
    }
  }

 private:
  // A section or an item while its fields are visited.
  class Place {
   public:
    Place(Changer& changer, const config::Field& field, const char* suffix)
        : changer_(changer), prefix_(changer.prefix_), inside_bears_(changer.inside_bears_) {
      changer.prefix_ += std::string(field.name) + suffix + ".";
      changer.inside_bears_ = inside_bears_ && field.bearing == config::Bearing::results;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
      changer_.prefix_ = prefix_;
      changer_.inside_bears_ = inside_bears_;
    }

   private:
    Changer& changer_;
    std::string prefix_;
    bool inside_bears_;
  };

  bool is_the_one(const config::Field& field) {
    if (changed_ || left_-- > 0) return false;
    changed_ = true;
    path_ = prefix_ + std::string(field.name);
    bears_ = inside_bears_ && field.bearing == config::Bearing::results;
    return true;
  }

  static bool change(config::Value& value) {
    std::vector<std::string> texts = value.type().words;
    for (const char* text : {"7", "0.37", "true", "false", "2031-05-05", "5 weeks", "0.3 per year",
                             "[0.5, 0.25]", "{x: 0.5}", "[market]", "somewhere"}) {
      texts.emplace_back(text);
    }
    const std::string before = config::print_flow(value.print());
    for (const std::string& text : texts) {
      Diagnostics diagnostics;
      const config::Node node = config::parse_text("v: " + text, "test", diagnostics);
      if (!value.parse(*node.find("v")) && config::print_flow(value.print()) != before) return true;
    }
    return false;
  }

  std::size_t left_;
  bool changed_ = false;
  bool bears_ = false;
  bool inside_bears_ = true;
  std::string prefix_;
  std::string path_;
};

TEST_CASE("Every value counts, but for words for people, expectations and places of files") {
  const Scenario scenario = scenario_of(everything);
  const std::string identity = identity_of(scenario);
  std::vector<std::string> without;
  std::size_t counted = 0;
  for (std::size_t number = 0;; ++number) {
    Scenario other = scenario;
    Changer changer(number);
    describe(other, changer);
    if (!changer.has_changed()) break;
    INFO(changer.path());
    CHECK((identity_of(other) != identity) == changer.bears_on_results());
    if (changer.bears_on_results()) {
      ++counted;
    } else if (!changer.path().starts_with("expect[]")) {
      without.push_back(changer.path());
    }
  }
  CHECK(counted > 150);
  CHECK(without == std::vector<std::string>{"name", "title", "description", "researchers.file",
                                            "network.file"});
}

TEST_CASE("The order of companies in a file is no other scenario") {
  Scenario other = scenario_of(everything);
  std::reverse(other.base.companies.begin(), other.base.companies.end());
  Diagnostics diagnostics;
  const config::Node root =
      config::parse_text(config::print_yaml(other), "other.yaml", diagnostics);
  const auto loaded = read_scenario(root, "other.yaml", diagnostics);
  REQUIRE(loaded);
  CHECK(identity_of(loaded->scenario) == identity_of(scenario_of(everything)));
}

TEST_CASE("A value spelled out is its default") {
  CHECK(identity_of(scenario_of(everything + "market: {decisions: {utility: log}}\n")) ==
        identity_of(scenario_of(everything)));
}

TEST_CASE("Input files enter by what they hold, not by where they are") {
  const TemporaryDirectory place;
  const auto identity_with = [&](const std::string& name, const std::string& text) {
    Scenario scenario = scenario_of(everything);
    scenario.network.kind = NetworkKind::file;
    scenario.network.file = support::put(place / name, text).string();
    return identity_of(with_file_hashes(scenario));
  };
  const std::string ties = "source,target\n0,1\n";
  CHECK(identity_with("a.csv", ties) == identity_with("b.csv", ties));
  CHECK(identity_with("a.csv", ties) != identity_with("a.csv", ties + "2,3\n"));
}

// tests/golden/defaults.txt: the results revision, then a line for each default.
std::string listed_defaults() {
  std::string text = fmt::format("results revision: {}\n", results_revision);
  for (const auto& [path, value] : config::default_values<Scenario>()) {
    text += fmt::format("{}: {}\n", path, value);
  }
  return text;
}

// Lines `path: value` by path.
std::map<std::string, std::string> lines_by_path(const std::string& text) {
  std::map<std::string, std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(": ");
    lines[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return lines;
}

// A default is not part of an identity, so another default under the same revision would pass other
// results off as the same run. After a change of defaults, raise results_revision; after that, or
// when parameters were added or removed:
//   POACH_UPDATE_GOLDEN=1 build/release/tests/unit_scenario "Defaults are those on file*"
TEST_CASE("Defaults are those on file, unless the results revision is raised") {
  const std::filesystem::path file = support::source_file("tests/golden/defaults.txt");
  const bool update = std::getenv("POACH_UPDATE_GOLDEN") != nullptr;
  if (update && !std::filesystem::exists(file)) support::put(file, listed_defaults());
  const auto filed = lines_by_path(support::content(file));
  const auto present = lines_by_path(listed_defaults());
  const bool is_raised = filed.at("results revision") != present.at("results revision");
  for (const auto& [path, value] : present) {
    const auto before = filed.find(path);
    if (is_raised || before == filed.end() || before->second == value) continue;
    FAIL_CHECK(path << " was " << before->second << " and is " << value
                    << ": raise results_revision in sim/scenario/identity.hpp");
    return;
  }
  if (update) support::put(file, listed_defaults());
  CHECK(support::content(file) == listed_defaults());
}

}  // namespace
