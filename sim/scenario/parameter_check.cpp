#include "scenario/parameter_check.hpp"

#include <algorithm>

namespace poach {

ParameterCheck::ParameterCheck(const Scenario& scenario) : scenario_(scenario) {
  companies_.what = "company";
  teams_.what = "team";
  fields_.what = "field";
  for (const CompanySpec& company : scenario.base.companies) companies_.all.push_back(company.name);
  for (const TeamSpec& team : scenario.teams) teams_.all.push_back(team.name);
  for (const auto& [field, share] : scenario.researchers.fields) fields_.all.push_back(field);
  for (Names* names : {&companies_, &teams_, &fields_}) {
    names->sorted.insert(names->all.begin(), names->all.end());
  }
}

void ParameterCheck::require_known(const Names& names, const std::map<std::string, double>& given,
                                   const config::Path& path, const ReportAt& report) const {
  for (const auto& [name, number] : given) {
    if (names.sorted.contains(name)) continue;
    report(path, "there is no " + names.what + " named " + name, did_you_mean(name, names.all));
  }
}

void ParameterCheck::check_company(const CompanySpec& company, const ReportAt& report) const {
  const auto at = [&](std::string section, std::string field) -> config::Path {
    return {"companies", company.name, std::move(section), std::move(field)};
  };
  const PaySpec& pay = company.pay;
  if (pay.p90 > 0.0 && pay.p90 < pay.median) report(at("pay", "p90"), "is below the median", {});
  if (pay.exceptional_cap && !pay.cap) {
    report(at("pay", "exceptional_cap"), "there is no cap to exceed", "give pay.cap too");
  }
  if (pay.exceptional_cap && pay.cap && *pay.exceptional_cap < *pay.cap) {
    report(at("pay", "exceptional_cap"), "is below the cap", {});
  }
  const TargetingSpec& targeting = company.hiring.targeting;
  require_known(companies_, targeting.companies, at("hiring", "targeting"), report);
  require_known(teams_, targeting.teams, at("hiring", "targeting"), report);
  require_known(fields_, targeting.fields, at("hiring", "targeting"), report);
  require_known(fields_, company.productivity.fields, at("productivity", "fields"), report);
  check_filter(company.counter_offers.to, at("counter_offers", "to"), report);
  check_filter(company.retention.to, at("retention", "to"), report);
  check_filter(company.noncompete.to, at("noncompete", "to"), report);
  check_filter(pay.exceptional_to, at("pay", "exceptional_to"), report);
  check_filter(targeting.to, {"companies", company.name, "hiring", "targeting", "to"}, report);
  const SeparationSpec& s = company.separations;
  check_hazard(at("separations", "quits"), s.quits, report);
  check_hazard(at("separations", "job_loss"), s.job_loss, report);
  check_hazard(at("separations", "exits"), s.exits, report);
}

// Fields and teams that a filter names.
void ParameterCheck::check_filter(const PeopleFilter& filter, const config::Path& path,
                                  const ReportAt& report) const {
  for (const config::Condition& condition : filter.all()) {
    const Names& known = trait_of(condition) == PersonTrait::team ? teams_ : fields_;
    config::Path place = path;
    place.emplace_back(filter.name_of(condition));
    for (const auto& text : condition.texts) {
      if (known.sorted.contains(text.text)) continue;
      report(place, "there is no " + known.what + " named " + text.text,
             did_you_mean(text.text, known.all));
    }
  }
}

void ParameterCheck::check_hazard(const config::Path& path, const Hazard& hazard,
                                  const ReportAt& report) const {
  if (hazard.per == Hazard::Per::tick && hazard.value > 1.0) {
    report(path, "a chance per tick is at most 1", {});
  }
  if (hazard.per == Hazard::Per::year && hazard.value > 0.0 &&
      scenario_.clock.tick == TickLength::unit) {
    report(path, "a clock of abstract units has no years", "write it per tick");
  }
}

void ParameterCheck::check_market(const MarketSpec& market, const ReportAt& report) const {
  check_meeting_rates(market, scenario_.clock, report);
  const RandomMeetingSpec& meetings = market.search.random_meetings;
  check_hazard({"market", "search", "random_meetings", "employed"}, meetings.employed, report);
  check_hazard({"market", "search", "random_meetings", "unemployed"}, meetings.unemployed, report);
  if (market.search.pass_on != PassOnTo::nobody && scenario_.network.kind == NetworkKind::none) {
    report({"market", "search", "pass_on"}, "there is no network to pass approaches on",
           "give network.kind");
  }
  const DecisionSpec& decisions = market.decisions;
  if (decisions.utility == UtilityForm::log && decisions.unemployment_income.base <= 0.0 &&
      decisions.unemployment_income.per_skill <= 0.0) {
    report({"market", "decisions", "unemployment_income", "base"},
           "log utility needs an income above 0", {});
  }
  check_surprise(decisions.surprise, report);
  if (decisions.foresight) check_foresight(market, report);
}

void ParameterCheck::check_surprise(const SurpriseSpec& surprise, const ReportAt& report) const {
  const config::Path at = {"market", "decisions", "surprise"};
  check_hazard({"market", "decisions", "surprise", "hazard"}, surprise.hazard, report);
  if (surprise.share <= 0.0 || (surprise.loss > 0.0 && surprise.hazard.value > 0.0)) return;
  report(at, "jobs that disappoint need a loss and a hazard at which it shows", {});
}

void ParameterCheck::check_foresight(const MarketSpec& market, const ReportAt& report) const {
  const DecisionSpec& decisions = market.decisions;
  const bool all_alike = std::all_of(
      scenario_.base.companies.begin(), scenario_.base.companies.end(),
      [](const CompanySpec& company) { return company.hiring.meetings == MeetingShare::alike; });
  const bool fits = decisions.utility == UtilityForm::linear && decisions.pay_cuts &&
                    market.bidding.rule == PriceRule::ascending && decisions.taste == 0.0 &&
                    decisions.surprise.share <= 0.0 && scenario_.researchers.skill_log_sd == 0.0 &&
                    all_alike;
  if (fits) return;
  report({"market", "decisions", "foresight"},
         "foresight needs linear utility, the ascending price, pay cuts allowed, equal skills, no "
         "taste, no jobs that disappoint and uniform meetings",
         {});
}

}  // namespace poach
