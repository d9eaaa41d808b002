#pragma once
// The researchers, column by column. A column is stored only if a scheduled phase reads it.

#include <cstdint>

#include "base/id.hpp"
#include "world/column.hpp"

namespace poach {

using OptionalCompany = OptionalId<CompanyId>;

struct ResearcherTable {
  Column<ResearcherId, OptionalCompany, Kept::always> employer;
  Column<ResearcherId, OptionalCompany> last_employer;
  Column<ResearcherId, double, Kept::always> pay{0.0};  ///< USD a year; 0 without a job
  Column<ResearcherId, double> best_losing_bid{0.0};    ///< as pay at the employer, USD a year
  Column<ResearcherId, float> skill{1.0F};              ///< efficiency units; the median is 1
  Column<ResearcherId, double> skill_power{1.0};  ///< skill^eta, so that nobody computes it twice
  Column<ResearcherId, std::uint8_t> field{0};
  /// Tick of joining the employer; may be negative.
  Column<ResearcherId, std::int32_t, Kept::always> joined{0};
  Column<ResearcherId, std::int32_t> left{-1'000'000'000};  ///< tick of leaving the last employer
  Column<ResearcherId, double> unvested{0.0};               ///< equity beyond regular vesting, USD
  Column<ResearcherId, std::int32_t> vests_until{0};        ///< tick at which all of it has vested
  Column<ResearcherId, float> attachment{0.0F};             ///< log pay, as of `attachment_tick`
  Column<ResearcherId, std::int32_t> attachment_tick{0};
  Column<ResearcherId, float> bond{
      0.0F};  ///< of founders and teams to their first employer, log pay
  Column<ResearcherId, std::uint32_t> generation{0};  ///< 0, then 1 more for each entrant
  Column<ResearcherId, std::uint8_t> waiting{0};      ///< 1: signed, waiting out a non-compete

  /// Best losing bid, as pay at the employer, USD a year: the pay itself where no column tells.
  [[nodiscard]] double best_losing_bid_of(ResearcherId researcher) const {
    return best_losing_bid.stored() ? best_losing_bid[researcher] : pay[researcher];
  }
  void add_to(StateHash& hash) const;
  /// Bytes of all stored columns.
  [[nodiscard]] std::size_t bytes() const;
};

}  // namespace poach
