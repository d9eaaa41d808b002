#include "phases/entrant_ties.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "graph/team_places.hpp"
#include "phases/blocks.hpp"
#include "world/build_network.hpp"

namespace poach {
namespace {

using graph::Tie;

// What a draw of an entrant is for: the counterpart of its address.
enum Purpose : std::uint32_t { size_apart, activity, size, member, guest, friends };

// Fitted with the base scenario: ten years of entries and exits keep the measures of the network.
constexpr std::uint32_t most_teams_at_entry = 3;
constexpr double guests_at_entry = 0.6;  // of the generator's share: moves carry ties abroad, too
constexpr std::uint32_t candidates_of_the_apart = 16;
constexpr std::uint32_t draws_per_team = 1U << 15;

bool has_first_job(const Market& market, ResearcherId r) {
  const ResearcherTable& people = market.state.researchers;
  return people.generation[r] != 0 && people.joined[r] == market.state.tick && people.employer[r] &&
         !people.last_employer[r];
}

std::vector<ResearcherId> entrants_with_first_jobs(World& world, const Services& services) {
  std::vector<std::vector<ResearcherId>> found(world.fixed.population.blocks().size());
  for_each_block(world, services, [&](const Block& block, BlockLog&) {
    auto& here = found[static_cast<std::size_t>(&block - world.fixed.population.blocks().data())];
    for (const ResearcherId r : block.researchers) {
      if (has_first_job(world, r)) here.push_back(r);
    }
  });
  std::vector<ResearcherId> all;
  for (const auto& here : found) all.insert(all.end(), here.begin(), here.end());
  return all;
}

// The staff of each company who keep apart from most teams, or those who do not.
StaffLists staff_who_keep(const Market& market, std::uint8_t apart) {
  std::vector<OptionalCompany> employers = market.state.researchers.employer.stored_values();
  for (const ResearcherId r : market.fixed.population.ids()) {
    if (market.state.researchers.apart[r] != apart) employers[r.value()] = {};
  }
  StaffLists staff;
  staff.assign(market.fixed.companies.size(), employers);
  return staff;
}

// One entrant among those of the staff who keep apart as the entrant does.
class Entrant {
 public:
  Entrant(const Market& market, const graph::TeamPlaces& places, const StaffLists& people,
          ResearcherId self)
      : market_(market),
        spec_(market.fixed.scenario.network.teams),
        places_(places),
        self_(self),
        staff_(people.of(*market.state.researchers.employer[self])),
        everyone_(people.all()),
        draws_(market.fixed.draws_of(StreamName::entrant_ties, self)) {}

  // The ties that the entrant brings about.
  [[nodiscard]] std::vector<Tie> ties() {
    if (staff_.size() < 2) return {};
    if (market_.state.researchers.apart[self_] != 0) {
      join_apart(places_.size_apart(uniform(size_apart)));
    } else {
      const std::uint32_t teams = std::min(places_.led(uniform(activity)), most_teams_at_entry);
      for (std::uint32_t t = 0; t < teams; ++t) join(t, places_.size_seen(uniform(size, t)));
    }
    return std::move(ties_);
  }

 private:
  [[nodiscard]] RandomWords words(std::uint32_t purpose, std::uint32_t index) const {
    const std::uint32_t person = market_.state.researchers.generation[self_];
    return draws_.words(
        {.counterpart = purpose, .tick = static_cast<std::int32_t>(person), .index = index});
  }
  [[nodiscard]] double uniform(std::uint32_t purpose, std::uint32_t index = 0) const {
    const RandomWords drawn = words(purpose, index);
    return open_unit(drawn[0], drawn[1]);
  }

  [[nodiscard]] static ResearcherId one_of(std::span<const ResearcherId> people,
                                           std::uint32_t word) {
    return people[static_cast<std::size_t>((std::uint64_t{word} * people.size()) >> 32)];
  }

  // The part of the staff that the generator would call the entrant's group.
  [[nodiscard]] std::span<const ResearcherId> group() const {
    const auto self = std::lower_bound(staff_.begin(), staff_.end(), self_);
    const auto place = static_cast<std::size_t>(self - staff_.begin());
    const auto most = static_cast<std::size_t>(spec_.group_size);
    const std::size_t first = place - place % most;
    return staff_.subspan(first, std::min(most, staff_.size() - first));
  }

  // Who is asked for a place: a guest, somebody of the group, or anyone of the staff.
  [[nodiscard]] ResearcherId asked(std::uint32_t index) const {
    const RandomWords how = words(guest, index);
    const RandomWords who = words(member, index);
    if (open_unit(how[0], how[1]) < guests_at_entry * places_.guest_share()) {
      return one_of(everyone_, who[0]);
    }
    const bool stays = open_unit(how[2], how[3]) < spec_.group_share;
    return one_of(stays ? group() : staff_, who[0]);
  }

  // A team of so many with the entrant; smaller if those asked are the same people again and again.
  void join(std::uint32_t number, std::uint32_t members) {
    team_.assign(1, self_);
    for (std::uint32_t k = 0; k < 2 * members && team_.size() < members; ++k) {
      const ResearcherId other = asked(number * draws_per_team + k);
      if (std::find(team_.begin(), team_.end(), other) == team_.end()) team_.push_back(other);
    }
    tie_team();
  }

  // The least connected of some of the staff, with those who know that person and each other.
  void join_apart(std::uint32_t members) {
    team_.assign(1, self_);
    if (members > 1) team_.push_back(least_connected());
    for (const ResearcherId other :
         members > 1 ? friends_of(team_.back()) : std::vector<ResearcherId>()) {
      if (team_.size() >= members) break;
      if (knows_the_team(other)) team_.push_back(other);
    }
    tie_team();
  }

  [[nodiscard]] ResearcherId least_connected() const {
    std::optional<ResearcherId> least;
    for (std::uint32_t k = 0; k < candidates_of_the_apart; ++k) {
      const ResearcherId other = one_of(staff_, words(member, k)[0]);
      if (other == self_) continue;
      if (!least || ties_of(other) < ties_of(*least)) least = other;
    }
    return least.value_or(staff_.front() == self_ ? staff_.back() : staff_.front());
  }
  [[nodiscard]] std::uint32_t ties_of(ResearcherId r) const {
    return market_.state.collaborations.degree(r.value());
  }

  // A person's collaborators, those at the company first, else in an order that is drawn.
  [[nodiscard]] std::vector<ResearcherId> friends_of(ResearcherId person) const {
    const ResearcherTable& people = market_.state.researchers;
    std::vector<std::tuple<bool, std::uint32_t, ResearcherId>> drawn;
    for (const std::uint32_t n : market_.state.collaborators_of(person)) {
      const ResearcherId other{n};
      const std::uint32_t key = market_.fixed.person_key(other);
      const RandomWords word =
          draws_.words({.counterpart = key,
                        .tick = static_cast<std::int32_t>(people.generation[self_]),
                        .index = friends});
      drawn.emplace_back(people.employer[other] != people.employer[self_], word[0], other);
    }
    std::sort(drawn.begin(), drawn.end());
    std::vector<ResearcherId> found;
    for (const auto& [elsewhere, word, other] : drawn) found.push_back(other);
    return found;
  }

  // Whether somebody knows everyone of the team but the entrant.
  [[nodiscard]] bool knows_the_team(ResearcherId other) const {
    return std::all_of(team_.begin() + 1, team_.end(), [&](ResearcherId one) {
      return market_.state.collaborations.has_edge(one.value(), other.value());
    });
  }

  // Everyone in a team knows everyone else.
  void tie_team() {
    for (std::size_t k = 0; k < team_.size(); ++k) {
      for (std::size_t l = k + 1; l < team_.size(); ++l) {
        ties_.push_back({team_[k].value(), team_[l].value()});
      }
    }
  }

  const Market& market_;
  const TeamNetworkSpec& spec_;
  const graph::TeamPlaces& places_;
  ResearcherId self_;
  std::span<const ResearcherId> staff_;
  std::span<const ResearcherId> everyone_;
  AgentDraws draws_;
  std::vector<ResearcherId> team_;  // the one at work, the entrant first
  std::vector<Tie> ties_;
};

}  // namespace

void end_ties(World& world, const Services&) {
  if (!world.state.collaborations.is_open()) return;
  for (const BlockLog& log : world.tick.log.blocks) {
    for (const ResearcherId r : log.exited) world.state.collaborations.remove_ties_of(r.value());
  }
}

void form_ties(World& world, const Services& services) {
  if (!world.fixed.features.entrant_ties) return;
  const std::vector<ResearcherId> entrants = entrants_with_first_jobs(world, services);
  if (entrants.empty()) return;
  const auto keeps_apart = [&](ResearcherId r) { return world.state.researchers.apart[r] != 0; };
  const bool some_apart = std::any_of(entrants.begin(), entrants.end(), keeps_apart);
  const bool all_apart = std::all_of(entrants.begin(), entrants.end(), keeps_apart);
  const StaffLists open = all_apart ? StaffLists() : staff_who_keep(world, 0);
  const StaffLists apart = some_apart ? staff_who_keep(world, 1) : StaffLists();
  const graph::TeamPlaces places(team_config(world.fixed.scenario.network.teams));
  // Everyone joins the graph as it was before the tick's other entrants did.
  std::vector<std::vector<Tie>> ties(entrants.size());
  services.workers.for_each(entrants.size(), [&](std::size_t k) {
    const StaffLists& people = keeps_apart(entrants[k]) ? apart : open;
    ties[k] = Entrant(world, places, people, entrants[k]).ties();
  });
  for (std::size_t k = 0; k < entrants.size(); ++k) {
    for (const Tie& tie : ties[k]) world.state.collaborations.add(tie.first, tie.second);
  }
}

}  // namespace poach
