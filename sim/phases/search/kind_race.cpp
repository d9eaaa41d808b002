#include "phases/search/kind_race.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

#include "base/lockstep_math.hpp"
#include "base/screen.hpp"

namespace poach {
namespace {

// The people of a block whose words have a number of significant bits.
struct Group {
  std::uint32_t people = 0;
  std::vector<std::uint32_t> numbers;  // of those asked for, among the people
  std::vector<std::uint32_t> askers;   // the same people, among all asked for
};
using Groups = std::array<Group, 33>;

// Words with fewer bits are in one group with these: 64 people or more, so that small blocks do not
// draw once a kind for a few.
unsigned fewest_bits(std::uint32_t people) {
  return 39U - std::max(7U, static_cast<unsigned>(std::bit_width(people)));
}

// Everyone with a word as low as the group of the greatest word asked for.
std::span<const std::uint32_t> people_below(std::span<const std::uint32_t> words,
                                            std::span<const std::uint32_t> people,
                                            std::span<std::uint32_t> picks) {
  std::uint32_t greatest = 0;
  for (const std::uint32_t offset : people) greatest = std::max(greatest, words[offset]);
  const unsigned bits = std::max(static_cast<unsigned>(std::bit_width(greatest)),
                                 fewest_bits(static_cast<std::uint32_t>(words.size())));
  const auto end = static_cast<double>(std::uint64_t{1} << bits);
  return picks.first(screen_below(words, end * 0x1p-32, picks));
}

Groups groups_of(const Market& market, const Block& block, std::span<const std::uint32_t> people) {
  std::array<std::uint32_t, block_size> room;
  std::array<std::uint32_t, block_size> picks;
  const std::span words = std::span(room).first(block.researchers.size());
  draw_words(market.fixed.draws.of_cohort(StreamName::meetings, block.cohort), block.first_ordinal,
             market.state.tick, words);
  const unsigned fewest = fewest_bits(block.researchers.size());
  Groups groups;
  std::uint32_t next = 0;
  for (const std::uint32_t offset : people_below(words, people, picks)) {
    Group& group = groups[std::max(static_cast<unsigned>(std::bit_width(words[offset])), fewest)];
    if (next < people.size() && people[next] == offset) {
      group.numbers.push_back(group.people);
      group.askers.push_back(next++);
    }
    ++group.people;
  }
  return groups;
}

// The arrivals of all kinds at the people of one group.
class GroupRace {
 public:
  GroupRace(const MeetingRates& rates, const CohortDraws& draws) : rates_(rates), draws_(draws) {}

  void run(const Group& group, const DrawAddress& at, std::span<FirstArrival> arrivals) {
    if (group.numbers.empty()) return;
    // Nothing arrives before 0, so that others need no look-up.
    firsts_.assign(group.people, {{}, 0.0});
    for (const std::uint32_t number : group.numbers) firsts_[number] = {};
    clocks_.assign(rates_.kinds.size(), 0.0);
    calls_.assign(rates_.kinds.size(), at.counterpart);
    const auto waits = [&](std::uint32_t number) { return firsts_[number].time > until_; };
    until_ = 0.0;
    while (std::ranges::any_of(group.numbers, waits)) {
      until_ += group.people;  // one more arrival a person, on average
      arrive(at);
    }
    for (std::size_t k = 0; k < group.numbers.size(); ++k) {
      FirstArrival& arrival = arrivals[group.askers[k]];
      arrival = firsts_[group.numbers[k]];
      arrival.time /= group.people;
    }
  }

 private:
  [[nodiscard]] bool is_behind(std::uint32_t k) const {
    return clocks_[k] < until_ * rates_.rates[k];
  }

  // Draws all arrivals up to a time, and at most one call's beyond it, which hold all the same.
  void arrive(const DrawAddress& at) {
    behind_.clear();
    for (std::uint32_t k = 0; k < clocks_.size(); ++k) {
      if (is_behind(k)) behind_.push_back(k);
    }
    while (!behind_.empty()) {
      for (std::size_t done = 0; done < behind_.size(); done += batch) {
        draw(std::span(behind_).subspan(done, std::min(batch, behind_.size() - done)), at);
      }
      std::erase_if(behind_, [&](std::uint32_t k) { return !is_behind(k); });
    }
  }

  // Two arrivals of each of some kinds.
  void draw(std::span<const std::uint32_t> kinds, const DrawAddress& at) {
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      keys_[k] = rates_.keys[kinds[k]];
      numbers_[k] = calls_[kinds[k]]++;
    }
    draw_calls(draws_, at, std::span(keys_).first(kinds.size()),
               std::span(numbers_).first(kinds.size()), std::span(words_).first(kinds.size()));
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      uniforms_[2 * k] = (static_cast<double>(words_[k][0]) + 0.5) * 0x1p-32;
      uniforms_[2 * k + 1] = (static_cast<double>(words_[k][2]) + 0.5) * 0x1p-32;
    }
    log_of_each(std::span(uniforms_).first(2 * kinds.size()),
                std::span(logs_).first(2 * kinds.size()));
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      double& clock = clocks_[kinds[k]];
      clock -= logs_[2 * k];
      arrive_at(words_[k][1], kinds[k], clock);
      clock -= logs_[2 * k + 1];
      arrive_at(words_[k][3], kinds[k], clock);
    }
  }

  void arrive_at(std::uint32_t word, std::uint32_t kind, double clock) {
    FirstArrival& first = firsts_[(std::uint64_t{word} * firsts_.size()) >> 32];
    const double time = clock * rates_.waits[kind];
    // No branch: whether an arrival is the first so far is anybody's guess.
    const bool earlier = time < first.time;
    first.kind = earlier ? OptionalId<KindId>(rates_.kinds[kind]) : first.kind;
    first.time = earlier ? time : first.time;
  }

  static constexpr std::size_t batch = 64;
  const MeetingRates& rates_;
  const CohortDraws& draws_;
  double until_ = 0.0;                // all arrivals up to this time are drawn
  std::vector<FirstArrival> firsts_;  // by number in the group
  std::vector<double> clocks_;        // of each kind: the last arrival drawn, at a rate of 1
  std::vector<std::uint32_t> calls_;  // of each kind: number of the next call
  std::vector<std::uint32_t> behind_;
  std::array<std::uint32_t, batch> keys_{};
  std::array<std::uint32_t, batch> numbers_{};
  std::array<RandomWords, batch> words_{};
  std::array<double, 2 * batch> uniforms_{};
  std::array<double, 2 * batch> logs_{};
};

}  // namespace

void race_to(const Market& market, const TickStart& start, const Block& block, std::uint32_t index,
             std::span<const std::uint32_t> people, std::span<FirstArrival> arrivals) {
  std::ranges::fill(arrivals, FirstArrival{});
  if (people.empty() || start.meeting_rates.kinds.empty()) return;
  const Groups groups = groups_of(market, block, people);
  const CohortDraws& draws = market.fixed.draws.of_cohort(StreamName::meeting_group, block.cohort);
  GroupRace race(start.meeting_rates, draws);
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    // Calls are numbered below 2^20 within a meeting, groups below 2^6 within a block.
    race.run(groups[g],
             {.counterpart = index << 20,
              .tick = market.state.tick,
              .index = block.first_ordinal / block_size * 64 + g},
             arrivals);
  }
}

}  // namespace poach
