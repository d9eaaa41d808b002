#include <cmath>
#include <nlohmann/json.hpp>

#include "explain/explain.hpp"
#include "poach/version.hpp"

namespace poach::explain {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

template <class T>
Json value_or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json date_or_null(const std::optional<Date>& date) {
  return date ? Json(to_string(*date)) : Json();
}

std::string name_of(PriceRule rule) {
  switch (rule) {
    case PriceRule::private_taste:
      return "private_taste";
    case PriceRule::ascending:
      return "ascending";
    case PriceRule::posted:
      break;
  }
  return "posted";
}

Json json_of(const RunSeen& run) {
  return {{"directory", run.directory},
          {"scenario", run.scenario},
          {"run_id", run.run_id},
          {"seed", run.seed},
          {"written_by", run.version},
          {"explained_by", std::string(program::version)},
          {"same_results", run.same_results}};
}

Json json_of(const MoveSeen& move) {
  return {{"researcher", move.researcher},
          {"from_company", text_or_null(move.from)},
          {"to_company", move.to},
          {"channel", move.channel},
          {"tick", move.tick},
          {"date", date_or_null(move.date)},
          {"signed_tick", move.signed_on},
          {"signed_date", date_or_null(move.signed_date)},
          {"ticks_waited", move.tick - move.signed_on},
          {"pay_before_usd_per_year", move.from.empty() ? Json() : Json(move.pay_before)},
          {"pay_after_usd_per_year", move.pay_after},
          {"best_losing_bid_usd_per_year", move.best_losing_bid},
          {"forfeited_usd", move.forfeited},
          {"bidders", move.bidders},
          {"collaborators_at_destination", move.collaborators},
          {"countered", move.countered}};
}

Json json_of(const ApproachSeen& approach) {
  return {{"company", approach.company},
          {"channel", approach.channel},
          {"referred_by", approach.referred_by},
          {"event", text_or_null(approach.event)}};
}

Json json_of(const Side& side) {
  return {{"company", side.company},
          {"employer", side.is_employer},
          {"chosen", side.chosen},
          {"no_offer_because", text_or_null(side.out)},
          {"value_usd_per_year", side.value},
          {"cap_usd_per_year", value_or_null(side.cap)},
          {"most_usd_per_year", side.max_pay},
          {"bound_by", to_string(side.bound)},
          {"least_usd_per_year", side.min_pay},
          {"collaborators", side.collaborators},
          {"forfeit_usd_per_year", side.forfeit},
          {"nonpecuniary_utility", side.nonpecuniary},
          {"taste_utility", side.taste},
          {"pay_usd_per_year", value_or_null(side.pay)},
          {"utility", side.pay ? Json(side.utility) : Json()}};
}

Json json_of(const Round& round) {
  Json offers = Json::array();
  for (const OfferSeen& offer : round.offers) {
    offers.push_back({{"company", offer.company},
                      {"pay_usd_per_year", offer.pay},
                      {"acceptance_probability", offer.acceptance}});
  }
  return {{"offers", offers}, {"counter_offer_usd_per_year", value_or_null(round.counter_offer)}};
}

Json json_of(const DrawSeen& draw) {
  return {{"stream", draw.stream},  {"researcher", draw.of}, {"company", text_or_null(draw.with)},
          {"tick", draw.tick},      {"index", draw.index},   {"number", draw.number},
          {"decided", draw.decided}};
}

template <class Items>
Json list_of(const Items& items) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(json_of(item));
  return list;
}

}  // namespace

std::string print_json(const Explanation& explanation) {
  Json json = {{"run", json_of(explanation.run)}, {"move", json_of(explanation.move)}};
  if (const auto& signing = explanation.signing) {
    json["price_rule"] = name_of(signing->rule);
    json["approaches"] = list_of(signing->approaches);
    json["sides"] = list_of(signing->sides);
    json["rounds"] = list_of(signing->rounds);
    json["price_usd_per_year"] = value_or_null(signing->price);
    json["draws"] = list_of(signing->draws);
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace poach::explain
