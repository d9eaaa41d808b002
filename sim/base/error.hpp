#pragma once
// The three ways a program stops early. Each carries a whole sentence for the user.

#include <stdexcept>
#include <string>

#include "base/diagnostics.hpp"

namespace poach {

/// The input is wrong: exit code 2. Carries every diagnostic of the pass that found it.
class InputError : public std::runtime_error {
 public:
  explicit InputError(Diagnostics diagnostics)
      : std::runtime_error(diagnostics.report()), diagnostics_(std::move(diagnostics)) {}
  explicit InputError(const std::string& message) : std::runtime_error(message) {}
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
};

/// The run failed (a full disk, an overflow of money): exit code 1.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The user or the system asked the program to stop: exit code 130.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace poach
