#pragma once
// Slurm is asked through its commands: the library would tie the program to one version of it. No
// shell reads what they are given.

#include <string>
#include <string_view>
#include <vector>

namespace poach::sweep {

struct Answer {
  int code = -1;      ///< exit code; 127 when there is no such program
  std::string text;   ///< stdout
  std::string error;  ///< stderr
};

/// Runs a program of PATH with these arguments and waits for its end. `input` is its stdin.
[[nodiscard]] Answer ask(std::vector<std::string> words, std::string_view input = {});
/// Whether PATH has such a program.
[[nodiscard]] bool has_command(const std::string& name);
[[nodiscard]] std::string first_line(std::string_view text);
/// Whether a text is the number of a job, or of a task of an array: digits, JOB_TASK.
[[nodiscard]] bool is_job_number(std::string_view text);

}  // namespace poach::sweep
