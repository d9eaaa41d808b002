#include "world/invariants.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/exact_sum.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

class Inspector {
 public:
  explicit Inspector(const World& world) : world_(world) {}

  std::vector<std::string> state() {
    check_contracts();
    for (const ResearcherId r : world_.fixed.population.ids()) {
      check_ids(r);
      check_pay(r);
      check_waiting(r);
    }
    return std::move(problems_);
  }

  std::vector<std::string> aggregates() {
    recount();
    const MarketAggregates& market = world_.tick.aggregates.market;
    same("the employed", market.employed, employed_);
    same("people between jobs", market.between_jobs, waiting_);
    same("all people", market.employed + market.unemployed + market.between_jobs,
         world_.fixed.population.size());
    same_money("the market", market.pay, pay_.value());
    if (world_.tick.wants.company_aggregates) check_company_books();
    return std::move(problems_);
  }

 private:
  template <class... Arguments>
  void report(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    problems_.push_back(fmt::format(text, std::forward<Arguments>(arguments)...));
  }
  void same(std::string_view what, std::uint64_t in_books, std::uint64_t counted) {
    if (in_books != counted) report("the books count {} as {}, not {}", what, in_books, counted);
  }
  void same_money(std::string_view whose, double in_books, double added) {
    if (in_books != added) report("the books of {} have pay {}, not {}", whose, in_books, added);
  }
  [[nodiscard]] bool exists(OptionalCompany company) const {
    return !company || (*company).value() < world_.fixed.companies.size();
  }

  void check_ids(ResearcherId r) {
    const ResearcherTable& people = world_.state.researchers;
    if (!exists(people.employer[r])) report("{} works at no known company", world_.name_of(r));
    if (!exists(people.last_employer[r])) report("{} left no known company", world_.name_of(r));
    if (people.employer[r] && people.joined[r] > world_.state.tick) {
      report("{} joins only at tick {}", world_.name_of(r), people.joined[r]);
    }
  }

  void check_pay(ResearcherId r) {
    const ResearcherTable& people = world_.state.researchers;
    const double pay = people.pay[r];
    const double unvested = people.unvested[r];
    // The foresighted may work for nothing, or pay for a post that leads further.
    const bool any_pay = world_.state.parameters.market.decisions.foresight;
    if (!people.employer[r]) {
      if (pay != 0.0) report("{} has no job and pay {}", world_.name_of(r), pay);
      if (unvested != 0.0) report("{} has no job and equity {}", world_.name_of(r), unvested);
    } else if (!std::isfinite(pay) || (!any_pay && pay <= 0.0)) {
      report("{} works for pay {}", world_.name_of(r), pay);
    }
    if (!(unvested >= 0.0) || !std::isfinite(unvested)) {
      report("{} holds equity {}", world_.name_of(r), unvested);
    }
    if (!std::isfinite(people.best_losing_bid[r])) {
      report("{} has best losing bid {}", world_.name_of(r), people.best_losing_bid[r]);
    }
  }

  void check_contracts() {
    contracts_.assign(world_.fixed.population.size(), 0);
    for (const Waiting& waiting : world_.state.waiting) {
      const Move& move = waiting.move;
      if (move.researcher.value() >= world_.fixed.population.size() || !exists(move.to)) {
        report("a signed contract is with nobody known");
        continue;
      }
      ++contracts_[move.researcher];
      if (move.start < world_.state.tick) {
        report("{} was to start at tick {}", world_.name_of(move.researcher), move.start);
      }
    }
  }

  void check_waiting(ResearcherId r) {
    const std::uint32_t expected = world_.state.researchers.waiting[r] != 0 ? 1 : 0;
    if (contracts_[r] != expected) {
      report("{} has {} contracts to start and waits for {}", world_.name_of(r), contracts_[r],
             expected);
    }
    if (expected != 0 && world_.state.researchers.employer[r]) {
      report("{} waits for a job while having one", world_.name_of(r));
    }
  }

  void recount() {
    heads_.assign(world_.fixed.companies.size(), 0);
    payrolls_.assign(world_.fixed.companies.size(), {});
    for (const ResearcherId r : world_.fixed.population.ids()) {
      const OptionalCompany employer = world_.state.researchers.employer[r];
      if (!employer) {
        waiting_ += world_.state.researchers.waiting[r];
        continue;
      }
      ++employed_;
      ++heads_[*employer];
      payrolls_[*employer].add(world_.state.researchers.pay[r]);
      pay_.add(world_.state.researchers.pay[r]);
    }
  }

  void check_company_books() {
    const auto& aggregates = world_.tick.aggregates.companies;
    if (aggregates.size() != world_.fixed.companies.size()) {
      report("there are books of {} companies, not {}", aggregates.size(),
             world_.fixed.companies.size());
      return;
    }
    double shares = 0.0;
    double capital = 0.0;
    for (const CompanyId c : aggregates.ids()) {
      const std::string name = world_.fixed.companies.name_of(c);
      same("staff of " + name, aggregates[c].headcount, heads_[c]);
      same_money(name, aggregates[c].pay, payrolls_[c].value());
      shares += aggregates[c].leadership_share;
      capital += aggregates[c].research_capital;
    }
    if (capital > 0.0 && std::abs(shares - 1.0) > 1e-12) {
      report("shares of leadership add up to {}", shares);
    }
  }

  const World& world_;
  std::vector<std::string> problems_;
  IdVector<ResearcherId, std::uint32_t> contracts_;
  IdVector<CompanyId, std::uint32_t> heads_;
  IdVector<CompanyId, ExactSum> payrolls_;
  ExactSum pay_;
  std::uint64_t employed_ = 0;
  std::uint64_t waiting_ = 0;
};

}  // namespace

std::vector<std::string> broken_invariants(const World& world) { return Inspector(world).state(); }

std::vector<std::string> broken_books(const World& world) { return Inspector(world).aggregates(); }

}  // namespace poach
