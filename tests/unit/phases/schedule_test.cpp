#include "phases/schedule.hpp"

#include <array>

#include "phases/shortcuts/shortcuts.hpp"
#include "support/catch.hpp"
#include "support/market.hpp"
#include "support/temporary_directory.hpp"

namespace {

using namespace poach;

TEST_CASE("A tick runs ten phases in this order") {
  std::vector<std::string> names;
  std::vector<Scope> scopes;
  for (const Phase& phase : standard_schedule().rows()) {
    names.emplace_back(phase.name);
    scopes.push_back(phase.scope);
  }
  CHECK(names == std::vector<std::string>{"shocks", "separation", "planning", "search", "bidding",
                                          "decisions", "contagion", "late separation", "production",
                                          "record"});
  using enum Scope;
  CHECK(scopes ==
        std::vector{market, block, market, block, market, block, block, block, market, market});
}

std::vector<std::string> names_of(const Schedule& schedule) {
  std::vector<std::string> names;
  for (const Phase& phase : schedule.rows()) names.push_back(phase.name);
  return names;
}

Phase phase_called(const std::string& name) {
  return {name, Scope::market, [](World&, const Services&) {}};
}

TEST_CASE("A phase is added after a row and after whatever was added there before") {
  Schedule schedule = standard_schedule();
  CHECK(schedule.is_standard());
  schedule.add_after("decisions", phase_called("raises"));
  schedule.add_after("decisions", phase_called("taxes"));
  schedule.add_after("shocks", phase_called("news"));
  schedule.add_after("raises", phase_called("envy"));
  CHECK(names_of(schedule) == std::vector<std::string>{"shocks", "news", "separation", "planning",
                                                       "search", "bidding", "decisions", "raises",
                                                       "taxes", "envy", "contagion",
                                                       "late separation", "production", "record"});
  CHECK(schedule.added() == std::vector<std::string>{"news after shocks", "raises after decisions",
                                                     "taxes after decisions", "envy after raises"});
  CHECK_FALSE(schedule.is_standard());
  CHECK(standard_schedule().is_standard());
}

TEST_CASE("A place that is not there, a closed one, and a taken name are refused") {
  Schedule schedule = standard_schedule();
  const auto reason = [&](const std::string& row, const std::string& name) {
    return support::message_of<InputError>([&] { schedule.add_after(row, phase_called(name)); });
  };
  const std::string places =
      "; a phase can come after: shocks, separation, planning, search, bidding, decisions, "
      "contagion, late separation";
  CHECK(reason("hiring", "x") == "error: no place for the phase 'x' after 'hiring'" + places);
  CHECK(reason("production", "x") ==
        "error: no place for the phase 'x' after 'production'" + places);
  CHECK(reason("record", "x") == "error: no place for the phase 'x' after 'record'" + places);
  CHECK(reason("decisions", "search") == "error: there is a phase 'search' already");
  CHECK(reason("decisions", "") == "error: a phase needs a name");
  CHECK(schedule.is_standard());
}

class Listener : public PhaseObserver {
 public:
  void before(const Phase& phase, const World& world) override {
    heard.push_back("before " + std::string(phase.name));
    tick = world.state.tick;
  }
  void after(const Phase& phase, const World&) override {
    heard.push_back("after " + std::string(phase.name));
  }
  std::vector<std::string> heard;
  std::int32_t tick = 0;
};

TEST_CASE("A tick counts up, empties the log and shows every phase to an observer") {
  support::Market market("companies: [{name: A, researchers: 3}]");
  market.world.tick.log.blocks[0].moves.resize(2);
  market.world.tick.log.started.resize(1);
  Listener listener;
  run_tick(market.world, market.services(), &listener);
  CHECK(listener.tick == 1);
  CHECK(market.world.state.tick == 1);
  CHECK(market.moves().empty());
  CHECK(market.world.tick.log.started.empty());
  REQUIRE(listener.heard.size() == 20);
  CHECK(listener.heard[0] == "before shocks");
  CHECK(listener.heard[1] == "after shocks");
  CHECK(listener.heard[19] == "after record");
}

// Counts how often search, bidding and decisions are one phase.
class Witness : public PhaseObserver {
 public:
  void before(const Phase&, const World&) override {}
  void after(const Phase& phase, const World&) override {
    fused += phase.name == "search to decisions" ? 1 : 0;
    apart += phase.name == "bidding" ? 1 : 0;
  }
  int fused = 0;
  int apart = 0;
};

struct End {
  std::string state;
  std::vector<std::uint64_t> counts;
  int fused = 0;
  friend bool operator==(const End& a, const End& b) {
    return a.state == b.state && a.counts == b.counts;
  }
};

constexpr ShortcutSet every_shortcut;  // is allowed

End after_ticks(const std::string& yaml, ShortcutSet without, int threads) {
  support::Market market(yaml);
  market.workers = Workers(threads);
  market.world.tick.wants.details = false;
  market.world.tick.wants.without = without;
  Witness witness;
  End end;
  for (int k = 0; k < 6; ++k) {
    run_tick(market.world, market.services(), &witness);
    for (const BlockLog& block : market.world.tick.log.blocks) {
      const BlockCounts& c = block.counts;
      end.counts.insert(end.counts.end(),
                        {c.approaches, c.offers, c.counter_offers, c.moves, c.raises});
    }
  }
  end.state = state_hash(market.world.state);
  end.fused = witness.fused;
  CHECK(witness.fused + witness.apart == 6);
  return end;
}

// A market of several blocks: `market` is the text of its rules, `hiring` that of its companies'.
std::string crowd(const std::string& market, const std::string& hiring) {
  return "researchers: {unemployed: 9000, skill_log_sd: 0.5}\nmarket: {" + market +
         "}\ncompanies: [{name: A, count: 20, researchers: 9000, productivity: {level: "
         "{distribution: uniform, low: 1M, high: 2M}}, pay: {posted: 1M, median: 300k, cap: 3M}, "
         "separations: {quits: 0.05 per tick}, counter_offers: {probability: 0.5}" +
         hiring + "}]";
}

const std::string meetings =
    "search: {random_meetings: {employed: 0.2 per tick, unemployed: 0.4 per tick, arrival: ";

const ShortcutSet unfused = shortcuts_named("fused-blocks");

TEST_CASE("Search to decisions in one phase leave what they leave one by one") {
  const std::vector<std::string> markets = {
      crowd(meetings + "poisson}}, bidding: {rule: ascending}", ""),
      crowd(meetings + "at_most_one}}, bidding: {rule: private_taste}, decisions: {taste: 0.3}",
            ""),
      crowd(meetings + "exclusive}}, bidding: {rule: posted}", "")};
  for (const std::string& market : markets) {
    INFO(market);
    const End apart = after_ticks(market, unfused, 1);
    CHECK(apart.fused == 0);
    for (const int threads : {1, 3}) {
      const End together = after_ticks(market, every_shortcut, threads);
      CHECK(together.fused == 6);
      CHECK(together == apart);
    }
  }
}

// The same without skill: pay is all that counts there.
std::string plain_crowd(const std::string& market, const std::string& company) {
  return "researchers: {unemployed: 9000}\nmarket: {" + market +
         "}\ncompanies: [{name: A, count: 20, researchers: 9000, separations: {quits: 0.05 per "
         "tick}, " +
         company + "}]";
}

TEST_CASE("Pairs settled at once end like contests") {
  const std::string spread = "productivity: {level: {distribution: uniform, low: 1M, high: 2M}}, ";
  const std::string even = "productivity: {level: 1M}, ";
  const std::string once = meetings + "at_most_one";
  const std::string ascending = "bidding: {rule: ascending}, decisions: {";
  const std::vector<std::string> markets = {
      plain_crowd(once + "}}, " + ascending + "utility: linear, pay_cuts: true}",
                  spread + "counter_offers: {probability: 1}"),
      plain_crowd(once + "}}, " + ascending + "utility: log, minimum_raise: 0.1}",
                  spread + "pay: {median: 300k, cap: 1.5M}, counter_offers: {probability: 0.5, "
                           "raise_limit: 1.5}"),
      plain_crowd(once + ", own_company: nothing}}, " + ascending + "utility: linear}",
                  even + "counter_offers: {probability: 1}"),
      plain_crowd(
          meetings + "poisson, own_company: counts}}, " + ascending +
              "utility: linear, pay_cuts: true, foresight: true, unemployment_income: 300k}",
          spread + "counter_offers: {probability: 1}"),
      plain_crowd(meetings + "exclusive}}, " + ascending + "pay_floor: 10k}",
                  even + "pay: {cap: 900k}")};
  for (const std::string& market : markets) {
    INFO(market);
    const End apart = after_ticks(market, shortcuts_named("pairs"), 1);
    const End together = after_ticks(market, every_shortcut, 2);
    CHECK(together.fused == 6);
    CHECK(together == apart);
    CHECK(together == after_ticks(market, unfused, 2));
  }
}

// The names of the phases that were seen.
class Onlooker : public PhaseObserver {
 public:
  void before(const Phase& phase, const World&) override { names.push_back(phase.name); }
  void after(const Phase&, const World&) override {}
  std::vector<std::string> names;
};

TEST_CASE("Phases run one by one where a user added one") {
  support::Market market(crowd(meetings + "exclusive}}, bidding: {rule: posted}", ""));
  market.world.tick.wants.details = false;
  Onlooker fused;
  run_tick(market.world, market.services(), &fused);
  CHECK(fused.names.size() == 8);
  Schedule schedule = standard_schedule();
  int calls = 0;
  schedule.add_after("late separation",
                     {"count", Scope::market, [&](World&, const Services&) { ++calls; }});
  Onlooker onlooker;
  run_tick(market.world, market.services(), &onlooker, schedule);
  CHECK(onlooker.names.size() == 11);
  CHECK(calls == 1);
}

class TickCounter : public Recorder {
 public:
  void record(const World& world) override { ticks.push_back(world.state.tick); }
  std::vector<int> ticks;
};

TEST_CASE("Every recorder is shown every tick") {
  support::Market market("companies: [{name: A, researchers: 3}]");
  TickCounter one;
  TickCounter other;
  const std::array<Recorder*, 2> recorders = {&one, &other};
  for (int k = 0; k < 2; ++k) run_tick(market.world, {market.workers, recorders}, nullptr);
  CHECK(one.ticks == std::vector{1, 2});
  CHECK(other.ticks == one.ticks);
}

TEST_CASE("Search, bidding and decisions stay apart where blocks share seats, money or ties") {
  const std::string rules = meetings + "at_most_one}}, bidding: {rule: ascending}";
  const std::vector<std::string> shared = {
      crowd(rules, ", hiring: {seats: 500}"), crowd(rules, ", hiring: {wage_bill_limit: 900M}"),
      crowd(rules, ", hiring: {approaches_per_week: 3}"),
      crowd(rules, ", noncompete: {share: 0.1}"),
      crowd(rules, "") + "\nnetwork: {kind: small_world, mean_degree: 4}"};
  for (const std::string& market : shared) {
    INFO(market);
    CHECK(after_ticks(market, every_shortcut, 1).fused == 0);
  }
}

TEST_CASE("Counting collaborators makes no difference to moves") {
  const std::string people =
      "researchers: {unemployed: 200}\nnetwork: {kind: small_world, mean_degree: 6}\n"
      "companies: [{name: A, count: 4, researchers: 200, productivity: {level: {distribution: "
      "uniform, low: 1M, high: 2M}, synergy: ";
  const std::string rules =
      "}, counter_offers: {probability: 1}}]\nmarket: {search: {random_meetings: {employed: 0.2 "
      "per "
      "tick, unemployed: 0.4 per tick}}, bidding: {rule: ascending}, decisions: {collaborators: ";
  const auto end_of = [](const std::string& yaml, bool keep, std::uint32_t& counted) {
    support::Market market(yaml);
    market.world.tick.wants.collaborators = keep;
    for (int k = 0; k < 6; ++k) {
      run_tick(market.world, market.services(), nullptr);
      for (const Move& move : market.world.tick.log.started) counted += move.collaborators;
    }
    return state_hash(market.world.state);
  };
  for (const auto& [synergy, kappa] :
       {std::pair("0", "0}}"), std::pair("0.5", "0}}"), std::pair("0", "0.3}}")}) {
    INFO(synergy << " " << kappa);
    const std::string yaml = people + synergy + rules + kappa;
    std::uint32_t counted = 0;
    std::uint32_t counted_less = 0;
    CHECK(end_of(yaml, true, counted) == end_of(yaml, false, counted_less));
    CHECK(counted > 0);
    const bool nobody_weighs = yaml == people + "0" + rules + "0}}";
    CHECK((counted_less == 0) == nobody_weighs);
  }
}

}  // namespace
