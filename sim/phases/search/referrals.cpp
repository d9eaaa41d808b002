#include "phases/search/referrals.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "phases/appraisal.hpp"
#include "phases/search/priority_sample.hpp"

namespace poach {
namespace {

std::span<const ResearcherId> staff_of(const Recruiter& recruiter) {
  return recruiter.start().staff.of(recruiter.company());
}

// Ties of the staff, with those among themselves: where the bar starts, no more.
double ties_of_staff(const Recruiter& recruiter) {
  std::uint64_t ties = 0;
  for (const ResearcherId r : staff_of(recruiter)) {
    ties += recruiter.market().state.collaborators_of(r).size();
  }
  return static_cast<double>(ties);
}

// Former team-mates of newcomers, once for each tie.
std::vector<ResearcherId> former_mates(const Recruiter& recruiter) {
  const Market& market = recruiter.market();
  const ResearcherTable& people = market.state.researchers;
  const std::int32_t window = whole_ticks(
      ticks(market.state.parameters.market.search.newcomer_window, market.fixed.years_per_tick));
  std::vector<ResearcherId> mates;
  for (const ResearcherId staff : staff_of(recruiter)) {
    if (market.state.tick - people.joined[staff] > window || !market.state.has_ties(staff))
      continue;
    const OptionalCompany before = people.last_employer[staff];
    if (!before || before == OptionalCompany(recruiter.company())) continue;
    for (const std::uint32_t n : market.state.collaborators_of(staff)) {
      if (people.employer[ResearcherId{n}] == before) mates.push_back(ResearcherId{n});
    }
  }
  return mates;
}

// All collaborators of the staff who work elsewhere, once for each tie.
std::vector<ResearcherId> named_by_staff(const Recruiter& recruiter) {
  const ResearcherTable& people = recruiter.market().state.researchers;
  std::vector<ResearcherId> named;
  for (const ResearcherId staff : staff_of(recruiter)) {
    if (!recruiter.market().state.has_ties(staff)) continue;
    for (const std::uint32_t n : recruiter.market().state.collaborators_of(staff)) {
      const ResearcherId other{n};
      if (people.employer[other] != OptionalCompany(recruiter.company())) named.push_back(other);
    }
  }
  return named;
}

// Nobody has more ties to the staff than ties in all.
bool is_in_reach(const Recruiter& recruiter, double bar, ResearcherId r, std::uint32_t word) {
  const auto ties = static_cast<double>(recruiter.market().state.collaborators_of(r).size());
  return may_be_below(bar, word, ties);
}

// Those below the bar of a list that names people once for each tie.
void add_named(const Recruiter& recruiter, int order, const std::vector<ResearcherId>& named,
               double bar, std::vector<PriorityDraw>& draws) {
  std::vector<ResearcherId> low;
  for (const ResearcherId r : named) {
    if (is_in_reach(recruiter, bar, r, recruiter.word_of(r))) low.push_back(r);
  }
  std::sort(low.begin(), low.end());
  for (std::size_t k = 0; k < low.size();) {
    std::size_t ties = 0;
    const ResearcherId r = low[k];
    for (; k < low.size() && low[k] == r; ++k) ++ties;
    const double priority = priority_of(recruiter.word_of(r), static_cast<double>(ties));
    const bool eligible =
        recruiter.market().state.has_ties(r) && priority <= bar && recruiter.is_free(r);
    if (eligible) draws.push_back({order, priority, r});
  }
}

void add_if_tied(const Recruiter& recruiter, ResearcherId r, std::uint32_t word, double bar,
                 std::vector<PriorityDraw>& draws) {
  const ResearcherTable& people = recruiter.market().state.researchers;
  if (!is_in_reach(recruiter, bar, r, word)) return;
  if (!recruiter.market().state.has_ties(r)) return;
  if (people.employer[r] == OptionalCompany(recruiter.company())) return;
  const std::uint32_t ties = collaborators_at(recruiter.market(), r, recruiter.company());
  if (ties == 0) return;
  const double priority = priority_of(word, static_cast<double>(ties));
  if (priority <= bar && recruiter.is_free(r)) draws.push_back({1, priority, r});
}

// Those below the bar where everyone's word is drawn: few have one low enough even with the most
// ties, and only theirs are counted.
void add_tied(const Recruiter& recruiter, double bar, std::vector<PriorityDraw>& draws) {
  const std::span<const std::uint32_t> all = recruiter.words_for_all();
  const auto most_ties =
      static_cast<double>(recruiter.market().state.collaborations.degree_bound());
  std::array<std::uint32_t, block_size> picks;
  for (std::size_t first = 0; first < all.size(); first += block_size) {
    const auto words = all.subspan(first, std::min<std::size_t>(block_size, all.size() - first));
    for (const std::uint32_t k : screen_words(words, bar, most_ties, picks)) {
      const ResearcherId r{static_cast<std::uint32_t>(first) + k};
      add_if_tied(recruiter, r, words[k], bar, draws);
    }
  }
}

}  // namespace

// An exponential race with a rate of one for each tie.
std::vector<ResearcherId> sample_referrals(const Recruiter& recruiter, std::uint32_t count) {
  const bool one_by_one = recruiter.words_for_all().empty();
  const std::vector<ResearcherId> mates = former_mates(recruiter);
  const std::vector<ResearcherId> named =
      one_by_one ? named_by_staff(recruiter) : std::vector<ResearcherId>();
  return sample_lowest(
      count, ties_of_staff(recruiter), [&](double bar, std::vector<PriorityDraw>& draws) {
        add_named(recruiter, 0, mates, std::numeric_limits<double>::infinity(), draws);
        if (one_by_one) {
          add_named(recruiter, 1, named, bar, draws);
        } else {
          add_tied(recruiter, bar, draws);
        }
      });
}

}  // namespace poach
