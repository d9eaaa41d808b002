#include "theory/goodness_of_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace poach::tests {

std::uint64_t Cells::total() const {
  return std::accumulate(seen.begin(), seen.end(), std::uint64_t{0});
}

double chi_square_score(double chi_square, double degrees) {
  const double spread = 2.0 / (9.0 * degrees);
  return (std::cbrt(chi_square / degrees) - (1.0 - spread)) / std::sqrt(spread);
}

double chi_square(const Cells& cells) {
  const auto total = static_cast<double>(cells.total());
  double sum = 0.0;
  for (std::size_t k = 0; k < cells.exact.size(); ++k) {
    const double expected = total * cells.exact[k];
    const double off = static_cast<double>(cells.seen[k]) - expected;
    sum += off * off / expected;
  }
  return sum;
}

double fit_score(const Cells& cells) {
  return chi_square_score(chi_square(cells), static_cast<double>(cells.exact.size() - 1));
}

double expected_score(const std::vector<double>& exact, const std::vector<double>& wrong,
                      double observations) {
  double off = 0.0;
  for (std::size_t k = 0; k < exact.size(); ++k) {
    off += (wrong[k] - exact[k]) * (wrong[k] - exact[k]) / exact[k];
  }
  const auto degrees = static_cast<double>(exact.size() - 1);
  return chi_square_score(degrees + observations * off, degrees);
}

double kolmogorov_distance(const Cells& cells) {
  const auto total = static_cast<double>(cells.total());
  double seen = 0.0;
  double exact = 0.0;
  double largest = 0.0;
  for (std::size_t k = 0; k < cells.exact.size(); ++k) {
    seen += static_cast<double>(cells.seen[k]) / total;
    exact += cells.exact[k];
    largest = std::max(largest, std::abs(seen - exact));
  }
  return std::sqrt(total) * largest;
}

}  // namespace poach::tests
