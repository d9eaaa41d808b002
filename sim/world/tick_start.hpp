#pragma once
// What companies know and decide at the start of a tick, frozen while people are approached.

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/id.hpp"
#include "base/zipf.hpp"

namespace poach {

/// A kind's policy in the form in which every approach needs it.
struct KindPolicy {
  double cap = std::numeric_limits<double>::infinity();
  double exceptional_cap = std::numeric_limits<double>::infinity();
  double exceptional_skill =
      std::numeric_limits<double>::infinity();  ///< skill from which it holds
  double value_factor = 1.0;         ///< theta x annuity(horizon) / annuity(contract) x factor
  std::vector<double> field_factor;  ///< by field
  double contract_years = 4.0;
  double contract_annuity = 4.0;           ///< present value of one dollar a year while it lasts
  double meeting_weight = 1.0;             ///< of one company
  std::optional<ZipfRanks> meeting_ranks;  ///< under unequal meetings within the kind
};

/// How often kinds are met by chance: those with a weight, in order.
struct MeetingRates {
  std::vector<KindId> kinds;
  std::vector<std::uint32_t> keys;  ///< counterparts of their draws
  std::vector<double> rates;        ///< all companies of the kind, as parts of 1
  std::vector<double> waits;        ///< 1 / rate
};

/// The staff of each company: researchers by company, ascending.
class StaffLists {
 public:
  /// From where everyone works.
  void assign(std::size_t companies, std::span<const OptionalId<CompanyId>> employers);
  [[nodiscard]] std::span<const ResearcherId> of(CompanyId company) const {
    return {people_.data() + first_[company.value()],
            first_[company.value() + 1] - first_[company.value()]};
  }
  /// The staff of all companies.
  [[nodiscard]] std::span<const ResearcherId> all() const { return people_; }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<ResearcherId> people_;
};

/// Later offers as the foresighted expect them: integral of 1 - F from 0 to x.
class OfferPremium {
 public:
  /// `values` sorted ascending, with the weight of each; `rate` = l1 / (rho + d).
  void assign(std::vector<double> values, std::vector<double> weights, double rate);
  /// The wage at a company worth `productivity` whose best losing bid was `bid`:
  /// w = q - rate x integral from q to p of (1 - F).
  [[nodiscard]] double wage(double bid, double productivity) const;

 private:
  [[nodiscard]] double integral_to(double x) const;
  std::vector<double> values_;
  std::vector<double> survivor_;  // 1 - F at and after each value
  std::vector<double> integral_;  // up to each value
  double rate_ = 0.0;
};

/// What a company would pay anyone, where everybody is alike to it; USD a year.
struct StandardTerms {
  double value = 0.0;              ///< v: a year of a researcher
  double max_pay = 0.0;            ///< the most it may pay whom it hires
  double max_retention_pay = 0.0;  ///< minus infinity when it does not answer offers
};

struct TickStart {
  IdVector<KindId, KindPolicy> kinds;
  MeetingRates meeting_rates;
  IdVector<CompanyId, std::uint32_t> headcount;   ///< at the tick's start
  IdVector<CompanyId, std::uint32_t> open_seats;  ///< empty when no company's seats are limited
  IdVector<CompanyId, double> free_money;  ///< USD a year; empty when no wage bill is limited
  IdVector<CompanyId, std::uint8_t> open;  ///< company graph: has vacancies this tick
  StaffLists staff;                        ///< at the tick's start; kept where recruiters need it
  double greatest_skill = 1.0;             ///< of anyone; kept where recruiters need it
  OfferPremium premium;                    ///< under foresight
  IdVector<CompanyId, StandardTerms> standard_terms;  ///< empty where people are not all alike
};

}  // namespace poach
