#include "phases/search/recruiter.hpp"

#include "base/screen.hpp"
#include "phases/eligibility.hpp"
#include "phases/search/search_channels.hpp"

namespace poach {

Recruiter::Recruiter(const Market& market, const Tick& tick, CompanyId company)
    : market_(market), tick_(tick), company_(company) {
  const CompanyKind& kind = market.fixed.companies.kinds()[market.fixed.companies.kind_of(company)];
  key_ = combine_keys(kind.key, market.fixed.companies.ordinal_of(company));
  if (!tick.shortcuts.has(Shortcut::words_for_all)) return;
  words_.resize(market.fixed.population.size());
  for (const Block& block : market.fixed.population.blocks()) {
    draw_words(draws_for(block.cohort), block.first_ordinal, market.state.tick,
               std::span(words_).subspan(block.researchers.first(), block.researchers.size()));
  }
}

CohortDraws Recruiter::draws_for(std::uint32_t cohort) const {
  return CohortDraws(
      combine_keys(market_.fixed.draws.of_cohort(StreamName::recruiters, cohort).key(), key_));
}

std::uint32_t Recruiter::draw_word_of(ResearcherId r) const {
  return draw_word(draws_for(market_.fixed.population.cohort_of(r)),
                   market_.fixed.population.ordinal_of(r), market_.state.tick);
}

std::span<const std::uint32_t> Recruiter::words_of(const Block& block,
                                                   std::span<std::uint32_t> room) const {
  const std::uint32_t size = block.researchers.size();
  if (!words_.empty()) return std::span(words_).subspan(block.researchers.first(), size);
  draw_words(draws_for(block.cohort), block.first_ordinal, market_.state.tick, room.first(size));
  return room.first(size);
}

bool Recruiter::is_free(ResearcherId r) const {
  return !taken_.contains(r) && is_approachable(market_, tick_.log, r, company_) &&
         extends_to(market_, market_.spec_of(company_).hiring.targeting.to, company_, r);
}

}  // namespace poach
