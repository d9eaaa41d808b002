#pragma once
// A small sweep on disk whose files are replaced by what the fuzzer makes.

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "config/print.hpp"
#include "run/run.hpp"
#include "scenario/identity.hpp"
#include "support/scenario_text.hpp"
#include "support/temporary_directory.hpp"
#include "sweep/plan.hpp"
#include "sweep/plan_files.hpp"
#include "tables/output_directory.hpp"

namespace poach::fuzz {

class SweepDirectory {
 public:
  using Json = nlohmann::ordered_json;

  SweepDirectory() {
    const Scenario scenario = support::scenario_of(R"(
clock: {tick: week, ticks: 3}
record: {tables: [market]}
companies: [{name: A, researchers: 3, pay: {median: 100k}, productivity: {level: 200k}}]
)");
    plan_.directory = directory_.path();
    plan_.name = "market";
    plan_.scenario_text = resolved_scenario(scenario);
    plan_.scenario_sha256 = sha256_hex(plan_.scenario_text);
    plan_.identity = identity_of(scenario);
    plan_.paths = {"market.decisions.taste", "companies.A.pay.median"};
    plan_.replicates = 2;
    plan_.add_points("0.5,100000\n0.25,\"90000\"\n");
    support::put(directory_ / "scenario.resolved.yaml", plan_.scenario_text);
    const tables::OutputDirectory home(directory_.path());
    sweep::write_generation(plan_, sweep::plan_rows(plan_, 0), "spec.yaml", home);
    json_ = Json::parse(support::content(directory_ / "plan-1.json"));
    points_ = support::content(directory_ / "points-1.csv");
  }

  [[nodiscard]] const Json& plan() const { return json_; }
  [[nodiscard]] const std::string& points() const { return points_; }

  /// A plan with a right SHA-256, as damage that it cannot find would be.
  void put_plan(Json plan) const {
    plan.erase("sha256");
    plan["sha256"] = sha256_hex(text_of(plan));
    support::put(directory_ / "plan-1.json", text_of(plan));
  }
  void put_plan_text(const std::string& text) const {
    support::put(directory_ / "plan-1.json", text);
  }
  void put_points(const std::string& text) const {
    support::put(directory_ / "points-1.csv", text);
  }

  /// Reads the plan: refused in words, or one whose points have a value for every parameter.
  void read() const {
    try {
      const sweep::SweepPlan plan = sweep::read_plan(directory_.path());
      if (plan.points() == 0 || plan.runs() > sweep::most_runs) std::abort();
      for (std::uint64_t point = 0; point < std::min<std::uint64_t>(plan.points(), 100); ++point) {
        if (plan.values(point).size() != plan.paths.size()) std::abort();
      }
      for (const std::uint64_t index : {std::uint64_t{0}, plan.runs() - 1}) (void)plan.key(index);
    } catch (const InputError&) {
    }
  }

 private:
  [[nodiscard]] static std::string text_of(const Json& plan) {
    return plan.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  }

  support::TemporaryDirectory directory_;
  sweep::SweepPlan plan_;
  Json json_;
  std::string points_;
};

}  // namespace poach::fuzz
