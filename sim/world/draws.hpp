#pragma once
// The streams of random draws that the model has, by name, and who may draw from them.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/stream.hpp"
#include "world/population.hpp"

namespace poach {

enum class StreamName : std::uint8_t {
  skill,
  field,
  pay,
  tenure,
  preference,
  match,
  taste,
  taste_without_job,
  noncompete,
  surprise,  // traits that last
  quits,
  job_loss,
  exits,  // separation
  meetings,
  meeting_group,
  meeting_company,
  open_companies,
  hires,  // random search
  recruiters,
  recruiter_split,
  pass_on,  // directed search
  counter_offers,
  enforcement,
  tie_break,
  hiring_priority,  // bidding
  company_level,
  company_wage,
  company_neighbours,
  team_ties,  // building
  entrant_ties,
  apart,  // ties of people who come later
  panel,  // recording
  count
};
inline constexpr std::size_t stream_count = static_cast<std::size_t>(StreamName::count);
[[nodiscard]] std::string_view to_string(StreamName stream);

/// One agent's draws from one stream.
class AgentDraws {
 public:
  AgentDraws(CohortDraws draws, std::uint32_t ordinal) : draws_(draws), ordinal_(ordinal) {}
  [[nodiscard]] RandomWords words(DrawAddress at) const { return draws_.words(mine(at)); }
  [[nodiscard]] double uniform(DrawAddress at) const { return draws_.uniform(mine(at)); }
  [[nodiscard]] double normal(DrawAddress at) const { return draws_.normal(mine(at)); }
  [[nodiscard]] double gumbel(DrawAddress at) const { return draws_.gumbel(mine(at)); }
  [[nodiscard]] double exponential(DrawAddress at) const { return draws_.exponential(mine(at)); }

 private:
  [[nodiscard]] DrawAddress mine(DrawAddress at) const {
    at.ordinal = ordinal_;
    return at;
  }
  CohortDraws draws_;
  std::uint32_t ordinal_;
};

/// Every stream's generator for every cohort, keyed once.
class Draws {
 public:
  Draws() = default;
  Draws(Seed seed, const Population& population);

  /// The draws of a cohort, for screens over its blocks.
  [[nodiscard]] const CohortDraws& of_cohort(StreamName stream, std::uint32_t cohort) const {
    return cohorts_[cohort][static_cast<std::size_t>(stream)];
  }
  /// The seed that all streams come from.
  [[nodiscard]] Seed seed() const { return seed_; }
  /// The draws of an agent with a key of its own, such as a company.
  [[nodiscard]] AgentDraws of_key(StreamName stream, std::uint64_t key,
                                  std::uint32_t ordinal) const {
    return {streams_[static_cast<std::size_t>(stream)].of(key), ordinal};
  }

 private:
  Seed seed_;
  std::array<Stream, stream_count> streams_;
  std::vector<std::array<CohortDraws, stream_count>> cohorts_;
};

}  // namespace poach
