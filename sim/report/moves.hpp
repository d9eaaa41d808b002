#pragma once
// The moves of a run, added up while their file is read once.

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/run.hpp"

namespace poach::report {

/// Bins of a logarithmic axis: `per_factor` to a factor of `factor`, from `low` on. Numbers outside
/// fall into the first or the last.
struct LogBins {
  double low = 1.0;
  double factor = 10.0;
  std::size_t per_factor = 8;
  std::size_t count = 48;
  [[nodiscard]] std::size_t of(double value) const;
  /// The lower edge of a bin; of `count`, the upper edge of the last.
  [[nodiscard]] double edge(std::size_t bin) const;
};

/// USD per year, or the money of an abstract scenario: from 0.001 to 1 billion, eight to a factor
/// of ten.
inline constexpr LogBins price_bins{1e-3, 10.0, 8, 96};
/// Pay after over pay before, from 1/4 to 64, four to a doubling.
inline constexpr LogBins multiple_bins{0.25, 2.0, 4, 32};

struct PricedMove {
  std::int64_t replicate = 0;
  std::string when;
  std::string from;
  std::string to;
  double before = 0.0;
  double after = 0.0;
};

class Moves {
 public:
  static constexpr std::size_t most_priced = 10;

  /// Reads moves.csv. Throws InputError.
  Moves(const std::filesystem::path& file, std::uint64_t replicates);

  /// Moves between companies, by former and new employer.
  [[nodiscard]] const std::map<std::pair<std::string, std::string>, double>& flows() const {
    return flows_;
  }
  /// Pay in the new job, USD per year, by new employer.
  [[nodiscard]] const std::map<std::string, std::vector<double>>& prices() const { return prices_; }
  /// Pay after over pay before of moves between companies, by new employer.
  [[nodiscard]] const std::map<std::string, std::vector<double>>& multiples() const {
    return multiples_;
  }
  /// Moves by tick and bin of pay.
  [[nodiscard]] const std::map<std::int64_t, std::array<double, price_bins.count>>& by_tick()
      const {
    return by_tick_;
  }
  /// The best paid moves between companies, first the highest.
  [[nodiscard]] const std::vector<PricedMove>& highest() const { return highest_; }
  /// The `most` companies with the most moves into and out of them, first the busiest.
  [[nodiscard]] std::vector<std::string> busiest(std::size_t most) const;
  [[nodiscard]] std::uint64_t replicates() const { return replicates_; }
  [[nodiscard]] std::uint64_t from_unemployment() const { return from_unemployment_; }

 private:
  /// Positions of the columns that are used.
  struct Columns {
    std::size_t run_id, tick, date, from, to, before, after;
  };
  void add(const Columns& columns, std::span<const std::string_view> row);
  void keep_highest(PricedMove move);

  std::uint64_t replicates_;
  std::uint64_t from_unemployment_ = 0;
  std::map<std::pair<std::string, std::string>, double> flows_;
  std::map<std::string, std::vector<double>> prices_;
  std::map<std::string, std::vector<double>> multiples_;
  std::map<std::int64_t, std::array<double, price_bins.count>> by_tick_;
  std::vector<PricedMove> highest_;
};

/// The flows between the companies shown, with the others as one.
[[nodiscard]] std::vector<Card> move_cards(const RunData& data, const Moves& moves);
void add_flows(Page& page, const RunData& data, const Moves& moves);
void add_prices(Page& page, const RunData& data, const Moves& moves);
/// The offers of companies, where offers were recorded. Throws InputError.
void add_offers(Page& page, const RunData& data);

}  // namespace poach::report
