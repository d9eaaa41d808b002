#include <algorithm>

#include "poach/base/exact_sum.hpp"
#include "poach/phases/appraisal.hpp"
#include "poach/phases/blocks.hpp"
#include "poach/phases/phases.hpp"
#include "poach/rules/attachment.hpp"

namespace poach {
namespace {

// Someone who chose to leave a company in this tick: for another, or without a new job.
struct Departure {
  ResearcherId researcher;
  CompanyId company;
  bool poached = false;
};

std::vector<Departure> departures_of(const World& world) {
  std::vector<Departure> departures;
  for (const BlockLedger& ledger : world.ledger.blocks) {
    for (const Separation& s : ledger.separations) {
      if (s.kind == SeparationKind::quit) departures.push_back({s.researcher, s.company, false});
    }
    for (const Move& m : ledger.moves) {
      if (m.from) departures.push_back({m.researcher, *m.from, true});
    }
  }
  return departures;
}

std::vector<ResearcherId> colleagues_left_behind(const World& world,
                                                 const std::vector<Departure>& departures) {
  std::vector<ResearcherId> colleagues;
  for (const Departure& d : departures) {
    if (world.researchers.generation[d.researcher] != 0) continue;
    for (const std::uint32_t n : world.collaborators_of(d.researcher)) {
      const ResearcherId other{n};
      if (world.researchers.employer[other] == OptionalCompany(d.company) &&
          world.researchers.generation[other] == 0) {
        colleagues.push_back(other);
      }
    }
  }
  std::sort(colleagues.begin(), colleagues.end());
  colleagues.erase(std::unique(colleagues.begin(), colleagues.end()), colleagues.end());
  return colleagues;
}

// Collaborators who worked at the company and left it within the window.
std::uint32_t left_lately(const World& world, ResearcherId r, CompanyId company, double window) {
  std::uint32_t count = 0;
  for (const std::uint32_t n : world.collaborators_of(r)) {
    const ResearcherId other{n};
    if (world.researchers.last_employer[other] == OptionalCompany(company) &&
        world.researchers.employer[other] != OptionalCompany(company) &&
        world.tick - world.researchers.left[other] < window) {
      ++count;
    }
  }
  return count;
}

void shake(World& world, ResearcherId r) {
  const ContagionSpec& spec = world.parameters.dynamics.contagion;
  const CompanyId company = *world.researchers.employer[r];
  const double left = left_lately(world, r, company, ticks(spec.window, world.years_per_tick));
  if (!rules::passes_threshold(left, collaborators_at(world, r, company), spec.threshold)) return;
  const double now = attachment_now(world, r) - world.researchers.bond[r];
  world.researchers.attachment.set(r, static_cast<float>(now - spec.drop));
  world.researchers.attachment_tick.set(r, world.tick);
}

void shake_colleagues(World& world, const Services& services,
                      const std::vector<Departure>& departures) {
  const std::vector<ResearcherId> colleagues = colleagues_left_behind(world, departures);
  constexpr std::size_t people_per_piece = 256;
  const std::size_t pieces = (colleagues.size() + people_per_piece - 1) / people_per_piece;
  services.workers.for_each(pieces, [&](std::size_t piece) {
    const std::size_t first = piece * people_per_piece;
    const std::size_t last = std::min(first + people_per_piece, colleagues.size());
    for (std::size_t k = first; k < last; ++k) shake(world, colleagues[k]);
  });
}

// Morale heals, falls with the share of a company's skill that left, and mends with the share of
// its staff who stayed for a counter-offer.
void change_morale(World& world, const std::vector<Departure>& departures) {
  const ContagionSpec& spec = world.parameters.dynamics.contagion;
  const double kept = rules::halving(1.0, ticks(spec.morale_half_life, world.years_per_tick));
  const std::size_t companies = world.companies.size();
  std::vector<ExactSum> skill(companies);
  std::vector<ExactSum> lost(companies);
  std::vector<std::uint32_t> heads(companies, 0);
  std::vector<std::uint32_t> countered(companies, 0);
  for (const ResearcherId r : world.population.ids()) {
    const OptionalCompany employer = world.researchers.employer[r];
    if (!employer) continue;
    skill[(*employer).value()].add(world.researchers.skill[r]);
    ++heads[(*employer).value()];
  }
  for (const Departure& d : departures) {
    lost[d.company.value()].add(world.researchers.skill[d.researcher]);
  }
  for (const BlockLedger& ledger : world.ledger.blocks) {
    for (const Raise& raise : ledger.raises) ++countered[raise.company.value()];
  }
  for (const CompanyId c : world.companies.ids()) {
    const std::size_t k = c.value();
    double loss = world.companies.morale_loss[c] * kept;
    const double before = skill[k].value() + lost[k].value();
    if (before > 0.0) loss += spec.morale_per_loss * lost[k].value() / before;
    const double restored = world.spec_of(c).counter_offers.restores_morale;
    if (heads[k] > 0) loss *= 1.0 - restored * countered[k] / heads[k];
    world.companies.morale_loss.set(c, loss);
  }
}

void count_losses(World& world, const std::vector<Departure>& departures) {
  for (const CompanyId c : world.companies.ids()) {
    const Duration half_life = world.spec_of(c).pay_reaction.half_life;
    world.companies.recent_losses.set(
        c, world.companies.recent_losses[c] *
               rules::halving(1.0, ticks(half_life, world.years_per_tick)));
  }
  for (const Departure& d : departures) {
    if (!d.poached) continue;
    world.companies.recent_losses.set(d.company, world.companies.recent_losses[d.company] + 1.0);
  }
}

}  // namespace

void contagion(World& world, const Services& services) {
  const Features& f = world.features;
  if (!f.contagion && !f.morale && !f.pay_reaction) return;
  const std::vector<Departure> departures = departures_of(world);
  // A drop yet to come must not act before its day, not even by rounding.
  if (f.contagion && world.parameters.dynamics.contagion.drop > 0.0) {
    shake_colleagues(world, services, departures);
  }
  if (f.morale) change_morale(world, departures);
  if (f.pay_reaction) count_losses(world, departures);
}

}  // namespace poach
