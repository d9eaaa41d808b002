#include "scenario/researchers.hpp"

#include "config/fields.hpp"

namespace poach {

void describe(PreferenceWeight& weight, config::Fields& fields) {
  fields.value({"mean", "mean over researchers", "log pay per unit"}, weight.mean);
  fields.value(
      {"sd", "standard deviation over researchers", "log pay per unit", config::at_least(0)},
      weight.sd);
}

void describe(ResearcherSpec& r, config::Fields& fields) {
  fields.value({.name = "file",
                .meaning = "roster CSV with the columns company, skill, field, pay, tenure_years, "
                           "unvested; replaces the companies' head counts",
                .bearing = config::Bearing::none},
               r.file);
  fields.value({"sha256", "of the file, checked when given"}, r.sha256);
  fields.value({"skill_log_sd", "standard deviation of ln skill; the median skill is 1", "",
                config::between(0, 20)},
               r.skill_log_sd);
  fields.value(
      {"fields", "share of researchers in each field; none: one field", "", config::at_least(0)},
      r.fields);
  fields.value(
      {"unemployed", "people without an employer at the start", "people", config::at_least(0)},
      r.unemployed);
  fields.value({"tenure_mean", "mean tenure at the start (exponential)", "", config::at_least(0)},
               r.tenure_mean);
  fields.section({"compute", "weight on a company's compute"}, r.compute);
  fields.section({"prestige", "weight on a company's prestige"}, r.prestige);
  fields.section({"mission", "weight on a company's mission"}, r.mission);
}

void describe(TeamSpec& team, config::Fields& fields) {
  fields.value(
      {.name = "name", .meaning = "name of the team", .presence = config::Presence::required},
      team.name);
  fields.value({.name = "company",
                .meaning = "company the team works for at the start",
                .presence = config::Presence::required},
               team.company);
  fields.value({.name = "members",
                .meaning = "people, the leader included",
                .unit = "people",
                .range = config::between(1, 1e6),
                .presence = config::Presence::required},
               team.members);
  fields.value({"skill_multiple", "members' skill relative to their draw", "", config::above(0)},
               team.skill_multiple);
  fields.value(
      {"leader_multiple", "the leader's skill relative to a member's", "", config::above(0)},
      team.leader_multiple);
  fields.value(
      {"tie_probability", "share of pairs of members who collaborate", "", config::share()},
      team.tie_probability);
  fields.value({"attachment", "added to the members' attachment to their company", "log pay"},
               team.attachment);
}

}  // namespace poach
