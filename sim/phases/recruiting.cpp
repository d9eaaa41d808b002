#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "base/math.hpp"
#include "base/screen.hpp"
#include "phases/appraisal.hpp"
#include "phases/priority_sample.hpp"
#include "phases/recruiting_targets.hpp"
#include "phases/search_channels.hpp"

namespace poach {
namespace {

class Recruiters {  // of one company, in one tick
 public:
  Recruiters(const World& world, CompanyId company)
      : world_(world), company_(company), spec_(world.spec_of(company).hiring) {
    const CompanyKind& kind = world.fixed.companies.kinds()[world.fixed.companies.kind_of(company)];
    key_ = combine_keys(kind.key, world.fixed.companies.ordinal_of(company));
    greatest_weight_ = weight_of(world.tick.start.greatest_skill);
  }

  // Approaches this tick: a whole number with the right mean, nobody approached twice.
  [[nodiscard]] std::uint32_t approaches() const {
    const double weeks = world_.fixed.years_per_tick * 365.25 / 7.0;
    const double people = world_.fixed.population.size();
    const double mean = std::min(spec_.approaches_per_week * weeks, people);
    const double whole = floor(mean);
    const double u = world_.fixed.draws_of(StreamName::recruiter_split, company_)
                         .uniform({.tick = world_.state.tick});
    return static_cast<std::uint32_t>(whole) + (u < mean - whole ? 1U : 0U);
  }

  void approach(std::vector<Approach>& approaches_made) {
    const std::uint32_t count = approaches();
    if (count == 0) return;
    draw_all_words();
    for (const RecruitingTarget& target : split_approaches(world_, company_, count)) {
      if (target.count == 0) continue;
      const std::vector<ResearcherId> chosen = sample(target);
      for (const ResearcherId r : chosen) approaches_made.push_back({r, company_, target.channel});
      taken_.insert(chosen.begin(), chosen.end());
    }
  }

 private:
  // Samples by screening: only words low enough to matter are looked at, and the bar rises until
  // enough people have passed it. The sample does not depend on where the bar starts.
  template <class AddBelow>
  [[nodiscard]] std::vector<ResearcherId> lowest(std::uint32_t count, double people,
                                                 const AddBelow& add_below) const {
    const double wanted = count;
    // Lots below the bar are as many as wanted and then some, so that it seldom has to rise.
    double bar = (wanted + std::sqrt(wanted) + 0.5) / std::max(people, 1.0);
    for (;;) {
      if (bar > 64.0) bar = std::numeric_limits<double>::infinity();
      std::vector<PriorityDraw> draws;
      add_below(bar, draws);
      // Some have two lots, so lots alone are no count of people.
      std::vector<ResearcherId> chosen = first_people(draws, count);
      if (chosen.size() == count || bar > 64.0) return chosen;
      bar *= 4.0;
    }
  }

  [[nodiscard]] std::vector<ResearcherId> sample(const RecruitingTarget& target) const {
    if (target.channel == Channel::referral) return referrals(target.count);
    if (target.channel == Channel::team) {
      return of_list(world_.state.teams[*target.team].members, target.count);
    }
    if (target.channel == Channel::rival) return of_rival(*target.rival, target.count);
    const auto people = static_cast<double>(world_.fixed.population.size());
    return lowest(target.count, people, [&](double bar, std::vector<PriorityDraw>& draws) {
      for (const Block& block : world_.fixed.population.blocks())
        screen_block(block, target, bar, draws);
    });
  }

  template <class People>
  [[nodiscard]] std::vector<ResearcherId> of_list(const People& people, std::uint32_t count) const {
    const auto size = static_cast<double>(people.size());
    return lowest(count, size, [&](double bar, std::vector<PriorityDraw>& draws) {
      for (const ResearcherId r : people) add_lot(r, bar, draws);
    });
  }

  [[nodiscard]] std::vector<ResearcherId> of_rival(KindId kind, std::uint32_t count) const {
    const CompanyKind& rival = world_.fixed.companies.kinds()[kind];
    std::vector<ResearcherId> staff;
    for (std::uint32_t k = 0; k < rival.count; ++k) {
      const auto of_one = world_.tick.start.staff.of(CompanyId{rival.first.value() + k});
      staff.insert(staff.end(), of_one.begin(), of_one.end());
    }
    return of_list(staff, count);
  }

  [[nodiscard]] double weight_of(double skill) const {
    const double exponent = spec_.visibility_exponent;
    if (exponent == 0.0) return 1.0;
    return exponent == 1.0 ? skill : pow(skill, exponent);
  }
  [[nodiscard]] CohortDraws draws_for(std::uint32_t cohort) const {
    return CohortDraws(
        combine_keys(world_.fixed.draws.of_cohort(StreamName::recruiters, cohort).key(), key_));
  }
  // Approachable, among those whom the company looks for, and not already chosen for another
  // target: each approach is one more person.
  [[nodiscard]] bool is_free(ResearcherId r) const {
    return !taken_.contains(r) && is_approachable(world_, r, company_) &&
           extends_to(world_, spec_.targeting.to, company_, r);
  }

  // Adds the person's lot if it is below the bar.
  void add_lot(ResearcherId r, double bar, std::vector<PriorityDraw>& draws) const {
    const std::uint32_t word = word_of(r);
    const double weight = weight_of(world_.state.researchers.skill[r]);
    // -ln(1 - v) >= v, so who fails this cannot have a lot below the bar.
    if (static_cast<double>(word) > bar * 0x1p32 * weight) return;
    const double priority = priority_of(word, weight);
    if (priority <= bar && is_free(r)) draws.push_back({0, priority, r});
  }

  void screen_block(const Block& block, const RecruitingTarget& target, double bar,
                    std::vector<PriorityDraw>& draws) const {
    std::array<std::uint32_t, block_size> drawn;
    const std::uint32_t size = block.researchers.size();
    std::span<const std::uint32_t> words(drawn.data(), size);
    if (words_.empty()) {
      draw_words(draws_for(block.cohort), block.first_ordinal, world_.state.tick,
                 std::span(drawn).first(size));
    } else {
      words = std::span(words_).subspan(block.researchers.first(), size);
    }
    // Few have a word low enough even with the greatest weight: those are looked at one by one.
    const double scale = bar * 0x1p32;
    std::array<std::uint32_t, block_size> picks;
    const double greatest = target.channel == Channel::anyone ? 1.0 : greatest_weight_;
    const std::uint32_t few = screen_below(words, (scale * greatest + 1.0) * 0x1p-32, picks);
    for (const std::uint32_t k : std::span(picks).first(few)) {
      const ResearcherId r{block.researchers.first() + k};
      const double weight =
          target.channel == Channel::anyone ? 1.0 : weight_of(world_.state.researchers.skill[r]);
      if (static_cast<double>(words[k]) > scale * weight) continue;
      if (target.channel == Channel::field && world_.state.researchers.field[r] != target.field)
        continue;
      const double priority = priority_of(words[k], weight);
      if (priority <= bar && is_free(r)) draws.push_back({0, priority, r});
    }
  }

  // Collaborators of the staff, the more ties the likelier; who just joined names former team-mates
  // first. An exponential race with a rate of one for each tie.
  [[nodiscard]] std::vector<ResearcherId> referrals(std::uint32_t count) const {
    const std::vector<ResearcherId> mates = former_mates();
    const std::vector<ResearcherId> named =
        words_.empty() ? named_by_staff() : std::vector<ResearcherId>();
    return lowest(count, ties_of_staff(), [&](double bar, std::vector<PriorityDraw>& draws) {
      add_tied(0, mates, std::numeric_limits<double>::infinity(), draws);
      if (words_.empty()) {
        add_tied(1, named, bar, draws);
      } else {
        screen_tied(bar, draws);
      }
    });
  }

  // Ties of the staff, with those among themselves: where the bar starts, no more.
  [[nodiscard]] double ties_of_staff() const {
    std::uint64_t ties = 0;
    for (const ResearcherId r : world_.tick.start.staff.of(company_)) {
      ties += world_.state.collaborators_of(r).size();
    }
    return static_cast<double>(ties);
  }

  // Former team-mates of newcomers, once for each tie.
  [[nodiscard]] std::vector<ResearcherId> former_mates() const {
    const ResearcherTable& people = world_.state.researchers;
    const std::int32_t window = whole_ticks(
        ticks(world_.state.parameters.market.search.newcomer_window, world_.fixed.years_per_tick));
    std::vector<ResearcherId> mates;
    for (const ResearcherId staff : world_.tick.start.staff.of(company_)) {
      if (world_.state.tick - people.joined[staff] > window || people.generation[staff] != 0)
        continue;
      const OptionalCompany before = people.last_employer[staff];
      if (!before || before == OptionalCompany(company_)) continue;
      for (const std::uint32_t n : world_.state.collaborators_of(staff)) {
        if (people.employer[ResearcherId{n}] == before) mates.push_back(ResearcherId{n});
      }
    }
    return mates;
  }

  // All collaborators of the staff who work elsewhere, once for each tie.
  [[nodiscard]] std::vector<ResearcherId> named_by_staff() const {
    const ResearcherTable& people = world_.state.researchers;
    std::vector<ResearcherId> named;
    for (const ResearcherId staff : world_.tick.start.staff.of(company_)) {
      if (people.generation[staff] != 0) continue;
      for (const std::uint32_t n : world_.state.collaborators_of(staff)) {
        const ResearcherId other{n};
        if (people.employer[other] != OptionalCompany(company_)) named.push_back(other);
      }
    }
    return named;
  }

  // Lots below the bar, where everyone's word is drawn: few have one low enough even with the most
  // ties, and only theirs are counted.
  void screen_tied(double bar, std::vector<PriorityDraw>& draws) const {
    const double scale = bar * 0x1p32;
    const auto most_ties = static_cast<double>(world_.state.collaborations.greatest_degree());
    std::array<std::uint32_t, block_size> picks;
    for (std::size_t first = 0; first < words_.size(); first += block_size) {
      const auto words = std::span(words_).subspan(first).first(
          std::min<std::size_t>(block_size, words_.size() - first));
      const std::uint32_t few = screen_below(words, (scale * most_ties + 1.0) * 0x1p-32, picks);
      for (const std::uint32_t k : std::span(picks).first(few)) {
        add_if_tied(ResearcherId{static_cast<std::uint32_t>(first) + k}, bar, draws);
      }
    }
  }

  void add_if_tied(ResearcherId r, double bar, std::vector<PriorityDraw>& draws) const {
    // Nobody has more ties to the staff than ties in all; see add_lot for the bound.
    const auto ties_in_all = static_cast<double>(world_.state.collaborators_of(r).size());
    const ResearcherTable& people = world_.state.researchers;
    if (static_cast<double>(words_[r.value()]) > bar * 0x1p32 * ties_in_all) return;
    if (people.generation[r] != 0 || people.employer[r] == OptionalCompany(company_)) return;
    const std::uint32_t ties = collaborators_at(world_, r, company_);
    if (ties == 0) return;
    const double priority = priority_of(words_[r.value()], static_cast<double>(ties));
    if (priority <= bar && is_free(r)) draws.push_back({1, priority, r});
  }

  // Lots below the bar. A person's word is the same however often the person is named.
  void add_tied(int order, const std::vector<ResearcherId>& named, double bar,
                std::vector<PriorityDraw>& draws) const {
    std::vector<ResearcherId> low;
    const double scale = bar * 0x1p32;
    for (const ResearcherId r : named) {
      // Nobody has more ties to the staff than ties in all; see add_lot for the bound.
      const auto ties_in_all = static_cast<double>(world_.state.collaborators_of(r).size());
      if (static_cast<double>(word_of(r)) <= scale * ties_in_all) low.push_back(r);
    }
    std::sort(low.begin(), low.end());
    for (std::size_t k = 0; k < low.size();) {
      std::size_t ties = 0;
      const ResearcherId r = low[k];
      for (; k < low.size() && low[k] == r; ++k) ++ties;
      const double priority = priority_of(word_of(r), static_cast<double>(ties));
      const bool eligible =
          world_.state.researchers.generation[r] == 0 && priority <= bar && is_free(r);
      if (eligible) draws.push_back({order, priority, r});
    }
  }

  // Drawn for everyone at once in small markets, where that is cheaper than one by one.
  void draw_all_words() {
    constexpr std::uint32_t small_market = 1U << 20;
    if (world_.fixed.population.size() > small_market) return;
    words_.resize(world_.fixed.population.size());
    for (const Block& block : world_.fixed.population.blocks()) {
      draw_words(draws_for(block.cohort), block.first_ordinal, world_.state.tick,
                 std::span(words_).subspan(block.researchers.first(), block.researchers.size()));
    }
  }

  [[nodiscard]] std::uint32_t word_of(ResearcherId r) const {
    if (!words_.empty()) return words_[r.value()];
    return draw_word(draws_for(world_.fixed.population.cohort_of(r)),
                     world_.fixed.population.ordinal_of(r), world_.state.tick);
  }

  const World& world_;
  CompanyId company_;
  const HiringSpec& spec_;
  std::uint64_t key_;
  double greatest_weight_;
  std::vector<std::uint32_t> words_;
  std::set<ResearcherId> taken_;
};

}  // namespace

std::vector<Approach> recruit(const World& world, const Services& services) {
  std::vector<std::vector<Approach>> made(
      world.fixed.features.recruiters ? world.fixed.companies.size() : 0);
  services.workers.for_each(made.size(), [&](std::size_t c) {
    const CompanyId company{static_cast<std::uint32_t>(c)};
    if (world.spec_of(company).hiring.approaches_per_week <= 0.0) return;
    if (!world.tick.start.open_seats.empty() && world.tick.start.open_seats[company] == 0) return;
    Recruiters(world, company).approach(made[c]);
  });
  std::vector<Approach> approaches;
  for (const auto& of_company : made) {
    approaches.insert(approaches.end(), of_company.begin(), of_company.end());
  }
  add_news(world, approaches);
  return approaches;
}

}  // namespace poach
