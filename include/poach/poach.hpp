#pragma once
// The whole public interface.

#include "poach/errors.hpp"
#include "poach/phase.hpp"
#include "poach/run.hpp"
#include "poach/scenario.hpp"
#include "poach/simulation.hpp"
#include "poach/tables.hpp"
#include "poach/version.hpp"
#include "poach/views.hpp"
