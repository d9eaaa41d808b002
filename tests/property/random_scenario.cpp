#include "property/random_scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <stdexcept>

#include "support/places.hpp"

namespace poach::tests {
namespace {

using config::Node;

class ScenarioMaker {
 public:
  explicit ScenarioMaker(std::uint64_t number) : random_(number) {
    scenario_.name = fmt::format("random_{}", number);
    scenario_.seed = static_cast<std::int64_t>(number) + 1;
  }

  Scenario make() {
    decide_on_rules();
    set_clock();
    add_companies();
    add_people();
    add_network();
    add_teams();
    set_search();
    set_dynamics();
    add_events();
    add_filters();
    add_approach_costs();
    add_surprise();
    scenario_.record.tables = table_names();
    scenario_.record.researchers_every = 10;
    return std::move(scenario_);
  }

  Scenario make_plain() {
    decide_on_plain_rules();
    set_clock();
    const int kinds = chance(0.6) ? 1 : whole(2, 4);
    for (int k = 0; k < kinds; ++k) scenario_.base.companies.push_back(plain_company(k));
    scenario_.researchers.unemployed = whole(30, 200);
    if (!foresight_ && chance(0.2)) scenario_.researchers.skill_log_sd = real(0.1, 0.8);
    set_meetings(scenario_.base.market.search.random_meetings);
    scenario_.base.market.search.everyone_meets = chance(0.1);
    if (chance(0.3)) scenario_.base.dynamics.separation = SeparationTiming::after_hiring;
    add_plain_event();
    scenario_.record.tables = {"market"};
    scenario_.record.every = whole(1, 3);
    if (chance(0.1)) add_surprise();
    return std::move(scenario_);
  }

 private:
  int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  double real(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random_);
  }
  bool chance(double p) { return real(0.0, 1.0) < p; }
  /// An amount of utility: log pay, or its like in USD under linear utility.
  double utility(double low, double high) { return real(low, high) * (is_linear() ? 1e5 : 1.0); }
  [[nodiscard]] bool is_linear() const {
    return scenario_.base.market.decisions.utility == UtilityForm::linear;
  }
  Hazard yearly(double highest) {
    return {chance(0.5) ? real(0.0, highest) : 0.0, Hazard::Per::year};
  }
  Duration weeks(double low, double high) { return {real(low, high), Duration::Unit::weeks}; }

  void decide_on_rules() {
    BiddingSpec& bidding = scenario_.base.market.bidding;
    DecisionSpec& decisions = scenario_.base.market.decisions;
    const int rule = whole(0, 6);
    bidding.rule = rule < 3   ? PriceRule::private_taste
                   : rule < 6 ? PriceRule::ascending
                              : PriceRule::posted;
    decisions.utility = chance(0.7) ? UtilityForm::log : UtilityForm::linear;
    bidding.step = is_linear() ? real(50.0, 5e3) : real(0.002, 0.05);
    bidding.revision_rounds = whole(0, 3);
    bidding.joint_approaches = chance(0.7);
    decisions.minimum_raise = chance(0.5) ? real(0.0, 0.2) : 0.0;
    decisions.pay_cuts = chance(0.3);
    decisions.unemployment_income.base = real(20e3, 80e3);
    if (chance(0.7)) decisions.taste = utility(0.02, 0.8);
    if (chance(0.5)) decisions.collaborators = utility(-0.05, 0.3);
    foresight_ = is_linear() && bidding.rule == PriceRule::ascending && chance(0.3);
    if (!foresight_) return;
    decisions.foresight = true;
    decisions.pay_cuts = true;
    decisions.taste = 0.0;
  }

  void decide_on_plain_rules() {
    BiddingSpec& bidding = scenario_.base.market.bidding;
    DecisionSpec& decisions = scenario_.base.market.decisions;
    const int rule = whole(0, 7);
    bidding.rule = rule == 0   ? PriceRule::posted
                   : rule == 1 ? PriceRule::private_taste
                               : PriceRule::ascending;
    decisions.utility = chance(0.5) ? UtilityForm::log : UtilityForm::linear;
    decisions.minimum_raise = chance(0.5) ? real(0.0, 0.2) : 0.0;
    decisions.pay_cuts = chance(0.4);
    decisions.unemployment_income.base = real(20e3, 300e3);
    foresight_ = is_linear() && bidding.rule == PriceRule::ascending && chance(0.4);
    if (foresight_) {
      decisions.foresight = true;
      decisions.pay_cuts = true;
    } else if (rule == 1 || chance(0.1)) {
      decisions.taste = utility(0.05, 0.5);
    }
  }

  CompanySpec plain_company(int kind) {
    CompanySpec c;
    c.name = name_of(kind);
    c.key = c.name;
    c.count = chance(0.8) ? whole(2, 30) : 1;
    c.researchers = whole(0, 100);
    c.productivity.level = {.kind = DistributionKind::uniform, .low = 200e3, .high = 900e3};
    if (chance(0.2)) {
      c.productivity.match = {.kind = DistributionKind::lognormal, .value = 1.0, .shape = 0.3};
    }
    set_pay(c);
    c.hiring.recruiting_weight = real(0.5, 3.0);
    c.financing.product_share = real(0.5, 1.0);
    if (chance(0.5)) c.financing.horizon = {real(1.0, 12.0), Duration::Unit::years};
    if (chance(0.5)) c.contract.length = {real(0.1, 0.6), Duration::Unit::years};
    if (chance(0.7)) c.counter_offers.probability = chance(0.7) ? 1.0 : real(0.1, 0.9);
    if (chance(0.2)) c.counter_offers.raise_limit = real(1.0, 3.0);
    c.separations = {yearly(2.0), yearly(2.0), yearly(2.0)};
    return c;
  }

  // Terms that change in the middle of a run.
  void add_plain_event() {
    if (!chance(0.5)) return;
    EventSpec news;
    news.name = "news";
    news.tick = whole(1, static_cast<int>(scenario_.clock.ticks));
    news.set = Node::map();
    const std::string company = "companies." + name_of(0);
    news.set.set(company + ".counter_offers.probability", Node::scalar(chance(0.5) ? "0" : "1"));
    news.set.set(company + ".pay.cap", Node::scalar(fmt::format("{}", whole(200'000, 900'000))));
    scenario_.events.push_back(news);
  }

  void set_clock() {
    scenario_.clock.tick = chance(0.7) ? TickLength::week : TickLength::month;
    scenario_.clock.ticks = whole(10, 40);
    scenario_.clock.burn_in = chance(0.3) ? whole(1, 8) : 0;
  }

  void add_companies() {
    const int kinds = whole(1, 5);
    for (int g = 0; g < kinds; ++g) scenario_.base.companies.push_back(company(g));
    if (kinds > 1 && chance(0.3)) {
      scenario_.base.company_graph.pacts.push_back({"pact", {name_of(0), name_of(1)}, chance(0.8)});
    }
    const int kind = whole(0, 5);
    if (kind == 0) scenario_.base.company_graph.kind = CompanyGraphKind::ring;
    if (kind == 1) scenario_.base.company_graph.kind = CompanyGraphKind::random;
    scenario_.base.company_graph.neighbours = 2 * whole(1, 3);
  }

  // Names in the order of their keys, as a loaded scenario has them.
  static std::string name_of(int kind) { return fmt::format("C{}", kind); }

  CompanySpec company(int kind) {
    CompanySpec c;
    c.name = name_of(kind);
    c.key = c.name;
    c.count = chance(0.7) ? 1 : whole(2, 6);
    c.researchers = whole(0, 9) == 0 ? 0 : whole(5, 80);
    if (chance(0.3)) c.sizes.distribution = SizeDistribution::zipf;
    if (chance(0.3)) c.founders.count = std::min<std::int64_t>(2, c.researchers);
    c.productivity.level = {
        .kind = chance(0.5) ? DistributionKind::constant : DistributionKind::lognormal,
        .value = real(200e3, 900e3),
        .shape = 0.3};
    if (chance(0.3)) c.productivity.synergy = real(0.0, 0.5);
    if (chance(0.3)) {
      c.productivity.match = {.kind = DistributionKind::lognormal, .value = 1.0, .shape = 0.3};
    }
    set_pay(c);
    set_hiring(c.hiring);
    c.financing.horizon = {real(1.0, 12.0), Duration::Unit::years};
    c.financing.product_share = real(0.5, 1.0);
    c.contract.length = {chance(0.5) ? real(0.1, 0.6) : 4.0, Duration::Unit::years};
    c.contract.buyout = chance(0.5) ? real(0.0, 1.0) : 0.0;
    c.amenities = {real(-0.5, 1.5), real(-0.5, 0.5), real(-0.5, 0.5)};
    c.morale = chance(0.3) ? utility(-0.2, 0.2) : 0.0;
    c.separations = {yearly(2.0), yearly(2.0), yearly(2.0)};
    set_defences(c);
    return c;
  }

  void set_pay(CompanySpec& c) {
    if (chance(0.9)) {
      c.pay.median = real(100e3, 400e3);
      c.pay.p90 = c.pay.median * real(1.0, 2.5);
      c.pay.skill_correlation = real(0.0, 1.0);
    }
    c.pay.posted = {.kind = DistributionKind::uniform, .low = 100e3, .high = 500e3};
    if (!chance(0.6)) return;
    c.pay.cap = real(150e3, 900e3);
    if (!chance(0.5)) return;
    c.pay.exceptional_cap = *c.pay.cap * real(1.0, 6.0);
    c.pay.exceptional_share = real(0.0, 0.3);
  }

  void set_hiring(HiringSpec& hiring) {
    if (chance(0.6)) hiring.seats = whole(0, 60);
    if (chance(0.2)) hiring.seat_growth = real(-40.0, 80.0);
    if (chance(0.4)) hiring.wage_bill_limit = real(1e6, 25e6);
    if (chance(0.6)) hiring.approaches_per_week = real(0.2, 12.0);
    hiring.recruiting_weight = real(0.0, 3.0);
    hiring.open_probability = chance(0.5) ? real(0.3, 1.0) : 1.0;
    hiring.hire_probability = chance(0.5) ? real(0.3, 1.0) : 1.0;
    if (chance(0.5)) hiring.targeting.referrals = real(0.0, 1.0);
    if (chance(0.5)) hiring.targeting.visible = real(0.0, 1.0);
    if (chance(0.5)) hiring.targeting.anyone = real(0.0, 1.0);
    if (chance(0.5)) hiring.targeting.companies[name_of(0)] = real(0.1, 1.0);
  }

  void set_defences(CompanySpec& c) {
    if (chance(0.6)) c.counter_offers.probability = chance(0.5) ? 1.0 : real(0.1, 0.9);
    if (chance(0.5)) c.counter_offers.raise_limit = real(1.0, 3.0);
    c.counter_offers.restores_morale = chance(0.5) ? real(0.0, 1.0) : 0.0;
    c.counter_offers.restores_attachment = chance(0.5) ? real(0.0, 1.0) : 0.0;
    if (chance(0.4)) c.noncompete = {real(0.0, 1.0), weeks(0.0, 8.0), weeks(0.0, 20.0)};
    if (chance(0.4)) {
      c.retention = {real(1e5, 2e7), real(0.2, 2.0), {real(0.1, 2.0), Duration::Unit::years}};
    }
    if (chance(0.4)) c.pay_reaction = {real(0.0, 3.0), weeks(2.0, 20.0), real(1.0, 5.0)};
  }

  void add_people() {
    ResearcherSpec& people = scenario_.researchers;
    people.unemployed = whole(30, 80);
    people.skill_log_sd = foresight_ ? 0.0 : real(0.0, 0.8);
    if (chance(0.5)) people.tenure_mean = {real(0.1, 4.0), Duration::Unit::years};
    if (chance(0.5)) people.compute = {utility(0.0, 0.3), utility(0.0, 0.2)};
    if (chance(0.5)) people.prestige = {utility(0.0, 0.5), 0.0};
    if (chance(0.3)) people.mission = {0.0, utility(0.0, 0.5)};
    if (!chance(0.4)) return;
    people.fields = {{"language", 0.5}, {"robotics", 0.2}, {"vision", 0.3}};
    for (CompanySpec& c : scenario_.base.companies) {
      if (chance(0.5)) c.productivity.fields["vision"] = real(0.3, 2.0);
      if (chance(0.3)) c.hiring.targeting.fields["robotics"] = real(0.1, 2.0);
    }
  }

  void add_network() {
    NetworkSpec& network = scenario_.network;
    network.kind = static_cast<NetworkKind>(whole(0, 5));
    network.mean_degree = 2.0 * whole(1, 5);
    network.copy_size = whole(3, 6);
    network.shape = static_cast<CopyShape>(whole(2, 5));
    if (whole(0, 9) != 0) return;
    network.kind = NetworkKind::file;
    network.file = support::source_file("scenarios/networks/netscience.csv");
    network.placement = chance(0.5) ? Placement::clustered : Placement::in_order;
  }

  void add_teams() {
    for (const CompanySpec& c : scenario_.base.companies) {
      if (c.researchers < 12 || !chance(0.4)) continue;
      TeamSpec team{"core of " + c.name, c.name, whole(2, 8)};
      team.skill_multiple = foresight_ ? 1.0 : real(0.8, 3.0);
      team.tie_probability = real(0.3, 1.0);
      team.attachment = chance(0.5) ? utility(0.0, 1.0) : 0.0;
      scenario_.teams.push_back(team);
    }
    if (scenario_.teams.empty()) return;
    const std::string team = scenario_.teams.front().name;
    scenario_.base.companies.back().hiring.targeting.teams[team] = real(0.1, 2.0);
    EventSpec news;
    news.name = "news";
    news.tick = whole(1, static_cast<int>(scenario_.clock.ticks));
    news.approach = {name_of(0), team, static_cast<Addressees>(whole(0, 2))};
    scenario_.events.push_back(news);
  }

  void set_meetings(RandomMeetingSpec& meetings) {
    if (chance(0.8)) meetings.employed = {real(0.0, 12.0), Hazard::Per::year};
    if (chance(0.8)) meetings.unemployed = {real(0.0, 40.0), Hazard::Per::year};
    meetings.arrival = static_cast<Arrival>(whole(0, 2));
    meetings.own_company = chance(0.5) ? OwnMeeting::counts : OwnMeeting::nothing;
  }

  void set_search() {
    SearchSpec& search = scenario_.base.market.search;
    set_meetings(search.random_meetings);
    if (chance(0.25)) search.random_meetings.channel = MeetingChannel::company_graph;
    if (scenario_.network.kind != NetworkKind::none) {
      search.pass_on = static_cast<PassOnTo>(whole(0, 2));
    }
    search.everyone_meets = chance(0.15);
  }

  void set_dynamics() {
    DynamicsSpec& dynamics = scenario_.base.dynamics;
    if (chance(0.3)) dynamics.separation = SeparationTiming::after_hiring;
    if (chance(0.5)) dynamics.attachment.ceiling = utility(0.0, 1.0);
    if (chance(0.4)) {
      dynamics.contagion.threshold = real(0.0, 0.6);
      dynamics.contagion.drop = utility(0.0, 1.0);
    }
    if (chance(0.4)) dynamics.contagion.morale_per_loss = utility(0.0, 3.0);
    if (chance(0.4)) dynamics.production.prestige_speed = real(0.0, 2.0);
    dynamics.production.network_exponent = chance(0.5) ? real(0.0, 1.0) : 0.0;
    dynamics.production.compute_exponent = chance(0.5) ? real(0.0, 1.0) : 0.0;
    if (!foresight_) dynamics.production.skill_exponent = real(0.5, 1.5);
  }

  void add_events() {
    if (!chance(0.5)) return;
    EventSpec spree;
    spree.name = "spree";
    spree.tick = whole(1, static_cast<int>(scenario_.clock.ticks));
    spree.set = Node::map();
    const std::string company = "companies." + name_of(0);
    spree.set.set(company + ".hiring.seats", Node::scalar(fmt::format("{}", whole(0, 90))));
    spree.set.set(company + ".financing.horizon", Node::scalar("10 years"));
    spree.set.set(company + ".hiring.approaches_per_week", Node::scalar("8"));
    if (chance(0.5)) spree.set.set(company + ".hiring.wage_bill_limit", Node::scalar("30M"));
    scenario_.events.push_back(spree);
  }

  // Drawn last, so that the rest of a scenario is as it would be without.
  void add_filters() {
    for (CompanySpec& c : scenario_.base.companies) {
      if (chance(0.3)) choose_people(c.counter_offers.to);
      if (chance(0.3)) choose_people(c.retention.to);
      if (chance(0.2)) choose_people(c.hiring.targeting.to);
      if (chance(0.3)) choose_people(c.pay.exceptional_to);
    }
    if (!chance(0.3)) return;
    EventSpec choice;
    choice.name = "choice";
    choice.tick = whole(1, 5);
    choice.set = Node::map();
    const std::string company = "companies." + name_of(0);
    choice.set.set(company + ".counter_offers.to.tenure.at_least", Node::scalar("0.1"));
    choice.set.set(company + ".hiring.targeting.to", Node::scalar("everyone"));
    scenario_.events.push_back(choice);
  }

  void add_approach_costs() {
    for (CompanySpec& c : scenario_.base.companies) {
      if (c.hiring.approaches_per_week > 0.0 && chance(0.3)) {
        c.hiring.approach_cost = real(0.0, 1e6);
      }
    }
  }

  void add_surprise() {
    DecisionSpec& decisions = scenario_.base.market.decisions;
    if (decisions.foresight || !chance(0.3)) return;
    decisions.surprise = {real(0.1, 1.0), utility(0.1, 3.0), {real(0.1, 1.0), Hazard::Per::tick}};
  }

  void choose_people(PeopleFilter& to) {
    Node filter = Node::map();
    const auto bound = [&](const char* trait, const char* relation, double number) {
      Node map = Node::map();
      map.set(relation, Node::scalar(fmt::format("{}", number)));
      filter.set(trait, std::move(map));
    };
    const int trait = whole(0, 5);
    if (trait == 0) bound("collaborators", "at_least", whole(1, 3));
    if (trait == 1) bound("skill", chance(0.7) ? "at_least" : "at_most", real(0.7, 1.5));
    if (trait == 2) bound("tenure", chance(0.7) ? "at_least" : "at_most", real(0.0, 1.0));
    if (trait == 3) bound("pay", chance(0.7) ? "at_least" : "at_most", real(100e3, 400e3));
    if (trait == 4 && !scenario_.researchers.fields.empty()) {
      filter.set("field", Node::list({Node::scalar("robotics"), Node::scalar("vision")}));
    }
    if (trait == 5 && !scenario_.teams.empty()) {
      filter.set("team", Node::scalar(chance(0.5) ? scenario_.teams.front().name : ""));
    }
    if (to.read(filter)) throw std::logic_error("the filter cannot be read");
  }

  std::mt19937_64 random_;
  Scenario scenario_;
  bool foresight_ = false;
};

}  // namespace

Scenario random_scenario(std::uint64_t number) { return ScenarioMaker(number).make(); }

Scenario random_plain_scenario(std::uint64_t number) { return ScenarioMaker(number).make_plain(); }

}  // namespace poach::tests
