#include "scenario/record.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/fields.hpp"

namespace poach {
namespace {

constexpr bool stands_in_its_place(const TableFacts& facts) {
  return &facts == &table_facts[index_of(facts.table)];
}
static_assert(std::all_of(table_facts.begin(), table_facts.end(), stands_in_its_place));

// `a, b and c`: the tables whose rows are due then.
std::string tables_due(RowsDue due) {
  std::string list;
  std::string_view last;
  for (const TableFacts& facts : table_facts) {
    if (facts.due != due) continue;
    if (!last.empty()) list += (list.empty() ? "" : ", ") + std::string(last);
    last = facts.name;
  }
  return list.empty() ? std::string(last) : fmt::format("{} and {}", list, last);
}

}  // namespace

std::optional<TableName> table_named(std::string_view name) {
  for (const TableFacts& facts : table_facts) {
    if (facts.name == name) return facts.table;
  }
  return std::nullopt;
}

bool is_recorded_every(std::string_view name) {
  const std::optional<TableName> table = table_named(name);
  return table && facts_of(*table).due == RowsDue::every;
}

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (const TableFacts& facts : table_facts) names.emplace_back(facts.name);
  return names;
}

void describe(RecordSpec& r, config::Fields& fields) {
  static const std::string tables =
      fmt::format("tables written: {}", fmt::join(table_names(), ", "));
  static const std::string every = "ticks between rows of " + tables_due(RowsDue::every);
  static const std::string researchers_every =
      "ticks between rows of " + tables_due(RowsDue::researchers_every);
  fields.value({"tables", tables}, r.tables);
  fields.value({"every", every, "ticks", config::between(1, 1e7)}, r.every);
  fields.value({"researchers_every", researchers_every, "ticks", config::between(1, 1e7)},
               r.researchers_every);
  fields.value({"researchers_sample",
                "share of people in researchers: the same people in every row, and a larger share "
                "includes those of a smaller one",
                "", config::share()},
               r.researchers_sample);
  fields.value({"companies_top",
                "rows of companies: this many companies, the largest by present staff, and one row "
                "for all others together; 0: every company",
                "companies", config::between(0, 1e9)},
               r.companies_top);
}

void describe(ExpectationSpec& e, config::Fields& fields) {
  fields.value({.name = "name",
                .meaning = "short name of the claim",
                .presence = config::Presence::required},
               e.name);
  fields.value({"quantity", "the claim in words"}, e.quantity);
  fields.value({"table", "table of the quantity"}, e.table);
  fields.value({"column", "its column; not needed for count"}, e.column);
  fields.value({"divided_by", "ratio: column of the denominator"}, e.divided_by);
  fields.value({"where",
                "rows counted: column to value, a list of values (any of them), or a map of not, "
                "at_least, at_most"},
               e.where);
  fields.value({"from", "first date counted"}, e.from);
  fields.value({"until", "last date counted"}, e.until);
  fields.choice(
      {"statistic",
       "statistic that makes the rows one number; growth: the last over the first, less one"},
      e.statistic,
      {{Statistic::sum, "sum"},
       {Statistic::mean, "mean"},
       {Statistic::last, "last"},
       {Statistic::growth, "growth"},
       {Statistic::median, "median"},
       {Statistic::minimum, "minimum"},
       {Statistic::maximum, "maximum"},
       {Statistic::count, "count"},
       {Statistic::ratio, "ratio"},
       {Statistic::rank_slope, "rank_slope"}});
  fields.value({"first_rank", "rank_slope: rank of the largest value that counts (1 if not given)",
                "", config::between(1, 1e9)},
               e.first_rank);
  fields.value(
      {"last_rank", "rank_slope: rank of the smallest value that counts (all if not given)", "",
       config::between(1, 1e9)},
      e.last_rank);
  fields.value({"value", "expected mean over replicates, judged by |z| < 4"}, e.value);
  fields.value({"oracle", "closed form that gives the value; `poach describe oracles` lists them"},
               e.oracle);
  fields.value(
      {"tolerance", "largest distance from the value, instead of z", "", config::at_least(0)},
      e.tolerance);
  fields.value({"at_least", "lower end of the expected band"}, e.at_least);
  fields.value({"at_most", "upper end of the expected band"}, e.at_most);
  fields.value({"less_than",
                "name of another expectation whose value is larger in the same runs (95 % interval "
                "of the mean difference)"},
               e.less_than);
  fields.value({"replicates", "number of runs averaged", "runs", config::between(1, 1e6)},
               e.replicates);
  fields.value({"source", "source of the fact"}, e.source);
  fields.value({"known_miss", "reason for a known miss: printed as missed, not failed"},
               e.known_miss);
}

}  // namespace poach
