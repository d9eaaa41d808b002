#include <numeric>
#include <stdexcept>

#include "support/catch.hpp"
#include "unit/facade/market.hpp"

namespace {

using namespace poach_api;
using poach::tests::busy;
using poach::tests::plain_market;

std::string cell(const std::string& rows, std::size_t line, std::size_t column) {
  std::size_t at = 0;
  for (; line > 0; --line) at = rows.find('\n', at) + 1;
  for (; column > 0; --column) at = rows.find(',', at) + 1;
  return rows.substr(at, rows.find_first_of(",\n", at) - at);
}

std::size_t column_of(const std::string& table, const std::string& column) {
  for (const Table& t : tables()) {
    if (t.name != table) continue;
    for (std::size_t k = 0; k < t.columns.size(); ++k) {
      if (t.columns[k].name.starts_with(column)) return k;
    }
  }
  throw std::out_of_range(column);
}

TEST_CASE("A view shows the researchers of the present without a copy") {
  Simulation simulation(busy());
  const View view = simulation.view();
  const Researchers people = view.researchers();
  REQUIRE(people.size() == 90);
  CHECK(people.employer.size() == 90);
  const std::vector<double> before(people.pay.begin(), people.pay.end());
  simulation.step(6);
  CHECK(view.tick() == 6);
  CHECK(view.date() == "2025-02-17");
  // The same spans, other numbers.
  CHECK(people.pay.data() == view.researchers().pay.data());
  CHECK_FALSE(std::equal(before.begin(), before.end(), people.pay.begin()));
  std::size_t idle = 0;
  for (Researcher r = 0; r < people.size(); ++r) {
    CHECK((people.employer[r] == no_company) == (people.pay[r] == 0.0));
    CHECK(view.tenure(r).has_value() == (people.employer[r] != no_company));
    CHECK(view.attachment(r).has_value() == (people.employer[r] != no_company));
    if (people.employer[r] == no_company) ++idle;
  }
  CHECK(idle > 0);
  CHECK(people.skill.size() == 90);
  CHECK(people.field.size() == 90);
  CHECK(view.field_names() == std::vector<std::string>{"language", "vision"});
  CHECK(view.researcher_name(0) == "A/1");
}

TEST_CASE("Quantities that a market does not keep are absent") {
  const Simulation simulation(Scenario::from_text(plain_market));
  const View view = simulation.view();
  const Researchers people = view.researchers();
  CHECK(people.skill.empty());
  CHECK(people.field.empty());
  CHECK(people.unvested.empty());
  CHECK_FALSE(view.attachment(0));
  CHECK_FALSE(view.keeps_log());
  CHECK_THROWS_AS(view.moves(), std::logic_error);
  CHECK_THROWS_AS(view.offers(), std::logic_error);
  CHECK_THROWS_AS(view.separations(), std::logic_error);
  CHECK_THROWS_AS(view.raises(), std::logic_error);
  CHECK(view.date().empty());
  CHECK(view.collaborators(0).empty());
  CHECK_FALSE(view.company(0).pay_cap);
}

TEST_CASE("Companies have names and figures that add up to those of the tables") {
  Simulation simulation(busy());
  const View view = simulation.view();
  REQUIRE(view.company_count() == 4);
  CHECK(view.company_name(0) == "A");
  CHECK(view.company_name(1) == "B 1");
  CHECK(view.company_kind(3) == "B");
  CHECK(view.find_company("B 3") == std::optional<Company>(3));
  CHECK_FALSE(view.find_company("B"));
  (void)simulation.rows("market");
  (void)simulation.rows("companies");
  simulation.step(3);
  const std::string companies = simulation.rows("companies");
  const std::string market = simulation.rows("market");
  std::uint64_t heads = 0;
  for (Company c = 0; c < 4; ++c) {
    const CompanyFigures figures = view.company(c);
    heads += figures.headcount;
    CHECK(cell(companies, 8 + c, column_of("companies", "headcount")) ==
          std::to_string(figures.headcount));
    CHECK(std::stod(cell(companies, 8 + c, column_of("companies", "payroll"))) == figures.pay);
    CHECK(figures.pay_cap.has_value() == (c > 0));
    CHECK(view.companies()[c].headcount == figures.headcount);
  }
  CHECK(view.market().employed == heads);
  CHECK(std::stod(cell(market, 2, column_of("market", "pay_median"))) == view.market().pay_median);
  CHECK(cell(market, 2, column_of("market", "unemployed")) ==
        std::to_string(view.market().unemployed));
}

TEST_CASE("Figures follow the steps where no table needs them, and change nothing") {
  const auto scenario = [] { return busy({"record.tables=[]"}); };
  Simulation looked_at(scenario());
  Simulation left_alone(scenario());
  std::uint64_t employed = 0;
  for (int k = 0; k < 12; ++k) {
    looked_at.step();
    left_alone.step();
    const auto people = looked_at.view().researchers();
    employed = static_cast<std::uint64_t>(
        std::count_if(people.pay.begin(), people.pay.end(), [](double pay) { return pay > 0.0; }));
    CHECK(looked_at.view().market().employed == employed);
  }
  CHECK(looked_at.state_hash() == left_alone.state_hash());
}

TEST_CASE("A restored market shows the figures that it was saved with") {
  Simulation simulation(busy());
  simulation.step(4);
  const Simulation again = Simulation::restore(busy(), simulation.save());
  CHECK(again.view().company(1).pay == simulation.view().company(1).pay);
  CHECK(again.view().company(1).output == simulation.view().company(1).output);
}

TEST_CASE("The log of the last tick is what the tables record") {
  Simulation simulation(busy());
  std::size_t moves = 0;
  std::size_t offers = 0;
  std::size_t separations = 0;
  std::size_t raises = 0;
  while (!simulation.finished()) {
    simulation.step();
    const View view = simulation.view();
    for (const Move& move : view.moves()) {
      CHECK(view.researchers().employer[move.researcher] == move.to);
      CHECK(view.researchers().pay[move.researcher] == move.pay_after);
      CHECK(move.channel == "random_meeting");
    }
    moves += view.moves().size();
    offers += view.offers().size();
    separations += view.separations().size();
    raises += view.raises().size();
  }
  const auto lines = [&](const std::string& table) {
    const std::string rows = simulation.rows(table);
    return static_cast<std::size_t>(std::count(rows.begin(), rows.end(), '\n'));
  };
  CHECK(moves > 20);
  CHECK(lines("moves") == moves);
  CHECK(lines("offers") == offers);
  CHECK(separations > 0);
  CHECK(raises > 0);
}

TEST_CASE("A log can be kept on request, and changes nothing") {
  const auto scenario = [] {
    return busy({"record.tables=[market]", "dynamics.contagion.drop=0",
                 "dynamics.contagion.morale_per_loss=0"});
  };
  Simulation with(scenario(), {.keep_log = true});
  Simulation without(scenario());
  with.step(12);
  without.step(12);
  CHECK(with.view().keeps_log());
  CHECK_FALSE(without.view().keeps_log());
  CHECK(with.fork().view().keeps_log());
  CHECK(with.state_hash() == without.state_hash());
}

TEST_CASE("Collaborators know each other, and numbers of nobody are refused") {
  const Simulation simulation(busy());
  const View view = simulation.view();
  std::size_t ties = 0;
  for (Researcher r = 0; r < view.researchers().size(); ++r) {
    for (const Researcher other : view.collaborators(r)) {
      const auto back = view.collaborators(other);
      CHECK(std::find(back.begin(), back.end(), r) != back.end());
      ++ties;
    }
  }
  CHECK(ties > 0);
  CHECK_THROWS_AS(view.tenure(90), std::out_of_range);
  CHECK_THROWS_AS(view.collaborators(90), std::out_of_range);
  CHECK_THROWS_AS(view.researcher_name(90), std::out_of_range);
  CHECK_THROWS_AS(view.company(4), std::out_of_range);
  CHECK_THROWS_AS(view.company_name(4), std::out_of_range);
}

}  // namespace
