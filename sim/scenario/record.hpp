#pragma once
// What a run writes, and what a scenario expects of it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/units.hpp"
#include "config/node.hpp"
#include "scenario/fwd.hpp"

namespace poach {

/// Name of the row of companies.csv for all companies beyond `companies_top`.
inline constexpr const char* other_companies = "other companies";

struct RecordSpec {
  std::vector<std::string> tables{"market", "companies", "flows", "moves"};
  std::int64_t every = 1;               ///< ticks between rows of market, companies, flows
  std::int64_t researchers_every = 52;  ///< ticks between rows of researchers.csv
  double researchers_sample = 1.0;      ///< share of people in researchers.csv
  std::int64_t companies_top = 0;       ///< rows of companies: the largest; 0: every company
};

void describe(RecordSpec&, config::Fields&);

enum class Statistic { sum, mean, last, median, minimum, maximum, count, ratio, rank_slope };

/// A claim about the recorded tables, judged over replicates.
struct ExpectationSpec {
  std::string name;
  std::string quantity;  ///< what is claimed, in words
  std::string table = "market";
  std::string column;                      ///< empty for count
  std::string divided_by;                  ///< ratio: the denominator's column
  std::optional<std::int64_t> first_rank;  ///< rank_slope: the largest value that counts; 1 if none
  std::optional<std::int64_t> last_rank;   ///< rank_slope: the smallest that counts; all if none
  /// column -> value, list of values (any of them), {not: value or list}, {at_least: x, at_most: y}
  config::Node where;
  std::optional<Date> from;   ///< first date counted
  std::optional<Date> until;  ///< last date counted
  Statistic statistic = Statistic::mean;
  std::optional<double> value;      ///< expected, judged by |z| < 4
  std::string oracle;               ///< name of the closed form that gives the value
  std::optional<double> tolerance;  ///< instead of z: |mean - value| at most this
  std::optional<double> at_least;
  std::optional<double> at_most;
  /// Name of another expectation: this value is below that one in the same replicates, by so much
  /// that the 95 % interval of the mean difference excludes 0.
  std::string less_than;
  std::int64_t replicates = 20;
  std::string source;
  std::string known_miss;  ///< why it is missed; printed, not failed
};

void describe(ExpectationSpec&, config::Fields&);

}  // namespace poach
