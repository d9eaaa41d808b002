#include "world/draws.hpp"

namespace poach {

std::string_view to_string(StreamName stream) {
  // A stream's name is part of every draw's address: renaming one changes results.
  static constexpr std::array<std::string_view, stream_count> names = {
      "skill",           "field",          "pay",           "tenure",
      "preference",      "match",          "taste",         "taste_without_job",
      "noncompete",      "surprise",       "quits",         "job_loss",
      "exits",           "meetings",       "meeting_group", "meeting_company",
      "open_companies",  "hires",          "recruiters",    "recruiter_split",
      "pass_on",         "counter_offers", "enforcement",   "tie_break",
      "hiring_priority", "company_level",  "company_wage",  "company_neighbours",
      "team_ties",       "entrant_ties",   "apart",         "panel"};
  return names[static_cast<std::size_t>(stream)];
}

Draws::Draws(Seed seed, const Population& population)
    : seed_(seed), cohorts_(population.cohorts().size()) {
  for (std::size_t s = 0; s < stream_count; ++s) {
    streams_[s] = Stream(seed, to_string(static_cast<StreamName>(s)));
    for (std::size_t c = 0; c < cohorts_.size(); ++c) {
      cohorts_[c][s] = streams_[s].of(population.cohorts()[c].key);
    }
  }
}

}  // namespace poach
