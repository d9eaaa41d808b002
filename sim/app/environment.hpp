#pragma once
// Repairs of the environment in which the program starts.

namespace poach::app {

/// Opens those of the descriptors 0 to 2 that are closed on /dev/null. Otherwise the first files
/// that the program opens would get these numbers, and messages would go into tables. Call before
/// anything else. An empty root, which has no /dev/null, will do when none is closed.
void open_standard_descriptors();

}  // namespace poach::app
