#pragma once
// Checks a tick while it runs: the state after every phase, and the ledger against the state
// before and after.

#include <cstdint>
#include <string>
#include <vector>

#include "phases/schedule.hpp"
#include "world/world.hpp"

namespace poach::tests {

class TickAudit : public PhaseObserver {
 public:
  void before(const Phase& phase, const World& world) override;
  void after(const Phase& phase, const World& world) override;

  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  /// Counts of events, so that a test can require that there were some.
  struct Activity {
    std::uint64_t offers = 0;
    std::uint64_t moves = 0;
    std::uint64_t waits = 0;
    std::uint64_t raises = 0;
    std::uint64_t separations = 0;
    std::uint64_t grants = 0;
    std::uint64_t filled = 0;       ///< companies that used their last seat in a tick
    std::uint64_t spent = 0;        ///< companies with less money left than their next offer costs
    std::uint64_t passed_over = 0;  ///< people whom a filter left without a counter-offer
    std::uint64_t buyouts = 0;      ///< people whose forfeited equity was made good in part
    std::uint64_t approaches_paid = 0;  ///< approaches of recruiters that cost something
  };
  using Amounts = IdVector<CompanyId, double>;  ///< USD
  [[nodiscard]] const Activity& activity() const { return activity_; }

 private:
  using Heads = IdVector<CompanyId, std::uint32_t>;

  void report(const World& world, std::string_view phase, const std::string& problem);
  void check_plan(const World& world);
  void check_approaches(const World& world);
  void check_offers(const World& world);
  void check_counters(const World& world);
  void check_chosen(const World& world);
  void check_contracts(const World& world);
  void check_raises(const World& world);
  void check_heads(const World& world);
  void check_grants(const World& world);
  void check_accounts(const World& world);
  void check_promises(const World& world);
  void check_buyouts(const World& world);
  void check_recruiting(const World& world);
  void count(const World& world);

  std::vector<std::string> problems_;
  Activity activity_;
  Heads heads_before_;
  Amounts unvested_before_;
  std::vector<std::size_t> raises_before_;                    // of each block, when people decided
  std::size_t grants_before_ = 0;                             // when production began
  IdVector<ResearcherId, OptionalCompany> employers_before_;  // when people were approached
};

}  // namespace poach::tests
