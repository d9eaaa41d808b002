#pragma once
// The researchers, column by column. A column is stored only if a scheduled phase reads it.

#include <cstdint>

#include "base/id.hpp"
#include "world/column.hpp"
#include "world/features.hpp"

namespace poach {

using OptionalCompany = OptionalId<CompanyId>;

struct ResearcherTable : ColumnTable {
  template <class T, Kept kept = Kept::where_needed>
  using Of = Column<ResearcherId, T, kept>;
  using F = Features;

  Of<OptionalCompany, Kept::always> employer{*this, "employer", {}};
  Of<OptionalCompany> last_employer{*this, "last_employer", {}, &F::last_employer};
  /// USD a year; 0 without a job.
  Of<double, Kept::always> pay{*this, "pay", 0.0};
  /// As pay at the employer, USD a year.
  Of<double> best_losing_bid{*this, "best_losing_bid", 0.0, &F::losing_bids};
  /// Efficiency units; the median is 1.
  Of<float> skill{*this, "skill", 1.0F, &F::skill};
  /// skill^eta, so that nobody computes it twice.
  Of<double> skill_power{*this, "skill_power", 1.0, &F::skill, Hashed::no};
  Of<std::uint8_t> field{*this, "field", 0, &F::fields};
  /// Tick of joining the employer; may be negative.
  Of<std::int32_t, Kept::always> joined{*this, "joined", 0};
  /// Tick of leaving the last employer.
  Of<std::int32_t> left{*this, "left", -1'000'000'000, &F::contagion};
  /// Equity beyond regular vesting, USD.
  Of<double> unvested{*this, "unvested", 0.0, &F::unvested};
  /// Tick at which all of it has vested.
  Of<std::int32_t> vests_until{*this, "vests_until", 0, &F::unvested};
  /// Log pay, as of `attachment_tick`.
  Of<float> attachment{*this, "attachment", 0.0F, &F::attachment};
  Of<std::int32_t> attachment_tick{*this, "attachment_tick", 0, &F::attachment};
  /// Of founders and teams to their first employer, log pay.
  Of<float> bond{*this, "bond", 0.0F, &F::attachment};
  /// 0, then 1 more for each entrant.
  Of<std::uint32_t> generation{*this, "generation", 0, &F::exits};
  /// What the market knows of the taste for the present state: its rate, given all but the refusals
  /// of named companies; see rules/beliefs.hpp.
  Of<float> taste_rate{*this, "taste_rate", 1.0F, &F::beliefs};
  /// The named team of someone who has belonged to one since tick 0.
  Of<OptionalId<TeamId>> team{*this, "team", {}, &F::teams, Hashed::no};
  /// 1: keeps to a small team, apart from the other teams of the network.
  Of<std::uint8_t> apart{*this, "apart", 0, &F::entrant_ties, Hashed::no};
  /// 1: signed, waiting out a non-compete.
  Of<std::uint8_t> waiting{*this, "waiting", 0, &F::noncompete};

  /// Best losing bid, as pay at the employer, USD a year: the pay itself where the column is not
  /// stored.
  [[nodiscard]] double best_losing_bid_of(ResearcherId researcher) const {
    return best_losing_bid.stored() ? best_losing_bid[researcher] : pay[researcher];
  }
};

}  // namespace poach
