#include "graph/teams.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/math.hpp"
#include "base/screen.hpp"
#include "graph/builder.hpp"
#include "graph/staff_index.hpp"

namespace poach::graph {
namespace {

constexpr std::uint32_t places_per_piece = 4096;
constexpr std::uint32_t attempts = 16;  // at finding someone outside the isolated groups

// The tick of a draw's address names its purpose: the graph is made before time begins.
enum Purpose : std::int32_t { isolation, isolated_size, activity, size, kind, candidates };

void require(bool met, const char* sentence) {
  if (!met) throw InputError(std::string("teams: ") + sentence);
}

bool is_share(double value) { return value >= 0.0 && value <= 1.0; }

void validate(const TeamsConfig& config) {
  require(is_share(config.isolated_share), "isolated_share must lie between 0 and 1");
  require(config.isolated_team_size >= 1.0, "isolated_team_size must be at least 1");
  require(config.group_size >= 1, "group_size must be at least 1");
  require(config.activity_scale >= 0.0, "activity_scale must be at least 0");
  require(config.activity_tail > 0.0, "activity_tail must be above 0");
  require(config.size_scale >= 2.0, "size_scale must be at least 2 (a team has two people)");
  require(config.size_tail > 0.0, "size_tail must be above 0");
  require(config.most_teams <= 100'000, "most_teams must be at most 100,000");
  require(config.largest_team >= 2 && config.largest_team <= 10'000,
          "largest_team must lie between 2 and 10,000");
  require(is_share(config.inside_share), "inside_share must lie between 0 and 1");
  require(is_share(config.group_share), "group_share must lie between 0 and 1");
  require(is_share(config.active_first), "active_first must lie between 0 and 1");
}

// floor(scale * uniform^(-1 / tail)), at most `limit`.
std::uint32_t heavy_tailed(double uniform, double scale, double tail, std::uint32_t limit) {
  const double value = scale * pow(uniform, -1.0 / tail);
  return value < limit ? static_cast<std::uint32_t>(value) : limit;
}

// A member of a company.
struct Person {
  std::uint32_t company = 0;
  std::uint32_t member = 0;
};

class TeamSource {
 public:
  TeamSource(const TeamsConfig& config, const Staff& staff, const StaffIndex& index, Seed seed)
      : config_(config),
        index_(index),
        guest_(guest_share(config)),
        group_(config.group_share),
        active_first_(config.active_first),
        isolated_(config.isolated_share),
        leading_(config.activity_scale < 1.0 ? pow(config.activity_scale, config.activity_tail)
                                             : 1.0) {
    const Stream stream(seed, "graph/teams");
    draws_.reserve(staff.company_keys.size());
    for (const std::uint64_t key : staff.company_keys) draws_.push_back(stream.of(key));
    if (config.isolated_team_size > 1.0) {
      log_of_growth_ = log1p(-1.0 / config.isolated_team_size);
    }
  }

  [[nodiscard]] std::size_t pieces() const {
    return (std::size_t{index_.places()} + places_per_piece - 1) / places_per_piece;
  }

  template <class Visit>
  void for_each_tie(std::size_t piece, Visit&& visit) const {
    const auto first = static_cast<std::uint32_t>(piece * places_per_piece);
    const std::uint32_t last = first + std::min(places_per_piece, index_.places() - first);
    std::uint32_t company = index_.company_at(first);
    std::vector<std::uint32_t> team;
    for (std::uint32_t place = first; place < last; ++place) {
      while (place >= index_.begin(company) + index_.headcount(company)) ++company;
      const Person person{company, place - index_.begin(company)};
      if (!is_isolated(person)) {
        visit_teams_led(person, team, visit);
      } else if (person.member % config_.group_size == 0) {
        visit_isolated_group(person, visit);
      }
    }
  }

  // Calls `visit` with everybody in an isolated group.
  template <class Visit>
  void for_each_isolated(Visit&& visit) const {
    for (std::uint32_t company = 0; company < index_.companies(); ++company) {
      for (std::uint32_t member = 0; member < index_.headcount(company); ++member) {
        if (is_isolated({company, member})) visit(index_.vertex(company, member));
      }
    }
  }

 private:
  [[nodiscard]] bool is_isolated(Person person) const {
    const std::uint32_t group = person.member / config_.group_size;
    return isolated_.passes(draws_[person.company].words({group, 0, isolation, 0})[0]);
  }

  // Cuts the group that begins with `first` into teams.
  template <class Visit>
  void visit_isolated_group(Person first, Visit&& visit) const {
    const std::uint32_t end =
        std::min(first.member + config_.group_size, index_.headcount(first.company));
    for (std::uint32_t begin = first.member; begin < end;) {
      const std::uint32_t team_end =
          begin + std::min(isolated_team(first.company, begin), end - begin);
      for (std::uint32_t a = begin; a < team_end; ++a) {
        for (std::uint32_t b = a + 1; b < team_end; ++b) {
          visit(index_.vertex(first.company, a), index_.vertex(first.company, b));
        }
      }
      begin = team_end;
    }
  }

  // Size of the isolated team that begins with `member`: geometric from 1.
  [[nodiscard]] std::uint32_t isolated_team(std::uint32_t company, std::uint32_t member) const {
    if (log_of_growth_ == 0.0) return 1;
    const double more =
        log(draws_[company].uniform({member, 0, isolated_size, 0})) / log_of_growth_;
    return 1 + static_cast<std::uint32_t>(std::min<double>(more, config_.group_size));
  }

  template <class Visit>
  void visit_teams_led(Person leader, std::vector<std::uint32_t>& team, Visit&& visit) const {
    const CohortDraws& draws = draws_[leader.company];
    const double drawn = draws.uniform({leader.member, 0, activity, 0});
    if (drawn > leading_) return;
    const std::uint32_t led =
        heavy_tailed(drawn, config_.activity_scale, config_.activity_tail, config_.most_teams);
    for (std::uint32_t number = 0; number < led; ++number) {
      gather(leader, number, team);
      for (std::size_t a = 0; a < team.size(); ++a) {
        for (std::size_t b = a + 1; b < team.size(); ++b) visit(team[a], team[b]);
      }
    }
  }

  void gather(Person leader, std::uint32_t number, std::vector<std::uint32_t>& team) const {
    const double drawn = draws_[leader.company].uniform({leader.member, number, size, 0});
    const std::uint32_t places =
        heavy_tailed(drawn, config_.size_scale, config_.size_tail, config_.largest_team);
    team.assign(1, index_.vertex(leader.company, leader.member));
    for (std::uint32_t place = 1; place < places; ++place) fill(leader, {number, place}, team);
  }

  struct TeamPlace {
    std::uint32_t team = 0;
    std::uint32_t place = 0;
  };

  void fill(Person leader, TeamPlace at, std::vector<std::uint32_t>& team) const {
    const CohortDraws& draws = draws_[leader.company];
    const RandomWords how = draws.words({leader.member, at.team, kind, at.place});
    const bool guest = guest_.passes(how[0]);
    const bool same_group = !guest && group_.passes(how[1]);
    for (std::uint32_t attempt = 0; attempt < attempts; ++attempt) {
      const RandomWords where =
          draws.words({leader.member, at.team, candidates, at.place * attempts + attempt});
      const std::uint32_t company = guest ? index_.company_of(where[0]) : leader.company;
      if (guest && company == leader.company) continue;
      std::uint32_t first = 0;
      std::uint32_t choice = index_.headcount(company);
      if (same_group) {
        first = leader.member - leader.member % config_.group_size;
        choice = std::min(config_.group_size, choice - first);
      }
      Person found{company, first + below(where[1], choice)};
      if (active_first_.passes(how[2])) {
        found = more_active(found, {company, first + below(where[2], choice)});
      }
      if (is_isolated(found)) continue;
      team.push_back(index_.vertex(found.company, found.member));
      return;
    }
  }

  [[nodiscard]] Person more_active(Person a, Person b) const {
    const auto rank = [this](Person person) {
      return draws_[person.company].uniform({person.member, 0, activity, 0});
    };
    return rank(b) < rank(a) ? b : a;  // the smaller draw leads more teams
  }

  const TeamsConfig& config_;
  const StaffIndex& index_;
  Threshold guest_;
  Threshold group_;
  Threshold active_first_;
  Threshold isolated_;
  std::vector<CohortDraws> draws_;  // by company
  double leading_;                  // share of people who lead a team
  double log_of_growth_ = 0.0;      // ln of the chance that an isolated team gets another member
};

}  // namespace

double guest_share(const TeamsConfig& config) {
  double leader_pairs = 0.0;  // expected per team: pairs of the leader and another
  double other_pairs = 0.0;   // and pairs of two others
  for (std::uint32_t k = 2; k <= config.largest_team; ++k) {
    const double reached = std::min(1.0, pow(config.size_scale / k, config.size_tail));
    leader_pairs += reached;
    other_pairs += (k - 2) * reached;
  }
  double led = 0.0;
  for (std::uint32_t k = 1; k <= config.most_teams; ++k) {
    led += std::min(1.0, pow(config.activity_scale / k, config.activity_tail));
  }
  const double open = (1.0 - config.isolated_share) * led;
  const double isolated = config.isolated_share * (config.isolated_team_size - 1.0);
  const double all = isolated + open * (leader_pairs + other_pairs);
  const auto inside = [&](double guests) {  // falls everywhere
    const double own = 1.0 - guests;
    return isolated + open * (leader_pairs * own + other_pairs * own * own);
  };
  double low = 0.0;
  double high = 1.0;
  for (int step = 0; step < 60; ++step) {
    const double middle = 0.5 * (low + high);
    (inside(middle) > config.inside_share * all ? low : high) = middle;
  }
  return high > 0x1p-50 ? high : 0.0;
}

CompressedGraph teams(const TeamsConfig& config, const Staff& staff, Seed seed,
                      const Workers& workers) {
  validate(config);
  const StaffIndex index(staff);
  const TeamSource source(config, staff, index, seed);
  return build_graph(index.places(), source, workers);
}

std::vector<std::uint8_t> isolated_people(const TeamsConfig& config, const Staff& staff,
                                          Seed seed) {
  validate(config);
  const StaffIndex index(staff);
  std::vector<std::uint8_t> isolated(index.places(), 0);
  TeamSource(config, staff, index, seed).for_each_isolated([&](std::uint32_t v) {
    isolated[v] = 1;
  });
  return isolated;
}

}  // namespace poach::graph
