#pragma once
// A market as it stands between ticks: what never changes, and what later ticks depend on. What a
// function reads of the market alone says so by taking this.

#include <string>

#include "world/fixed.hpp"
#include "world/state.hpp"

namespace poach {

struct Market {
  Fixed fixed;
  State state;

  [[nodiscard]] const CompanySpec& spec_of(CompanyId company) const {
    return state.parameters.companies[fixed.companies.kind_of(company).value()];
  }
  /// Income of someone without a job, USD a year.
  [[nodiscard]] double income_without_job(ResearcherId researcher) const {
    return state.parameters.market.decisions.unemployment_income.at(
        state.researchers.skill[researcher]);
  }
  /// What attachment to a company grows to, log pay.
  [[nodiscard]] double attachment_ceiling(CompanyId company) const {
    return spec_of(company).attachment.value_or(state.parameters.dynamics.attachment.ceiling);
  }
  /// Whether no pact and no gap in the company graph keeps `company` from approaching staff of
  /// `employer`.
  [[nodiscard]] bool may_approach(CompanyId company, OptionalCompany employer) const {
    if (!employer || (state.pact.empty() && state.company_graph.vertex_count() == 0)) return true;
    return no_barrier(company, *employer);
  }
  [[nodiscard]] bool no_barrier(CompanyId company, CompanyId employer) const;
  /// What a person is called in tables: cohort/number, with .generation for entrants.
  [[nodiscard]] std::string name_of(ResearcherId researcher) const;
  /// Keeps what a feature needs from now on. What the scenario does without starts at the value
  /// that it has in markets without it.
  void keep(bool Features::*feature);
  [[nodiscard]] Date date() const { return fixed.scenario.clock.date_of(state.tick); }
};

}  // namespace poach
