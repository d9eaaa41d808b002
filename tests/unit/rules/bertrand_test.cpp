#include "rules/bertrand.hpp"

#include <limits>
#include <vector>

#include "rules/second_price.hpp"
#include "support/catch.hpp"

using poach::UtilityForm;
using poach::rules::AuctionBid;
using poach::rules::BertrandPair;
using poach::rules::settle_bertrand;
using poach::rules::settle_second_price;

namespace {

constexpr double none = -std::numeric_limits<double>::infinity();

// The same two as bidders of the second-price round: the rival first, then the employer.
std::vector<AuctionBid> bidders_of(const BertrandPair& pair, UtilityForm form) {
  const double nothing = form == UtilityForm::log ? 1.0 : 0.0;
  AuctionBid rival;
  rival.company = 0;
  rival.max_pay = pair.rival_max_pay;
  rival.min_pay = pair.rival_min_pay;
  rival.advantage = nothing;
  AuctionBid employer;
  employer.company = 1;
  employer.max_pay = pair.employer_max_pay;
  employer.advantage = nothing;
  employer.incumbent = true;
  return pair.employer_max_pay == none ? std::vector{rival} : std::vector{rival, employer};
}

}  // namespace

TEST_CASE("A better company hires at what the employer could pay, a lesser one lifts the pay") {
  const auto hired = settle_bertrand({.reserve = 1, .rival_max_pay = 3, .employer_max_pay = 2});
  CHECK(hired.hired);
  CHECK(hired.price == 2);
  const auto raised = settle_bertrand({.reserve = 1, .rival_max_pay = 2, .employer_max_pay = 3});
  CHECK_FALSE(raised.hired);
  CHECK(raised.price == 2);
  const auto idle = settle_bertrand({.reserve = 1, .rival_max_pay = 2});
  CHECK(idle.hired);
  CHECK(idle.price == 1);
}

TEST_CASE("Bertrand competition is the second-price round for two") {
  const std::vector<double> amounts = {0.0, 1.0, 2.0, 3.0};
  for (const double reserve : amounts) {
    for (const double min_pay : amounts) {
      for (const double max_pay : amounts) {
        for (const double employer : {none, 0.0, 1.0, 2.0, 3.0}) {
          for (const UtilityForm form : {UtilityForm::log, UtilityForm::linear}) {
            const BertrandPair pair{reserve, min_pay, max_pay, employer};
            CAPTURE(reserve, min_pay, max_pay, employer);
            const auto outcome = settle_bertrand(pair);
            const auto expected = settle_second_price(bidders_of(pair, form), reserve, form);
            CHECK(outcome.hired == (expected.winner == 0U));
            CHECK(outcome.price == expected.price);
          }
        }
      }
    }
  }
}
