#include <algorithm>
#include <numeric>
#include <utility>

#include "base/exact_sum.hpp"
#include "phases/appraisal.hpp"
#include "phases/blocks.hpp"
#include "phases/employment.hpp"
#include "phases/phases.hpp"
#include "phases/prefetch_ties.hpp"
#include "rules/attachment.hpp"

namespace poach {
namespace {

// Someone who chose to leave a company in this tick: for another, or without a new job.
struct Departure {
  ResearcherId researcher;
  CompanyId company;
  bool poached;
};

std::vector<Departure> departures_of(const TickLog& tick_log) {
  std::vector<Departure> departures;
  for (const BlockLog& log : tick_log.blocks) {
    for (const Separation& s : log.separations) {
      if (s.kind == SeparationKind::quit) departures.push_back({s.researcher, s.company, false});
    }
    for (const Move& m : log.moves) {
      if (m.from) departures.push_back({m.researcher, *m.from, true});
    }
  }
  return departures;
}

// Who still works where a collaborator just left, with repeats.
void add_colleagues_left_behind(const Market& market, const Departure& departure,
                                std::vector<ResearcherId>& colleagues) {
  if (!market.state.has_ties(departure.researcher)) return;
  for (const std::uint32_t n : market.state.collaborators_of(departure.researcher)) {
    const ResearcherId other{n};
    if (market.state.researchers.employer[other] == OptionalCompany(departure.company) &&
        market.state.has_ties(other)) {
      colleagues.push_back(other);
    }
  }
}

// Colleagues in the order of the stretches of the population they belong to, so that each stretch
// can be worked on by itself. Stretch k is people[begins[k]] to people[begins[k + 1]].
struct ByStretch {
  std::vector<ResearcherId> people;
  std::vector<std::size_t> begins;
};

constexpr std::uint32_t people_per_range = 1U << 14;

ByStretch colleagues_left_behind(const Market& market, const Services& services,
                                 const std::vector<Departure>& departures) {
  constexpr std::size_t departures_per_piece = 256;
  const std::size_t pieces = (departures.size() + departures_per_piece - 1) / departures_per_piece;
  std::vector<std::vector<ResearcherId>> found(pieces);
  services.workers.for_each(pieces, [&](std::size_t piece) {
    const std::size_t first = piece * departures_per_piece;
    const std::size_t last = std::min(first + departures_per_piece, departures.size());
    for (std::size_t k = first; k < last; ++k) {
      prefetch_ties(market, k, last, [&](std::size_t d) { return departures[d].researcher; });
      add_colleagues_left_behind(market, departures[k], found[piece]);
    }
  });
  ByStretch sorted;
  sorted.begins.assign(market.fixed.population.size() / people_per_range + 3, 0);
  for (const auto& part : found) {
    for (const ResearcherId r : part) ++sorted.begins[r.value() / people_per_range + 2];
  }
  std::partial_sum(sorted.begins.begin(), sorted.begins.end(), sorted.begins.begin());
  sorted.people.resize(sorted.begins.back());
  for (const auto& part : found) {
    for (const ResearcherId r : part) {
      sorted.people[sorted.begins[r.value() / people_per_range + 1]++] = r;
    }
  }
  sorted.begins.pop_back();
  return sorted;
}

// Collaborators who work at the company, and those who left it within the window.
struct TieCounts {
  std::uint32_t there = 0;
  std::uint32_t left = 0;
};

TieCounts circle_of(const Market& market, ResearcherId r, CompanyId company, double window) {
  const ResearcherTable& people = market.state.researchers;
  TieCounts circle;
  for (const std::uint32_t n : market.state.collaborators_of(r)) {
    const ResearcherId other{n};
    if (people.employer[other] == OptionalCompany(company)) {
      if (market.state.has_ties(other)) ++circle.there;
    } else if (people.last_employer[other] == OptionalCompany(company) &&
               market.state.tick - people.left[other] < window) {
      ++circle.left;
    }
  }
  return circle;
}

void weaken_attachment(Market& market, ResearcherId r, double window) {
  const ContagionSpec& spec = market.state.parameters.dynamics.contagion;
  const TieCounts circle = circle_of(market, r, *market.state.researchers.employer[r], window);
  if (!rules::passes_threshold(circle.left, circle.there, spec.threshold)) return;
  change_attachment(market, r, -spec.drop);
}

void shake_colleagues(Market& market, const Services& services,
                      const std::vector<Departure>& departures) {
  ByStretch colleagues = colleagues_left_behind(market, services, departures);
  const double window =
      ticks(market.state.parameters.dynamics.contagion.window, market.fixed.years_per_tick);
  services.workers.for_each(colleagues.begins.size() - 1, [&](std::size_t range) {
    const auto place = [&](std::size_t k) {
      return colleagues.people.begin() + static_cast<std::ptrdiff_t>(colleagues.begins[k]);
    };
    const auto first = place(range);
    const auto last = place(range + 1);
    std::sort(first, last);
    const auto count = static_cast<std::size_t>(std::unique(first, last) - first);
    for (std::size_t k = 0; k < count; ++k) {
      const auto person = [&](std::size_t at) { return first[static_cast<std::ptrdiff_t>(at)]; };
      prefetch_ties(market, k, count, person);
      weaken_attachment(market, person(k), window);
    }
  });
}

// A company's staff as far as its morale depends on it.
struct Staff {
  ExactSum skill;
  std::uint32_t heads = 0;
};

// The staff of every company. Each piece of the population has sums of its own; as they are exact,
// it does not matter how many pieces there are: so many that their sums take little memory beside
// the population.
std::vector<Staff> add_up_staff(const Market& market, const Services& services) {
  const std::size_t companies = market.fixed.companies.size();
  const std::uint32_t people = market.fixed.population.size();
  const std::size_t pieces =
      std::clamp<std::size_t>(people / (16 * companies + people_per_range), 1, 16);
  const auto people_per_piece = static_cast<std::uint32_t>((people + pieces - 1) / pieces);
  std::vector<std::vector<Staff>> parts(pieces);
  services.workers.for_each(pieces, [&](std::size_t piece) {
    std::vector<Staff>& part = parts[piece];
    part.resize(companies);
    const auto first = static_cast<std::uint32_t>(piece) * people_per_piece;
    for (const ResearcherId r :
         IdRange<ResearcherId>(first, std::min(first + people_per_piece, people))) {
      const OptionalCompany employer = market.state.researchers.employer[r];
      if (!employer) continue;
      Staff& staff = part[(*employer).value()];
      staff.skill.add(market.state.researchers.skill[r]);
      ++staff.heads;
    }
  });
  std::vector<Staff> all = std::move(parts[0]);
  for (std::size_t piece = 1; piece < pieces; ++piece) {
    for (std::size_t c = 0; c < companies; ++c) {
      all[c].skill.add(parts[piece][c].skill);
      all[c].heads += parts[piece][c].heads;
    }
  }
  return all;
}

// Morale heals, falls with the share of a company's skill that left, and mends with the share of
// its staff who stayed for a counter-offer.
void change_morale(Market& market, const TickLog& tick_log, const Services& services,
                   const std::vector<Departure>& departures) {
  const ContagionSpec& spec = market.state.parameters.dynamics.contagion;
  const double kept =
      rules::halving(1.0, ticks(spec.morale_half_life, market.fixed.years_per_tick));
  const std::size_t companies = market.fixed.companies.size();
  const std::vector<Staff> staff = add_up_staff(market, services);
  std::vector<ExactSum> lost(companies);
  std::vector<std::uint32_t> countered(companies, 0);
  for (const Departure& d : departures) {
    lost[d.company.value()].add(market.state.researchers.skill[d.researcher]);
  }
  for (const BlockLog& log : tick_log.blocks) {
    for (const Raise& raise : log.raises) ++countered[raise.company.value()];
  }
  for (const CompanyId c : market.fixed.companies.ids()) {
    const std::size_t k = c.value();
    double loss = market.state.companies.morale_loss[c] * kept;
    const double before = staff[k].skill.value() + lost[k].value();
    if (before > 0.0) loss += spec.morale_per_loss * lost[k].value() / before;
    const double restored = market.spec_of(c).counter_offers.restores_morale;
    if (staff[k].heads > 0) loss *= 1.0 - restored * countered[k] / staff[k].heads;
    market.state.companies.morale_loss.set(c, loss);
  }
}

void count_losses(Market& market, const std::vector<Departure>& departures) {
  IdVector<KindId, double> kept;
  for (const CompanySpec& company : market.state.parameters.companies) {
    kept.push_back(
        rules::halving(1.0, ticks(company.pay_reaction.half_life, market.fixed.years_per_tick)));
  }
  for (const CompanyId c : market.fixed.companies.ids()) {
    market.state.companies.recent_losses.set(
        c, market.state.companies.recent_losses[c] * kept[market.fixed.companies.kind_of(c)]);
  }
  for (const Departure& d : departures) {
    if (!d.poached) continue;
    market.state.companies.recent_losses.set(d.company,
                                             market.state.companies.recent_losses[d.company] + 1.0);
  }
}

}  // namespace

void contagion(World& world, const Services& services) {
  const Features& f = world.fixed.features;
  if (!f.contagion && !f.morale && !f.pay_reaction) return;
  const std::vector<Departure> departures = departures_of(world.tick.log);
  // A drop yet to come must not act before its day, not even by rounding.
  if (f.contagion && world.state.parameters.dynamics.contagion.drop > 0.0) {
    shake_colleagues(world, services, departures);
  }
  if (f.morale) change_morale(world, world.tick.log, services, departures);
  if (f.pay_reaction) count_losses(world, departures);
}

}  // namespace poach
