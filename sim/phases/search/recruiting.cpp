#include <algorithm>
#include <array>

#include "base/math.hpp"
#include "phases/search/priority_sample.hpp"
#include "phases/search/recruiter.hpp"
#include "phases/search/recruiting_targets.hpp"
#include "phases/search/referrals.hpp"
#include "phases/search/search_channels.hpp"

namespace poach {
namespace {

// Approaches of a company this tick: a whole number with the right mean, nobody approached twice.
std::uint32_t approaches_of(const Market& market, CompanyId company) {
  const double weeks = market.fixed.years_per_tick * 365.25 / 7.0;
  const double people = market.fixed.population.size();
  const double mean = std::min(market.spec_of(company).hiring.approaches_per_week * weeks, people);
  const double whole = floor(mean);
  const double u = market.fixed.draws_of(StreamName::recruiter_split, company)
                       .uniform({.tick = market.state.tick});
  return static_cast<std::uint32_t>(whole) + (u < mean - whole ? 1U : 0U);
}

// How likely a person is found by skill.
double visibility_of(const Recruiter& recruiter, double skill) {
  const double exponent =
      recruiter.market().spec_of(recruiter.company()).hiring.visibility_exponent;
  if (exponent == 0.0) return 1.0;
  return exponent == 1.0 ? skill : pow(skill, exponent);
}

double weight_of(const Recruiter& recruiter, Channel channel, double skill) {
  return channel == Channel::anyone ? 1.0 : visibility_of(recruiter, skill);
}

// Adds a person whose priority is below the bar.
void add_below(const Recruiter& recruiter, Channel channel, ResearcherId r, std::uint32_t word,
               double bar, std::vector<PriorityDraw>& draws) {
  const double weight =
      weight_of(recruiter, channel, recruiter.market().state.researchers.skill[r]);
  if (!may_be_below(bar, word, weight)) return;
  const double priority = priority_of(word, weight);
  if (priority <= bar && recruiter.is_free(r)) draws.push_back({0, priority, r});
}

template <class People>
std::vector<ResearcherId> sample_list(const Recruiter& recruiter, const RecruitingTarget& target,
                                      const People& people) {
  const auto size = static_cast<double>(people.size());
  return sample_lowest(target.count, size, [&](double bar, std::vector<PriorityDraw>& draws) {
    for (const ResearcherId r : people) {
      add_below(recruiter, target.channel, r, recruiter.word_of(r), bar, draws);
    }
  });
}

std::vector<ResearcherId> sample_rival(const Recruiter& recruiter, const RecruitingTarget& target) {
  const CompanyKind& rival = recruiter.market().fixed.companies.kinds()[*target.rival];
  std::vector<ResearcherId> staff;
  for (std::uint32_t k = 0; k < rival.count; ++k) {
    const CompanyId company{rival.first.value() + k};
    const auto of_one = recruiter.start().staff.of(company);
    staff.insert(staff.end(), of_one.begin(), of_one.end());
  }
  return sample_list(recruiter, target, staff);
}

// Few people of a block have a word low enough even with the greatest weight: those are looked at
// one by one.
void screen_block(const Recruiter& recruiter, const RecruitingTarget& target, double greatest,
                  const Block& block, double bar, std::vector<PriorityDraw>& draws) {
  std::array<std::uint32_t, block_size> room;
  std::array<std::uint32_t, block_size> picks;
  const std::span<const std::uint32_t> words = recruiter.words_of(block, room);
  const auto& fields = recruiter.market().state.researchers.field;
  for (const std::uint32_t k : screen_words(words, bar, greatest, picks)) {
    const ResearcherId r{block.researchers.first() + k};
    if (target.channel == Channel::field && fields[r] != target.field) continue;
    add_below(recruiter, target.channel, r, words[k], bar, draws);
  }
}

std::vector<ResearcherId> sample_everyone(const Recruiter& recruiter,
                                          const RecruitingTarget& target) {
  const Market& market = recruiter.market();
  const double greatest = weight_of(recruiter, target.channel, recruiter.start().greatest_skill);
  const auto people = static_cast<double>(market.fixed.population.size());
  return sample_lowest(target.count, people, [&](double bar, std::vector<PriorityDraw>& draws) {
    for (const Block& block : market.fixed.population.blocks()) {
      screen_block(recruiter, target, greatest, block, bar, draws);
    }
  });
}

std::vector<ResearcherId> sample(const Recruiter& recruiter, const RecruitingTarget& target) {
  switch (target.channel) {
    case Channel::referral:
      return sample_referrals(recruiter, target.count);
    case Channel::team:
      return sample_list(recruiter, target, recruiter.market().state.teams[*target.team].members);
    case Channel::rival:
      return sample_rival(recruiter, target);
    default:
      return sample_everyone(recruiter, target);
  }
}

std::vector<Approach> approaches_by(const Market& market, const Tick& tick, CompanyId company) {
  std::vector<Approach> made;
  if (market.spec_of(company).hiring.approaches_per_week <= 0.0) return made;
  if (!tick.start.open_seats.empty() && tick.start.open_seats[company] == 0) return made;
  const std::uint32_t count = approaches_of(market, company);
  if (count == 0) return made;
  Recruiter recruiter(market, tick, company);
  for (const RecruitingTarget& target : split_approaches(market, company, count)) {
    if (target.count == 0) continue;
    const std::vector<ResearcherId> chosen = sample(recruiter, target);
    for (const ResearcherId r : chosen) made.push_back({r, company, target.channel});
    recruiter.take(chosen);
  }
  return made;
}

}  // namespace

std::vector<Approach> recruit(const Market& market, const Tick& tick, const Services& services) {
  std::vector<std::vector<Approach>> made(
      market.fixed.features.recruiters ? market.fixed.companies.size() : 0);
  services.workers.for_each(made.size(), [&](std::size_t c) {
    made[c] = approaches_by(market, tick, CompanyId{static_cast<std::uint32_t>(c)});
  });
  std::vector<Approach> approaches;
  for (const auto& of_company : made) {
    approaches.insert(approaches.end(), of_company.begin(), of_company.end());
  }
  add_news(market, tick.log, approaches);
  return approaches;
}

}  // namespace poach
