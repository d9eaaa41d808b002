#include <array>
#include <optional>

#include "poach/base/math.hpp"
#include "poach/base/screen.hpp"
#include "search_channels.hpp"

namespace poach {
namespace {

// Chances that a person hears of at least one job this tick, given what else can happen to them.
class MeetingChances {
 public:
  explicit MeetingChances(const World& world) {
    const RandomMeetingSpec& spec = world.parameters.market.search.random_meetings;
    unemployed_ = Threshold(chance(spec.unemployed, spec.arrival, world, 0.0)).words();
    for (const CompanySpec& company : world.parameters.companies) {
      const double d = separation_chance(company.separations, world);
      employed_.push_back(Threshold(chance(spec.employed, spec.arrival, world, d)).words());
    }
  }

  [[nodiscard]] std::uint64_t unemployed() const { return unemployed_; }
  [[nodiscard]] std::uint64_t employed_at(const World& world, CompanyId company) const {
    return employed_[employed_.size() == 1 ? 0 : world.companies.group_of(company).value()];
  }

 private:
  static double separation_chance(const SeparationSpec& s, const World& world) {
    const double dt = world.years_per_tick;
    return 1.0 - (1.0 - probability_per_tick(s.quits, dt)) *
                     (1.0 - probability_per_tick(s.job_loss, dt)) *
                     (1.0 - probability_per_tick(s.exits, dt));
  }
  static double chance(Hazard hazard, Arrival arrival, const World& world, double separation) {
    const double dt = world.years_per_tick;
    switch (arrival) {
      case Arrival::at_most_one:
        return probability_per_tick(hazard, dt);
      case Arrival::exclusive:
        // Separation, offer or nothing as one event: l / (1 - d) among those who stay.
        return separation < 1.0 ? probability_per_tick(hazard, dt) / (1.0 - separation) : 0.0;
      case Arrival::poisson:
        return -expm1(-rate_per_tick(hazard, dt));
    }
    return 0.0;
  }

  std::uint64_t unemployed_ = 0;
  std::vector<std::uint64_t> employed_;
};

// Number of meetings of someone who has at least one: Poisson, given that it is not zero.
std::uint32_t meetings_given_one(double rate, double u) {
  double term = exp(-rate);
  double left = u * (1.0 - term);
  for (std::uint32_t n = 1; n < 1000; ++n) {
    term *= rate / n;
    left -= term;
    if (left <= 0.0) return n;
  }
  return 1000;
}

// The number within its group of the company that is met.
std::uint32_t met_number(const GroupPlan& plan, std::uint32_t count, const AgentDraws& draws,
                         DrawAddress at) {
  if (!plan.meeting_ranks) {
    return static_cast<std::uint32_t>((std::uint64_t{draws.words(at)[0]} * count) >> 32);
  }
  for (;; ++at.counterpart) {
    if (const auto rank = plan.meeting_ranks->rank(draws.uniform(at))) return *rank;
  }
}

// The company a person meets: the group by an exponential race, which only a removed winner
// changes; within the group each company alike or by size.
std::optional<CompanyId> met_company(const World& world, ResearcherId r, std::uint32_t index) {
  const auto& groups = world.companies.groups();
  const AgentDraws within = world.draws_of(StreamName::meeting_company, r);
  OptionalId<GroupId> chosen;
  if (groups.size() == 1) {
    chosen = GroupId{0};
  } else {
    const AgentDraws race = world.draws_of(StreamName::meeting_group, r);
    double best = 0.0;
    for (const GroupId g : groups.ids()) {
      const double weight = world.plan.groups[g].meeting_weight * groups[g].count;
      if (weight <= 0.0) continue;
      const double arrival =
          race.exponential(
              {.counterpart = fold_key(groups[g].key), .tick = world.tick, .index = index}) /
          weight;
      if (chosen && arrival >= best) continue;
      best = arrival;
      chosen = g;
    }
  }
  if (!chosen) return std::nullopt;
  const CompanyGroup& group = groups[*chosen];
  if (group.count == 1) return group.first;
  const std::uint32_t number = met_number(world.plan.groups[*chosen], group.count, within,
                                          {.tick = world.tick, .index = index});
  return CompanyId{group.first.value() + number};
}

void meet(const World& world, ResearcherId r, BlockLedger& ledger) {
  const RandomMeetingSpec& spec = world.parameters.market.search.random_meetings;
  const OptionalCompany employer = world.researchers.employer[r];
  std::uint32_t meetings = 1;
  if (spec.arrival == Arrival::poisson) {
    const double rate =
        rate_per_tick(employer ? spec.employed : spec.unemployed, world.years_per_tick);
    const double u = world.draws_of(StreamName::meeting_company, r)
                         .uniform({.tick = world.tick, .index = 0xFFFFFFFFU});
    meetings = meetings_given_one(rate, u);
  }
  for (std::uint32_t k = 0; k < meetings; ++k) {
    const std::optional<CompanyId> company = met_company(world, r, k);
    if (!company) continue;
    const bool own = employer == OptionalCompany(*company);
    if (own && spec.own_company == OwnMeeting::nothing &&
        world.parameters.market.search.pass_on == PassOnTo::nobody) {
      continue;
    }
    if (!own && !world.may_approach(*company, employer)) continue;
    ledger.approaches.push_back({r, *company, Channel::random_meeting});
  }
}

// Labor flow network: a job-seeker picks one of the open neighbours of the present or last
// employer, each alike, and is hired with that company's probability.
void apply_to_neighbour(const World& world, ResearcherId r, BlockLedger& ledger) {
  const OptionalCompany employer = world.researchers.employer[r];
  const OptionalCompany from = employer ? employer : world.researchers.last_employer[r];
  if (!from || world.company_graph.vertex_count() == 0) return meet(world, r, ledger);
  const AgentDraws draws = world.draws_of(StreamName::meeting_company, r);
  std::optional<CompanyId> chosen;
  double lowest = 2.0;
  for (const std::uint32_t n : world.company_graph.neighbours((*from).value())) {
    const CompanyId company{n};
    if (world.plan.open[company] == 0 || !world.may_approach(company, employer)) continue;
    const double priority = draws.uniform(
        {.counterpart = world.companies.counterpart_key(company), .tick = world.tick});
    if (priority >= lowest) continue;
    lowest = priority;
    chosen = company;
  }
  if (!chosen) return;
  const double hired = world.spec_of(*chosen).hiring.hire_probability;
  if (hired < 1.0 && world.draws_of(StreamName::hires, r).uniform({.tick = world.tick}) >= hired) {
    return;
  }
  ledger.approaches.push_back({r, *chosen, Channel::company_graph});
}

}  // namespace

void meet_by_chance(const World& world, const Block& block, BlockLedger& ledger) {
  const RandomMeetingSpec& spec = world.parameters.market.search.random_meetings;
  if (spec.employed.value <= 0.0 && spec.unemployed.value <= 0.0) return;
  const MeetingChances chances(world);
  std::array<std::uint32_t, block_size> words;
  std::array<std::uint32_t, block_size> picks;
  const std::uint32_t size = block.researchers.size();
  const std::uint32_t first = block.researchers.first();
  draw_words(world.draws.of_cohort(StreamName::meetings, block.cohort), block.first_ordinal,
             world.tick, std::span(words).first(size));
  const auto threshold_of = [&](std::uint32_t k) -> std::uint64_t {
    const OptionalCompany employer = world.researchers.employer[ResearcherId{first + k}];
    return employer ? chances.employed_at(world, *employer) : chances.unemployed();
  };
  const std::uint32_t count =
      screen(std::span<const std::uint32_t>(words).first(size), std::span(picks), threshold_of);
  for (std::uint32_t p = 0; p < count; ++p) {
    const ResearcherId r{first + picks[p]};
    if (separated_now(ledger, r) || world.researchers.waiting[r] != 0) continue;
    if (spec.channel == MeetingChannel::company_graph) {
      apply_to_neighbour(world, r, ledger);
    } else {
      meet(world, r, ledger);
    }
  }
}

void meet_everyone(const World& world, const Block& block, BlockLedger& ledger) {
  for (const ResearcherId r : block.researchers) {
    for (const CompanyId c : world.companies.ids()) {
      if (is_approachable(world, r, c)) ledger.approaches.push_back({r, c, Channel::everyone});
    }
  }
}

bool is_approachable(const World& world, ResearcherId researcher, CompanyId company) {
  const OptionalCompany employer = world.researchers.employer[researcher];
  return employer != OptionalCompany(company) && world.researchers.waiting[researcher] == 0 &&
         !separated_now(world, researcher) && world.may_approach(company, employer);
}

}  // namespace poach
