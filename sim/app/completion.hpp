#pragma once
// Completion scripts, made from the verbs and options that the program declares.

#include <string>
#include <vector>

namespace poach::app {

/// The kind of a verb's words without a dash.
enum class Argument { none, scenario, directory };

struct OptionWords {
  std::vector<std::string> names;   ///< "-o", "--output"
  std::string meaning;              ///< one line
  std::vector<std::string> values;  ///< the only values it takes; empty for any
  bool takes_value = false;
  bool takes_directory = false;
};

struct VerbWords {
  std::string name;
  std::string meaning;
  Argument argument = Argument::none;
  std::vector<std::string> values;  ///< the only arguments it takes; empty for any
  std::vector<OptionWords> options;
  std::vector<VerbWords> verbs;  ///< verbs of its own
};

/// The script for a shell. Throws InputError for other shells than bash, zsh and fish.
[[nodiscard]] std::string completion_script(const std::string& shell, const VerbWords& program);

}  // namespace poach::app
