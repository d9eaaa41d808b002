#pragma once
// From the library's own errors to those of the public interface.

#include <utility>

#include "base/error.hpp"
#include "poach/errors.hpp"

namespace poach_api {

[[nodiscard]] std::vector<Problem> problems_of(const poach::Diagnostics& diagnostics);
[[nodiscard]] InputError public_error(const poach::InputError& error);

/// Does `work`; errors of the library become those of the interface, others pass unchanged.
template <class Work>
decltype(auto) with_public_errors(Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const poach::InputError& error) {
    throw public_error(error);
  } catch (const poach::RunError& error) {
    throw RunError(error.what());
  } catch (const poach::Interrupted& error) {
    throw Interrupted(error.what());
  }
}

}  // namespace poach_api
