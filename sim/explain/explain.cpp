#include "explain/explain.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "compare/finished_run.hpp"
#include "explain/signing.hpp"
#include "poach/version.hpp"
#include "run/replicate_runner.hpp"
#include "run/simulation.hpp"
#include "scenario/load.hpp"
#include "world/serialize.hpp"

namespace poach::explain {
namespace {

/// RESEARCHER@TICK, split at the last @. Names may hold any character, even another @.
struct WantedMove {
  std::string researcher;
  std::int64_t tick = 0;
};

WantedMove parse_wanted(const std::string& text) {
  const std::size_t at = text.rfind('@');
  WantedMove wanted;
  if (at != std::string::npos && at > 0) {
    wanted.researcher = text.substr(0, at);
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + at + 1, end, wanted.tick);
    if (error == std::errc{} && stop == end) return wanted;
  }
  throw InputError(
      fmt::format("error: --move {}: expected RESEARCHER@TICK, such as Apple/12@27, with a name as "
                  "in moves.csv and the tick on which the job starts",
                  text));
}

compare::FinishedRun open_or_throw(const std::filesystem::path& directory) {
  Diagnostics diagnostics;
  compare::FinishedRun run = compare::open_run(directory, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  return run;
}

Scenario scenario_of(const compare::FinishedRun& run) {
  Diagnostics diagnostics;
  const std::filesystem::path file = run.file("scenario.resolved.yaml");
  auto loaded = load_scenario(file, {}, diagnostics);
  if (!loaded) throw InputError(std::move(diagnostics));
  return std::move(loaded->scenario);
}

/// Watches a run for a move, and for similar moves to suggest.
class MoveWatch final : public PhaseObserver {
 public:
  explicit MoveWatch(const WantedMove& wanted) : wanted_(wanted) {}

  void before(const Phase&, const World&) override {}
  void after(const Phase& phase, const World& world) override {
    if (phase.name != "record") return;
    for (const Move& move : world.tick.log.started) {
      const std::string name = world.name_of(move.researcher);
      const bool person = name == wanted_.researcher;
      const bool tick = world.state.tick == wanted_.tick;
      if (person && tick) {
        found_ = move;
        seen_ = see(world, move);
      }
      if (person) ticks_.push_back(fmt::format("{}", world.state.tick));
      if (tick) people_.push_back(name);
    }
  }

  [[nodiscard]] const std::optional<Move>& found() const { return found_; }
  [[nodiscard]] const MoveSeen& seen() const { return seen_; }
  /// The moves to suggest instead.
  [[nodiscard]] std::string nearby() const {
    const std::string by_person =
        ticks_.empty() ? fmt::format("{} never moved", wanted_.researcher)
                       : fmt::format("{} moved on {}", wanted_.researcher, some("tick", ticks_));
    const std::string by_tick =
        people_.empty()
            ? fmt::format("nobody's job starts on tick {}", wanted_.tick)
            : fmt::format("on tick {} the jobs of {} start", wanted_.tick, some("", people_));
    return by_person + "; " + by_tick;
  }

 private:
  // The first ten, and the number of the others.
  static std::string some(const std::string& what, const std::vector<std::string>& all) {
    constexpr std::size_t most = 10;
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most));
    std::string text = fmt::format("{}", fmt::join(all.begin(), end, ", "));
    if (all.size() > most) text += fmt::format(" and {} more", all.size() - most);
    if (what.empty()) return text;
    return fmt::format("{}{} {}", what, all.size() == 1 ? "" : "s", text);
  }

  static MoveSeen see(const Market& market, const Move& move) {
    const ClockSpec& clock = market.fixed.scenario.clock;
    MoveSeen seen;
    seen.researcher = market.name_of(move.researcher);
    if (move.from) seen.from = market.fixed.companies.name_of(*move.from);
    seen.to = market.fixed.companies.name_of(move.to);
    seen.channel = to_string(move.channel);
    seen.tick = market.state.tick;
    seen.signed_on = move.signed_on;
    if (clock.tick != TickLength::unit) {
      seen.date = clock.date_of(seen.tick);
      seen.signed_date = clock.date_of(seen.signed_on);
    }
    seen.pay_before = move.pay_before;
    seen.pay_after = move.pay_after;
    seen.best_losing_bid = move.best_losing_bid;
    seen.forfeited = move.forfeited;
    seen.bidders = move.bidders;
    seen.collaborators = move.collaborators;
    seen.countered = move.countered;
    return seen;
  }

  const WantedMove& wanted_;
  std::optional<Move> found_;
  MoveSeen seen_;
  std::vector<std::string> ticks_;
  std::vector<std::string> people_;
};

// The companies whose draws a person's decision depends on: the employer and those that approach.
std::vector<CompanyId> companies_around(const Market& market, const TickLog& tick_log,
                                        const Move& move) {
  std::vector<CompanyId> companies;
  if (move.from) companies.push_back(*move.from);
  const std::size_t block = market.fixed.population.block_of(move.researcher);
  for (const Approach& a : tick_log.blocks[block].approaches) {
    if (a.researcher == move.researcher && a.company != move.from) companies.push_back(a.company);
  }
  return companies;
}

// The contest behind a move, in a world that is about to bid.
Signing see(World& world, const Move& move, const Workers& workers) {
  const std::vector<DrawSeen> draws =
      see_draws(world, world.tick.start, {move.researcher, move.to, move.channel},
                companies_around(world, world.tick.log, move));
  Signing signing = see_signing(world, move.researcher, workers);
  signing.draws = draws;
  const std::string winner = world.fixed.companies.name_of(move.to);
  for (Side& side : signing.sides) {
    side.chosen = !side.is_employer && side.company == winner && side.pay.has_value();
  }
  return signing;
}

/// One replicate of a finished run, to be repeated.
class Rerun {
 public:
  Rerun(const Scenario& scenario, const MoveRequest& request)
      : scenario_(scenario), runner_(scenario, request.threads), run_id_(request.run_id) {}

  [[nodiscard]] Seed seed() const { return runner_.seed_of(run_id_); }
  [[nodiscard]] const Workers& workers() const { return runner_.workers(); }

  /// Runs to the end under the observer; returns the hash of the last state.
  [[nodiscard]] std::string watch_all(PhaseObserver& watch) {
    Simulation simulation = begin({"moves"});
    while (!simulation.finished()) {
      simulation.advance(watch);
      (void)simulation.recorder().take();
    }
    return state_hash(simulation.world().state);
  }

  /// A world in the middle of a tick, after its search.
  [[nodiscard]] World about_to_bid(std::int64_t tick) {
    ByteWriter state;
    {
      Simulation simulation = begin({});
      while (simulation.world().state.tick + 1 < tick) simulation.advance();
      save_state(simulation.world(), state);
    }
    World world = build_or_throw(scenario_, seed(), workers());
    ByteReader in(state.bytes());
    load_state(world, in);
    ++world.state.tick;
    world.tick.log.clear();
    for (const Phase& phase : standard_schedule().rows()) {
      if (phase.name == "bidding") break;
      phase.carry_out(world, {workers()});
    }
    return world;
  }

 private:
  [[nodiscard]] Simulation begin(std::vector<std::string> tables) {
    RecordSpec spec = scenario_.record;
    spec.tables = std::move(tables);
    return {build_or_throw(scenario_, seed(), workers()), record_plan(spec), run_id_, workers()};
  }

  const Scenario& scenario_;
  ReplicateRunner runner_;
  std::uint64_t run_id_;
};

std::string version_of(std::string_view version, std::string_view commit) {
  return fmt::format("{} ({})", version, commit.substr(0, 12));
}

RunSeen see_run(const compare::FinishedRun& run, const MoveRequest& request, const Rerun& rerun) {
  RunSeen seen;
  seen.directory = run.directory.string();
  seen.scenario = run.manifest->scenario;
  seen.run_id = request.run_id;
  seen.seed = rerun.seed().value;
  seen.version = version_of(run.manifest->version, run.manifest->commit);
  return seen;
}

}  // namespace

Explanation explain_move(const MoveRequest& request) {
  const WantedMove wanted = parse_wanted(request.move);
  const compare::FinishedRun run = open_or_throw(request.directory);
  const std::string directory = run.directory.string();
  if (request.run_id >= run.manifest->state_hashes.size()) {
    throw InputError(fmt::format("error: --run-id {}: the last run in {} is {}", request.run_id,
                                 directory, run.manifest->state_hashes.size() - 1));
  }
  const Scenario scenario = scenario_of(run);
  Rerun rerun(scenario, request);
  Explanation explanation{see_run(run, request, rerun), {}, {}};
  MoveWatch watch(wanted);
  explanation.run.same_results =
      rerun.watch_all(watch) == run.manifest->state_hashes[request.run_id];
  if (!watch.found()) {
    const std::string other =
        explanation.run.same_results
            ? ""
            : fmt::format(" (poach {} gives other results than {}, which wrote the directory)",
                          version_of(program::version, program::commit), explanation.run.version);
    throw InputError(fmt::format("error: no such move in run {} of {}: {}{}", request.run_id,
                                 directory, watch.nearby(), other));
  }
  explanation.move = watch.seen();
  if (explanation.move.signed_on < 1) return explanation;
  World world = rerun.about_to_bid(explanation.move.signed_on);
  explanation.signing = see(world, *watch.found(), rerun.workers());
  return explanation;
}

}  // namespace poach::explain
