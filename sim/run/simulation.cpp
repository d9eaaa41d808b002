#include "poach/run/simulation.hpp"

#include "poach/phases/bookkeeping.hpp"
#include "poach/phases/phases.hpp"

namespace poach {

PhaseTimes::PhaseTimes() {
  for (const Phase& phase : schedule()) lines_.push_back({std::string(phase.name), 0, 0.0});
}

void PhaseTimes::before(const Phase&, const World&) { started_ = std::chrono::steady_clock::now(); }

void PhaseTimes::after(const Phase&, const World&) {
  Line& line = lines_[next_];
  next_ = (next_ + 1) % lines_.size();
  ++line.calls;
  line.seconds +=
      std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
}

void PhaseTimes::add(const PhaseTimes& other) {
  for (std::size_t k = 0; k < lines_.size(); ++k) {
    lines_[k].calls += other.lines_[k].calls;
    lines_[k].seconds += other.lines_[k].seconds;
  }
}

Simulation::Simulation(World world, const RecordPlan& plan, std::uint64_t run_id,
                       const Workers& workers)
    : world_(std::move(world)), recorder_(plan, run_id), workers_(workers) {
  const Features& f = world_.features;
  company_books_wanted_ = plan.wants(TableName::companies) || f.prestige;
  world_.keep_details = plan.wants(TableName::companies) || plan.wants(TableName::flows) ||
                        plan.wants(TableName::moves) || plan.wants(TableName::offers) ||
                        f.contagion || f.morale || f.pay_reaction || f.noncompete;
  run_burn_in();
  // Tick 0 is not lived through, but its books are closed: that takes the companies' plans.
  world_.ledger.clear();
  world_.parameters = world_.timeline.parameters_at(0);
  planning(world_, {workers_, *this});
  world_.keep_books = true;
  world_.keep_company_books = company_books_wanted_;
  close_books(world_, {workers_, *this});
  summary_.start(world_);
  recorder_.record(world_);
}

void Simulation::run_burn_in() {
  world_.keep_books = false;
  world_.keep_company_books = company_books_wanted_;
  while (world_.tick < 0) run_tick(world_, {workers_, *this}, nullptr);
}

bool Simulation::finished() const { return world_.tick >= world_.scenario.clock.ticks; }

void Simulation::prepare_tick() {
  world_.keep_books = recorder_.is_due(world_.tick + 1, world_.scenario.clock.ticks);
  world_.keep_company_books = company_books_wanted_;
}

void Simulation::advance() {
  prepare_tick();
  run_tick(world_, {workers_, *this}, &times_);
  if (finished()) summary_.finish(world_);
}

void Simulation::advance(PhaseObserver& observer) {
  prepare_tick();
  run_tick(world_, {workers_, *this}, &observer);
  if (finished()) summary_.finish(world_);
}

void Simulation::record(const World& world) {
  if (world.tick <= 0) return;
  recorder_.record(world);
  summary_.observe(world);
}

}  // namespace poach
