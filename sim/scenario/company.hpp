#pragma once
// A company, or many of one kind: everything about it that a scenario can say. The same structure
// holds the parameters in force at a tick, once events have acted.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/units.hpp"
#include "scenario/distribution.hpp"
#include "scenario/people_filter.hpp"

namespace poach {

enum class SizeDistribution { equal, zipf };

/// Whom of a group a random meeting is with: each company alike, or in proportion to `sizes`.
enum class MeetingShare { alike, by_size };

/// How a group's people are spread over its companies at the start.
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
  Distribution level;                    ///< USD a year made by a researcher of skill 1
  double factor = 1.0;                   ///< multiplies the level
  std::map<std::string, double> fields;  ///< multiplier in a field; 1 where not given
  double synergy = 0.0;                  ///< output gain when all collaborators are at the company
  Distribution match;                    ///< multiplier drawn for each pair of company and person
  friend bool operator==(const ProductivitySpec&, const ProductivitySpec&) = default;
};

struct PaySpec {
  double median = 0.0;                       ///< USD a year at the start
  double p90 = 0.0;                          ///< USD a year at the start
  double skill_correlation = 1.0;            ///< of log pay and log skill at the start
  std::optional<double> cap;                 ///< the most for one person, USD a year
  std::optional<double> exceptional_cap;     ///< the most for the exceptional, USD a year
  double exceptional_share = 0.0;            ///< most skilled share of people who may break the cap
  PeopleFilter exceptional_to = everyone();  ///< which of these may
  Distribution posted;                       ///< posted wage per efficiency unit, USD a year
};

struct CounterOfferSpec {
  double probability = 0.0;
  std::optional<double> raise_limit;  ///< at most this multiple of present pay
  double restores_morale = 0.0;       ///< share of the gap to the baseline
  double restores_attachment = 0.0;   ///< share of the gap to the ceiling
  PeopleFilter to = everyone();       ///< whose offers are answered
};

/// How a company splits its recruiters' approaches; the weights are normalised.
struct TargetingSpec {
  double referrals = 0.0;                   ///< collaborators of its staff
  double visible = 0.0;                     ///< anyone, by skill
  double anyone = 0.0;                      ///< anyone, uniformly
  std::map<std::string, double> companies;  ///< named rivals' staff
  std::map<std::string, double> fields;     ///< people of a field
  std::map<std::string, double> teams;      ///< members of a named team
  PeopleFilter to = everyone();             ///< who is approached, by whatever channel
};

struct HiringSpec {
  std::optional<double> seats;            ///< headcount aimed at, for each company of the group
  double seat_growth = 0.0;               ///< seats a year
  std::optional<double> wage_bill_limit;  ///< USD a year that contracts may add up to
  double approaches_per_week = 0.0;
  double recruiting_weight = 1.0;  ///< share in random meetings, times its researchers' share
  MeetingShare meetings = MeetingShare::alike;  ///< within the group
  double visibility_exponent = 1.0;  ///< weight skill^exponent when approaching the visible
  double open_probability = 1.0;     ///< company graph: vacant in a tick
  double hire_probability = 1.0;     ///< company graph: hires an applicant
  TargetingSpec targeting;
};

struct FinancingSpec {
  Duration horizon{4.0, Duration::Unit::years};  ///< years of margins it is ready to spend
  double product_share = 1.0;                    ///< theta: the part of product it may give
};

struct ContractSpec {
  Duration length{4.0, Duration::Unit::years};
  double buyout = 0.0;  ///< share of forfeited equity that an offer makes good
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
};

struct RetentionSpec {
  double budget = 0.0;          ///< USD of grants given since the start, at most
  double grant_multiple = 1.0;  ///< a grant as a multiple of annual pay
  Duration vesting{2.0, Duration::Unit::years};
  PeopleFilter to = everyone();  ///< who may get a grant
};

struct PayReactionSpec {
  double response = 0.0;  ///< log cap per unit of recent loss rate
  Duration half_life{13.0, Duration::Unit::weeks};
  double ceiling = 10.0;  ///< the most the cap may multiply
};

struct CompanySpec {
  std::string name;
  std::string key;               ///< stable identity for draws; the name unless given
  std::int64_t count = 1;        ///< companies of this kind
  std::int64_t researchers = 0;  ///< people at the start, over all companies of the group
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
