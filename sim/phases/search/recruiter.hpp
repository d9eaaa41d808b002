#pragma once
// The recruiters of one company in one tick: what they draw for people, and whom they may approach.

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "world/market.hpp"
#include "world/tick.hpp"

namespace poach {

class Recruiter {
 public:
  Recruiter(const Market& market, const Tick& tick, CompanyId company);

  [[nodiscard]] const Market& market() const { return market_; }
  [[nodiscard]] const TickStart& start() const { return tick_.start; }
  [[nodiscard]] CompanyId company() const { return company_; }

  /// The random word of a person, which gives the person's priority; the same for all targets.
  [[nodiscard]] std::uint32_t word_of(ResearcherId researcher) const {
    return words_.empty() ? draw_word_of(researcher) : words_[researcher.value()];
  }
  /// The words of a block's people; `room` is for words that were not drawn before.
  [[nodiscard]] std::span<const std::uint32_t> words_of(const Block& block,
                                                        std::span<std::uint32_t> room) const;
  /// Everyone's words; empty where they are drawn one by one.
  [[nodiscard]] std::span<const std::uint32_t> words_for_all() const { return words_; }

  /// Whether a person is approachable and not taken: each approach is one more person.
  [[nodiscard]] bool is_free(ResearcherId researcher) const;
  void take(std::span<const ResearcherId> people) { taken_.insert(people.begin(), people.end()); }

 private:
  [[nodiscard]] CohortDraws draws_for(std::uint32_t cohort) const;
  [[nodiscard]] std::uint32_t draw_word_of(ResearcherId researcher) const;

  const Market& market_;
  const Tick& tick_;
  CompanyId company_;
  std::uint64_t key_;
  std::vector<std::uint32_t> words_;
  std::set<ResearcherId> taken_;
};

}  // namespace poach
