#include "phases/search/recruiter.hpp"

#include "base/screen.hpp"
#include "phases/eligibility.hpp"
#include "phases/search/search_channels.hpp"

namespace poach {

Recruiter::Recruiter(const World& world, CompanyId company) : world_(world), company_(company) {
  const CompanyKind& kind = world.fixed.companies.kinds()[world.fixed.companies.kind_of(company)];
  key_ = combine_keys(kind.key, world.fixed.companies.ordinal_of(company));
  if (!world.tick.shortcuts.has(Shortcut::words_for_all)) return;
  words_.resize(world.fixed.population.size());
  for (const Block& block : world.fixed.population.blocks()) {
    draw_words(draws_for(block.cohort), block.first_ordinal, world.state.tick,
               std::span(words_).subspan(block.researchers.first(), block.researchers.size()));
  }
}

CohortDraws Recruiter::draws_for(std::uint32_t cohort) const {
  return CohortDraws(
      combine_keys(world_.fixed.draws.of_cohort(StreamName::recruiters, cohort).key(), key_));
}

std::uint32_t Recruiter::draw_word_of(ResearcherId r) const {
  return draw_word(draws_for(world_.fixed.population.cohort_of(r)),
                   world_.fixed.population.ordinal_of(r), world_.state.tick);
}

std::span<const std::uint32_t> Recruiter::words_of(const Block& block,
                                                   std::span<std::uint32_t> room) const {
  const std::uint32_t size = block.researchers.size();
  if (!words_.empty()) return std::span(words_).subspan(block.researchers.first(), size);
  draw_words(draws_for(block.cohort), block.first_ordinal, world_.state.tick, room.first(size));
  return room.first(size);
}

bool Recruiter::is_free(ResearcherId r) const {
  return !taken_.contains(r) && is_approachable(world_, r, company_) &&
         extends_to(world_, world_.spec_of(company_).hiring.targeting.to, company_, r);
}

}  // namespace poach
