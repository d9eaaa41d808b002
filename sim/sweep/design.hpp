#pragma once
// From a spec to the values of every point.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sweep/spec.hpp"

namespace poach::sweep {

/// The values of a point, one per parameter.
using PointValues = std::vector<std::string>;
using TakePoint = std::function<void(const PointValues&)>;

/// Which part of a design is wanted: points before `skip` are left out.
struct DesignPart {
  std::uint64_t skip = 0;
  std::uint64_t generation = 0;  ///< 0 for the first plan, then the number of the extension
};

/// Hands over every point of the design, in order, without keeping them.
/// - sobol: unscrambled, without the point 0 (Joe and Kuo 2008), so more points keep the old ones;
/// - latin_hypercube: one point per stratum and parameter (McKay, Beckman, Conover 1979);
/// - morris: trajectories of k + 1 points, each changing one parameter by L / (2 (L - 1)) of its
///   range (Morris 1991).
/// Grids vary their last parameter fastest. Throws InputError for a list that cannot be read.
void for_each_point(const LoadedSpec& spec, const DesignPart& part, const TakePoint& take);

/// The columns of a list's file become its parameters.
void read_list_header(LoadedSpec& spec, Diagnostics& diagnostics);

}  // namespace poach::sweep
