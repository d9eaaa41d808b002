#pragma once
// From the phases of a user to a schedule.

#include <span>

#include "phases/schedule.hpp"
#include "poach/phase.hpp"

namespace poach_api {

/// The rows of the model and these phases. Throws the library's InputError for a phase that cannot
/// be placed or does nothing.
[[nodiscard]] poach::Schedule schedule_with(std::span<const Phase> phases);

}  // namespace poach_api
