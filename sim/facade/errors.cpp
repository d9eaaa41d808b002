#include "facade/errors.hpp"

#include <string_view>

namespace poach_api {
namespace {

Problem problem_of(const poach::Diagnostic& diagnostic) {
  Problem problem;
  problem.severity =
      diagnostic.severity == poach::Severity::error ? Severity::error : Severity::warning;
  problem.file = diagnostic.place.file;
  problem.line = diagnostic.place.line;
  problem.column = diagnostic.place.column;
  problem.path = diagnostic.path;
  problem.reason = diagnostic.reason;
  problem.suggestion = diagnostic.suggestion;
  return problem;
}

// A message without a place is one problem.
Problem problem_of(std::string_view message) {
  constexpr std::string_view prefix = "error: ";
  if (message.starts_with(prefix)) message.remove_prefix(prefix.size());
  Problem problem;
  problem.reason = message;
  return problem;
}

}  // namespace

std::string to_string(const Problem& problem) {
  const auto severity =
      problem.severity == Severity::error ? poach::Severity::error : poach::Severity::warning;
  return poach::to_string(poach::Diagnostic{severity,
                                            {problem.file, problem.line, problem.column},
                                            problem.path,
                                            problem.reason,
                                            problem.suggestion});
}

std::vector<Problem> problems_of(const poach::Diagnostics& diagnostics) {
  std::vector<Problem> problems;
  for (const poach::Diagnostic& diagnostic : diagnostics.all()) {
    problems.push_back(problem_of(diagnostic));
  }
  return problems;
}

InputError public_error(const poach::InputError& error) {
  std::vector<Problem> problems = problems_of(error.diagnostics());
  if (problems.empty()) problems.push_back(problem_of(error.what()));
  return {error.what(), std::move(problems)};
}

}  // namespace poach_api
