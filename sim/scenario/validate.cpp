#include "scenario/validate.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <set>

#include "base/safe_name.hpp"
#include "config/path.hpp"
#include "scenario/parameter_check.hpp"
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
        companies_(names_of(scenario.base.companies)),
        check_(scenario) {}

  void run() {
    for (auto& [path, reason] : unsafe_texts(scenario_)) error(path, std::move(reason));
    check_names();
    check_size_limits(scenario_,
                      [&](const config::Path& path, std::string reason, std::string suggestion) {
                        error(path, std::move(reason), std::move(suggestion));
                      });
    check_parameters();
    check_teams();
    check_network();
    check_company_graph();
    warn_of_unused_settings();
    check_calendar();
    check_record();
    for (const ExpectationSpec& expectation : scenario_.expect) check_expectation(expectation);
    check_events();
  }

 private:
  // Reports at the place of the path, or of the nearest path above it that the document gives.
  void error(const config::Path& path, std::string reason, std::string suggestion = {}) {
    diagnostics_.error(config::place_of(origins_, path), config::join_path(path), std::move(reason),
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
    check_looks("companies", companies_);
    check_looks("teams", names_of(scenario_.teams));
    Names fields;
    for (const auto& [field, share] : scenario_.researchers.fields) fields.push_back(field);
    check_looks("researchers", fields);
    check_made_up_names();
    for (const CompanySpec& company : scenario_.base.companies) {
      if (company.key != "unemployed" && company.name != "unemployed") continue;
      error({"companies", company.name, "name"}, "this name stands for people without a job",
            "give the company another name and key");
    }
  }

  // Names that look the same but are written with other characters are two in every table and one
  // to the reader.
  void check_looks(const std::string& section, const Names& names) {
    std::map<std::string, std::string> looks;
    for (const std::string& name : names) {
      const auto [first, is_new] = looks.emplace(look_of(name), name);
      if (is_new || first->second == name) continue;
      config::Path path = {section, name};
      if (section == "researchers") path.insert(path.begin() + 1, "fields");
      error(path, "looks the same as another name, but " + difference(name, first->second),
            "write both the same way, or give them names that look different");
    }
  }

  // The companies of a kind are called by its name and a number.
  void check_made_up_names() {
    std::map<std::string, std::int64_t> kinds;
    for (const CompanySpec& company : scenario_.base.companies) {
      if (company.count > 1) kinds.emplace(company.name, company.count);
    }
    for (const CompanySpec& company : scenario_.base.companies) {
      const std::size_t space = company.name.rfind(' ');
      if (space == std::string::npos || company.count > 1) continue;
      const auto kind = kinds.find(company.name.substr(0, space));
      std::int64_t number = 0;
      const char* const end = company.name.data() + company.name.size();
      const auto [stop, failure] = std::from_chars(company.name.data() + space + 1, end, number);
      const bool is_plain = failure == std::errc{} && stop == end && company.name[space + 1] != '0';
      if (kind == kinds.end() || !is_plain || number < 1 || number > kind->second) continue;
      error({"companies", company.name, "name"},
            "one of the " + std::to_string(kind->second) + " companies of the kind " + kind->first +
                " has this name",
            "rename one of them");
    }
  }

  // The parameters at the start; those after each event pass the same checks.
  void check_parameters() {
    const ReportAt report = [&](const config::Path& path, std::string reason,
                                std::string suggestion) {
      error(path, std::move(reason), std::move(suggestion));
    };
    for (const CompanySpec& company : scenario_.base.companies)
      check_.check_company(company, report);
    check_.check_market(scenario_.base.market, report);
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
    const NetworkSpec& network = scenario_.network;
    if (network.entrants == EntrantTies::join && network.kind != NetworkKind::teams) {
      error({"network", "entrants"},
            "entrants join teams, and a network of this kind is not made of teams",
            "give kind: teams, or entrants: none");
    }
  }

  // Warns of given values without effect, which may be the point of the scenario. Resolved
  // scenarios give defaults, which are not worth a warning.
  void warn_if(bool is_lost, const config::Path& path, const std::string& reason) {
    const std::string text = config::join_path(path);
    // Of a section, its first value that is given.
    const auto origin = origins_.lower_bound(text);
    const bool is_given = origin != origins_.end() &&
                          (origin->first == text || origin->first.starts_with(text + "."));
    if (is_lost && is_given) diagnostics_.warning(origin->second, text, reason);
  }

  void warn_of_unused_settings() {
    const NetworkSpec& n = scenario_.network;
    const NetworkSpec usual;
    const auto unless = [&](auto... kinds) { return !((n.kind == kinds) || ...); };
    const auto warn = [&](const char* name, bool is_lost) {
      warn_if(is_lost, {"network", name}, "plays no part in a network of this kind");
    };
    const bool no_file = unless(NetworkKind::file);
    const bool no_degree =
        unless(NetworkKind::small_world, NetworkKind::configuration, NetworkKind::erdos_renyi);
    warn("vertices", no_file && n.vertices);
    warn("placement", no_file && n.placement != usual.placement);
    warn("sha256", no_file && !n.sha256.empty());
    warn("mean_degree", no_degree && n.mean_degree != usual.mean_degree);
    warn("rewiring", unless(NetworkKind::small_world) && n.rewiring != usual.rewiring);
    warn("degree_exponent",
         unless(NetworkKind::configuration) && n.degree_exponent != usual.degree_exponent);
    warn("shape", unless(NetworkKind::copies) && n.shape != usual.shape);
    warn("copy_size", unless(NetworkKind::copies) && n.copy_size != usual.copy_size);
    warn("teams", unless(NetworkKind::teams) && !(n.teams == usual.teams));
    warn_of_unused_companies();
    for (const CompanySpec& company : scenario_.base.companies) {
      const PaySpec& pay = company.pay;
      // An event may give what is missing.
      const bool nobody = (!pay.exceptional_cap || pay.exceptional_share <= 0.0) &&
                          scenario_.events.empty() && !pay.exceptional_to.empty();
      warn_if(nobody, {"companies", company.name, "pay", "exceptional_to"},
              "nobody may be paid above the cap, so there is nobody to choose among");
    }
    warn_of_unused_costs();
    warn_of_what_a_roster_replaces();
  }

  void warn_of_unused_costs() {
    for (const CompanySpec& company : scenario_.base.companies) {
      const HiringSpec& hiring = company.hiring;
      // An event may send recruiters out.
      warn_if(hiring.approach_cost > 0.0 && hiring.approaches_per_week <= 0.0 &&
                  scenario_.events.empty(),
              {"companies", company.name, "hiring", "approach_cost"},
              "the company has no recruiters, whose approaches it would pay for");
    }
    const SurpriseSpec& surprise = scenario_.base.market.decisions.surprise;
    const std::string why = "plays no part where no jobs disappoint";
    warn_if(surprise.share <= 0.0 && surprise.loss > 0.0,
            {"market", "decisions", "surprise", "loss"}, why);
    warn_if(surprise.share <= 0.0 && surprise.hazard.value > 0.0,
            {"market", "decisions", "surprise", "hazard"}, why);
  }

  void warn_of_unused_companies() {
    const CompanyGraphSpec& graph = scenario_.base.company_graph;
    const bool drawn =
        graph.kind == CompanyGraphKind::ring || graph.kind == CompanyGraphKind::random;
    const std::string why = "plays no part in a company graph of this kind";
    warn_if(!drawn && graph.neighbours != CompanyGraphSpec{}.neighbours,
            {"company_graph", "neighbours"}, why);
    warn_if(graph.kind != CompanyGraphKind::edges && !graph.edges.empty(),
            {"company_graph", "edges"}, why);
  }

  void warn_of_what_a_roster_replaces() {
    const ResearcherSpec& people = scenario_.researchers;
    const bool roster = !people.file.empty();
    const std::string why = "plays no part where people come from a roster";
    warn_if(!roster && !people.sha256.empty(), {"researchers", "sha256"},
            "plays no part without researchers.file");
    warn_if(roster && people.unemployed > 0, {"researchers", "unemployed"}, why);
    warn_if(roster && people.tenure_mean.amount > 0.0, {"researchers", "tenure_mean"}, why);
    for (const CompanySpec& company : scenario_.base.companies) {
      warn_if(roster && company.researchers > 0, {"companies", company.name, "researchers"}, why);
    }
  }

  void check_company_graph() {
    for (const std::string& edge : scenario_.base.company_graph.edges) {
      if (scenario_.base.company_graph.kind != CompanyGraphKind::edges) break;
      const std::optional<CompanyEdge> ends = parse_company_edge(edge);
      if (!ends) {
        error({"company_graph", "edges"}, "'" + edge + "' does not name two companies",
              "write them as A -- B");
        continue;
      }
      for (const std::string& name : {ends->from, ends->to}) {
        require_known({"company_graph", "edges"}, name, companies_, "company");
      }
    }
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

  void check_events() {
    const Timeline timeline(scenario_, diagnostics_, origins_);
    if (!diagnostics_.has_errors()) poach::check_events(timeline, check_, diagnostics_);
  }

  void check_calendar() {
    if (scenario_.clock.date_of(scenario_.clock.ticks).year() > 9999) {
      error({"clock", "ticks"}, "the calendar ends with the year 9999", "use tick: unit");
    }
  }

  void check_record() {
    const Names known = table_names();
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
      error(path, "gives nothing to compare with",
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
  ParameterCheck check_;
};

}  // namespace

void validate(const Scenario& scenario, const config::Origins& origins, Diagnostics& diagnostics) {
  Validator(scenario, origins, diagnostics).run();
}

}  // namespace poach
