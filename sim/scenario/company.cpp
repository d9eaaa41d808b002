#include "scenario/company.hpp"

#include "config/fields.hpp"

namespace poach {

using config::at_least;
using config::share;
using config::Timing;

void describe(SizeSpec& s, config::Fields& fields) {
  fields.choice({"distribution", "how the people of a kind are spread over its companies"},
                s.distribution,
                {{SizeDistribution::equal, "equal"}, {SizeDistribution::zipf, "zipf"}});
  fields.value({"exponent", "zipf: size falls with rank to this power", "", at_least(0)},
               s.exponent);
}

void describe(FounderSpec& f, config::Fields& fields) {
  fields.value({"count", "the most skilled of the first staff", "people", at_least(0)}, f.count);
  fields.value({"attachment", "their attachment to the company", "log pay"}, f.attachment);
}

void describe(ProductivitySpec& p, config::Fields& fields) {
  fields.section({.name = "level",
                  .meaning = "product of a researcher of skill 1",
                  .unit = "USD per year",
                  .shorthand = "value"},
                 p.level);
  fields.value({"factor", "multiplies the level", "", at_least(0), Timing::timed}, p.factor);
  fields.value(
      {"fields", "multiplier in a field; 1 where not given", "", at_least(0), Timing::timed},
      p.fields);
  fields.value({"synergy", "output gain when all of one's collaborators are there", "", at_least(0),
                Timing::timed},
               p.synergy);
  fields.section({.name = "match",
                  .meaning = "multiplier of each pair of company and person",
                  .shorthand = "value"},
                 p.match);
}

void describe(PaySpec& p, config::Fields& fields) {
  fields.value({"median", "median pay at the start", "USD per year", at_least(0)}, p.median);
  fields.value({"p90", "90th percentile of pay at the start; at least the median", "USD per year",
                at_least(0)},
               p.p90);
  fields.value(
      {"skill_correlation", "of log pay and log skill at the start", "", config::between(-1, 1)},
      p.skill_correlation);
  fields.value({"cap", "maximum pay of one person", "USD per year", at_least(0), Timing::timed},
               p.cap);
  fields.value({"exceptional_cap", "maximum pay of the exceptional", "USD per year", at_least(0),
                Timing::timed},
               p.exceptional_cap);
  fields.value({"exceptional_share", "most skilled share of people who may be paid above the cap",
                "", share(), Timing::timed},
               p.exceptional_share);
  fields.value({"exceptional_to", "which of these may be paid above the cap", "", at_least(0),
                Timing::timed},
               p.exceptional_to);
  fields.section({.name = "posted",
                  .meaning = "posted wage per efficiency unit",
                  .unit = "USD per year",
                  .shorthand = "value"},
                 p.posted);
}

void describe(CounterOfferSpec& c, config::Fields& fields) {
  fields.value(
      {"probability", "chance that the employer counters the offers to an approached employee", "",
       share(), Timing::timed},
      c.probability);
  fields.value({"raise_limit", "a counter-offer pays at most this multiple of present pay", "",
                at_least(1), Timing::timed},
               c.raise_limit);
  fields.value({"restores_morale",
                "share of lost morale that is restored if all staff accept counter-offers", "",
                share(), Timing::timed},
               c.restores_morale);
  fields.value({"restores_attachment",
                "share of the gap to full attachment that an accepted counter-offer closes", "",
                share(), Timing::timed},
               c.restores_attachment);
  fields.value({"to", "employees to whom counter-offers are made", "", at_least(0), Timing::timed},
               c.to);
}

void describe(TargetingSpec& t, config::Fields& fields) {
  fields.value(
      {"referrals", "weight on collaborators of the staff", "", at_least(0), Timing::timed},
      t.referrals);
  fields.value({"visible", "weight on anyone, by skill", "", at_least(0), Timing::timed},
               t.visible);
  fields.value({"anyone", "weight on anyone, uniformly", "", at_least(0), Timing::timed}, t.anyone);
  fields.value(
      {"companies", "weight on the staff of named companies", "", at_least(0), Timing::timed},
      t.companies);
  fields.value({"fields", "weight on people of a field", "", at_least(0), Timing::timed}, t.fields);
  fields.value({"teams", "weight on members of a named team", "", at_least(0), Timing::timed},
               t.teams);
  fields.value({"to", "people whom recruiters approach, by whatever channel", "", at_least(0),
                Timing::timed},
               t.to);
}

void describe(HiringSpec& h, config::Fields& fields) {
  fields.value(
      {"seats", "head count aimed at, for each company", "people", at_least(0), Timing::timed},
      h.seats);
  fields.value({"seat_growth", "seats added a year", "people per year", {}, Timing::timed},
               h.seat_growth);
  fields.value({"wage_bill_limit",
                "limit of the pay of all staff together; contracts beyond it are not offered",
                "USD per year", at_least(0), Timing::timed},
               h.wage_bill_limit);
  fields.value({"approaches_per_week", "recruiters' approaches while seats are open", "per week",
                config::between(0, 1e9), Timing::timed},
               h.approaches_per_week);
  fields.value({"approach_cost",
                "cost of an approach by a recruiter; it is made if the surplus expected over a "
                "contract is at least that",
                "USD", at_least(0), Timing::timed},
               h.approach_cost);
  fields.value({"recruiting_weight", "weight in random meetings", "", at_least(0), Timing::timed},
               h.recruiting_weight);
  fields.choice({"meetings",
                 "random meetings within the kind: with equal chances for each company, or in "
                 "proportion to its part in sizes"},
                h.meetings, {{MeetingShare::alike, "alike"}, {MeetingShare::by_size, "by_size"}});
  fields.value({"visibility_exponent",
                "weight of visible people is their skill to this power",
                "",
                {},
                Timing::timed},
               h.visibility_exponent);
  fields.value({"open_probability", "company graph: chance that a company has vacancies in a tick",
                "", share(), Timing::timed},
               h.open_probability);
  fields.value({"hire_probability", "company graph: chance that an applicant is hired", "", share(),
                Timing::timed},
               h.hire_probability);
  fields.section({"targeting", "whom recruiters approach"}, h.targeting);
}

void describe(FinancingSpec& f, config::Fields& fields) {
  fields.value({"horizon", "years of margins that it may spend on a contract", "", config::above(0),
                Timing::timed},
               f.horizon);
  fields.value({"product_share", "share of the product that it may pay (theta)", "", at_least(0),
                Timing::timed},
               f.product_share);
}

void describe(ContractSpec& c, config::Fields& fields) {
  fields.value({"length", "length of a contract", "", config::above(0)}, c.length);
  fields.value(
      {"buyout", "share of forfeited equity that an offer replaces", "", share(), Timing::timed},
      c.buyout);
}

void describe(AmenitySpec& a, config::Fields& fields) {
  fields.value(
      {"compute", "log compute per researcher, relative to a reference", "", {}, Timing::timed},
      a.compute);
  fields.value({"prestige",
                "prestige at the start; it then follows research leadership",
                "",
                {},
                Timing::timed},
               a.prestige);
  fields.value({"mission", "attraction of its purpose", "", {}, Timing::timed}, a.mission);
}

void describe(SeparationSpec& s, config::Fields& fields) {
  fields.value({"quits", "quits to unemployment without an offer", "", at_least(0), Timing::timed},
               s.quits);
  fields.value({"job_loss", "layoffs", "", at_least(0), Timing::timed}, s.job_loss);
  fields.value({"exits", "exits from this market; an entrant takes the slot", "", at_least(0),
                Timing::timed},
               s.exits);
}

void describe(NonCompeteSpec& n, config::Fields& fields) {
  fields.value(
      {"share", "share of staff bound to wait before joining a rival", "", share(), Timing::timed},
      n.share);
  fields.value({"shortest", "shortest wait", "", {}, Timing::timed}, n.shortest);
  fields.value({"longest", "longest wait", "", {}, Timing::timed}, n.longest);
  fields.value({"pay", "garden leave: share of the last pay that is paid during the wait", "",
                share(), Timing::timed},
               n.pay);
  fields.value({"enforcement", "chance that a clause is enforced when someone leaves", "", share(),
                Timing::timed},
               n.enforcement);
  fields.value(
      {"to", "staff who may be bound, by conditions that all must hold", "", {}, Timing::timed},
      n.to);
}

void describe(RetentionSpec& r, config::Fields& fields) {
  fields.value({"budget", "limit of all grants of unvested equity since the start", "USD",
                at_least(0), Timing::timed},
               r.budget);
  fields.value(
      {"grant_multiple", "a grant as a multiple of annual pay", "", at_least(0), Timing::timed},
      r.grant_multiple);
  fields.value({"vesting", "time over which a grant vests", "", config::above(0), Timing::timed},
               r.vesting);
  fields.value({"to", "employees who may get a grant", "", at_least(0), Timing::timed}, r.to);
}

void describe(PayReactionSpec& p, config::Fields& fields) {
  fields.value({"response", "rise of the log cap per unit of the yearly loss rate", "log pay",
                at_least(0), Timing::timed},
               p.response);
  fields.value({"half_life", "time in which the weight of losses halves", "", config::above(0)},
               p.half_life);
  fields.value({"ceiling", "largest factor on the cap", "", at_least(1), Timing::timed}, p.ceiling);
}

void describe(CompanySpec& c, config::Fields& fields) {
  fields.value({.name = "name",
                .meaning = "name of the company, or of a kind of companies",
                .presence = config::Presence::required},
               c.name);
  fields.value({"key", "stable identity for random draws; the name unless given"}, c.key);
  fields.value({"count", "companies of this kind", "companies", config::between(1, 1e8)}, c.count);
  fields.value(
      {"researchers", "people at the start, over all companies of the kind", "people", at_least(0)},
      c.researchers);
  fields.section({"sizes", "how they are spread"}, c.sizes);
  fields.section(
      {.name = "founders", .meaning = "people who hardly ever leave", .shorthand = "count"},
      c.founders);
  fields.section({"productivity", "what researchers produce there"}, c.productivity);
  fields.section({"pay", "pay policy"}, c.pay);
  fields.section({"counter_offers", "answers to offers of rivals"}, c.counter_offers);
  fields.section({"hiring", "seats, wage bill and recruiters"}, c.hiring);
  fields.section({"financing", "years of margins and share of product it may spend"}, c.financing);
  fields.section({"contract", "terms of contracts"}, c.contract);
  fields.section({"amenities", "nonpecuniary amenities"}, c.amenities);
  fields.value({"morale", "baseline of morale", "log pay", {}, Timing::timed}, c.morale);
  fields.value({"attachment",
                "what attachment grows to; dynamics.attachment.ceiling unless given",
                "log pay",
                {},
                Timing::timed},
               c.attachment);
  fields.section({"separations", "separations without a new job here"}, c.separations);
  fields.section({"noncompete", "waits before joining a rival"}, c.noncompete);
  fields.section({"retention", "grants to employees most at risk"}, c.retention);
  fields.section({"pay_reaction", "reaction of the cap to losses"}, c.pay_reaction);
}

}  // namespace poach
