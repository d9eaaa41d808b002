#include "property/tick_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "base/exact_sum.hpp"
#include "phases/appraisal.hpp"
#include "phases/blocks.hpp"
#include "phases/eligibility.hpp"
#include "world/invariants.hpp"

namespace poach::tests {
namespace {

constexpr double rounding = 1e-12;

IdVector<CompanyId, std::uint32_t> heads_of(const World& world) {
  IdVector<CompanyId, std::uint32_t> heads(world.fixed.companies.size(), 0);
  for (const ResearcherId r : world.fixed.population.ids()) {
    if (const OptionalCompany employer = world.state.researchers.employer[r]) ++heads[*employer];
  }
  return heads;
}

TickAudit::Amounts unvested_of(const World& world) {
  TickAudit::Amounts unvested(world.fixed.companies.size(), 0.0);
  for (const ResearcherId r : world.fixed.population.ids()) {
    const OptionalCompany employer = world.state.researchers.employer[r];
    if (employer) unvested[*employer] += world.state.researchers.unvested[r];
  }
  return unvested;
}

bool is_recruiters(Channel channel) {
  return channel >= Channel::referral && channel <= Channel::anyone;
}

// The maximum pay of a company for anyone: the set of the exceptional may change within a tick.
double highest_cap(const World& world, CompanyId company) {
  const KindPolicy& policy = world.tick.start.kinds[world.fixed.companies.kind_of(company)];
  return policy.exceptional_skill < std::numeric_limits<double>::infinity()
             ? std::max(policy.cap, policy.exceptional_cap)
             : policy.cap;
}

bool is_posted(const World& world) {
  return world.state.parameters.market.bidding.rule == PriceRule::posted;
}

}  // namespace

void TickAudit::report(const World& world, std::string_view phase, const std::string& problem) {
  if (problems_.size() < 20) {
    problems_.push_back(fmt::format("tick {}, {}: {}", world.state.tick, phase, problem));
  }
}

void TickAudit::before(const Phase& phase, const World& world) {
  if (phase.name == "shocks") heads_before_ = heads_of(world);
  if (phase.name == "shocks") unvested_before_ = unvested_of(world);
  if (phase.name == "production") grants_before_ = world.tick.log.grants.size();
  if (phase.name != "decisions") return;
  raises_before_.clear();
  for (const BlockLog& log : world.tick.log.blocks) raises_before_.push_back(log.raises.size());
}

void TickAudit::after(const Phase& phase, const World& world) {
  for (const std::string& problem : broken_invariants(world)) report(world, phase.name, problem);
  if (phase.name == "planning") check_plan(world);
  if (phase.name == "search") check_approaches(world);
  if (phase.name == "search") check_chosen(world);
  if (phase.name == "bidding") check_offers(world);
  if (phase.name == "bidding") check_counters(world);
  if (phase.name == "decisions") check_contracts(world);
  if (phase.name == "decisions") check_raises(world);
  if (phase.name == "late separation") check_heads(world);
  if (phase.name != "production") return;
  for (const std::string& problem : broken_aggregates(world, world.tick))
    report(world, phase.name, problem);
  check_grants(world);
  if (world.tick.wants.accounts) check_accounts(world);
  count(world);
}

// Staff and signed contracts leave the rest of seats and money free.
void TickAudit::check_plan(const World& world) {
  Heads taken = heads_of(world);
  IdVector<CompanyId, ExactSum> bill(world.fixed.companies.size());
  for (const ResearcherId r : world.fixed.population.ids()) {
    const OptionalCompany employer = world.state.researchers.employer[r];
    if (employer) bill[*employer].add(world.state.researchers.pay[r]);
  }
  for (const Waiting& waiting : world.state.waiting) {
    ++taken[waiting.move.to];
    bill[waiting.move.to].add(waiting.move.pay_after);
  }
  for (const CompanyId c : world.fixed.companies.ids()) {
    const HiringSpec& hiring = world.spec_of(c).hiring;
    const std::string name = world.fixed.companies.name_of(c);
    if (hiring.seats && world.tick.start.open_seats[c] > 0) {
      const double seats =
          *hiring.seats + hiring.seat_growth * world.state.tick * world.fixed.years_per_tick;
      if (taken[c] + world.tick.start.open_seats[c] > seats + 1e-6) {
        report(world, "planning", name + " opens more seats than it has");
      }
    }
    if (hiring.wage_bill_limit && world.tick.start.free_money[c] > 0.0) {
      const double left = *hiring.wage_bill_limit - bill[c].value();
      if (world.tick.start.free_money[c] > left + rounding * *hiring.wage_bill_limit) {
        report(world, "planning", name + " has more money free than it has");
      }
    }
  }
}

// Who is approached can be: not by two roads at once, not against a pact, not while waiting or
// just out of a job.
void TickAudit::check_approaches(const World& world) {
  employers_before_.assign(world.fixed.population.size(), {});
  for (const ResearcherId r : world.fixed.population.ids()) {
    employers_before_[r] = world.state.researchers.employer[r];
  }
  for (const BlockLog& log : world.tick.log.blocks) {
    for (std::size_t k = 0; k < log.approaches.size(); ++k) {
      const Approach& a = log.approaches[k];
      const std::string who =
          world.name_of(a.researcher) + " by " + world.fixed.companies.name_of(a.company);
      if (k > 0 && std::pair(log.approaches[k - 1].researcher, log.approaches[k - 1].company) >=
                       std::pair(a.researcher, a.company)) {
        report(world, "search", "approaches out of order or twice: " + who);
      }
      if (!world.may_approach(a.company, world.state.researchers.employer[a.researcher])) {
        report(world, "search",
               fmt::format("forbidden approach to {} ({})", who, to_string(a.channel)));
      }
      if (world.state.researchers.waiting[a.researcher] != 0) {
        report(world, "search", "approach to someone who waits: " + who);
      }
      if (separated_now(world, world.tick.log, a.researcher)) {
        report(world, "search", "approach to someone who separated in this tick: " + who);
      }
    }
  }
}

// Recruiters approach only people of their targets.
void TickAudit::check_chosen(const World& world) {
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const Approach& a : log.approaches) {
      const PeopleFilter& to = world.spec_of(a.company).hiring.targeting.to;
      if (!is_recruiters(a.channel) || to.empty()) continue;
      if (passes(world, to, a.company, a.researcher)) continue;
      report(world, "search",
             fmt::format("{} recruits {}, whom it does not look for",
                         world.fixed.companies.name_of(a.company), world.name_of(a.researcher)));
    }
  }
}

// Employers answer offers to nobody whom their filter leaves out.
void TickAudit::check_counters(const World& world) {
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const Contest& contest : log.contests) {
      if (!contest.employer) continue;
      const CounterOfferSpec& spec = world.spec_of(*contest.employer).counter_offers;
      if (spec.to.empty() || spec.probability <= 0.0) continue;
      if (passes(world, spec.to, *contest.employer, contest.researcher)) continue;
      ++activity_.passed_over;
      if (!contest.may_counter && !contest.countered) continue;
      report(world, "bidding",
             world.name_of(contest.researcher) + " is countered, outside the filter");
    }
  }
}

// Offers are worth making, allowed by the cap, and enough for the person.
void TickAudit::check_offers(const World& world) {
  if (is_posted(world)) return;
  const bool foresight = world.state.parameters.market.decisions.foresight;
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const Contest& contest : log.contests) {
      const ResearcherId r = contest.researcher;
      for (std::uint32_t b = contest.first_bid; b < contest.last_bid; ++b) {
        const Bid& bid = log.bids[b];
        if (!bid.offered) continue;
        ++activity_.offers;
        const double cap = Appraiser<Terms::any>(world, world.tick.start).cap_for(r, bid.company);
        const std::string what =
            fmt::format("{} offers {} to {}", world.fixed.companies.name_of(bid.company), bid.pay,
                        world.name_of(r));
        if (bid.pay > cap) report(world, "bidding", fmt::format("{}, cap {}", what, cap));
        const PeopleFilter& exceptional = world.spec_of(bid.company).pay.exceptional_to;
        if (bid.pay > world.tick.start.kinds[world.fixed.companies.kind_of(bid.company)].cap &&
            !exceptional.empty() && !passes(world, exceptional, bid.company, r)) {
          report(world, "bidding", what + ", above the cap, though not among the exceptional");
        }
        if (bid.pay > bid.value * (1.0 + rounding)) {
          report(world, "bidding", fmt::format("{}, worth {}", what, bid.value));
        }
        // With foresight a low wage may be worth more than it pays.
        if (!foresight && bid.pay < min_offer(world, r)) {
          report(world, "bidding", fmt::format("{}, least {}", what, min_offer(world, r)));
        }
      }
    }
  }
}

// New contracts fit into the seats and the money that were free at the tick's start.
void TickAudit::check_contracts(const World& world) {
  Heads contracts(world.fixed.companies.size(), 0);
  IdVector<CompanyId, ExactSum> promised(world.fixed.companies.size());
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const Move& move : log.moves) {
      ++contracts[move.to];
      promised[move.to].add(move.pay_after);
      if (move.from != employers_before_[move.researcher]) {
        report(world, "decisions", world.name_of(move.researcher) + " moved from elsewhere");
      }
      if (move.from == OptionalCompany(move.to)) {
        report(world, "decisions", world.name_of(move.researcher) + " moved to where it was");
      }
      if (!is_posted(world) && move.pay_after > highest_cap(world, move.to)) {
        report(world, "decisions", world.name_of(move.researcher) + " is paid above the cap");
      }
    }
  }
  for (const CompanyId c : world.fixed.companies.ids()) {
    const HiringSpec& hiring = world.spec_of(c).hiring;
    if (hiring.seats && contracts[c] > world.tick.start.open_seats[c]) {
      report(world, "decisions",
             fmt::format("{} signed {} people for {} open seats", world.fixed.companies.name_of(c),
                         contracts[c], world.tick.start.open_seats[c]));
    }
    if (hiring.seats && contracts[c] > 0 && contracts[c] == world.tick.start.open_seats[c]) {
      ++activity_.filled;
    }
    if (!hiring.wage_bill_limit || contracts[c] == 0) continue;
    const double money = world.tick.start.free_money[c];
    if (promised[c].value() > money * (1.0 + rounding)) {
      report(world, "decisions",
             fmt::format("{} promised {} with {} to give", world.fixed.companies.name_of(c),
                         promised[c].value(), money));
    }
    if (promised[c].value() > 0.8 * money) ++activity_.spent;
  }
}

void TickAudit::check_raises(const World& world) {
  for (std::size_t b = 0; b < world.tick.log.blocks.size(); ++b) {
    for (const Raise& raise :
         std::span(world.tick.log.blocks[b].raises).subspan(raises_before_[b])) {
      const std::string what =
          fmt::format("{} raises {} from {} to {}", world.fixed.companies.name_of(raise.company),
                      world.name_of(raise.researcher), raise.pay_before, raise.pay_after);
      const bool foresight = world.state.parameters.market.decisions.foresight;
      if (!foresight && raise.pay_after < raise.pay_before) report(world, "decisions", what);
      if (raise.pay_after > highest_cap(world, raise.company)) {
        report(world, "decisions", what + ", above the cap");
      }
      if (world.state.researchers.pay[raise.researcher] != raise.pay_after) {
        report(world, "decisions", what + ", but pays something else");
      }
    }
  }
}

// Staff now = staff before + jobs started - people poached - separations.
void TickAudit::check_heads(const World& world) {
  IdVector<CompanyId, std::int64_t> expected(world.fixed.companies.size(), 0);
  for (const CompanyId c : world.fixed.companies.ids()) expected[c] = heads_before_[c];
  for (const Move& move : world.tick.log.started) ++expected[move.to];
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const Move& move : log.moves) {
      if (move.from) --expected[*move.from];
    }
    for (const Separation& s : log.separations) --expected[s.company];
  }
  const Heads heads = heads_of(world);
  for (const CompanyId c : world.fixed.companies.ids()) {
    if (expected[c] == heads[c]) continue;
    report(world, "late separation",
           fmt::format("{} has {} people and should have {}", world.fixed.companies.name_of(c),
                       heads[c], expected[c]));
  }
}

void TickAudit::check_grants(const World& world) {
  for (const CompanyId c : world.fixed.companies.ids()) {
    const double budget = world.spec_of(c).retention.budget;
    if (world.state.companies.grants_given[c] > budget * (1.0 + rounding)) {
      report(world, "production",
             world.fixed.companies.name_of(c) + " granted more than its budget");
    }
  }
  for (const RetentionGrant& grant : std::span(world.tick.log.grants).subspan(grants_before_)) {
    if (world.state.researchers.employer[grant.researcher] != OptionalCompany(grant.company)) {
      report(world, "production", world.name_of(grant.researcher) + " got a grant from elsewhere");
    }
    const PeopleFilter& to = world.spec_of(grant.company).retention.to;
    if (!to.empty() && !passes(world, to, grant.company, grant.researcher)) {
      report(world, "production",
             world.name_of(grant.researcher) + " got a grant meant for others");
    }
  }
}

void TickAudit::check_accounts(const World& world) {
  for (const std::string& problem : broken_accounts(world, world.tick))
    report(world, "production", problem);
  check_promises(world);
  if (world.tick.wants.details) check_buyouts(world);
  check_recruiting(world);
}

// Equity is granted, vests or is forfeited, and in no other way becomes more or less.
void TickAudit::check_promises(const World& world) {
  const Amounts unvested = unvested_of(world);
  for (const CompanyId c : world.fixed.companies.ids()) {
    const CompanyAccounts& books = world.tick.accounts.companies[c];
    const double expected = unvested_before_[c] + books.of(Account::granted).value() -
                            books.of(Account::vested).value() -
                            books.of(Account::forfeited).value();
    const double size = std::max(unvested_before_[c], unvested[c]);
    if (std::abs(unvested[c] - expected) <= 1e-9 * size + 1e-3) continue;
    report(world, "production",
           fmt::format("{} owes {} of equity, and by its books {}",
                       world.fixed.companies.name_of(c), unvested[c], expected));
  }
}

// New employers pay for their share of what their recruits lose.
void TickAudit::check_buyouts(const World& world) {
  IdVector<CompanyId, ExactSum> due(world.fixed.companies.size());
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const Move& move : log.moves) {
      const double share = world.spec_of(move.to).contract.buyout;
      if (move.from) due[move.to].add(rounded_amount(share * move.forfeited));
      if (move.from && share * move.forfeited > 0.0) ++activity_.buyouts;
    }
  }
  for (const CompanyId c : world.fixed.companies.ids()) {
    const ExactSum& booked = world.tick.accounts.companies[c].of(Account::buyouts);
    if (booked == due[c]) continue;
    report(world, "production",
           fmt::format("{} books buyouts of {}, not {}", world.fixed.companies.name_of(c),
                       booked.value(), due[c].value()));
  }
}

// Companies pay for the approaches of their recruiters that are left at the end, and for no others.
void TickAudit::check_recruiting(const World& world) {
  IdVector<CompanyId, ExactSum> due(world.fixed.companies.size());
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const Bid& bid : log.bids) {
      const double cost = world.spec_of(bid.company).hiring.approach_cost;
      if (!is_recruiters(bid.channel) || cost <= 0.0) continue;
      due[bid.company].add(rounded_amount(cost));
      ++activity_.approaches_paid;
    }
  }
  for (const CompanyId c : world.fixed.companies.ids()) {
    const ExactSum& booked = world.tick.accounts.companies[c].of(Account::recruiting);
    if (booked == due[c]) continue;
    report(world, "production",
           fmt::format("{} books {} for recruiting, not {}", world.fixed.companies.name_of(c),
                       booked.value(), due[c].value()));
  }
}

void TickAudit::count(const World& world) {
  for (const BlockLog& log : world.tick.log.blocks) {
    activity_.moves += log.moves.size();
    activity_.raises += log.raises.size();
    activity_.separations += log.separations.size();
    for (const Move& move : log.moves) {
      if (move.start > world.state.tick) ++activity_.waits;
    }
  }
  activity_.grants += world.tick.log.grants.size();
}

}  // namespace poach::tests
