#pragma once
// Research leadership, and the reaction of pay caps to losses.

namespace poach::rules {

struct ResearchInputs {
  double skill = 0.0;            ///< of the staff together, efficiency units
  double ties_per_person = 0.0;  ///< collaborators inside the company, per head
  double log_compute = 0.0;      ///< log compute per researcher
};

/// Research capital: skill (1 + ties per person)^network_exponent e^(gamma log compute).
[[nodiscard]] double research_capital(const ResearchInputs& inputs, double network_exponent,
                                      double compute_exponent);

/// The factor on a pay cap after recent losses: e^(response x yearly loss rate), at most `ceiling`.
[[nodiscard]] double cap_factor(double yearly_loss_rate, double response, double ceiling);

}  // namespace poach::rules
