#pragma once
// The researchers: skill, fields, preferences.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/units.hpp"
#include "scenario/fwd.hpp"

namespace poach {

/// Mean and spread over researchers of the weight on one amenity, in log pay per unit of amenity.
struct PreferenceWeight {
  double mean = 0.0;
  double sd = 0.0;
};

struct ResearcherSpec {
  std::string file;                      ///< roster CSV; empty: generated
  std::string sha256;                    ///< of the file; checked when given
  double skill_log_sd = 0.0;             ///< standard deviation of ln skill; the median is 1
  std::map<std::string, double> fields;  ///< share of researchers in each field; empty: one field
  std::int64_t unemployed = 0;           ///< people without an employer at the start
  Duration tenure_mean{0.0, Duration::Unit::years};  ///< mean tenure at the start (exponential)
  PreferenceWeight compute;
  PreferenceWeight prestige;
  PreferenceWeight mission;
};

void describe(PreferenceWeight& weight, config::Fields& fields);
void describe(ResearcherSpec& researchers, config::Fields& fields);

/// A named group with a leader, such as a company's core team. Its members are drawn from the
/// company's first staff and collaborate with each other.
struct TeamSpec {
  std::string name;
  std::string company;
  std::int64_t members = 0;      ///< people, leader included
  double skill_multiple = 1.0;   ///< members' skill relative to their draw
  double leader_multiple = 1.0;  ///< the leader's skill relative to a member's
  double tie_probability = 1.0;  ///< share of pairs of members who collaborate
  double attachment = 0.0;       ///< added to the members' attachment, log pay
};

void describe(TeamSpec& team, config::Fields& fields);

}  // namespace poach
