#include <algorithm>
#include <array>
#include <cmath>

#include "check/oracle_models.hpp"

namespace poach::check {
namespace {

const CompanySpec& company(const Scenario& s) { return s.base.companies.front(); }

bool never(const Hazard& hazard) { return hazard.value == 0.0; }

bool has_no_weight(const PreferenceWeight& weight) {
  return weight.mean == 0.0 && weight.sd == 0.0;
}

bool is_given(const Distribution& d) {
  return d.kind == DistributionKind::constant || d.spacing == Spacing::even;
}

double income(const Scenario& s) { return s.base.market.decisions.unemployment_income.base; }

// Assumptions that several models share.
constexpr Assumption one_entry{"companies", "one kind of companies",
                               [](const Scenario& s) { return s.base.companies.size() == 1; }};
constexpr Assumption no_events{"events", "no events",
                               [](const Scenario& s) { return s.events.empty(); }};
constexpr Assumption job_loss_only{"companies", "job loss as the only separation",
                                   [](const Scenario& s) {
                                     const SeparationSpec& x = company(s).separations;
                                     return never(x.quits) && never(x.exits) && !never(x.job_loss);
                                   }};
constexpr Assumption separation_first{
    "dynamics.separation", "separation before search", [](const Scenario& s) {
      return s.base.dynamics.separation == SeparationTiming::before_search;
    }};
constexpr Assumption no_limits{
    "companies", "no seats, wage bill limit, recruiters, non-competes or retention",
    [](const Scenario& s) {
      const HiringSpec& h = company(s).hiring;
      return !h.seats && !h.wage_bill_limit && h.approaches_per_week == 0.0 &&
             company(s).noncompete.share == 0.0 && company(s).retention.budget == 0.0;
    }};
constexpr Assumption only_meetings{
    "market.search", "uniform random meetings only", [](const Scenario& s) {
      const SearchSpec& x = s.base.market.search;
      return x.random_meetings.channel == MeetingChannel::random && !x.everyone_meets &&
             x.pass_on == PassOnTo::nobody && company(s).hiring.meetings == MeetingShare::alike &&
             s.base.company_graph.kind == CompanyGraphKind::complete;
    }};
constexpr Assumption equal_people{
    "researchers", "people of the same skill and field", [](const Scenario& s) {
      return s.researchers.skill_log_sd == 0.0 && s.researchers.fields.size() < 2 &&
             s.researchers.file.empty();
    }};
constexpr Assumption only_pay_counts{
    "market.decisions", "that only pay counts", [](const Scenario& s) {
      const ResearcherSpec& r = s.researchers;
      const DecisionSpec& d = s.base.market.decisions;
      return d.taste == 0.0 && d.surprise.share == 0.0 &&
             (d.collaborators == 0.0 || s.network.kind == NetworkKind::none) &&
             has_no_weight(r.compute) && has_no_weight(r.prestige) && has_no_weight(r.mission) &&
             s.base.dynamics.attachment.ceiling == 0.0 && !company(s).attachment &&
             d.unemployment_income.per_skill == 0.0 && company(s).founders.count == 0 &&
             s.teams.empty() && company(s).morale == 0.0;
    }};
constexpr Assumption posted{"market.bidding.rule", "posted wages", [](const Scenario& s) {
                              return s.base.market.bidding.rule == PriceRule::posted;
                            }};
constexpr Assumption ascending{"market.bidding.rule", "the ascending price", [](const Scenario& s) {
                                 return s.base.market.bidding.rule == PriceRule::ascending;
                               }};
constexpr Assumption linear{"market.decisions", "linear utility and pay cuts allowed",
                            [](const Scenario& s) {
                              return s.base.market.decisions.utility == UtilityForm::linear &&
                                     s.base.market.decisions.pay_cuts;
                            }};
constexpr Assumption no_caps{"companies", "no pay caps",
                             [](const Scenario& s) { return !company(s).pay.cap; }};
constexpr Assumption possible{
    "market.search.random_meetings", "chances a tick that add up to at most 1",
    [](const Scenario& s) {
      const RandomMeetingSpec& m = s.base.market.search.random_meetings;
      const double dt = s.clock.years_per_tick();
      const double lost = probability_per_tick(company(s).separations.job_loss, dt);
      return m.arrival != Arrival::exclusive || probability_per_tick(m.employed, dt) + lost <= 1.0;
    }};
// So that a company can pay a person's product.
constexpr Assumption whole_product{
    "companies", "a horizon equal to the contract and a product share of 1", [](const Scenario& s) {
      return company(s).financing.product_share == 1.0 &&
             company(s).financing.horizon == company(s).contract.length &&
             company(s).contract.buyout == 0.0 && company(s).productivity.synergy == 0.0;
    }};
constexpr Assumption wage_takes_all{
    "companies", "posted wages above the income without a job", [](const Scenario& s) {
      const Distribution& d = company(s).pay.posted;
      return is_given(d) && d.quantile(0.5 / static_cast<double>(company(s).count)) > income(s);
    }};

}  // namespace

std::optional<BrokenAssumption> first_broken(std::span<const Assumption> assumptions,
                                             const Scenario& scenario) {
  for (const Assumption& a : assumptions) {
    if (!a.holds(scenario)) return BrokenAssumption{a.setting, a.assumed};
  }
  return std::nullopt;
}

std::span<const Assumption> lake_assumptions() {
  static constexpr std::array<Assumption, 9> all = {
      one_entry,    no_events, job_loss_only, separation_first, only_meetings,
      equal_people, no_limits, posted,        wage_takes_all};
  return all;
}

std::span<const Assumption> posted_assumptions() {
  static constexpr std::array<Assumption, 11> all = {
      one_entry,       no_events, job_loss_only, separation_first, only_meetings, equal_people,
      only_pay_counts, no_limits, posted,        wage_takes_all,   possible};
  return all;
}

std::span<const Assumption> auction_assumptions() {
  static constexpr Assumption counters{"companies", "counter-offers always and without limit",
                                       [](const Scenario& s) {
                                         const CounterOfferSpec& c = company(s).counter_offers;
                                         return c.probability == 1.0 && !c.raise_limit &&
                                                c.restores_attachment == 0.0 && c.to.empty();
                                       }};
  static constexpr Assumption products{
      "companies",
      "evenly spaced productivities above the income without a job, no match or factor",
      [](const Scenario& s) {
        const ProductivitySpec& p = company(s).productivity;
        return is_given(p.level) && p.factor == 1.0 &&
               (company(s).count == 1 || p.level.kind != DistributionKind::constant) &&
               p.match.kind == DistributionKind::constant && p.match.value == 1.0 &&
               p.level.quantile(0.5 / static_cast<double>(company(s).count)) > income(s);
      }};
  static constexpr Assumption foresight{
      "market.search.random_meetings", "exclusive meetings where there is foresight",
      [](const Scenario& s) {
        const RandomMeetingSpec& m = s.base.market.search.random_meetings;
        return !s.base.market.decisions.foresight ||
               (m.arrival == Arrival::exclusive && m.own_company == OwnMeeting::counts);
      }};
  static constexpr std::array<Assumption, 16> all = {
      one_entry,       no_events, job_loss_only, separation_first, only_meetings, equal_people,
      only_pay_counts, no_limits, ascending,     linear,           no_caps,       whole_product,
      counters,        products,  foresight,     possible};
  return all;
}

std::span<const Assumption> job_network_assumptions() {
  static constexpr Assumption one_company{"companies", "one company",
                                          [](const Scenario& s) { return company(s).count == 1; }};
  static constexpr Assumption late{
      "dynamics.separation", "separation after hiring", [](const Scenario& s) {
        return s.base.dynamics.separation == SeparationTiming::after_hiring;
      }};
  static constexpr Assumption passed{
      "market.search.pass_on", "jobs passed to the unemployed", [](const Scenario& s) {
        return s.base.market.search.pass_on == PassOnTo::unemployed &&
               !s.base.market.search.everyone_meets;
      }};
  static constexpr Assumption news{
      "market.search.random_meetings", "the same chance of an offer for all, once a tick",
      [](const Scenario& s) {
        const RandomMeetingSpec& m = s.base.market.search.random_meetings;
        return m.employed == m.unemployed && m.arrival == Arrival::at_most_one &&
               m.channel == MeetingChannel::random;
      }};
  static constexpr Assumption copies{
      "network", "whole copies of a graph of at most 6 people", [](const Scenario& s) {
        const std::int64_t size = s.network.copy_size;
        return s.network.kind == NetworkKind::copies && size <= 6 &&
               (s.researchers.unemployed + company(s).researchers) % size == 0;
      }};
  static constexpr std::array<Assumption, 12> all = {
      one_entry, one_company, no_events,    job_loss_only,   late,      news,
      passed,    copies,      equal_people, only_pay_counts, no_limits, posted};
  return all;
}

std::span<const Assumption> labor_flow_assumptions() {
  static constexpr Assumption ring{
      "company_graph", "a ring of companies, with fewer neighbours than companies",
      [](const Scenario& s) {
        const CompanyGraphSpec& g = s.base.company_graph;
        return g.kind == CompanyGraphKind::ring && g.neighbours % 2 == 0 &&
               g.neighbours < company(s).count && g.pacts.empty();
      }};
  static constexpr Assumption seekers{
      "market.search.random_meetings", "that everyone without a job applies in every tick",
      [](const Scenario& s) {
        const RandomMeetingSpec& m = s.base.market.search.random_meetings;
        return m.channel == MeetingChannel::company_graph && never(m.employed) &&
               m.unemployed == Hazard{1.0, Hazard::Per::tick} && m.arrival != Arrival::poisson &&
               s.base.market.search.pass_on == PassOnTo::nobody &&
               !s.base.market.search.everyone_meets;
      }};
  static constexpr Assumption staffed{
      "researchers.unemployed", "that everyone has had a job",
      [](const Scenario& s) { return s.researchers.unemployed == 0; }};
  static constexpr std::array<Assumption, 11> all = {
      one_entry, no_events, job_loss_only, separation_first, ring,          seekers,
      staffed,   no_limits, equal_people,  posted,           wage_takes_all};
  return all;
}

std::span<const Assumption> one_tick_assumptions() {
  static constexpr Assumption one_tick{"clock", "one tick and no burn-in", [](const Scenario& s) {
                                         return s.clock.ticks == 1 && s.clock.burn_in == 0;
                                       }};
  static constexpr Assumption everyone{
      "market.search", "that everyone meets everyone and nobody works at the start",
      [](const Scenario& s) {
        return s.base.market.search.everyone_meets && company(s).researchers == 0;
      }};
  static constexpr Assumption seats{"companies", "seats, and no wage bill limit",
                                    [](const Scenario& s) {
                                      const HiringSpec& h = company(s).hiring;
                                      return h.seats && h.seat_growth == 0.0 && !h.wage_bill_limit;
                                    }};
  static constexpr Assumption in_money{
      "companies", "products up to a billion in all", [](const Scenario& s) {
        const ProductivitySpec& p = company(s).productivity;
        const double top = p.level.quantile(1.0 - 1e-12) * p.factor * p.match.quantile(1.0 - 1e-12);
        const double people = static_cast<double>(s.researchers.unemployed);
        return top * people <= 1e9 && people * static_cast<double>(company(s).count) <= 1e5;
      }};
  static constexpr std::array<Assumption, 12> all = {
      one_entry,       no_events, one_tick, everyone,      ascending, equal_people,
      only_pay_counts, linear,    no_caps,  whole_product, seats,     in_money};
  return all;
}

}  // namespace poach::check
