#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "lots.hpp"
#include "poach/base/math.hpp"
#include "poach/base/screen.hpp"
#include "search_channels.hpp"

namespace poach {
namespace {

class Recruiters {  // of one company, in one tick
 public:
  Recruiters(const World& world, CompanyId company)
      : world_(world), company_(company), spec_(world.spec_of(company).hiring) {
    const CompanyGroup& group = world.companies.groups()[world.companies.group_of(company)];
    key_ = combine_keys(group.key, world.companies.ordinal_of(company));
    greatest_weight_ = weight_of(world.plan.greatest_skill);
  }

  // Approaches this tick: a whole number with the right mean, nobody approached twice.
  [[nodiscard]] std::uint32_t approaches() const {
    const double weeks = world_.years_per_tick * 365.25 / 7.0;
    const double people = world_.population.size();
    const double mean = std::min(spec_.approaches_per_week * weeks, people);
    const double whole = floor(mean);
    const double u =
        world_.draws_of(StreamName::recruiter_split, company_).uniform({.tick = world_.tick});
    return static_cast<std::uint32_t>(whole) + (u < mean - whole ? 1U : 0U);
  }

  void approach(std::vector<Approach>& approaches_made) {
    const std::uint32_t count = approaches();
    if (count == 0) return;
    draw_all_words();
    for (const Target& target : split(count)) {
      if (target.count == 0) continue;
      const std::vector<ResearcherId> chosen = sample(target);
      for (const ResearcherId r : chosen) approaches_made.push_back({r, company_, target.channel});
      taken_.insert(chosen.begin(), chosen.end());
    }
  }

 private:
  struct Target {
    Channel channel = Channel::anyone;
    double weight = 0.0;
    OptionalId<GroupId> rival;
    std::uint8_t field = 0;
    OptionalId<TeamId> team;
    std::uint32_t count = 0;
  };

  [[nodiscard]] std::vector<Target> targets() const {
    const TargetingSpec& t = spec_.targeting;
    std::vector<Target> list = {{Channel::referral, t.referrals, {}, 0, {}, 0},
                                {Channel::visible, t.visible, {}, 0, {}, 0},
                                {Channel::anyone, t.anyone, {}, 0, {}, 0}};
    for (const auto& [name, weight] : t.companies) {
      const OptionalId<GroupId> rival = world_.companies.find_group(name);
      if (rival) list.push_back({Channel::rival, weight, rival, 0, {}, 0});
    }
    // In the order of companies, so that a new name for one does not deal the approaches anew.
    std::sort(list.begin() + 3, list.end(),
              [](const Target& x, const Target& y) { return *x.rival < *y.rival; });
    std::uint8_t number = 0;
    for (const auto& [name, share] : world_.scenario.researchers.fields) {
      const auto found = t.fields.find(name);
      if (found != t.fields.end()) {
        list.push_back({Channel::field, found->second, {}, number, {}, 0});
      }
      ++number;
    }
    for (const TeamId team : world_.teams.ids()) {
      const auto found = t.teams.find(world_.teams[team].name);
      if (found != t.teams.end()) {
        list.push_back({Channel::team, found->second, {}, 0, team, 0});
      }
    }
    return list;
  }

  // Each approach draws its target by weight; without any targeting everyone is alike.
  [[nodiscard]] std::vector<Target> split(std::uint32_t approaches) const {
    std::vector<Target> list = targets();
    double total = 0.0;
    for (const Target& target : list) total += target.weight;
    if (total <= 0.0) {
      list[2].count = approaches;
      return list;
    }
    const AgentDraws draws = world_.draws_of(StreamName::recruiter_split, company_);
    for (std::uint32_t a = 0; a < approaches; ++a) {
      double left = total * draws.uniform({.tick = world_.tick, .index = a + 1});
      std::size_t k = 0;
      while (k + 1 < list.size() && left >= list[k].weight) left -= list[k++].weight;
      ++list[k].count;
    }
    return list;
  }

  // Samples by screening: only words low enough to matter are looked at, and the bar rises until
  // enough people have passed it. The sample does not depend on where the bar starts.
  template <class AddBelow>
  [[nodiscard]] std::vector<ResearcherId> lowest(std::uint32_t count, double people,
                                                 const AddBelow& add_below) const {
    const double wanted = count;
    double bar = (wanted + 3.0 * std::sqrt(wanted) + 3.0) / std::max(people, 1.0);
    for (;;) {
      if (bar > 64.0) bar = std::numeric_limits<double>::infinity();
      std::vector<Lot> lots;
      add_below(bar, lots);
      // Some have two lots, so lots alone are no count of people.
      std::vector<ResearcherId> chosen = first_people(lots, count);
      if (chosen.size() == count || bar > 64.0) return chosen;
      bar *= 4.0;
    }
  }

  [[nodiscard]] std::vector<ResearcherId> sample(const Target& target) const {
    if (target.channel == Channel::referral) return referrals(target.count);
    if (target.channel == Channel::team) {
      return of_list(world_.teams[*target.team].members, target.count);
    }
    if (target.channel == Channel::rival) return of_rival(*target.rival, target.count);
    const auto people = static_cast<double>(world_.population.size());
    return lowest(target.count, people, [&](double bar, std::vector<Lot>& lots) {
      for (const Block& block : world_.population.blocks()) screen_block(block, target, bar, lots);
    });
  }

  template <class People>
  [[nodiscard]] std::vector<ResearcherId> of_list(const People& people, std::uint32_t count) const {
    const auto size = static_cast<double>(people.size());
    return lowest(count, size, [&](double bar, std::vector<Lot>& lots) {
      for (const ResearcherId r : people) add_lot(r, bar, lots);
    });
  }

  [[nodiscard]] std::vector<ResearcherId> of_rival(GroupId group, std::uint32_t count) const {
    const CompanyGroup& rival = world_.companies.groups()[group];
    std::vector<ResearcherId> staff;
    for (std::uint32_t k = 0; k < rival.count; ++k) {
      const auto of_one = world_.plan.staff.of(CompanyId{rival.first.value() + k});
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
        combine_keys(world_.draws.of_cohort(StreamName::recruiters, cohort).key(), key_));
  }
  // Approachable, and not already chosen for another target: each approach is one more person.
  [[nodiscard]] bool is_free(ResearcherId r) const {
    return !taken_.contains(r) && is_approachable(world_, r, company_);
  }

  // Adds the person's lot if it is below the bar.
  void add_lot(ResearcherId r, double bar, std::vector<Lot>& lots) const {
    const std::uint32_t word = word_of(r);
    const double weight = weight_of(world_.researchers.skill[r]);
    // -ln(1 - v) >= v, so who fails this cannot have a lot below the bar.
    if (static_cast<double>(word) > bar * 0x1p32 * weight) return;
    const double lot = lot_of(word, weight);
    if (lot <= bar && is_free(r)) lots.push_back({0, lot, r});
  }

  void screen_block(const Block& block, const Target& target, double bar,
                    std::vector<Lot>& lots) const {
    std::array<std::uint32_t, block_size> drawn;
    const std::uint32_t size = block.researchers.size();
    std::span<const std::uint32_t> words(drawn.data(), size);
    if (words_.empty()) {
      draw_words(draws_for(block.cohort), block.first_ordinal, world_.tick,
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
          target.channel == Channel::anyone ? 1.0 : weight_of(world_.researchers.skill[r]);
      if (static_cast<double>(words[k]) > scale * weight) continue;
      if (target.channel == Channel::field && world_.researchers.field[r] != target.field) continue;
      const double lot = lot_of(words[k], weight);
      if (lot <= bar && is_free(r)) lots.push_back({0, lot, r});
    }
  }

  // Collaborators of the staff, the more ties the likelier; who just joined names former team-mates
  // first. An exponential race with a rate of one for each tie.
  [[nodiscard]] std::vector<ResearcherId> referrals(std::uint32_t count) const {
    std::vector<ResearcherId> mates;
    std::vector<ResearcherId> named;
    list_ties(mates, named);
    const auto ties = static_cast<double>(named.size());
    return lowest(count, ties, [&](double bar, std::vector<Lot>& lots) {
      add_tied(0, mates, std::numeric_limits<double>::infinity(), lots);
      add_tied(1, named, bar, lots);
    });
  }

  // Who is named, once for each tie: former team-mates of newcomers, and all collaborators outside.
  void list_ties(std::vector<ResearcherId>& mates, std::vector<ResearcherId>& named) const {
    const ResearcherTable& people = world_.researchers;
    const OptionalCompany* const employers = people.employer.stored_values().data();
    const std::int32_t window =
        whole_ticks(ticks(world_.parameters.market.search.newcomer_window, world_.years_per_tick));
    for (const ResearcherId staff : world_.plan.staff.of(company_)) {
      if (people.generation[staff] != 0) continue;
      const OptionalCompany before = people.last_employer[staff];
      const bool newcomer = before && world_.tick - people.joined[staff] <= window;
      for (const std::uint32_t n : world_.collaborators_of(staff)) {
        if (employers[n] == OptionalCompany(company_)) continue;
        if (newcomer && employers[n] == before) mates.push_back(ResearcherId{n});
        named.push_back(ResearcherId{n});
      }
    }
  }

  // Lots below the bar. A person's word is the same however often the person is named.
  void add_tied(int order, const std::vector<ResearcherId>& named, double bar,
                std::vector<Lot>& lots) const {
    std::vector<ResearcherId> low;
    const double scale = bar * 0x1p32;
    for (const ResearcherId r : named) {
      // Nobody has more ties to the staff than ties in all; see add_lot for the bound.
      const auto ties = static_cast<double>(world_.collaborators_of(r).size());
      if (static_cast<double>(word_of(r)) <= scale * ties) low.push_back(r);
    }
    std::sort(low.begin(), low.end());
    for (std::size_t k = 0; k < low.size();) {
      std::size_t ties = 0;
      const ResearcherId r = low[k];
      for (; k < low.size() && low[k] == r; ++k) ++ties;
      const double lot = lot_of(word_of(r), static_cast<double>(ties));
      const bool eligible = world_.researchers.generation[r] == 0 && lot <= bar && is_free(r);
      if (eligible) lots.push_back({order, lot, r});
    }
  }

  // Drawn for everyone at once in small markets, where that is cheaper than one by one.
  void draw_all_words() {
    constexpr std::uint32_t small_market = 1U << 20;
    if (world_.population.size() > small_market) return;
    words_.resize(world_.population.size());
    for (const Block& block : world_.population.blocks()) {
      draw_words(draws_for(block.cohort), block.first_ordinal, world_.tick,
                 std::span(words_).subspan(block.researchers.first(), block.researchers.size()));
    }
  }

  [[nodiscard]] std::uint32_t word_of(ResearcherId r) const {
    if (!words_.empty()) return words_[r.value()];
    return draw_word(draws_for(world_.population.cohort_of(r)), world_.population.ordinal_of(r),
                     world_.tick);
  }

  const World& world_;
  CompanyId company_;
  const HiringSpec& spec_;
  std::uint64_t key_ = 0;
  double greatest_weight_ = 1.0;
  std::vector<std::uint32_t> words_;
  std::set<ResearcherId> taken_;
};

}  // namespace

std::vector<Approach> recruit(const World& world, const Services& services) {
  std::vector<std::vector<Approach>> made(world.features.recruiters ? world.companies.size() : 0);
  services.workers.for_each(made.size(), [&](std::size_t c) {
    const CompanyId company{static_cast<std::uint32_t>(c)};
    if (world.spec_of(company).hiring.approaches_per_week <= 0.0) return;
    if (!world.plan.open_seats.empty() && world.plan.open_seats[company] == 0) return;
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
