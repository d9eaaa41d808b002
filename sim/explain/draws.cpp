#include <fmt/format.h>

#include "base/math.hpp"
#include "base/screen.hpp"
#include "explain/signing.hpp"
#include "phases/eligibility.hpp"
#include "phases/search/kind_race.hpp"

namespace poach::explain {
namespace {

// Reads draws at the addresses at which the phases read them.
class DrawReader {
 public:
  DrawReader(const Market& market, const TickStart& start, ResearcherId r)
      : market_(market),
        start_(start),
        researcher_(r),
        generation_(static_cast<std::int32_t>(market.state.researchers.generation[r])) {}

  void add_approach(const Approach& taken) {
    switch (taken.channel) {
      case Channel::random_meeting:
        return add_meeting(taken.company);
      case Channel::company_graph:
        return add_application(taken.company);
      case Channel::referral:
      case Channel::rival:
      case Channel::field:
      case Channel::team:
      case Channel::visible:
      case Channel::anyone:
        return add_recruiter(taken.company);
      case Channel::everyone:
      case Channel::news:
      case Channel::pass_on:
      case Channel::phase:
        return;
    }
  }

  void add_answer(CompanyId employer) {
    const CounterOfferSpec& spec = market_.spec_of(employer).counter_offers;
    if (spec.probability <= 0.0 || spec.probability >= 1.0) return;
    if (!extends_to(market_, spec.to, employer, researcher_)) return;
    const DrawAddress at = {.counterpart = key_of(employer), .tick = market_.state.tick};
    add(StreamName::counter_offers, employer, at,
        fmt::format("the employer answers offers when it is below {}", spec.probability));
  }

  void add_pair(CompanyId company) {
    const DrawAddress at = {.counterpart = key_of(company), .tick = generation_};
    if (market_.spec_of(company).productivity.match.kind != DistributionKind::constant) {
      add(StreamName::match, company, at, "the match of the two");
    }
    if (market_.fixed.features.taste) {
      add(StreamName::taste, company, at, "the taste for the company");
    }
  }

  void add_wait(CompanyId employer) {
    const NonCompeteSpec& spec = market_.spec_of(employer).noncompete;
    if (spec.share <= 0.0) return;
    const RandomWords words =
        draws(StreamName::noncompete).words({.counterpart = key_of(employer), .tick = generation_});
    const double bound = open_unit(words[0], words[1]);
    add_number(StreamName::noncompete, employer, {.tick = generation_}, bound,
               fmt::format("a non-compete binds when it is below {}", spec.share));
    if (bound >= spec.share) return;
    add_number(StreamName::noncompete, employer, {.tick = generation_},
               open_unit(words[2], words[3]), "position of the wait between shortest and longest");
  }

  [[nodiscard]] std::vector<DrawSeen> take() { return std::move(seen_); }

 private:
  [[nodiscard]] AgentDraws draws(StreamName stream) const {
    return market_.fixed.draws_of(stream, researcher_);
  }
  [[nodiscard]] std::uint32_t key_of(CompanyId company) const {
    return market_.fixed.companies.counterpart_key(company);
  }
  [[nodiscard]] const CohortDraws& of_cohort(StreamName stream) const {
    return market_.fixed.draws.of_cohort(stream, market_.fixed.population.cohort_of(researcher_));
  }

  void add(StreamName stream, OptionalCompany with, const DrawAddress& at, std::string decided) {
    add_number(stream, with, at, draws(stream).uniform(at), std::move(decided));
  }
  void add_number(StreamName stream, OptionalCompany with, const DrawAddress& at, double number,
                  std::string decided) {
    seen_.push_back({std::string(to_string(stream)), market_.name_of(researcher_),
                     with ? market_.fixed.companies.name_of(*with) : std::string(), at.tick,
                     at.index, number, std::move(decided)});
  }

  // One word of 32 bits, of which everyone gets one in a tick.
  void add_word(StreamName stream, OptionalCompany with, const CohortDraws& draws,
                std::string decided) {
    const std::uint32_t word =
        draw_word(draws, market_.fixed.population.ordinal_of(researcher_), market_.state.tick);
    add_number(stream, with, {.tick = market_.state.tick},
               (static_cast<double>(word) + 0.5) * 0x1p-32, std::move(decided));
  }

  void add_meeting(CompanyId company) {
    const RandomMeetingSpec& spec = market_.state.parameters.market.search.random_meetings;
    add_word(StreamName::meetings, {}, of_cohort(StreamName::meetings),
             "the person meets a company when it is below the chance of that");
    // The log does not keep which of several meetings of a tick it was.
    if (spec.arrival == Arrival::poisson) return;
    const auto& kinds = market_.fixed.companies.kinds();
    const CompanyKind& kind = kinds[market_.fixed.companies.kind_of(company)];
    if (kinds.size() > 1) {
      add_number(StreamName::meeting_group, company, {.tick = market_.state.tick},
                 exp(-first_arrival().time),
                 "-ln(number) is when the first kind of company arrives, which is met");
    }
    if (kind.count > 1) {
      const RandomWords words =
          draws(StreamName::meeting_company).words({.tick = market_.state.tick});
      add_number(StreamName::meeting_company, company, {.tick = market_.state.tick},
                 open_unit(words[0], words[1]), "selects the company of its kind that is met");
    }
  }

  [[nodiscard]] FirstArrival first_arrival() const {
    const Population& population = market_.fixed.population;
    const Block& block = population.blocks()[population.block_of(researcher_)];
    const std::uint32_t offset = researcher_.value() - block.researchers.first();
    FirstArrival arrival;
    race_to(market_, start_, block, 0, {&offset, 1}, {&arrival, 1});
    return arrival;
  }

  void add_application(CompanyId company) {
    add(StreamName::meeting_company, company,
        {.counterpart = key_of(company), .tick = market_.state.tick},
        "the person applies to the open neighbour with the smallest number");
    const double hired = market_.spec_of(company).hiring.hire_probability;
    if (hired >= 1.0) return;
    add(StreamName::hires, {}, {.tick = market_.state.tick},
        fmt::format("the applicant is hired when it is below {}", hired));
  }

  void add_recruiter(CompanyId company) {
    const CompanyKind& kind =
        market_.fixed.companies.kinds()[market_.fixed.companies.kind_of(company)];
    const std::uint64_t key = combine_keys(kind.key, market_.fixed.companies.ordinal_of(company));
    const CohortDraws of_company(combine_keys(of_cohort(StreamName::recruiters).key(), key));
    add_word(StreamName::recruiters, company, of_company,
             "those with the smallest -ln(1 - number) / weight are approached");
  }

  const Market& market_;
  const TickStart& start_;
  ResearcherId researcher_;
  std::int32_t generation_;
  std::vector<DrawSeen> seen_;
};

}  // namespace

std::vector<DrawSeen> see_draws(const Market& market, const TickStart& start, const Approach& taken,
                                std::span<const CompanyId> companies) {
  DrawReader reader(market, start, taken.researcher);
  reader.add_approach(taken);
  const OptionalCompany employer = market.state.researchers.employer[taken.researcher];
  if (employer) reader.add_answer(*employer);
  for (const CompanyId company : companies) reader.add_pair(company);
  if (employer) reader.add_wait(*employer);
  return reader.take();
}

}  // namespace poach::explain
