#include "run/simulation.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "phases/aggregates/aggregates.hpp"
#include "phases/phases.hpp"
#include "run/without.hpp"
#include "world/appointments.hpp"
#include "world/serialize.hpp"

namespace poach {

PhaseTimes::PhaseTimes(const Schedule& schedule) {
  for (const Phase& phase : schedule.rows()) lines_.push_back({phase.name, 0, 0.0});
}

PhaseTimes::Line& PhaseTimes::line_of(std::string_view phase) {
  for (Line& line : lines_) {
    if (line.phase == phase) return line;
  }
  return lines_.emplace_back(Line{std::string(phase), 0, 0.0});
}

void PhaseTimes::before(const Phase&, const World&) { started_ = std::chrono::steady_clock::now(); }

void PhaseTimes::after(const Phase& phase, const World&) {
  Line& line = line_of(phase.name);
  ++line.calls;
  line.seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

void PhaseTimes::add(const PhaseTimes& other) {
  for (const Line& theirs : other.lines_) {
    Line& line = line_of(theirs.phase);
    line.calls += theirs.calls;
    line.seconds += theirs.seconds;
  }
}

void Simulation::choose_details() {
  const RecordPlan& plan = plan_;
  const Features& f = world_.fixed.features;
  const TableNeeds needs = needs_of(plan);
  company_aggregates_wanted_ = needs.company_aggregates || f.prestige;
  world_.tick.wants.details = needs.details || f.contagion || f.morale || f.pay_reaction ||
                              f.noncompete || !schedule_.is_standard();
  // A signed contract that waits is part of the state, whatever tables are wanted.
  world_.tick.wants.collaborators = needs.collaborators || f.noncompete;
  money_wanted_ = needs.money;
  accounts_wanted_ = needs.accounts;
  // Nobody asks for the money of the burn-in.
  world_.tick.wants.money = false;
  world_.tick.wants.accounts = false;
  world_.tick.wants.without.add(shortcuts_to_do_without());
}

Simulation::Simulation(World world, const RecordPlan& plan, std::uint64_t run_id,
                       const Workers& workers, const Schedule& schedule)
    : world_(std::move(world)),
      schedule_(schedule),
      plan_(plan),
      recorder_(plan, run_id),
      workers_(workers),
      times_(schedule) {
  world_.state.added_phases = schedule.added();
  for (const Phase& phase : schedule.rows()) {
    for (const auto feature : phase.needs) world_.keep(feature);
  }
  choose_details();
}

Simulation::Simulation(const Simulation& other, const Workers& workers, const Schedule& schedule)
    : Simulation(World(other.world_), other.plan_, 0, workers, schedule) {
  recorder_ = other.recorder_;
  summary_ = other.summary_;
}

Simulation::Simulation(World world, const RecordPlan& plan, std::uint64_t run_id,
                       const Workers& workers, ByteReader& saved, const Schedule& schedule)
    : Simulation(std::move(world), plan, run_id, workers, schedule) {
  load_state(world_, saved);
  recorder_.load(saved, world_);
  summary_.load(saved);
  if (!saved.at_end()) throw InputError("error: the checkpoint is longer than it says");
}

void Simulation::save(ByteWriter& out) const {
  save_state(world_, out);
  recorder_.save(out);
  summary_.save(out);
}

Simulation::Simulation(World world, const RecordPlan& plan, std::uint64_t run_id,
                       const Workers& workers, const std::atomic<bool>* stop,
                       const Schedule& schedule)
    : Simulation(std::move(world), plan, run_id, workers, schedule) {
  const BurnIn burn_in = run_burn_in(stop);
  // Tick 0 is not lived through, but its books are closed: that takes the companies' plans.
  world_.tick.log.clear();
  world_.state.parameters = world_.fixed.timeline.parameters_at(0);
  appoint_after_burn_in(world_);
  world_.tick.wants.aggregates = true;
  world_.tick.wants.company_aggregates = company_aggregates_wanted_;
  planning(world_, {workers_});
  update_aggregates(world_, {workers_});
  summary_.start(world_, world_.tick.aggregates, burn_in);
  if (finished()) summary_.finish(world_, world_.tick.aggregates);  // a run of no ticks
  recorder_.record(world_);
}

BurnIn Simulation::run_burn_in(const std::atomic<bool>* stop) {
  BurnIn burn_in{-world_.state.tick, 0.0, 0.0};
  MarketAggregates before;
  world_.tick.wants.company_aggregates = company_aggregates_wanted_;
  while (world_.state.tick < 0) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed)) {
      throw Interrupted(
          "interrupted before the first tick; the same command with --resume starts "
          "anew");
    }
    world_.tick.wants.aggregates =
        world_.state.tick + 1 == -burn_in.ticks / 4 || world_.state.tick + 1 == 0;
    run_tick(world_, {workers_}, nullptr, schedule_);
    if (world_.tick.wants.aggregates && world_.state.tick < 0)
      before = world_.tick.aggregates.market;
  }
  const MarketAggregates& after = world_.tick.aggregates.market;
  if (before.employed == 0 || after.employed == 0) return burn_in;
  const auto heads_before = static_cast<double>(before.employed);
  const auto heads_after = static_cast<double>(after.employed);
  burn_in.employment_change = heads_after / heads_before - 1.0;
  burn_in.pay_change = (after.pay / heads_after) / (before.pay / heads_before) - 1.0;
  return burn_in;
}

void Simulation::keep_log() {
  world_.tick.wants.details = true;
  world_.tick.wants.collaborators = true;
}

void Simulation::refresh_aggregates() { poach::refresh_aggregates(world_, {workers_}); }

bool Simulation::finished() const { return world_.state.tick >= world_.fixed.scenario.clock.ticks; }

void Simulation::run_one_tick(PhaseObserver& observer) {
  world_.tick.wants.aggregates =
      recorder_.is_due(world_.state.tick + 1, world_.fixed.scenario.clock.ticks);
  world_.tick.wants.company_aggregates = company_aggregates_wanted_;
  world_.tick.wants.money = money_wanted_;
  world_.tick.wants.accounts = accounts_wanted_;
  std::vector<Recorder*> recorders = {&recorder_, &summary_};
  recorders.insert(recorders.end(), more_recorders_.begin(), more_recorders_.end());
  run_tick(world_, {workers_, recorders}, &observer, schedule_);
  if (finished()) summary_.finish(world_, world_.tick.aggregates);
}

void Simulation::advance() { run_one_tick(times_); }

void Simulation::advance(PhaseObserver& observer) { run_one_tick(observer); }

}  // namespace poach
