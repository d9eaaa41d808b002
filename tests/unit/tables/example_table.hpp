#pragma once
// A small table with every kind of column.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tables/description.hpp"

namespace poach::tables::example {

struct HireRow {
  std::int32_t tick = 0;
  DateText date;
  CompanyId company;
  OptionalId<CompanyId> from;
  std::string name;
  double pay = 0;
  std::optional<double> bid;
  bool remote = false;
};

inline TableDescription<HireRow> hires() {
  return {{"hires", "Every hire.", "hire"},
          {"tick", "name"},
          {column<&HireRow::tick>("tick", "", "Tick of the row."),
           column<&HireRow::date>("date", "", "Date of the tick."),
           column<&HireRow::company>("company", "", "Employer."),
           column<&HireRow::from>("from_company", "", "Employer before; empty from unemployment."),
           column<&HireRow::name>("name", "", "Who was hired."),
           column<&HireRow::pay>("pay_usd_per_year", "USD per year", "Pay."),
           column<&HireRow::bid>("best_losing_bid_usd_per_year", "USD per year", "Best loser."),
           column<&HireRow::remote>("remote", "", "Works a|way."),
           column<HireRow>("monthly_usd", "USD per month", "Pay over 12.",
                           [](const HireRow& row) { return row.pay / 12; }),
           column<HireRow>("size", "", "Large or small.", [](const HireRow& row) {
             return row.pay > 1e6 ? std::string_view("large") : std::string_view("small");
           })}};
}

inline std::vector<HireRow> rows() {
  return {{0, {"2025-06-30"}, CompanyId{3}, CompanyId{0}, "Ada, \"the\" first", 1.2e6, 1.5, true},
          {-7, {}, CompanyId{0}, {}, "", 100.25, std::nullopt, false}};
}

inline const std::string header =
    "tick,date,company,from_company,name,pay_usd_per_year,best_losing_bid_usd_per_year,remote,"
    "monthly_usd,size\n";
inline const std::string text =
    header + "0,2025-06-30,3,0,\"Ada, \"\"the\"\" first\",1200000,1.5,true,100000,large\n" +
    "-7,,0,,,100.25,,false,8.354166666666666,small\n";

}  // namespace poach::tables::example
