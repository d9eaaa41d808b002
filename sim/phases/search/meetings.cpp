#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <vector>

#include "base/math.hpp"
#include "phases/search/kind_race.hpp"
#include "phases/search/search_channels.hpp"
#include "phases/staff_screen.hpp"

namespace poach {
namespace {

double separation_chance(const SeparationSpec& s, double years_per_tick) {
  return 1.0 - (1.0 - probability_per_tick(s.quits, years_per_tick)) *
                   (1.0 - probability_per_tick(s.job_loss, years_per_tick)) *
                   (1.0 - probability_per_tick(s.exits, years_per_tick));
}

// Chance to hear of at least one job this tick, for someone who may separate instead.
double meeting_chance(Hazard hazard, Arrival arrival, double years_per_tick, double separation) {
  switch (arrival) {
    case Arrival::at_most_one:
      return probability_per_tick(hazard, years_per_tick);
    case Arrival::exclusive:
      // Separation, offer or nothing as one event: l / (1 - d) among those who stay.
      return separation < 1.0 ? probability_per_tick(hazard, years_per_tick) / (1.0 - separation)
                              : 0.0;
    case Arrival::poisson:
      return -expm1(-rate_per_tick(hazard, years_per_tick));
  }
  return 0.0;
}

StaffThresholds meeting_thresholds(const Market& market) {
  const RandomMeetingSpec& spec = market.state.parameters.market.search.random_meetings;
  const double dt = market.fixed.years_per_tick;
  StaffThresholds result;
  result.without_job = Threshold(meeting_chance(spec.unemployed, spec.arrival, dt, 0.0));
  if (spec.arrival != Arrival::exclusive) {
    // The same at all companies.
    const Threshold with_job(meeting_chance(spec.employed, spec.arrival, dt, 0.0));
    result.of_kind.assign(market.state.parameters.companies.size(), with_job);
    return result;
  }
  for (const CompanySpec& company : market.state.parameters.companies) {
    const double separation = separation_chance(company.separations, dt);
    result.of_kind.emplace_back(meeting_chance(spec.employed, spec.arrival, dt, separation));
  }
  return result;
}

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

// Someone who hears of a job, and the first words of theirs from the stream that says where.
struct Hearer {
  ResearcherId researcher;
  RandomWords words;
  std::uint32_t number;  // among the block's hearers
};

// Whether a person applies beside the present or last employer and meets nobody by chance.
bool applies_to_neighbours(const Market& market, ResearcherId r) {
  const ResearcherTable& people = market.state.researchers;
  return market.state.parameters.market.search.random_meetings.channel ==
             MeetingChannel::company_graph &&
         market.state.company_graph.vertex_count() != 0 &&
         (people.employer[r] || people.last_employer[r]);
}

std::uint32_t meetings_of(const Market& market, ResearcherId r) {
  if (applies_to_neighbours(market, r)) return 0;
  const RandomMeetingSpec& spec = market.state.parameters.market.search.random_meetings;
  if (spec.arrival != Arrival::poisson) return 1;
  const double rate =
      rate_per_tick(market.state.researchers.employer[r] ? spec.employed : spec.unemployed,
                    market.fixed.years_per_tick);
  const double u = market.fixed.draws_of(StreamName::meeting_company, r)
                       .uniform({.tick = market.state.tick, .index = 0xFFFFFFFFU});
  return meetings_given_one(rate, u);
}

// The kinds of companies that each of a block's hearers meets, in the order of meetings.
class KindsMet {
 public:
  KindsMet(const Market& market, const TickStart& start, const Block& block,
           std::span<const std::uint32_t> heard) {
    for (const std::uint32_t offset : heard) {
      ends_.push_back(begins_.emplace_back(ends_.empty() ? 0 : ends_.back()) +
                      meetings_of(market, ResearcherId{block.researchers.first() + offset}));
    }
    // The only kind is met by all, unless it recruits nobody.
    OptionalId<KindId> only;
    if (!start.meeting_rates.kinds.empty()) only = start.meeting_rates.kinds.front();
    kinds_.resize(ends_.empty() ? 0 : ends_.back(), only);
    if (start.kinds.size() > 1) draw(market, start, block, heard);
  }
  [[nodiscard]] std::span<const OptionalId<KindId>> of(std::uint32_t hearer) const {
    return std::span(kinds_).subspan(begins_[hearer], ends_[hearer] - begins_[hearer]);
  }

 private:
  // First meetings, then second ones of those who have them, and so on.
  void draw(const Market& market, const TickStart& start, const Block& block,
            std::span<const std::uint32_t> heard) {
    for (std::uint32_t index = 0;; ++index) {
      std::vector<std::uint32_t> people;
      std::vector<std::uint32_t> places;
      for (std::size_t k = 0; k < heard.size(); ++k) {
        if (begins_[k] + index >= ends_[k]) continue;
        people.push_back(heard[k]);
        places.push_back(begins_[k] + index);
      }
      if (people.empty()) return;
      std::vector<FirstArrival> arrivals(people.size());
      race_to(market, start, block, index, people, arrivals);
      for (std::size_t k = 0; k < people.size(); ++k) kinds_[places[k]] = arrivals[k].kind;
    }
  }

  std::vector<std::uint32_t> begins_;  // by hearer
  std::vector<std::uint32_t> ends_;
  std::vector<OptionalId<KindId>> kinds_;
};

// One of `count` companies with equal chances, by a random word.
std::uint32_t one_alike(std::uint32_t word, std::uint32_t count) {
  return static_cast<std::uint32_t>((std::uint64_t{word} * count) >> 32);
}

// The number within its kind of the company that is met: meeting number `index` of the person.
std::uint32_t met_number(const Market& market, const TickStart& start, const Hearer& hearer,
                         KindId kind, std::uint32_t index) {
  const KindPolicy& plan = start.kinds[kind];
  const std::uint32_t count = market.fixed.companies.kinds()[kind].count;
  if (count == 1) return 0;
  DrawAddress at{.tick = market.state.tick, .index = index};
  const auto draw = [&] {
    return market.fixed.draws_of(StreamName::meeting_company, hearer.researcher).words(at);
  };
  RandomWords words = index == 0 ? hearer.words : draw();
  if (!plan.meeting_ranks) return one_alike(words[0], count);
  for (;;) {
    if (const auto rank = plan.meeting_ranks->rank(open_unit(words[0], words[1]))) return *rank;
    ++at.counterpart;
    words = draw();
  }
}

CompanyId met_company(const Market& market, const TickStart& start, const Hearer& hearer,
                      KindId kind, std::uint32_t index) {
  return CompanyId{market.fixed.companies.kinds()[kind].first.value() +
                   met_number(market, start, hearer, kind, index)};
}

void meet(const Market& market, const TickStart& start, const Hearer& hearer,
          std::span<const OptionalId<KindId>> kinds, BlockLog& log) {
  const ResearcherId r = hearer.researcher;
  const RandomMeetingSpec& spec = market.state.parameters.market.search.random_meetings;
  const OptionalCompany employer = market.state.researchers.employer[r];
  for (std::uint32_t k = 0; k < kinds.size(); ++k) {
    if (!kinds[k]) continue;
    const CompanyId company = met_company(market, start, hearer, *kinds[k], k);
    const bool own = employer == OptionalCompany(company);
    if (own && spec.own_company == OwnMeeting::nothing &&
        market.state.parameters.market.search.pass_on == PassOnTo::nobody) {
      continue;
    }
    if (!own && !market.may_approach(company, employer)) continue;
    market.state.companies.level.prefetch(company);
    log.approaches.push_back({r, company, Channel::random_meeting});
  }
}

// Labor flow network: a job-seeker picks one of the open neighbours of the present or last
// employer with equal chances, and is hired with that company's probability.
void apply_to_neighbour(const Market& market, const TickStart& start, const Hearer& hearer,
                        BlockLog& log) {
  const ResearcherId r = hearer.researcher;
  const OptionalCompany employer = market.state.researchers.employer[r];
  const OptionalCompany from = employer ? employer : market.state.researchers.last_employer[r];
  const AgentDraws draws = market.fixed.draws_of(StreamName::meeting_company, r);
  std::optional<CompanyId> chosen;
  double lowest = std::numeric_limits<double>::infinity();
  for (const std::uint32_t n : market.state.company_graph.neighbours((*from).value())) {
    const CompanyId company{n};
    if (start.open[company] == 0 || !market.may_approach(company, employer)) continue;
    const double priority =
        draws.uniform({.counterpart = market.fixed.companies.counterpart_key(company),
                       .tick = market.state.tick});
    if (priority >= lowest) continue;
    lowest = priority;
    chosen = company;
  }
  if (!chosen) return;
  const double hired = market.spec_of(*chosen).hiring.hire_probability;
  if (hired < 1.0 &&
      market.fixed.draws_of(StreamName::hires, r).uniform({.tick = market.state.tick}) >= hired) {
    return;
  }
  log.approaches.push_back({r, *chosen, Channel::company_graph});
}

void hear_of_jobs(const Market& market, const TickStart& start, const Hearer& hearer,
                  const KindsMet& kinds, BlockLog& log) {
  if (market.state.researchers.waiting[hearer.researcher] != 0) return;
  if (applies_to_neighbours(market, hearer.researcher)) {
    apply_to_neighbour(market, start, hearer, log);
  } else {
    meet(market, start, hearer, kinds.of(hearer.number), log);
  }
}

// What hear_of_jobs does where one word tells whom a person meets.
void meet_one_alike(const Market& market, const Hearer& hearer, std::uint32_t count,
                    BlockLog& log) {
  const CompanyId company{one_alike(hearer.words[0], count)};
  const bool own = market.state.researchers.employer[hearer.researcher] == OptionalCompany(company);
  if (own &&
      market.state.parameters.market.search.random_meetings.own_company == OwnMeeting::nothing) {
    return;
  }
  market.state.companies.level.prefetch(company);
  log.approaches.push_back({hearer.researcher, company, Channel::random_meeting});
}

// Those who hear of a job and did not separate, with their first words, in order.
template <class Hear>
void for_each_hearer(const Market& market, const Block& block, const BlockLog& log,
                     std::span<const std::uint32_t> heard, Hear&& hear) {
  // Who separated and who hears are both in order: one pass over the two lists.
  auto separated = log.separated.begin();
  constexpr std::size_t batch = 256;
  std::array<std::uint32_t, batch> ordinals;
  std::array<RandomWords, batch> words;
  for (std::size_t done = 0; done < heard.size(); done += batch) {
    const auto offsets = heard.subspan(done, std::min(batch, heard.size() - done));
    const auto person = [&](std::size_t k) {
      return ResearcherId{block.researchers.first() + offsets[k]};
    };
    for (std::size_t k = 0; k < offsets.size(); ++k) {
      ordinals[k] = block.first_ordinal + offsets[k];
      const ResearcherId r = person(k);
      market.state.researchers.pay.prefetch(r);
      market.state.researchers.best_losing_bid.prefetch(r);
      market.state.researchers.joined.prefetch(r);
      market.state.researchers.skill_power.prefetch(r);
    }
    draw_calls(market.fixed.draws.of_cohort(StreamName::meeting_company, block.cohort),
               {.tick = market.state.tick}, std::span(ordinals).first(offsets.size()),
               std::span(words).first(offsets.size()));
    for (std::size_t k = 0; k < offsets.size(); ++k) {
      const ResearcherId r = person(k);
      while (separated != log.separated.end() && *separated < r) ++separated;
      if (separated != log.separated.end() && *separated == r) continue;
      hear(Hearer{r, words[k], static_cast<std::uint32_t>(done + k)});
    }
  }
}

}  // namespace

void meet_by_chance(const Market& market, const Tick& tick, const Block& block, BlockLog& log) {
  const RandomMeetingSpec& spec = market.state.parameters.market.search.random_meetings;
  if (spec.employed.value <= 0.0 && spec.unemployed.value <= 0.0) return;
  std::array<std::uint32_t, block_size> picks;
  const auto heard =
      screen_staff(market, StreamName::meetings, block, meeting_thresholds(market), picks);
  if (tick.shortcuts.has(Shortcut::one_word_meetings)) {
    const std::uint32_t count = market.fixed.companies.size();
    for_each_hearer(market, block, log, heard,
                    [&](const Hearer& hearer) { meet_one_alike(market, hearer, count, log); });
    return;
  }
  const KindsMet kinds(market, tick.start, block, heard);
  for_each_hearer(market, block, log, heard, [&](const Hearer& hearer) {
    hear_of_jobs(market, tick.start, hearer, kinds, log);
  });
}

void meet_everyone(const Market& market, const Tick& tick, const Block& block, BlockLog& log) {
  for (const ResearcherId r : block.researchers) {
    for (const CompanyId c : market.fixed.companies.ids()) {
      if (is_approachable(market, tick.log, r, c))
        log.approaches.push_back({r, c, Channel::everyone});
    }
  }
}

bool is_approachable(const Market& market, const TickLog& tick_log, ResearcherId researcher,
                     CompanyId company) {
  const OptionalCompany employer = market.state.researchers.employer[researcher];
  return employer != OptionalCompany(company) &&
         market.state.researchers.waiting[researcher] == 0 &&
         !separated_now(market, tick_log, researcher) && market.may_approach(company, employer);
}

}  // namespace poach
