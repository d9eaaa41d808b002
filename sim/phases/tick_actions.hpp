#pragma once
// Phases that a user adds to the schedule, and what they may do to a market. Everything goes
// through the functions of the model's own phases and is entered in the log of the tick.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "phases/schedule.hpp"
#include "world/world.hpp"

namespace poach {

/// Whether offers are being negotiated: between search and decisions nobody's job, pay or equity
/// may change, because contests hold them.
enum class Negotiations { closed, open };

/// What a phase can do in its turn. Throws std::invalid_argument, naming the phase, for what cannot
/// be done.
class TickActions {
 public:
  TickActions(World& world, std::string_view phase, Negotiations negotiations);

  /// The company approaches the person in the next search, if the two may meet then.
  void approach(CompanyId company, ResearcherId researcher);
  /// Ends the person's job. Whoever exits is replaced by an entrant, by a hazard only: refused
  /// here.
  void separate(ResearcherId researcher, SeparationKind kind);
  /// USD a year. More than before is a raise.
  void set_pay(ResearcherId researcher, double pay);
  /// Equity that vests over the time that the employer's retention policy says, USD; no part of
  /// the employer's budget for retention.
  void grant(ResearcherId researcher, double amount);
  /// To the employer, log pay.
  void change_attachment(ResearcherId researcher, double by);
  /// Log pay.
  void change_morale(CompanyId company, double by);

  /// The person's draws from the phase's own stream.
  [[nodiscard]] AgentDraws draws_of(ResearcherId researcher) const;

 private:
  [[noreturn]] void refuse(std::string_view action, std::string_view reason) const;
  void require_closed(std::string_view action) const;
  [[nodiscard]] CompanyId employer_of(ResearcherId researcher, std::string_view action) const;
  [[nodiscard]] BlockLog& log_of(ResearcherId researcher);

  World& world_;
  std::string_view phase_;
  Negotiations negotiations_;
  Stream stream_;
};

using Turn = std::function<void(World& world, const Services& services, TickActions& actions)>;

/// A phase of a user's own.
struct AddedPhase {
  std::string name;
  std::vector<bool Features::*> needs;  ///< features whose columns it changes
  Turn turn;
};

/// Adds the phase after a row; see Schedule::add_after.
void add_phase(Schedule& schedule, std::string_view row, AddedPhase phase);

}  // namespace poach
