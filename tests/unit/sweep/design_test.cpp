// Designs: what each promises about its points.

#include "sweep/design.hpp"

#include <cmath>
#include <set>

#include "support/catch.hpp"

using namespace poach::sweep;

namespace {

LoadedSpec spec_of(DesignKind kind, std::size_t parameters) {
  LoadedSpec spec;
  spec.spec.design.kind = kind;
  for (std::size_t k = 0; k < parameters; ++k) {
    Parameter parameter;
    parameter.path = "p" + std::to_string(k);
    parameter.to = 1.0;
    spec.parameters.push_back(parameter);
  }
  return spec;
}

std::vector<std::vector<double>> points_of(const LoadedSpec& spec, const DesignPart& part = {}) {
  std::vector<std::vector<double>> points;
  for_each_point(spec, part, [&](const PointValues& values) {
    points.emplace_back();
    for (const std::string& value : values) points.back().push_back(std::stod(value));
  });
  return points;
}

}  // namespace

TEST_CASE("A grid varies its last parameter fastest, zip pairs", "[sweep][design]") {
  LoadedSpec spec = spec_of(DesignKind::grid, 2);
  spec.parameters[0].values = {"1", "2"};
  spec.parameters[1].values = {"3", "4"};
  CHECK(points_of(spec) == std::vector<std::vector<double>>{{1, 3}, {1, 4}, {2, 3}, {2, 4}});
  spec.spec.design.kind = DesignKind::zip;
  CHECK(points_of(spec) == std::vector<std::vector<double>>{{1, 3}, {2, 4}});
}

TEST_CASE("Sobol points are those of Joe and Kuo, and more points keep the first",
          "[sweep][design]") {
  LoadedSpec spec = spec_of(DesignKind::sobol, 3);
  spec.spec.design.points = 4;
  const auto four = points_of(spec);
  // Points 1 to 4 of new-joe-kuo-6 in three dimensions.
  CHECK(four ==
        std::vector<std::vector<double>>{
            {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}});
  spec.spec.design.points = 9;
  const auto nine = points_of(spec);
  CHECK(std::equal(four.begin(), four.end(), nine.begin()));
  const auto rest = points_of(spec, {4, 1});
  REQUIRE(rest.size() == 5);
  CHECK(std::equal(rest.begin(), rest.end(), nine.begin() + 4));
}

TEST_CASE("A Latin hypercube has one point in every stratum", "[sweep][design]") {
  LoadedSpec spec = spec_of(DesignKind::latin_hypercube, 3);
  spec.spec.design.points = 50;
  const auto points = points_of(spec);
  REQUIRE(points.size() == 50);
  for (std::size_t k = 0; k < 3; ++k) {
    std::set<int> strata;
    for (const auto& point : points) strata.insert(static_cast<int>(point[k] * 50.0));
    CHECK(strata.size() == 50);
  }
  spec.spec.seed = 2;
  CHECK(points_of(spec) != points);
}

TEST_CASE("A Morris trajectory changes each parameter once, by the step", "[sweep][design]") {
  LoadedSpec spec = spec_of(DesignKind::morris, 4);
  spec.spec.design.trajectories = 20;
  const auto points = points_of(spec);
  REQUIRE(points.size() == 20 * 5);
  int upwards = 0;
  for (std::size_t t = 0; t < 20; ++t) {
    std::set<std::size_t> changed;
    for (std::size_t step = 1; step < 5; ++step) {
      for (std::size_t k = 0; k < 4; ++k) {
        const double change = points[t * 5 + step][k] - points[t * 5 + step - 1][k];
        if (change == 0.0) continue;
        CHECK(std::fabs(std::fabs(change) - 2.0 / 3.0) < 1e-12);
        CHECK(changed.insert(k).second);
        upwards += change > 0.0 ? 1 : 0;
      }
    }
    CHECK(changed.size() == 4);
  }
  // 80 fair coins: |z| < 4.
  CHECK(std::abs(upwards - 40) < 4.0 * std::sqrt(20.0));
  spec.spec.design.trajectories = 10;
  const auto fewer = points_of(spec);
  CHECK(std::equal(fewer.begin(), fewer.end(), points.begin()));
}

TEST_CASE("Ranges end where they say, in equal distances or ratios", "[sweep][design]") {
  Parameter p;
  p.from = 1.0;
  p.to = 100.0;
  p.logarithmic = true;
  CHECK(p.at(0.0) == "1");
  CHECK(p.at(1.0) == "100");
  CHECK(std::stod(p.at(0.5)) == Approx(10.0));
  p.whole = true;
  CHECK(p.at(0.25) == "3");
}
