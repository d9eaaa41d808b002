#include "world/traits.hpp"

#include <algorithm>
#include <array>

#include "base/lockstep_math.hpp"
#include "base/math.hpp"
#include "world/market.hpp"

namespace poach {
namespace {

std::uint8_t draw_field(const Market& market, ResearcherId researcher, std::int32_t person) {
  const auto& shares = market.fixed.scenario.researchers.fields;
  if (shares.size() < 2) return 0;
  double total = 0.0;
  for (const auto& [name, share] : shares) total += share;
  double left =
      total * market.fixed.draws_of(StreamName::field, researcher).uniform({.tick = person});
  std::uint8_t number = 0;
  for (const auto& [name, share] : shares) {
    left -= share;
    if (left < 0.0) break;
    ++number;
  }
  return number < shares.size() ? number : static_cast<std::uint8_t>(shares.size() - 1);
}

double weight_of(const Market& market, ResearcherId researcher, const PreferenceWeight& weight,
                 std::uint32_t index) {
  if (weight.sd == 0.0) return weight.mean;
  const auto person = static_cast<std::int32_t>(market.state.researchers.generation[researcher]);
  return weight.mean + weight.sd * market.fixed.draws_of(StreamName::preference, researcher)
                                       .normal({.tick = person, .index = index});
}

// The uniform number behind a pair's taste.
double taste_draw(const Market& market, const Pair& pair) {
  const std::uint32_t generation = market.state.researchers.generation[pair.researcher];
  return market.fixed.draws_of(StreamName::taste, pair.researcher)
      .uniform({.counterpart = market.fixed.companies.counterpart_key(pair.company),
                .tick = static_cast<std::int32_t>(generation)});
}

// Whether the company was the person's first employer, as far as that is known.
bool had_first_job(const Market& market, const Pair& pair) {
  if (market.state.researchers.generation[pair.researcher] != 0) return false;
  const Cohort& cohort =
      market.fixed.population.cohorts()[market.fixed.population.cohort_of(pair.researcher)];
  if (!cohort.kind || *cohort.kind != market.fixed.companies.kind_of(pair.company)) return false;
  // Where the entry stands for many companies, the first employer is known while it lasts.
  const ResearcherTable& people = market.state.researchers;
  return market.fixed.companies.kinds()[*cohort.kind].count == 1 ||
         (people.employer[pair.researcher] == OptionalCompany(pair.company) &&
          people.joined[pair.researcher] <= -market.fixed.scenario.clock.burn_in);
}

}  // namespace

Traits draw_traits(const Market& market, ResearcherId researcher, std::uint32_t generation) {
  const auto person = static_cast<std::int32_t>(generation);
  Traits traits;
  const double spread = market.fixed.scenario.researchers.skill_log_sd;
  if (spread > 0.0) {
    traits.skill_score =
        market.fixed.draws_of(StreamName::skill, researcher).normal({.tick = person});
    traits.skill = exp(spread * traits.skill_score);
  }
  traits.field = draw_field(market, researcher, person);
  return traits;
}

bool keeps_apart(const Market& market, ResearcherId researcher) {
  if (!market.fixed.features.entrant_ties) return false;
  const auto person = static_cast<std::int32_t>(market.state.researchers.generation[researcher]);
  return market.fixed.draws_of(StreamName::apart, researcher).uniform({.tick = person}) <
         market.fixed.scenario.network.teams.isolated_share;
}

Preferences preferences_of(const Market& market, ResearcherId researcher) {
  if (!market.fixed.features.preferences) return {};
  const ResearcherSpec& people = market.fixed.scenario.researchers;
  return {weight_of(market, researcher, people.compute, 0),
          weight_of(market, researcher, people.prestige, 1),
          weight_of(market, researcher, people.mission, 2)};
}

double amenity_utility(const Market& market, const Preferences& preferences, CompanyId company) {
  if (!market.fixed.features.preferences) return 0.0;
  const AmenitySpec& amenities = market.spec_of(company).amenities;
  const double prestige = amenities.prestige + market.state.companies.prestige[company];
  double utility = 0.0;
  // What is absent adds nothing, not even a zero of the other sign.
  if (amenities.compute != 0.0) utility += amenities.compute * preferences.compute;
  if (prestige != 0.0) utility += prestige * preferences.prestige;
  if (amenities.mission != 0.0) utility += amenities.mission * preferences.mission;
  return utility;
}

double taste(const Market& market, ResearcherId researcher, CompanyId company) {
  const Pair pair{researcher, company};
  double value = 0.0;
  tastes_of(market, {&pair, 1}, {&value, 1});
  return value;
}

double taste_rate(const Market& market, ResearcherId researcher, CompanyId company) {
  const bool first = had_first_job(market, {researcher, company});
  return first ? static_cast<double>(market.fixed.companies.size()) : 1.0;
}

double taste_without_job(const Market& market, ResearcherId researcher) {
  const DecisionSpec& rules = market.state.parameters.market.decisions;
  if (!market.fixed.features.taste || !rules.taste_without_job) return 0.0;
  const auto person = static_cast<std::int32_t>(market.state.researchers.generation[researcher]);
  return rules.taste *
         market.fixed.draws_of(StreamName::taste_without_job, researcher).gumbel({.tick = person});
}

void tastes_of(const Market& market, std::span<const Pair> pairs, std::span<double> tastes) {
  constexpr std::size_t together = 2 * widest_vector;
  const double first_job = log(static_cast<double>(market.fixed.companies.size()));
  for (std::size_t done = 0; done < pairs.size(); done += together) {
    const auto here = pairs.subspan(done, std::min(together, pairs.size() - done));
    // Standard Gumbel: -ln(-ln u).
    std::array<double, together> uniforms;
    std::array<double, together> logs;
    uniforms.fill(0.5);
    for (std::size_t k = 0; k < here.size(); ++k) uniforms[k] = taste_draw(market, here[k]);
    log_of_each(uniforms, logs);
    for (double& value : logs) value = -value;
    log_of_each(logs, uniforms);
    for (std::size_t k = 0; k < here.size(); ++k) {
      const double value = -uniforms[k];
      tastes[done + k] = had_first_job(market, here[k]) ? value + first_job : value;
    }
  }
}

double match_of(const Market& market, ResearcherId researcher, CompanyId company) {
  const Distribution& match = market.spec_of(company).productivity.match;
  if (match.kind == DistributionKind::constant) return match.value;
  const auto person = static_cast<std::int32_t>(market.state.researchers.generation[researcher]);
  return match.quantile(
      market.fixed.draws_of(StreamName::match, researcher)
          .uniform(
              {.counterpart = market.fixed.companies.counterpart_key(company), .tick = person}));
}

}  // namespace poach
