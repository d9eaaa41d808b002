#include "sweep/design.hpp"

#include <algorithm>
#include <boost/random/sobol.hpp>
#include <cmath>
#include <numeric>

#include "base/error.hpp"
#include "base/stream.hpp"
#include "config/load.hpp"
#include "tables/cell.hpp"
#include "tables/csv_reader.hpp"

namespace poach::sweep {
namespace {

// The value at a share: of a range its point, of a list the value whose stratum it is.
std::string value_at(const Parameter& parameter, double share) {
  if (parameter.is_range()) return parameter.at(share);
  const auto count = parameter.values.size();
  const auto index = static_cast<std::size_t>(share * static_cast<double>(count));
  return parameter.values[std::min(index, count - 1)];
}

class Draws {
 public:
  Draws(const LoadedSpec& spec, std::uint64_t generation)
      : draws_(Stream(Seed{static_cast<std::uint64_t>(spec.spec.seed)}, "sweep design")
                   .of(generation)) {}
  double uniform(std::uint64_t row, std::uint64_t column) {
    return draws_.uniform({static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), 0,
                           static_cast<std::uint32_t>(row >> 32)});
  }
  /// 0 to count - 1 in random order (Fisher and Yates).
  std::vector<std::uint32_t> order(std::uint32_t count, std::uint64_t column) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint32_t k = count; k > 1; --k) {
      const auto j = static_cast<std::uint32_t>(uniform(k, column) * k);
      std::swap(order[k - 1], order[std::min(j, k - 1)]);
    }
    return order;
  }

 private:
  CohortDraws draws_;
};

void for_each_of_grid(const LoadedSpec& spec, const TakePoint& take) {
  std::vector<std::size_t> at(spec.parameters.size(), 0);
  PointValues values(at.size());
  for (;;) {
    for (std::size_t k = 0; k < at.size(); ++k) values[k] = spec.parameters[k].values[at[k]];
    take(values);
    std::size_t k = at.size();
    while (k > 0 && ++at[k - 1] == spec.parameters[k - 1].values.size()) at[--k] = 0;
    if (k == 0) return;
  }
}

void for_each_of_zip(const LoadedSpec& spec, const TakePoint& take) {
  PointValues values(spec.parameters.size());
  for (std::size_t row = 0; row < spec.parameters.front().values.size(); ++row) {
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = spec.parameters[k].values[row];
    take(values);
  }
}

void for_each_of_list(const LoadedSpec& spec, const TakePoint& take) {
  Diagnostics diagnostics;
  tables::CsvReader reader(spec.spec.design.file, diagnostics);
  while (reader.next()) {
    PointValues values;
    for (std::size_t k = 0; k < reader.fields().size(); ++k) {
      const std::string text(reader.fields()[k]);
      if (text.empty()) {
        diagnostics.error(reader.place(k), reader.header()[k], "the value is missing");
      }
      values.push_back(
          value_text(config::parse_value_text(text, spec.spec.design.file, diagnostics)));
    }
    take(values);
  }
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
}

void for_each_of_hypercube(const LoadedSpec& spec, const DesignPart& part, const TakePoint& take) {
  const auto wanted = static_cast<std::uint64_t>(spec.spec.design.points);
  if (wanted <= part.skip) return;
  const auto count = static_cast<std::uint32_t>(wanted - part.skip);
  Draws draws(spec, part.generation);
  std::vector<std::vector<std::uint32_t>> strata;
  for (std::size_t k = 0; k < spec.parameters.size(); ++k) strata.push_back(draws.order(count, k));
  PointValues values(spec.parameters.size());
  for (std::uint32_t row = 0; row < count; ++row) {
    for (std::size_t k = 0; k < values.size(); ++k) {
      const double inside = draws.uniform(row, spec.parameters.size() + k);
      values[k] = value_at(spec.parameters[k], (strata[k][row] + inside) / count);
    }
    take(values);
  }
}

void for_each_of_sobol(const LoadedSpec& spec, const DesignPart& part, const TakePoint& take) {
  const std::size_t dimension = spec.parameters.size();
  boost::random::sobol engine(dimension);
  engine.discard(part.skip * dimension);
  PointValues values(dimension);
  for (auto row = part.skip; row < static_cast<std::uint64_t>(spec.spec.design.points); ++row) {
    for (std::size_t k = 0; k < dimension; ++k) {
      values[k] = value_at(spec.parameters[k], static_cast<double>(engine()) * 0x1p-64);
    }
    take(values);
  }
}

// Trajectory t draws from rows of its own, so more trajectories keep the old ones.
void take_trajectory(const LoadedSpec& spec, std::uint64_t t, const TakePoint& take) {
  const std::size_t count = spec.parameters.size();
  const auto levels = static_cast<double>(spec.spec.design.levels);
  const double step = levels / (2.0 * (levels - 1.0));
  Draws draws(spec, 1'000'000 + t);
  const auto order = draws.order(static_cast<std::uint32_t>(count), 0);
  std::vector<double> share(count);
  std::vector<double> change(count);
  for (std::size_t k = 0; k < count; ++k) {
    const double base = std::floor(draws.uniform(k, 1) * levels / 2.0) / (levels - 1.0);
    const bool upwards = draws.uniform(k, 2) < 0.5;
    share[k] = upwards ? base : base + step;
    change[k] = upwards ? step : -step;
  }
  PointValues values(count);
  for (std::size_t k = 0; k < count; ++k) values[k] = value_at(spec.parameters[k], share[k]);
  take(values);
  for (const std::uint32_t k : order) {
    values[k] = value_at(spec.parameters[k], share[k] + change[k]);
    take(values);
  }
}

}  // namespace

void read_list_header(LoadedSpec& spec, Diagnostics& diagnostics) {
  const tables::CsvReader reader(spec.spec.design.file, diagnostics);
  spec.parameters.clear();
  std::string before;
  for (const std::string& path : reader.header()) {
    Parameter parameter;
    parameter.path = path;
    parameter.place = {spec.spec.design.file, 1, static_cast<int>(before.size()) + 1};
    tables::append_cell(before, path);
    before += ',';
    check_path(parameter, diagnostics);
    spec.parameters.push_back(std::move(parameter));
  }
}

void for_each_point(const LoadedSpec& spec, const DesignPart& part, const TakePoint& take) {
  switch (spec.spec.design.kind) {
    case DesignKind::grid:
      return for_each_of_grid(spec, take);
    case DesignKind::zip:
      return for_each_of_zip(spec, take);
    case DesignKind::list:
      return for_each_of_list(spec, take);
    case DesignKind::latin_hypercube:
      return for_each_of_hypercube(spec, part, take);
    case DesignKind::sobol:
      return for_each_of_sobol(spec, part, take);
    case DesignKind::morris:
      break;
  }
  const std::uint64_t first = part.skip / (spec.parameters.size() + 1);
  for (auto t = first; t < static_cast<std::uint64_t>(spec.spec.design.trajectories); ++t) {
    take_trajectory(spec, t, take);
  }
}

}  // namespace poach::sweep
