#pragma once
// A company, or many of one kind: all its parameters. The same structure holds the parameters in
// force at a tick, after events.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/units.hpp"
#include "scenario/distribution.hpp"
#include "scenario/people_filter.hpp"

namespace poach {

enum class SizeDistribution { equal, zipf };

/// The company of a kind in a random meeting: with equal chances, or in proportion to `sizes`.
enum class MeetingShare { alike, by_size };

/// The distribution of a kind's people over its companies at the start.
struct SizeSpec {
  SizeDistribution distribution = SizeDistribution::equal;
  double exponent = 1.0;  ///< zipf: size falls with rank^-exponent
};

/// The most skilled of a company's first staff, nearly immovable.
struct FounderSpec {
  std::int64_t count = 0;
  double attachment = 5.0;  ///< log pay
};

struct ProductivitySpec {
  Distribution level;                    ///< product of a researcher of skill 1, USD a year
  double factor = 1.0;                   ///< multiplies the level
  std::map<std::string, double> fields;  ///< multiplier in a field; 1 where not given
  double synergy = 0.0;                  ///< output gain when all collaborators are at the company
  Distribution match;                    ///< multiplier drawn for each pair of company and person
  friend bool operator==(const ProductivitySpec&, const ProductivitySpec&) = default;
};

struct PaySpec {
  double median = 0.0;                    ///< USD a year at the start
  double p90 = 0.0;                       ///< USD a year at the start
  double skill_correlation = 1.0;         ///< of log pay and log skill at the start
  std::optional<double> cap;              ///< maximum pay of one person, USD a year
  std::optional<double> exceptional_cap;  ///< maximum pay of the exceptional, USD a year
  double exceptional_share = 0.0;  ///< most skilled share of people who may be paid above the cap
  PeopleFilter exceptional_to = everyone();  ///< which of these may
  Distribution posted;                       ///< posted wage per efficiency unit, USD a year
};

struct CounterOfferSpec {
  double probability = 0.0;
  std::optional<double> raise_limit;  ///< at most this multiple of present pay
  double restores_morale = 0.0;       ///< share of the gap to the baseline
  double restores_attachment = 0.0;   ///< share of the gap to the ceiling
  PeopleFilter to = everyone();       ///< employees whose offers are countered
};

/// How a company splits its recruiters' approaches; the weights are normalized.
struct TargetingSpec {
  double referrals = 0.0;                   ///< collaborators of its staff
  double visible = 0.0;                     ///< anyone, by skill
  double anyone = 0.0;                      ///< anyone, uniformly
  std::map<std::string, double> companies;  ///< named rivals' staff
  std::map<std::string, double> fields;     ///< people of a field
  std::map<std::string, double> teams;      ///< members of a named team
  PeopleFilter to = everyone();             ///< people who are approached, by whatever channel
};

struct HiringSpec {
  std::optional<double> seats;            ///< target head count of each company of the kind
  double seat_growth = 0.0;               ///< seats a year
  std::optional<double> wage_bill_limit;  ///< limit of the pay of all staff, USD a year
  double approaches_per_week = 0.0;
  double approach_cost = 0.0;                   ///< USD an approach by a recruiter
  double recruiting_weight = 1.0;               ///< weight in random meetings
  MeetingShare meetings = MeetingShare::alike;  ///< within the kind
  double visibility_exponent = 1.0;  ///< weight skill^exponent when approaching the visible
  double open_probability = 1.0;     ///< company graph: vacant in a tick
  double hire_probability = 1.0;     ///< company graph: hires an applicant
  TargetingSpec targeting;
};

struct FinancingSpec {
  Duration horizon{4.0, Duration::Unit::years};  ///< years of margins that it may spend
  double product_share = 1.0;                    ///< theta: the share of product that it may pay
};

struct ContractSpec {
  Duration length{4.0, Duration::Unit::years};
  double buyout = 0.0;  ///< share of forfeited equity that an offer replaces
};

struct AmenitySpec {
  double compute = 0.0;  ///< log compute per researcher relative to the median company
  double prestige = 0.0;
  double mission = 0.0;
};

struct SeparationSpec {
  Hazard quits;     ///< to unemployment, without an offer
  Hazard job_loss;  ///< laid off
  Hazard exits;     ///< leaves this market; an entrant takes the slot
};

struct NonCompeteSpec {
  double share = 0.0;  ///< of staff bound by one
  Duration shortest{0.0, Duration::Unit::weeks};
  Duration longest{0.0, Duration::Unit::weeks};
  double pay = 0.0;              ///< garden leave: share of the last pay during the wait
  double enforcement = 1.0;      ///< chance that a clause is enforced, drawn after acceptance
  PeopleFilter to = everyone();  ///< staff who may be bound
};

struct RetentionSpec {
  double budget = 0.0;          ///< USD of grants given since the start, at most
  double grant_multiple = 1.0;  ///< a grant as a multiple of annual pay
  Duration vesting{2.0, Duration::Unit::years};
  PeopleFilter to = everyone();  ///< employees who may get a grant
};

struct PayReactionSpec {
  double response = 0.0;  ///< log cap per unit of recent loss rate
  Duration half_life{13.0, Duration::Unit::weeks};
  double ceiling = 10.0;  ///< largest factor on the cap
};

struct CompanySpec {
  std::string name;
  std::string key;               ///< stable identity for draws; the name unless given
  std::int64_t count = 1;        ///< companies of this kind
  std::int64_t researchers = 0;  ///< people at the start, over all companies of the kind
  SizeSpec sizes;
  FounderSpec founders;
  ProductivitySpec productivity;
  PaySpec pay;
  CounterOfferSpec counter_offers;
  HiringSpec hiring;
  FinancingSpec financing;
  ContractSpec contract;
  AmenitySpec amenities;
  double morale = 0.0;  ///< baseline, log pay
  /// What attachment grows to, log pay; none: dynamics.attachment.ceiling.
  std::optional<double> attachment;
  SeparationSpec separations;
  NonCompeteSpec noncompete;
  RetentionSpec retention;
  PayReactionSpec pay_reaction;
};

void describe(SizeSpec&, config::Fields&);
void describe(FounderSpec&, config::Fields&);
void describe(ProductivitySpec&, config::Fields&);
void describe(PaySpec&, config::Fields&);
void describe(CounterOfferSpec&, config::Fields&);
void describe(TargetingSpec&, config::Fields&);
void describe(HiringSpec&, config::Fields&);
void describe(FinancingSpec&, config::Fields&);
void describe(ContractSpec&, config::Fields&);
void describe(AmenitySpec&, config::Fields&);
void describe(SeparationSpec&, config::Fields&);
void describe(NonCompeteSpec&, config::Fields&);
void describe(RetentionSpec&, config::Fields&);
void describe(PayReactionSpec&, config::Fields&);
void describe(CompanySpec&, config::Fields&);

}  // namespace poach
