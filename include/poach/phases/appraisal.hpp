#pragma once
// What a company and a researcher are to each other right now: the rules applied to the world.

#include <cstdint>

#include "poach/base/id.hpp"
#include "poach/world/world.hpp"

namespace poach {

/// Collaborators of a researcher who work at a company.
[[nodiscard]] std::uint32_t collaborators_at(const World& world, ResearcherId researcher,
                                             CompanyId company);

/// v: what a company would give for a year of a researcher, USD, with `collaborators` of the
/// researcher's collaborators there.
[[nodiscard]] double value_to(const World& world, ResearcherId researcher, CompanyId company,
                              std::uint32_t collaborators);
/// Annual product of a researcher at a company, USD.
[[nodiscard]] double product_at(const World& world, ResearcherId researcher, CompanyId company,
                                std::uint32_t collaborators);
/// The company's cap for this researcher, USD a year; infinite where it has none.
[[nodiscard]] double cap_for(const World& world, ResearcherId researcher, CompanyId company);

/// Observed utility of all but pay at a company that is not the present employer.
[[nodiscard]] double nonpay_utility(const World& world, ResearcherId researcher, CompanyId company,
                                    std::uint32_t collaborators);
/// The same at the present employer: with attachment and morale.
[[nodiscard]] double staying_utility(const World& world, ResearcherId researcher,
                                     CompanyId employer, std::uint32_t collaborators);
/// Attachment to the present employer now, log pay.
[[nodiscard]] double attachment_now(const World& world, ResearcherId researcher);
/// Morale of a company now, log pay.
[[nodiscard]] double morale_now(const World& world, CompanyId company);

/// The least a new employer may offer: (1 + phi) x present pay unless pay cuts are allowed; the
/// income without a job for the unemployed. USD a year.
[[nodiscard]] double least_offer(const World& world, ResearcherId researcher);
/// What leaving forfeits and an offer by `company` does not make good, USD a year.
[[nodiscard]] double forfeit_per_year(const World& world, ResearcherId researcher,
                                      CompanyId company);

}  // namespace poach
