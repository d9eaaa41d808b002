#pragma once
// An added phase: code of a program that acts in every tick, after a row of the schedule.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "poach/names.hpp"
#include "poach/views.hpp"

namespace poach_api {

/// The address of a draw. The same address gives the same number whatever was drawn before.
struct DrawAddress {
  std::optional<Company> counterpart{};  ///< a company that the draw concerns
  std::uint32_t index = 0;               ///< number of the draw at this address
};

/// The actions of a phase in its turn. They go through the functions that the model's own phases
/// use, and are entered in the log of the tick: tables count a phase's raises, separations and
/// grants among the others. Each call sees the effects of the calls before it.
///
/// Between search and decisions offers are being negotiated. A phase placed there can read,
/// approach, and change attachment and morale; it cannot change jobs, pay or equity.
///
/// All functions throw std::out_of_range for the number of no researcher and of no company, and
/// std::invalid_argument, naming the phase, for an action that is not possible. Call them in the
/// phase's turn, from the thread that runs the phase.
class TickActions {
 public:
  /// The company approaches the person in the next search: that of this tick for a phase before
  /// search, else that of the next tick. It has no effect when the two may not meet then (the
  /// person works there or waits for a job to start, or a pact or a gap in the company graph keeps
  /// them apart). Tables name the channel `phase`.
  void approach(Company company, Researcher researcher);
  /// Ends the person's job: as a quit or, when `kind` says so, a job loss. People leave the market
  /// by the scenario's hazard alone, so `exit` is refused, as is a person without a job.
  void separate(Researcher researcher, SeparationKind kind = SeparationKind::quit);
  /// Sets the pay of someone with a job, USD a year. More than before counts as a raise. Caps and
  /// wage bills limit the companies' own offers, not this. Refused unless positive.
  void set_pay(Researcher researcher, double pay);
  /// Gives someone with a job equity that vests as the employer's `retention.vesting` says, USD. It
  /// is not taken from the employer's `retention.budget`. Needs Keep::equity.
  void grant(Researcher researcher, double amount);
  /// Adds to the attachment of someone with a job to the employer, log pay. Needs Keep::attachment.
  void change_attachment(Researcher researcher, double by);
  /// Adds to the morale of a company, log pay; it heals by `dynamics.contagion.morale_half_life`.
  /// Needs Keep::morale.
  void change_morale(Company company, double by);

  /// A number uniform on (0, 1), or standard normal, of the person in this tick. A phase has a
  /// stream of its own, by its name, so its draws change nothing for others.
  [[nodiscard]] double uniform(Researcher researcher, const DrawAddress& address = {}) const;
  [[nodiscard]] double normal(Researcher researcher, const DrawAddress& address = {}) const;

 private:
  friend struct Access;
  struct Implementation;
  explicit TickActions(Implementation& implementation) : implementation_(&implementation) {}
  Implementation* implementation_;
};

/// Quantities that a market keeps only where something needs them.
enum class Keep { attachment, equity, morale };

/// An added phase. It is part of the model: it acts in burn-in ticks too (where the tick is 0
/// or less), and its name and place are part of the state hash.
///
/// `act` is called once a tick by the thread that steps the simulation. For results that can be
/// repeated it should depend only on the view and the draws that it gets: its own memory is neither
/// saved nor restored, and a fork gets a copy of it. An exception that it throws ends the step and
/// reaches the caller; see Simulation::step.
struct Phase {
  std::string name;
  std::string after = "decisions";  ///< a row of open_rows(), or another added phase
  std::vector<Keep> needs{};
  std::function<void(const View& view, TickActions& actions)> act{};
};

/// The rows of the schedule that a phase can come after, in order. The accounts of a tick are
/// closed after them.
[[nodiscard]] std::vector<std::string> open_rows();

}  // namespace poach_api
