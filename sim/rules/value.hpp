#pragma once
// The value of a researcher to a company.

namespace poach::rules {

/// The terms of a researcher's product at a company, in a year.
struct ProductTerms {
  double productivity = 1.0;        ///< A[company, field], USD a year for a median researcher
  double skill_power = 1.0;         ///< skill^eta
  double match = 1.0;               ///< multiplier of this pair
  double synergy = 0.0;             ///< output gain with all collaborators at hand
  double collaborator_share = 0.0;  ///< share of the researcher's collaborators who work there
};

/// y = A skill^eta match (1 + synergy share), USD a year.
[[nodiscard]] inline double annual_product(const ProductTerms& terms) {
  return terms.productivity * terms.skill_power * terms.match *
         (1.0 + terms.synergy * terms.collaborator_share);
}

/// Present value of one dollar a year for `years` at continuous discount rate `rho` a year:
/// (1 - e^(-rho T)) / rho, and T when rho is 0.
[[nodiscard]] double annuity(double years, double rho);

/// The multiple of one contract's margins that a company may spend: annuity(horizon) /
/// annuity(contract). With rho = 0.1, ten years against four give 1.917.
[[nodiscard]] double horizon_factor(double horizon_years, double contract_years, double rho);

}  // namespace poach::rules
