#include "world/invariants.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/exact_sum.hpp"
#include "world/market.hpp"
#include "world/tick.hpp"

namespace poach {
namespace {

class Inspector {
 public:
  explicit Inspector(const Market& market) : market_(market) {}

  std::vector<std::string> state() {
    check_contracts();
    for (const ResearcherId r : market_.fixed.population.ids()) {
      check_ids(r);
      check_pay(r);
      check_waiting(r);
    }
    return std::move(problems_);
  }

  std::vector<std::string> against(const Tick& tick) {
    recount();
    const MarketAggregates& sums = tick.aggregates.market;
    same("the employed", sums.employed, employed_);
    same("people between jobs", sums.between_jobs, waiting_);
    same("all people", sums.employed + sums.unemployed + sums.between_jobs,
         market_.fixed.population.size());
    same_money("the market", sums.pay, pay_.value());
    if (tick.wants.company_aggregates) check_companies(tick.aggregates.companies);
    return std::move(problems_);
  }

  std::vector<std::string> money_of(const Tick& tick) {
    const auto& companies = tick.accounts.companies;
    check_pay_booked(companies);
    ExactSum paid;
    for (const CompanyAccounts& company : companies) paid.add(company.paid_to_people());
    if (paid != tick.accounts.people.received) {
      report("companies paid {} USD to people, who received {}", paid.value(),
             tick.accounts.people.received.value());
    }
    return std::move(problems_);
  }

 private:
  template <class... Arguments>
  void report(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    problems_.push_back(fmt::format(text, std::forward<Arguments>(arguments)...));
  }
  void same(std::string_view what, std::uint64_t aggregate, std::uint64_t counted) {
    if (aggregate != counted)
      report("the aggregates count {} as {}, not {}", what, aggregate, counted);
  }
  void same_money(std::string_view whose, double aggregate, double added) {
    if (aggregate != added)
      report("the aggregates of {} have pay {}, not {}", whose, aggregate, added);
  }
  [[nodiscard]] bool exists(OptionalCompany company) const {
    return !company || (*company).value() < market_.fixed.companies.size();
  }

  void check_ids(ResearcherId r) {
    const ResearcherTable& people = market_.state.researchers;
    if (!exists(people.employer[r])) report("{} works at no known company", market_.name_of(r));
    if (!exists(people.last_employer[r])) report("{} left no known company", market_.name_of(r));
    if (people.employer[r] && people.joined[r] > market_.state.tick) {
      report("{} joins only at tick {}", market_.name_of(r), people.joined[r]);
    }
  }

  void check_pay(ResearcherId r) {
    const ResearcherTable& people = market_.state.researchers;
    const double pay = people.pay[r];
    const double unvested = people.unvested[r];
    // The foresighted may work for nothing, or pay for a post that leads further.
    const bool any_pay = market_.state.parameters.market.decisions.foresight;
    if (!people.employer[r]) {
      if (pay != 0.0) report("{} has no job and pay {}", market_.name_of(r), pay);
      if (unvested != 0.0) report("{} has no job and equity {}", market_.name_of(r), unvested);
    } else if (!std::isfinite(pay) || (!any_pay && pay <= 0.0)) {
      report("{} works for pay {}", market_.name_of(r), pay);
    }
    if (!(unvested >= 0.0) || !std::isfinite(unvested)) {
      report("{} holds equity {}", market_.name_of(r), unvested);
    }
    if (!std::isfinite(people.best_losing_bid[r])) {
      report("{} has best losing bid {}", market_.name_of(r), people.best_losing_bid[r]);
    }
  }

  void check_contracts() {
    contracts_.assign(market_.fixed.population.size(), 0);
    for (const Waiting& waiting : market_.state.waiting) {
      const Move& move = waiting.move;
      if (move.researcher.value() >= market_.fixed.population.size() || !exists(move.to)) {
        report("a signed contract is with nobody known");
        continue;
      }
      ++contracts_[move.researcher];
      if (move.start < market_.state.tick) {
        report("{} was to start at tick {}", market_.name_of(move.researcher), move.start);
      }
    }
  }

  void check_waiting(ResearcherId r) {
    const std::uint32_t expected = market_.state.researchers.waiting[r] != 0 ? 1 : 0;
    if (contracts_[r] != expected) {
      report("{} has {} contracts to start and waits for {}", market_.name_of(r), contracts_[r],
             expected);
    }
    if (expected != 0 && market_.state.researchers.employer[r]) {
      report("{} waits for a job while having one", market_.name_of(r));
    }
  }

  void recount() {
    heads_.assign(market_.fixed.companies.size(), 0);
    payrolls_.assign(market_.fixed.companies.size(), {});
    for (const ResearcherId r : market_.fixed.population.ids()) {
      const OptionalCompany employer = market_.state.researchers.employer[r];
      if (!employer) {
        waiting_ += market_.state.researchers.waiting[r];
        continue;
      }
      ++employed_;
      ++heads_[*employer];
      payrolls_[*employer].add(market_.state.researchers.pay[r]);
      pay_.add(market_.state.researchers.pay[r]);
    }
  }

  void check_pay_booked(const IdVector<CompanyId, CompanyAccounts>& companies) {
    IdVector<CompanyId, ExactSum> due(market_.fixed.companies.size());
    for (const ResearcherId r : market_.fixed.population.ids()) {
      const OptionalCompany employer = market_.state.researchers.employer[r];
      const double pay = market_.state.researchers.pay[r] * market_.fixed.years_per_tick;
      if (employer) due[*employer].add(rounded_amount(pay));
    }
    for (const CompanyId c : companies.ids()) {
      const ExactSum& booked = companies[c].of(Account::pay);
      if (booked == due[c]) continue;
      report("{} books {} USD of pay, not {}", market_.fixed.companies.name_of(c), booked.value(),
             due[c].value());
    }
  }

  void check_companies(const IdVector<CompanyId, CompanyAggregates>& aggregates) {
    if (aggregates.size() != market_.fixed.companies.size()) {
      report("there are aggregates of {} companies, not {}", aggregates.size(),
             market_.fixed.companies.size());
      return;
    }
    double shares = 0.0;
    double capital = 0.0;
    for (const CompanyId c : aggregates.ids()) {
      const std::string name = market_.fixed.companies.name_of(c);
      same("staff of " + name, aggregates[c].headcount, heads_[c]);
      same_money(name, aggregates[c].pay, payrolls_[c].value());
      shares += aggregates[c].leadership_share;
      capital += aggregates[c].research_capital;
    }
    if (capital > 0.0 && std::abs(shares - 1.0) > 1e-12) {
      report("shares of leadership add up to {}", shares);
    }
  }

  const Market& market_;
  std::vector<std::string> problems_;
  IdVector<ResearcherId, std::uint32_t> contracts_;
  IdVector<CompanyId, std::uint32_t> heads_;
  IdVector<CompanyId, ExactSum> payrolls_;
  ExactSum pay_;
  std::uint64_t employed_ = 0;
  std::uint64_t waiting_ = 0;
};

}  // namespace

std::vector<std::string> broken_invariants(const Market& market) {
  return Inspector(market).state();
}

std::vector<std::string> broken_aggregates(const Market& market, const Tick& tick) {
  return Inspector(market).against(tick);
}

std::vector<std::string> broken_accounts(const Market& market, const Tick& tick) {
  return Inspector(market).money_of(tick);
}

}  // namespace poach
