#pragma once
// What a person is born with: drawn once, for the first staff and for entrants alike.

#include <cstdint>
#include <span>

#include "base/id.hpp"

namespace poach {
struct Market;

struct Traits {
  double skill = 1.0;        ///< efficiency units
  double skill_score = 0.0;  ///< standard normal score behind the skill
  std::uint8_t field = 0;
};

/// Traits of the person in a slot. Entrants (`generation` above 0) get draws of their own.
[[nodiscard]] Traits draw_traits(const Market& market, ResearcherId researcher,
                                 std::uint32_t generation);

/// Whether an entrant keeps apart from most teams, at the rate of the network.
[[nodiscard]] bool keeps_apart(const Market& market, ResearcherId researcher);

/// What a unit of each amenity is worth to a researcher, log pay. Drawn once and never again, so
/// every caller that asks for several companies asks for these once.
struct Preferences {
  double compute = 0.0;
  double prestige = 0.0;
  double mission = 0.0;
};
[[nodiscard]] Preferences preferences_of(const Market& market, ResearcherId researcher);

/// Log pay that the amenities of a company are worth to someone with these preferences.
[[nodiscard]] double amenity_utility(const Market& market, const Preferences& preferences,
                                     CompanyId company);

/// The taste of a researcher for a company: standard Gumbel, one draw per pair, which never
/// changes. The first employer's was the best of all when the person came, so ln(number of
/// companies) is added (in an entry of many companies, as long as that first job lasts).
[[nodiscard]] double taste(const Market& market, ResearcherId researcher, CompanyId company);

/// The rate of the standard exponential exp(-taste): 1, and the number of companies for the first
/// employer, whose taste was the best of all.
[[nodiscard]] double taste_rate(const Market& market, ResearcherId researcher, CompanyId company);
/// sigma times the taste for being without a job: standard Gumbel, one draw per person. 0 where
/// people have none.
[[nodiscard]] double taste_without_job(const Market& market, ResearcherId researcher);

/// Somebody and a company.
struct Pair {
  ResearcherId researcher;
  CompanyId company;
};
/// Writes the taste of each pair to `tastes`: the same bits as one by one, in less time. Spans of
/// one length.
void tastes_of(const Market& market, std::span<const Pair> pairs, std::span<double> tastes);

/// Multiplier of the pair's product.
[[nodiscard]] double match_of(const Market& market, ResearcherId researcher, CompanyId company);

}  // namespace poach
