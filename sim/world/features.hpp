#pragma once
// Which mechanisms a scenario switches on at any time of its timeline. Columns and indexes that
// none of them reads are not kept.

#include "scenario/timeline.hpp"

namespace poach {

struct Features {
  bool seats = false;       ///< some company has a limited head count
  bool wage_bill = false;   ///< some company has a limited wage bill
  bool recruiters = false;  ///< some company approaches people
  /// Some company pays for the approaches of its recruiters.
  bool approach_costs = false;
  bool contagion = false;      ///< departures lower attachment
  bool attachment = false;     ///< anyone is attached to an employer
  bool morale = false;         ///< departures lower morale
  bool base_morale = false;    ///< some company's morale differs from 0 by itself
  bool retention = false;      ///< grants of unvested equity
  bool unvested = false;       ///< anyone holds unvested equity
  bool noncompete = false;     ///< anyone waits between jobs
  bool contract_ends = false;  ///< pay may be above worth when a contract ends
  bool exits = false;          ///< anyone leaves the market
  bool pay_reaction = false;   ///< caps follow losses
  bool prestige = false;       ///< prestige follows leadership
  bool taste = false;          ///< people have tastes
  bool beliefs = false;        ///< bidders learn from choices and refusals
  bool surprise = false;       ///< new jobs may disappoint
  bool preferences = false;    ///< people weigh amenities
  bool last_employer = false;  ///< someone asks where a person worked before
  bool posted_wages = false;   ///< companies post wages
  bool fields = false;         ///< there are several fields
  bool skill = false;          ///< people differ in skill
  bool entrant_ties = false;   ///< entrants form ties at their first employer
  bool changing_ties = false;  ///< ties come or go after the market is built
  bool teams = false;          ///< there are named teams
  bool losing_bids = false;    ///< someone's best losing bid may differ from the pay
};

/// Whether pay can be above worth when a contract ends: under a horizon beyond the contract, a
/// synergy that may go, or pay that the scenario gave at the start.
[[nodiscard]] bool contracts_may_end(const Parameters& parameters, double years_per_tick);

[[nodiscard]] Features features_of(const Scenario& scenario, const Timeline& timeline);

}  // namespace poach
