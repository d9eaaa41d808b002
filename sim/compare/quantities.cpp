#include "compare/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace poach::compare {
namespace {

constexpr std::string_view per_year = " per year";

struct Compared {
  std::string_view table;
  std::string_view column;
  bool over_time = false;
  std::string_view sum_name = {};  ///< of a yearly rate that is added up over the run
  std::string_view sum_title = {};
};
constexpr std::array compared = {Compared{"companies", "headcount", true},
                                 Compared{"companies", "hires"},
                                 Compared{"companies", "poached_in"},
                                 Compared{"companies", "poached_out", true},
                                 Compared{"companies", "counter_offers"},
                                 Compared{"companies", "raises"},
                                 Compared{"companies", "raise_cost_usd_per_year"},
                                 Compared{"companies", "retention_grants_usd"},
                                 Compared{"companies", "payroll_usd_per_year"},
                                 Compared{"companies", "payroll_usd_per_year", false,
                                          "pay_accumulated_usd", "pay over the whole run"},
                                 Compared{"companies", "morale"},
                                 Compared{"companies", "leadership_share", true},
                                 Compared{"accounts", "output_usd"},
                                 Compared{"accounts", "pay_usd"},
                                 Compared{"accounts", "vested_usd"},
                                 Compared{"accounts", "buyouts_usd"},
                                 Compared{"accounts", "garden_leave_usd"},
                                 Compared{"accounts", "recruiting_usd"},
                                 Compared{"accounts", "vacancies_usd"},
                                 Compared{"accounts", "profit_usd"},
                                 Compared{"market", "received_usd"},
                                 Compared{"market", "surplus_usd"},
                                 Compared{"market", "moves"},
                                 Compared{"market", "pay_median_usd_per_year"},
                                 Compared{"market", "pay_p99_usd_per_year"}};

// The unit of the integral of a yearly rate.
Quantity accumulated(Quantity rate, const Compared& sum) {
  rate.name = sum.sum_name;
  rate.title = sum.sum_title;
  rate.reading = Reading::accumulated;
  if (rate.unit.ends_with(per_year)) rate.unit.resize(rate.unit.size() - per_year.size());
  return rate;
}

}  // namespace

std::string Quantity::title_of_run() const {
  return reading == Reading::state ? title + " at the end" : title;
}

Quantity quantity_of(Dictionaries tables, std::string_view table, std::string_view column) {
  const auto dictionary = std::find_if(
      tables.begin(), tables.end(), [&](const auto& candidate) { return candidate.name == table; });
  const auto* found = dictionary == tables.end() ? nullptr : find_column(*dictionary, column);
  if (found == nullptr) throw std::logic_error(fmt::format("no column {} in {}", column, table));
  Quantity quantity;
  quantity.name = column;
  quantity.table = table;
  quantity.column = column;
  quantity.reading = found->kind == tables::Kind::state ? Reading::state : Reading::total;
  quantity.title = found->title;
  quantity.unit = found->shown_unit;
  quantity.is_count = found->unit.empty() && found->shown_unit != "share";
  return quantity;
}

std::vector<Quantity> compared_quantities(Dictionaries tables) {
  std::vector<Quantity> quantities;
  for (const Compared& of_run : compared) {
    Quantity quantity = quantity_of(tables, of_run.table, of_run.column);
    if (!of_run.sum_name.empty()) quantity = accumulated(std::move(quantity), of_run);
    quantity.over_time = of_run.over_time;
    quantities.push_back(std::move(quantity));
  }
  return quantities;
}

}  // namespace poach::compare
