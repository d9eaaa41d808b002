#pragma once
// Checks across several parameters of companies and of the market, for the parameters at the start
// and after each event.

#include <set>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/size_limits.hpp"
#include "scenario/timeline.hpp"

namespace poach {

class ParameterCheck {
 public:
  explicit ParameterCheck(const Scenario& scenario);

  void check_company(const CompanySpec& company, const ReportAt& report) const;
  void check_market(const MarketSpec& market, const ReportAt& report) const;

 private:
  /// Names that may be referred to, and the kind of thing they name.
  struct Names {
    std::string what;
    std::vector<std::string> all;
    std::set<std::string, std::less<>> sorted;
  };

  void require_known(const Names& names, const std::map<std::string, double>& given,
                     const config::Path& path, const ReportAt& report) const;
  void check_filter(const PeopleFilter& filter, const config::Path& path,
                    const ReportAt& report) const;
  void check_hazard(const config::Path& path, const Hazard& hazard, const ReportAt& report) const;
  void check_surprise(const SurpriseSpec& surprise, const ReportAt& report) const;
  void check_foresight(const MarketSpec& market, const ReportAt& report) const;

  const Scenario& scenario_;
  Names companies_;
  Names teams_;
  Names fields_;
};

/// Reports, at the place of the event, shocks that take a number out of its range or find none, and
/// parameters that fail the checks above from some event on.
void check_events(const Timeline& timeline, const ParameterCheck& check, Diagnostics& diagnostics);

}  // namespace poach
