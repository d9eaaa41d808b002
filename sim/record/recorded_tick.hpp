#pragma once
// The data of a tick's rows: the world, and the counts since the last rows.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "record/record_plan.hpp"
#include "tables/cell.hpp"
#include "world/accounts.hpp"
#include "world/tick_log.hpp"

namespace poach {
struct Market;
struct World;

/// Company by company counts since the last row.
struct CompanyCounts {
  std::uint64_t hires = 0;
  std::uint64_t poached_in = 0;
  std::uint64_t poached_out = 0;
  std::uint64_t separations = 0;
  std::uint64_t counter_offers = 0;
  std::uint64_t raises = 0;
  double raise_cost = 0.0;
  double grants = 0.0;

  void add(const CompanyCounts& other);
};

/// Moves from one company to another, and the total pay in the new jobs.
struct FlowCounts {
  std::uint64_t moves = 0;
  double pay = 0.0;
};

/// Counts since the last rows of the tables that are due every few ticks.
struct SinceLastRow {
  BlockCounts market;
  std::uint64_t jobs_started = 0;
  std::vector<CompanyCounts> companies;  ///< empty, or one for each company
  /// From company + 1, 0 from unemployment, to company.
  std::map<std::pair<std::uint32_t, std::uint32_t>, FlowCounts> flows;
  PeoplesAccounts people;
  std::vector<CompanyAccounts> accounts;  ///< empty, or one for each company

  void clear();
};

/// Names of companies, each built once.
class CompanyNames {
 public:
  /// Empty for no company. The text stays in place.
  [[nodiscard]] std::string_view name_of(const Market& market, OptionalId<CompanyId> company);

 private:
  std::map<std::uint32_t, std::string> names_;
};

/// The name of a team; empty for none.
[[nodiscard]] std::string_view team_name(const Market& market, OptionalId<TeamId> team);

/// Pay of 0 stands for no job or no offer, and its cell stays empty.
[[nodiscard]] inline std::optional<double> if_positive(double pay) {
  return pay > 0.0 ? std::optional(pay) : std::nullopt;
}

struct RecordedTick {
  const World& world;
  const RecordPlan& plan;
  const SinceLastRow& since;
  CompanyNames& companies;
  std::uint64_t run_id = 0;
  std::string_view date;
  std::int64_t number = 0;

  /// Fills the first columns of every table.
  template <class Row>
  void stamp(Row& row) const {
    row.run_id = run_id;
    row.tick = number;
    row.date = tables::DateText{date};
  }
};

}  // namespace poach
