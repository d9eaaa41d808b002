#include "scenario/validate.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "config/path.hpp"
#include "scenario/predicted_size.hpp"
#include "scenario/size_limits.hpp"
#include "scenario/text_safety.hpp"
#include "scenario/timeline.hpp"

namespace poach {
namespace {

using Names = std::vector<std::string>;

template <class Items>
Names names_of(const Items& items) {
  Names names;
  for (const auto& item : items) names.push_back(item.name);
  return names;
}

class Validator {
 public:
  Validator(const Scenario& scenario, const config::Origins& origins, Diagnostics& diagnostics)
      : scenario_(scenario),
        origins_(origins),
        diagnostics_(diagnostics),
        companies_(names_of(scenario.base.companies)) {}

  void run() {
    for (auto& [path, reason] : unsafe_texts(scenario_)) error(path, std::move(reason));
    check_names();
    check_size_limits(scenario_,
                      [&](const config::Path& path, std::string reason, std::string suggestion) {
                        error(path, std::move(reason), std::move(suggestion));
                      });
    for (const CompanySpec& company : scenario_.base.companies) check_company(company);
    check_teams();
    check_network();
    check_company_graph();
    check_market();
    check_calendar();
    check_record();
    for (const ExpectationSpec& expectation : scenario_.expect) check_expectation(expectation);
    check_events();
    check_exceptional();
  }

 private:
  // The place of the path, or of the nearest path above it that the document gives.
  [[nodiscard]] SourcePlace place_of(const config::Path& path) const {
    for (config::Path at = path; !at.empty(); at.pop_back()) {
      const auto origin = origins_.find(config::join_path(at));
      if (origin != origins_.end()) return origin->second;
    }
    const auto name = origins_.find("name");
    return name == origins_.end() ? SourcePlace{} : SourcePlace{name->second.file, 0, 0};
  }

  void error(const config::Path& path, std::string reason, std::string suggestion = {}) {
    diagnostics_.error(place_of(path), config::join_path(path), std::move(reason),
                       std::move(suggestion));
  }

  void require_known(const config::Path& path, const std::string& name, const Names& known,
                     const std::string& what) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    error(path, "there is no " + what + " named " + name, did_you_mean(name, known));
  }

  void check_names() {
    if (scenario_.base.companies.empty())
      error({"companies"}, "a scenario needs at least one company");
    std::map<std::string, std::string> keys;
    for (const CompanySpec& company : scenario_.base.companies) {
      const auto [at, added] = keys.emplace(company.key, company.name);
      if (added) continue;
      error({"companies", company.name, "name"}, "has the same key as " + at->second,
            "give each its own key");
    }
    if (scenario_.researchers.fields.size() > 255) {
      error({"researchers", "fields"}, "at most 255 fields");
    }
  }

  void check_company(const CompanySpec& company) {
    const auto at = [&](std::string section, std::string field) -> config::Path {
      return {"companies", company.name, std::move(section), std::move(field)};
    };
    const PaySpec& pay = company.pay;
    if (pay.p90 > 0.0 && pay.p90 < pay.median) error(at("pay", "p90"), "is below the median");
    if (pay.exceptional_cap && !pay.cap) {
      error(at("pay", "exceptional_cap"), "there is no cap to break", "give pay.cap too");
    }
    if (pay.exceptional_cap && pay.cap && *pay.exceptional_cap < *pay.cap) {
      error(at("pay", "exceptional_cap"), "is below the cap");
    }
    check_filters(company);
    const TargetingSpec& targeting = company.hiring.targeting;
    for (const auto& [name, weight] : targeting.companies) {
      require_known(at("hiring", "targeting"), name, companies_, "company");
    }
    const Names teams = names_of(scenario_.teams);
    for (const auto& [name, weight] : targeting.teams) {
      require_known(at("hiring", "targeting"), name, teams, "team");
    }
    for (const auto& [name, weight] : targeting.fields) {
      require_known(at("hiring", "targeting"), name, fields(), "field");
    }
    for (const auto& [name, factor] : company.productivity.fields) {
      require_known(at("productivity", "fields"), name, fields(), "field");
    }
    check_hazards(company);
  }

  // The filters of a company, each with its path.
  static std::vector<std::pair<config::Path, const PeopleFilter*>> filters_of(
      const CompanySpec& c) {
    return {{{"companies", c.name, "counter_offers", "to"}, &c.counter_offers.to},
            {{"companies", c.name, "retention", "to"}, &c.retention.to},
            {{"companies", c.name, "hiring", "targeting", "to"}, &c.hiring.targeting.to},
            {{"companies", c.name, "pay", "exceptional_to"}, &c.pay.exceptional_to}};
  }

  void check_filters(const CompanySpec& company) {
    for (const auto& [path, filter] : filters_of(company)) {
      for (const config::Condition& condition : filter->all()) {
        for (const auto& text : condition.texts) {
          check_name(path, std::string(filter->name_of(condition)), text);
        }
      }
    }
    const PaySpec& pay = company.pay;
    if (!pay.exceptional_to.empty()) choosing_.insert(company.name);
    if (pay.exceptional_cap && pay.exceptional_share > 0.0) exceptional_.insert(company.name);
  }

  // Companies that choose among the exceptional and have none at any time.
  void check_exceptional() {
    for (const std::string& name : choosing_) {
      if (exceptional_.contains(name)) continue;
      const config::Path path = {"companies", name, "pay", "exceptional_to"};
      diagnostics_.warning(place_of(path), config::join_path(path),
                           "nobody may break the cap, so there is nobody to choose among",
                           "give exceptional_cap, and exceptional_share: 1 for no choice by skill");
    }
  }

  // A field or team that a filter names.
  void check_name(config::Path path, const std::string& kind, const config::Condition::Text& text) {
    const Names known = kind == "team" ? names_of(scenario_.teams) : fields();
    if (std::find(known.begin(), known.end(), text.text) != known.end()) return;
    path.push_back(kind);
    if (!unknown_.insert({config::join_path(path), text.text}).second) return;
    const std::string reason = "there is no " + kind + " named " + text.text;
    if (text.place.file.empty()) return error(path, reason, did_you_mean(text.text, known));
    diagnostics_.error(text.place, config::join_path(path), reason, did_you_mean(text.text, known));
  }

  [[nodiscard]] Names fields() const {
    Names names;
    for (const auto& [name, share] : scenario_.researchers.fields) names.push_back(name);
    return names;
  }

  void check_hazards(const CompanySpec& company) {
    const SeparationSpec& s = company.separations;
    for (const auto& [name, hazard] :
         {std::pair("quits", s.quits), std::pair("job_loss", s.job_loss),
          std::pair("exits", s.exits)}) {
      check_hazard({"companies", company.name, "separations", name}, hazard);
    }
  }

  void check_hazard(const config::Path& path, const Hazard& hazard) {
    if (hazard.per == Hazard::Per::tick && hazard.value > 1.0) {
      error(path, "a chance per tick is at most 1");
    }
    if (hazard.per == Hazard::Per::year && hazard.value > 0.0 &&
        scenario_.clock.tick == TickLength::unit) {
      error(path, "a clock of abstract units has no years", "write it per tick");
    }
  }

  void check_teams() {
    std::map<std::string, std::int64_t> members;
    for (const TeamSpec& team : scenario_.teams) {
      require_known({"teams", team.name, "company"}, team.company, companies_, "company");
      members[team.company] += team.members;
    }
    if (!scenario_.researchers.file.empty()) return;
    for (const CompanySpec& company : scenario_.base.companies) {
      if (members[company.name] > company.researchers) {
        error({"companies", company.name, "researchers"},
              "its teams have " + std::to_string(members[company.name]) + " members, but it has " +
                  std::to_string(company.researchers) + " researchers");
      }
      if (company.founders.count > company.researchers) {
        error({"companies", company.name, "founders"}, "more founders than researchers");
      }
    }
  }

  void check_file(const config::Path& path, const std::string& file) {
    std::error_code ignored;
    if (!file.empty() && !std::filesystem::is_regular_file(file, ignored)) {
      error(path, "there is no file " + file);
    }
  }

  void check_network() {
    check_file({"network", "file"}, scenario_.network.file);
    check_file({"researchers", "file"}, scenario_.researchers.file);
    const bool file = scenario_.network.kind == NetworkKind::file;
    if (file && scenario_.network.file.empty())
      error({"network", "kind"}, "no file is given", "give network.file");
    if (!file && !scenario_.network.file.empty()) {
      error({"network", "file"}, "a file is given but kind is not file", "add kind: file");
    }
  }

  void check_company_graph() {
    for (const NoPoachPact& pact : scenario_.base.company_graph.pacts) {
      for (const std::string& name : pact.companies) {
        require_known({"company_graph", "no_poach", pact.name, "companies"}, name, companies_,
                      "company");
      }
      if (pact.companies.size() < 2) {
        error({"company_graph", "no_poach", pact.name}, "a pact needs two companies");
      }
    }
  }

  // Reading the events finds what is wrong with them one by one. What they do to the frequency of
  // meetings and whom filters name is checked here, at each tick that changes something.
  void check_events() {
    const Timeline timeline(scenario_, diagnostics_);
    if (diagnostics_.has_errors()) return;
    Scenario then = scenario_;
    SettledParameters settled;
    for (const std::int64_t tick : timeline.ticks_with_changes()) {
      const Parameters now = timeline.parameters_at(tick, settled);
      for (const CompanySpec& company : now.companies) check_filters(company);
      then.base.market = now.market;
      check_meeting_rates(then, [&](const auto&, const auto& reason, const auto& suggestion) {
        error({"events"}, "at tick " + std::to_string(tick) + ": " + reason, suggestion);
      });
    }
  }

  void check_market() {
    const MarketSpec& market = scenario_.base.market;
    check_hazard({"market", "search", "random_meetings", "employed"},
                 market.search.random_meetings.employed);
    check_hazard({"market", "search", "random_meetings", "unemployed"},
                 market.search.random_meetings.unemployed);
    if (market.search.pass_on != PassOnTo::nobody && scenario_.network.kind == NetworkKind::none) {
      error({"market", "search", "pass_on"}, "there is no network to pass approaches on",
            "give network.kind");
    }
    const DecisionSpec& decisions = market.decisions;
    if (decisions.utility == UtilityForm::log && decisions.unemployment_income <= 0.0) {
      error({"market", "decisions", "unemployment_income"}, "log utility needs an income above 0");
    }
    if (!decisions.foresight) return;
    const bool fits = decisions.utility == UtilityForm::linear && decisions.pay_cuts &&
                      market.bidding.rule == PriceRule::ascending && decisions.taste == 0.0 &&
                      scenario_.researchers.skill_log_sd == 0.0 && meets_all_alike();
    if (!fits) {
      error({"market", "decisions", "foresight"},
            "foresight is known only for linear utility, the ascending price, pay cuts allowed, "
            "equal skills, no taste and meetings alike");
    }
  }

  [[nodiscard]] bool meets_all_alike() const {
    for (const CompanySpec& company : scenario_.base.companies) {
      if (company.hiring.meetings != MeetingShare::alike) return false;
    }
    return true;
  }

  void check_calendar() {
    if (scenario_.clock.date_of(scenario_.clock.ticks).year() > 9999) {
      error({"clock", "ticks"}, "the calendar ends with the year 9999", "use tick: unit");
    }
  }

  void check_record() {
    const Names known = {"market",      "companies", "flows",       "moves",
                         "researchers", "offers",    "size_classes"};
    for (const std::string& table : scenario_.record.tables) {
      require_known({"record", "tables"}, table, known, "table");
    }
    if (scenario_.record.companies_top > 0 &&
        std::find(companies_.begin(), companies_.end(), other_companies) != companies_.end()) {
      error({"companies", other_companies, "name"},
            "the row of all companies beyond record.companies_top has this name");
    }
    if (!diagnostics_.has_errors()) warn_of_large_tables(scenario_, origins_, diagnostics_);
  }

  void check_expectation(const ExpectationSpec& e) {
    const config::Path path = {"expect", e.name};
    const bool number = e.value || !e.oracle.empty();
    if (!number && !e.at_least && !e.at_most && e.less_than.empty()) {
      error(path, "says nothing to compare with",
            "give value, oracle, at_least, at_most or less_than");
    }
    if (e.value && !e.oracle.empty()) error(path, "gives both a value and an oracle");
    if (!e.less_than.empty()) check_order(e);
    if (number && (e.at_least || e.at_most)) error(path, "gives both a value and a band");
    if (e.tolerance && !number) error(path, "a tolerance needs a value");
    if (e.column.empty() && e.statistic != Statistic::count) error(path, "no column is given");
    if (e.statistic == Statistic::ratio && e.divided_by.empty()) {
      error(path, "a ratio needs divided_by");
    }
    if (e.statistic != Statistic::rank_slope && (e.first_rank || e.last_rank)) {
      error(path, "ranks are for rank_slope only");
    } else if (e.last_rank && *e.last_rank <= e.first_rank.value_or(1)) {
      error(path, "last_rank must be beyond first_rank");
    }
  }

  void check_order(const ExpectationSpec& e) {
    const config::Path path = {"expect", e.name, "less_than"};
    require_known(path, e.less_than, names_of(scenario_.expect), "expectation");
    if (e.less_than == e.name) error(path, "nothing is less than itself");
    if (e.value || !e.oracle.empty() || e.at_least || e.at_most) {
      error(path, "an order and a number are two claims", "give each its own expectation");
    }
  }

  const Scenario& scenario_;
  const config::Origins& origins_;
  Diagnostics& diagnostics_;
  Names companies_;
  std::set<std::pair<std::string, std::string>> unknown_;  // paths of filters, and names there
  std::set<std::string> choosing_;     // companies with pay.exceptional_to at some time
  std::set<std::string> exceptional_;  // and those where somebody may break the cap
};

}  // namespace

void validate(const Scenario& scenario, const config::Origins& origins, Diagnostics& diagnostics) {
  Validator(scenario, origins, diagnostics).run();
}

}  // namespace poach
