#pragma once
// The errors that the functions of the library throw. A function names the errors it throws;
// std::bad_alloc can come from any. Exceptions of an added phase pass through unchanged.

#include <stdexcept>
#include <string>
#include <vector>

#include "poach/names.hpp"

namespace poach_api {

enum class Severity { warning, error };

/// One problem of an input.
struct Problem {
  Severity severity = Severity::error;
  std::string file;        ///< empty where the input is not a file
  int line = 0;            ///< from 1; 0: the whole file
  int column = 0;          ///< from 1; 0: the whole line
  std::string path;        ///< in the scenario, for example companies.Apple.pay.cap; may be empty
  std::string reason;      ///< the problem, without a final stop
  std::string suggestion;  ///< what to write instead; may be empty
};

/// `file:line:column: error: path: reason; suggestion`, without the parts that are empty.
[[nodiscard]] std::string to_string(const Problem& problem);

/// The input is wrong: a scenario, an override, a saved state, a table's or a row's name. what()
/// has a line for each problem.
class InputError : public std::runtime_error {
 public:
  InputError(const std::string& what, std::vector<Problem> problems)
      : std::runtime_error(what), problems_(std::move(problems)) {}
  /// Every problem that was found, in the order of the input; at least one.
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// The computation failed: a full disk, an amount of money beyond all bounds.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A stop flag was set while the function ran.
class Interrupted : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace poach_api
