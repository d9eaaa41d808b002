#pragma once
// Views of a market: the researchers, the companies, the last tick.
//
// Researchers and companies have numbers from 0, which never change during a run. A quantity that
// the scenario's mechanisms do not need is not kept: it is absent, an empty span or std::nullopt,
// not zero.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "poach/names.hpp"

namespace poach_api {

/// The number of a researcher. A person who leaves the market is replaced in it by an entrant.
using Researcher = std::uint32_t;
/// The number of a company.
using Company = std::uint32_t;
/// Stands for the employer of someone without a job.
inline constexpr Company no_company = 0xFFFFFFFFU;

/// The researchers, column by column, without a copy: entry k is about researcher k. The spans show
/// the present, and stay valid as long as the simulation lives. Pay, employer and tick of joining
/// are always there; the others are empty where the market does not keep them.
struct Researchers {
  std::span<const double> pay;              ///< USD a year; 0 without a job
  std::span<const std::uint32_t> employer;  ///< company, or no_company
  std::span<const std::int32_t> joined;     ///< tick of joining the employer; may be negative
  std::span<const float> skill;             ///< efficiency units; the median is 1
  std::span<const std::uint8_t> field;      ///< number in View::field_names
  std::span<const double> unvested;         ///< equity that has not vested, USD

  [[nodiscard]] std::size_t size() const { return pay.size(); }
};

/// A company at present. Sums are over its staff.
struct CompanyFigures {
  std::uint32_t headcount = 0;
  double pay = 0.0;               ///< USD a year
  double output = 0.0;            ///< USD a year
  double skill = 0.0;             ///< efficiency units
  double unvested = 0.0;          ///< USD
  double morale = 0.0;            ///< log pay
  std::optional<double> pay_cap;  ///< USD a year
  double research_capital = 0.0;  ///< of which leadership is a share
  double leadership_share = 0.0;  ///< of research capital, over all companies
};

/// The market as a whole at present.
struct MarketFigures {
  std::uint64_t employed = 0;
  std::uint64_t unemployed = 0;      ///< without a job or a contract
  std::uint64_t between_jobs = 0;    ///< with a signed contract, waiting out a non-compete
  double pay = 0.0;                  ///< of all the employed, USD a year
  double output = 0.0;               ///< of all the employed, USD a year
  std::optional<double> pay_median;  ///< USD a year; absent when nobody is employed
  std::optional<double> pay_p90;
  std::optional<double> pay_p99;
};

/// A contract signed in the last tick.
struct Move {
  Researcher researcher = 0;
  std::optional<Company> from;
  Company to = 0;
  std::int64_t start = 0;    ///< tick on which the job starts; later than the present: waits
  double pay_before = 0.0;   ///< USD a year
  double pay_after = 0.0;    ///< USD a year
  bool countered = false;    ///< the employer made a counter-offer
  std::string_view channel;  ///< channel of the company's approach
};

/// An offer of the last tick.
struct Offer {
  Researcher researcher = 0;
  std::optional<Company> employer;
  Company company = 0;
  double pay = 0.0;                   ///< USD a year
  std::optional<double> present_pay;  ///< USD a year
  std::optional<double> counter_pay;  ///< of the employer's counter-offer, USD a year
  bool accepted = false;
  std::string_view channel;
};

enum class SeparationKind { quit, job_loss, exit };

/// A job that ended in the last tick without another. An exit leaves the market.
struct Separation {
  Researcher researcher = 0;
  Company company = 0;
  SeparationKind kind = SeparationKind::quit;
};

/// A raise of the last tick: a counter-offer that kept the person, or a phase's.
struct Raise {
  Researcher researcher = 0;
  Company company = 0;
  double pay_before = 0.0;  ///< USD a year
  double pay_after = 0.0;   ///< USD a year
};

/// A handle on a market, as cheap to copy as a pointer. It shows the present: the same view reads
/// other numbers after the next step. It is valid as long as the simulation it comes from; a view
/// that a phase is given, until the phase returns. Views of one simulation may be read from one
/// thread at a time, and not while the simulation steps.
///
/// Functions throw std::out_of_range for the number of no researcher and of no company.
class View {
 public:
  [[nodiscard]] std::int64_t tick() const;
  /// The date of the tick as 2025-01-06; empty where ticks have no calendar.
  [[nodiscard]] std::string date() const;

  [[nodiscard]] Researchers researchers() const;
  /// cohort/number, with .generation for entrants, as in the tables.
  [[nodiscard]] std::string researcher_name(Researcher researcher) const;
  [[nodiscard]] std::vector<std::string> field_names() const;
  /// Ticks since the person joined the employer; absent without a job.
  [[nodiscard]] std::optional<std::int64_t> tenure(Researcher researcher) const;
  /// To the employer, log pay; absent without a job, and where the scenario has no attachment.
  [[nodiscard]] std::optional<double> attachment(Researcher researcher) const;
  /// The person's collaborators, ascending. Entrants have none and are in nobody's list.
  [[nodiscard]] std::vector<Researcher> collaborators(Researcher researcher) const;

  [[nodiscard]] std::uint32_t company_count() const;
  /// As in the tables: the name in the scenario, with a number where a kind has several companies.
  [[nodiscard]] std::string company_name(Company company) const;
  /// The name of the company's kind in the scenario.
  [[nodiscard]] const std::string& company_kind(Company company) const;
  /// The company of this name (see company_name); absent when there is none.
  [[nodiscard]] std::optional<Company> find_company(std::string_view name) const;

  /// Figures of a company, of all companies and of the market. They are added up at first use in a
  /// tick, or in a turn of a phase, which takes about as long as a small phase; within a turn they
  /// do not follow the phase's actions. Throw RunError when an amount is beyond all bounds.
  [[nodiscard]] CompanyFigures company(Company company) const;
  [[nodiscard]] std::vector<CompanyFigures> companies() const;
  [[nodiscard]] MarketFigures market() const;

  /// Whether the market keeps a log of single events: where a table needs it (companies, flows,
  /// moves or offers), where there is contagion or an added phase, or with
  /// SimulationOptions::keep_log.
  [[nodiscard]] bool keeps_log() const;
  /// The events of the last tick (in a phase: of this tick so far), as copies, in an order that
  /// does not depend on threads. Throw std::logic_error where no log is kept.
  [[nodiscard]] std::vector<Move> moves() const;
  [[nodiscard]] std::vector<Offer> offers() const;
  [[nodiscard]] std::vector<Separation> separations() const;
  [[nodiscard]] std::vector<Raise> raises() const;

 private:
  friend struct Access;
  struct Implementation;
  explicit View(Implementation& implementation) : implementation_(&implementation) {}
  Implementation* implementation_;
};

}  // namespace poach_api
