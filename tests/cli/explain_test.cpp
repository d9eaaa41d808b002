// poach explain: why a move happened, from a run that is lived through again.

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "program.hpp"
#include "support/catch.hpp"

using namespace poach::support;
using nlohmann::json;
namespace files = std::filesystem;

namespace {

// A line of moves.csv by its columns.
using Row = std::map<std::string, std::string>;

Words split(const std::string& line) {
  Words cells;
  std::istringstream text(line);
  for (std::string cell; std::getline(text, cell, ',');) cells.push_back(cell);
  return cells;
}

// A run of a scenario, and the moves that it wrote down.
struct Run {
  TemporaryDirectory place;
  std::string at = (place / "run").string();

  explicit Run(const Words& more = {}, const std::string& scenario = small()) {
    Words words = {"run", scenario, "-o", at, "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    const Outcome outcome = run_poach(words);
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
  }
  [[nodiscard]] std::vector<Row> moves() const {
    std::istringstream text(content(files::path(at) / "moves.csv"));
    std::string line;
    std::getline(text, line);
    const Words header = split(line);
    std::vector<Row> rows;
    while (std::getline(text, line)) {
      Words cells = split(line);
      cells.resize(header.size());
      Row row;
      for (std::size_t k = 0; k < header.size(); ++k) row[header[k]] = cells[k];
      rows.push_back(std::move(row));
    }
    return rows;
  }
  [[nodiscard]] Outcome explain(const Row& row, const Words& more = {}) const {
    Words words = {"explain",  at,
                   "--move",   row.at("researcher") + "@" + row.at("tick"),
                   "--run-id", row.at("run_id")};
    words.insert(words.end(), more.begin(), more.end());
    return run_poach(words);
  }
  [[nodiscard]] json explained(const Row& row) const {
    const Outcome outcome = explain(row, {"--json"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return json::parse(outcome.out);
  }
};

json side_of(const json& explanation, const std::string& company) {
  for (const json& side : explanation["sides"]) {
    if (side["company"] == company) return side;
  }
  return {};
}

json draw_of(const json& explanation, const std::string& stream, const std::string& company) {
  for (const json& draw : explanation["draws"]) {
    if (draw["stream"] != stream) continue;
    if (company.empty() ? draw["company"].is_null() : draw["company"] == company) return draw;
  }
  return {};
}

double number(const Row& row, const std::string& column) { return std::stod(row.at(column)); }

// Facts that hold for any move under any rule.
void check_move(const json& found, const Row& row) {
  INFO(row.at("researcher") << "@" << row.at("tick") << "\n" << found.dump(1));
  const json& move = found["move"];
  CHECK(found["run"]["same_results"] == true);
  CHECK(move["researcher"] == row.at("researcher"));
  CHECK(move["tick"] == std::stol(row.at("tick")));
  CHECK(move["date"] == row.at("date"));
  CHECK(move["to_company"] == row.at("to_company"));
  CHECK(move["from_company"].is_null() == row.at("from_company").empty());
  CHECK(move["channel"] == row.at("channel"));
  CHECK(move["ticks_waited"] == std::stol(row.at("ticks_waited")));
  CHECK(move["pay_after_usd_per_year"] == Approx(number(row, "pay_after_usd_per_year")));
  const json winner = side_of(found, row.at("to_company"));
  CHECK(winner["chosen"] == true);
  CHECK(winner["pay_usd_per_year"] == move["pay_after_usd_per_year"]);
  CHECK(winner["most_usd_per_year"] >= winner["pay_usd_per_year"]);
  const json& last = found["rounds"].back();
  CHECK(last["offers"].size() == std::stoul(row.at("bidders")));
  CHECK(last["counter_offer_usd_per_year"].is_null() == (row.at("countered") == "false"));
  for (const json& side : found["sides"]) {
    if (side["utility"].is_null()) continue;
    CHECK(side["utility"] <= winner["utility"].get<double>() + 1e-9);  // prices are rounded
  }
}

bool left_a_job(const Row& row) { return !row.at("from_company").empty(); }

}  // namespace

TEST_CASE("A move is explained as the tables have it, in each replicate", "[cli][explain]") {
  const Run run({"--replicates", "2", "companies.Plain.counter_offers.probability=0.5",
                 "companies.Generous.pay.cap=320k", "researchers.unemployed=10"});
  std::size_t countered = 0;
  std::size_t silent = 0;
  std::size_t capped = 0;
  std::size_t jobless = 0;
  const std::vector<Row> moves = run.moves();
  REQUIRE(moves.size() > 20);
  for (const Row& row : moves) {
    const json found = run.explained(row);
    check_move(found, row);
    REQUIRE(found["rounds"].size() == 3);
    const json rival = side_of(found, row.at("to_company"));
    if (rival["bound_by"] == "cap") ++capped;
    CHECK((rival["bound_by"] == "cap") ==
          (rival["cap_usd_per_year"].is_number() &&
           rival["cap_usd_per_year"] < rival["value_usd_per_year"]));
    // The draws are those that the run had: a meeting in a week is rare, and taste follows from
    // its number.
    CHECK(draw_of(found, "meetings", "")["number"] < (left_a_job(row) ? 0.019 : 0.143));
    const double u = draw_of(found, "taste", row.at("to_company"))["number"];
    const double taste = 0.5 * -std::log(-std::log(u));
    const double first_job =
        row.at("researcher").starts_with(row.at("to_company")) ? 0.5 * std::log(2) : 0;
    CHECK(rival["taste_utility"] == Approx(taste + first_job));
    if (!left_a_job(row)) {
      ++jobless;
      CHECK(found["sides"].size() == 1);
      continue;
    }
    const json employer = side_of(found, row.at("from_company"));
    CHECK(employer["employer"] == true);
    if (row.at("from_company") == "Generous") continue;
    const bool answers = draw_of(found, "counter_offers", "Plain")["number"] < 0.5;
    CHECK(employer["no_offer_because"].is_null() == answers);
    ++(answers ? countered : silent);
  }
  CAPTURE(countered, silent, capped, jobless);
  CHECK(countered > 0);
  CHECK(silent > 0);
  CHECK(capped > 0);
  CHECK(jobless > 0);
}

TEST_CASE("Runs recorded without details are explained too", "[cli][explain]") {
  const Run run;
  const Run bare({"--tables", "market", "--every", "13", "-j", "3"});
  const std::vector<Row> moves = run.moves();
  for (const Row& row : {moves.front(), moves.back()}) check_move(bare.explained(row), row);
}

TEST_CASE("Every price rule is explained", "[cli][explain]") {
  for (const Words& rule :
       {Words{"market.bidding.rule=ascending", "market.decisions.pay_cuts=true"},
        Words{"market.bidding.rule=ascending", "companies.Generous.hiring.seats=45"},
        Words{"market.bidding.rule=posted", "companies.Plain.pay.posted=210k",
              "companies.Generous.pay.posted=260k"}}) {
    const Run run(rule);
    const std::vector<Row> moves = run.moves();
    REQUIRE(moves.size() > 5);
    for (std::size_t k = 0; k < 5; ++k) {
      const json found = run.explained(moves[k]);
      check_move(found, moves[k]);
      CHECK(found["rounds"].size() == 1);
      CHECK(contains(rule.front(), found["price_rule"].get<std::string>()));
    }
  }
}

TEST_CASE("A move after a non-compete is seen when it was signed", "[cli][explain]") {
  const Run run({"companies.Plain.noncompete={share: 1, shortest: 4 weeks, longest: 9 weeks}",
                 "companies.Plain.contract.buyout=0.3"});
  std::size_t waited = 0;
  for (const Row& row : run.moves()) {
    if (row.at("from_company") != "Plain") continue;
    const json found = run.explained(row);
    check_move(found, row);
    const json& move = found["move"];
    CHECK(move["signed_tick"] == move["tick"].get<int>() - std::stol(row.at("ticks_waited")));
    std::vector<double> numbers;
    for (const json& draw : found["draws"]) {
      if (draw["stream"] == "noncompete") numbers.push_back(draw["number"]);
    }
    REQUIRE(numbers.size() == 2);
    CHECK(std::abs(4 + 5 * numbers[1] - std::stod(row.at("ticks_waited"))) < 1.001);
    ++waited;
  }
  CHECK(waited > 0);
}

// Recruiters, collaborators who name each other, a team and the news; names with blanks.
constexpr const char* recruiting = R"(name: recruiting
clock: {tick: week, ticks: 30}
researchers: {skill_log_sd: 0.5, unemployed: 10}
network: {kind: small_world, mean_degree: 6}
teams: [{name: Core, company: Old Firm @ Home, members: 12}]
companies:
  - {name: Old Firm @ Home, researchers: 80, productivity: {level: 400k}, pay: {median: 200k, p90: 300k}}
  - name: New Lab
    researchers: 10
    productivity: {level: 900k}
    pay: {median: 200k, p90: 300k}
    hiring: {approaches_per_week: 3, targeting: {referrals: 1, visible: 1}}
market: {decisions: {taste: 0.3, collaborators: 0.2}}
events: [{name: News of the lab, tick: 5, approach: {company: New Lab, team: Core}}]
)";

TEST_CASE("The referrers of a person, or the event, are printed", "[cli][explain]") {
  const TemporaryDirectory place;
  const Run run({}, put(place / "recruiting.yaml", recruiting).string());
  std::size_t named = 0;
  std::size_t news = 0;
  std::size_t seen = 0;
  for (const Row& row : run.moves()) {
    const json found = run.explained(row);
    check_move(found, row);
    for (const json& approach : found["approaches"]) {
      if (approach["company"] != row.at("to_company")) continue;
      named += approach["channel"] == "referral" && !approach["referred_by"].empty() ? 1 : 0;
      news += approach["event"] == "News of the lab" ? 1 : 0;
    }
    // One or two of some eighty people are approached a week.
    if (row.at("channel") == "visible") {
      CHECK(draw_of(found, "recruiters", "New Lab")["number"].get<double>() < 0.5);
      ++seen;
    }
  }
  CHECK(named > 0);
  CHECK(news > 0);
  CHECK(seen > 2);
}

TEST_CASE("The text says what the data say", "[cli][explain]") {
  const Run run({"companies.Generous.counter_offers.probability=1"});
  for (const Row& row : run.moves()) {
    if (row.at("from_company") != "Generous") continue;
    const Outcome outcome = run.explain(row);
    CAPTURE(outcome.out, outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.empty());
    for (const std::string& part :
         {row.at("researcher") + " moves from Generous to Plain on tick " + row.at("tick") + " (" +
              row.at("date") + ")",
          std::string("Approaches\n"), std::string("bound by"), std::string("Rounds of offers"),
          std::string("stay at Generous"), std::string("taken"), std::string("Draws of ")}) {
      CHECK(contains(outcome.out, part));
    }
    return;
  }
  FAIL("nobody left Generous");
}

TEST_CASE("A move that is not there is refused with what is near", "[cli][explain]") {
  const Run run;
  const Row first = run.moves().front();
  const auto refused = [&](const Words& more, const std::string& reason) {
    Words words = {"explain"};
    words.insert(words.end(), more.begin(), more.end());
    const Outcome outcome = run_poach(words);
    CAPTURE(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK(contains(outcome.err, reason));
  };
  refused({run.at, "--move", first.at("researcher") + "@9999"},
          first.at("researcher") + " moved on tick");
  refused({run.at, "--move", "Nobody/1@" + first.at("tick")},
          "Nobody/1 never moved; on tick " + first.at("tick") + " the jobs of ");
  refused({run.at, "--move", "Plain/1"}, "expected RESEARCHER@TICK");
  refused({run.at, "--move", "Plain/1@soon"}, "expected RESEARCHER@TICK");
  refused({run.at, "--move", "Plain/1@3", "--run-id", "1"}, "the last run in " + run.at + " is 0");
  refused({run.at}, "--move is required");
  refused({(run.place / "nothing").string(), "--move", "Plain/1@3"}, "no such run directory");
}

TEST_CASE("A directory that is not as it was written is not explained", "[cli][explain]") {
  const Run run;
  const Row first = run.moves().front();
  const files::path manifest = files::path(run.at) / "manifest.json";
  json changed = json::parse(content(manifest));
  changed["state_hashes"][0] = std::string(32, '0');
  put(manifest, changed.dump());
  Outcome outcome = run.explain(first, {"--json"});
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.err, "ends this run in another state"));
  CHECK(json::parse(outcome.out)["run"]["same_results"] == false);
  put(files::path(run.at) / "scenario.resolved.yaml", "name: other\n");
  outcome = run.explain(first);
  CHECK(outcome.code == 2);
  CHECK(contains(outcome.err, "is not the file that poach wrote"));
}
