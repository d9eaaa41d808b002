// Built where MPI was not found.
#ifndef POACH_HAS_MPI

#include "base/error.hpp"
#include "sweep/engines.hpp"

namespace poach::sweep {

bool has_mpi() { return false; }

std::optional<Ending> run_on_mpi(const SweepPlan&, bool, const Limits&) {
  throw InputError(
      "error: this poach was built without MPI; install libopenmpi-dev and openmpi-bin, configure "
      "and build again, or use --on local");
}

}  // namespace poach::sweep

#endif
