#include "poach/world/traits.hpp"

#include "poach/base/math.hpp"
#include "poach/world/world.hpp"

namespace poach {
namespace {

std::uint8_t draw_field(const World& world, ResearcherId researcher, std::int32_t person) {
  const auto& shares = world.scenario.researchers.fields;
  if (shares.size() < 2) return 0;
  double total = 0.0;
  for (const auto& [name, share] : shares) total += share;
  double left = total * world.draws_of(StreamName::field, researcher).uniform({.tick = person});
  std::uint8_t number = 0;
  for (const auto& [name, share] : shares) {
    left -= share;
    if (left < 0.0) break;
    ++number;
  }
  return number < shares.size() ? number : static_cast<std::uint8_t>(shares.size() - 1);
}

double weight_of(const World& world, ResearcherId researcher, const PreferenceWeight& weight,
                 std::uint32_t index) {
  if (weight.sd == 0.0) return weight.mean;
  const auto person = static_cast<std::int32_t>(world.researchers.generation[researcher]);
  return weight.mean + weight.sd * world.draws_of(StreamName::preference, researcher)
                                       .normal({.tick = person, .index = index});
}

}  // namespace

Traits draw_traits(const World& world, ResearcherId researcher, std::uint32_t generation) {
  const auto person = static_cast<std::int32_t>(generation);
  Traits traits;
  const double spread = world.scenario.researchers.skill_log_sd;
  if (spread > 0.0) {
    traits.skill_score = world.draws_of(StreamName::skill, researcher).normal({.tick = person});
    traits.skill = exp(spread * traits.skill_score);
  }
  traits.field = draw_field(world, researcher, person);
  return traits;
}

Preferences preferences_of(const World& world, ResearcherId researcher) {
  if (!world.features.preferences) return {};
  const ResearcherSpec& people = world.scenario.researchers;
  return {weight_of(world, researcher, people.compute, 0),
          weight_of(world, researcher, people.prestige, 1),
          weight_of(world, researcher, people.mission, 2)};
}

double amenity_utility(const World& world, const Preferences& preferences, CompanyId company) {
  if (!world.features.preferences) return 0.0;
  const AmenitySpec& amenities = world.spec_of(company).amenities;
  const double prestige = amenities.prestige + world.companies.prestige[company];
  double utility = 0.0;
  // What is absent adds nothing, not even a zero of the other sign.
  if (amenities.compute != 0.0) utility += amenities.compute * preferences.compute;
  if (prestige != 0.0) utility += prestige * preferences.prestige;
  if (amenities.mission != 0.0) utility += amenities.mission * preferences.mission;
  return utility;
}

double taste(const World& world, ResearcherId researcher, CompanyId company) {
  const std::uint32_t generation = world.researchers.generation[researcher];
  double value = world.draws_of(StreamName::taste, researcher)
                     .gumbel({.counterpart = world.companies.counterpart_key(company),
                              .tick = static_cast<std::int32_t>(generation)});
  const Cohort& cohort = world.population.cohorts()[world.population.cohort_of(researcher)];
  if (generation != 0 || !cohort.group || *cohort.group != world.companies.group_of(company)) {
    return value;
  }
  // Where the entry stands for many companies, the first employer is known while it lasts.
  const ResearcherTable& people = world.researchers;
  const bool is_first = world.companies.groups()[*cohort.group].count == 1 ||
                        (people.employer[researcher] == OptionalCompany(company) &&
                         people.joined[researcher] <= -world.scenario.clock.burn_in);
  return is_first ? value + log(static_cast<double>(world.companies.size())) : value;
}

double match_of(const World& world, ResearcherId researcher, CompanyId company) {
  const Distribution& match = world.spec_of(company).productivity.match;
  if (match.kind == DistributionKind::constant) return match.value;
  const auto person = static_cast<std::int32_t>(world.researchers.generation[researcher]);
  return match.quantile(
      world.draws_of(StreamName::match, researcher)
          .uniform({.counterpart = world.companies.counterpart_key(company), .tick = person}));
}

}  // namespace poach
