#include "scenario/market.hpp"

#include "config/fields.hpp"

namespace poach {

using config::at_least;
using config::Timing;

void describe(RandomMeetingSpec& m, config::Fields& fields) {
  fields.value({"employed", "offers to the employed", "", at_least(0), Timing::timed}, m.employed);
  fields.value({"unemployed", "offers to the unemployed", "", at_least(0), Timing::timed},
               m.unemployed);
  fields.choice({"arrival",
                 "at_most_one: one meeting a tick with the hazard's probability; "
                 "exclusive: separation, meeting or nothing; poisson: any number"},
                m.arrival,
                {{Arrival::at_most_one, "at_most_one"},
                 {Arrival::exclusive, "exclusive"},
                 {Arrival::poisson, "poisson"}});
  fields.choice({"own_company", "whether meeting one's own company counts as an offer"},
                m.own_company, {{OwnMeeting::counts, "counts"}, {OwnMeeting::nothing, "nothing"}});
  fields.choice(
      {"channel",
       "random: any company by recruiting weight; company_graph: open "
       "neighbours of the last employer"},
      m.channel,
      {{MeetingChannel::random, "random"}, {MeetingChannel::company_graph, "company_graph"}});
}

void describe(SearchSpec& s, config::Fields& fields) {
  fields.section({"random_meetings", "people and companies that meet by chance"},
                 s.random_meetings);
  fields.choice({"pass_on", "collaborators to whom an unusable approach is passed on"}, s.pass_on,
                {{PassOnTo::nobody, "nobody"},
                 {PassOnTo::unemployed, "unemployed"},
                 {PassOnTo::anyone, "anyone"}});
  fields.value({"everyone_meets", "every company approaches everyone in each tick"},
               s.everyone_meets);
  fields.value(
      {"newcomer_window", "period after joining in which a newcomer names former team-mates"},
      s.newcomer_window);
}

void describe(BiddingSpec& b, config::Fields& fields) {
  fields.choice({"rule",
                 "private_taste: offers to people whose taste is unknown; ascending: "
                 "proxy auction; posted: one wage per efficiency unit and company"},
                b.rule,
                {{PriceRule::private_taste, "private_taste"},
                 {PriceRule::ascending, "ascending"},
                 {PriceRule::posted, "posted"}});
  fields.value(
      {"step", "ascending: step of the price; log utility or USD a year", "", config::above(0)},
      b.step);
  fields.choice({"beliefs",
                 "private_taste: informed: bidders know what a person chose and refused; naive: "
                 "they bid as if for a stranger, against the best alternative alone"},
                b.beliefs, {{Beliefs::informed, "informed"}, {Beliefs::naive, "naive"}});
  fields.value({"revision_rounds",
                "private_taste: rounds in which rivals revise; informed bidders whose seats and "
                "money are unlimited revise until nothing changes",
                "rounds", config::between(0, 100)},
               b.revision_rounds);
  fields.choice({"buyouts",
                 "paid: making good forfeited equity lowers what a company would pay; free: it "
                 "costs nothing"},
                b.buyouts, {{Buyouts::paid, "paid"}, {Buyouts::free, "free"}});
  fields.value({"joint_approaches", "team-mates approached together count as collaborators there"},
               b.joint_approaches);
}

void describe(SurpriseSpec& s, config::Fields& fields) {
  fields.value({"share", "share of new jobs that disappoint", "", config::share()}, s.share);
  fields.value({"loss", "utility of the job that is lost once this shows", "log pay", at_least(0)},
               s.loss);
  fields.value({"hazard", "hazard at which it shows on the job", "", at_least(0)}, s.hazard);
}

void describe(IncomeSpec& income, config::Fields& fields) {
  fields.value({"base", "the same for everyone", "USD per year", at_least(0), Timing::timed},
               income.base);
  fields.value(
      {"per_skill", "times skill, on top of the base", "USD per year", at_least(0), Timing::timed},
      income.per_skill);
}

void describe(DecisionSpec& d, config::Fields& fields) {
  fields.choice({"utility", "scale of pay in utility"}, d.utility,
                {{UtilityForm::log, "log"}, {UtilityForm::linear, "linear"}});
  fields.value({"taste", "scale of the taste for a company (sigma)", "log pay", at_least(0)},
               d.taste);
  fields.value({"taste_without_job", "people have a taste for being without a job too"},
               d.taste_without_job);
  fields.value({"collaborators",
                "weight on ln(1 + collaborators there) (kappa)",
                "log pay",
                {},
                Timing::timed},
               d.collaborators);
  fields.value({"minimum_raise", "offers pay at least 1 + this times present pay (phi)", "",
                at_least(0), Timing::timed},
               d.minimum_raise);
  fields.choice({"waits",
                 "counted: people and companies reckon with the wait of a non-compete; ignored: "
                 "they decide as if there were none"},
                d.waits, {{Waits::counted, "counted"}, {Waits::ignored, "ignored"}});
  fields.value({"pay_cuts", "offers below present pay are allowed"}, d.pay_cuts);
  fields.value({"foresight", "people value later auctions (linear utility, ascending)"},
               d.foresight);
  fields.section(
      {.name = "unemployment_income", .meaning = "income without a job", .shorthand = "base"},
      d.unemployment_income);
  fields.value({"pay_floor", "the least that an offer counts for after forfeited equity",
                "USD per year", config::above(0)},
               d.pay_floor);
  fields.section({"surprise", "jobs that turn out worse than they looked"}, d.surprise);
}

void describe(MarketSpec& m, config::Fields& fields) {
  fields.section({"search", "meetings of people and companies"}, m.search);
  fields.section({"bidding", "the price rule"}, m.bidding);
  fields.section({"decisions", "preferences and constraints of researchers"}, m.decisions);
}

}  // namespace poach
