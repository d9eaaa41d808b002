#include "app/completion.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <functional>

#include "base/error.hpp"
#include "base/shell_words.hpp"

namespace poach::app {
namespace {

// A verb with the verbs above it: "describe network"; the program itself has none.
std::string below(const std::string& path, const std::string& verb) {
  return path.empty() ? verb : fmt::format("{} {}", path, verb);
}

// A function of a path and the verb at its end.
using Visit = std::function<void(const std::string& path, const VerbWords& verb)>;

void for_each_verb(const std::string& path, const VerbWords& verb, const Visit& visit) {
  visit(path, verb);
  for (const VerbWords& inner : verb.verbs) {
    for_each_verb(below(path, inner.name), inner, visit);
  }
}

// Everything that can be typed after a verb, file names aside.
std::vector<std::string> words_after(const VerbWords& verb) {
  std::vector<std::string> words = verb.values;
  for (const VerbWords& inner : verb.verbs) words.push_back(inner.name);
  return words;
}

std::vector<std::string> option_names(const VerbWords& verb) {
  std::vector<std::string> names;
  for (const OptionWords& option : verb.options) {
    names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return names;
}

std::string_view files_of(Argument argument) {
  if (argument == Argument::scenario) return "scenarios";
  return argument == Argument::directory ? "directories" : "none";
}

// `case` lines shared by bash and zsh: the verb path, what follows options, and what follows verbs.
struct CaseLines {
  std::string paths;
  std::string values;
  std::string words;
};

CaseLines case_lines(const VerbWords& program) {
  CaseLines lines;
  for_each_verb("", program, [&](const std::string& path, const VerbWords& verb) {
    for (const VerbWords& inner : verb.verbs) {
      lines.paths += fmt::format("      {}) verb={} ;;\n",
                                 single_quoted(fmt::format("{}:{}", path, inner.name)),
                                 single_quoted(below(path, inner.name)));
    }
    for (const OptionWords& option : verb.options) {
      if (!option.takes_value) continue;
      const char* files = option.takes_directory ? "directories" : "none";
      for (const std::string& name : option.names) {
        lines.values +=
            fmt::format("    {}) words={} files={} options='' ;;\n",
                        single_quoted(fmt::format("{}:{}", path, name)),
                        single_quoted(fmt::format("{}", fmt::join(option.values, " "))), files);
      }
    }
    lines.words +=
        fmt::format("    {}) words={} files={}\n      options={} ;;\n", single_quoted(path),
                    single_quoted(fmt::format("{}", fmt::join(words_after(verb), " "))),
                    files_of(verb.argument),
                    single_quoted(fmt::format("{}", fmt::join(option_names(verb), " "))));
  });
  return lines;
}

constexpr std::string_view bash_script =
    R"(# bash completion for poach: poach completion bash > /etc/bash_completion.d/poach
_poach() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
  local verb='' words='' files=none options='' word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "$verb:$word" in
{paths}    esac
  done
  case "$verb" in
{words}  esac
  case "$verb:$previous" in
{values}  esac
  COMPREPLY=()
  if [[ $current == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    return
  fi
  [[ -n $words ]] && mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  [[ $files == none ]] && return
  compopt -o filenames 2>/dev/null
  mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -d -- "$current")
  if [[ $files == scenarios ]]; then
    mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -f -X '!*.yaml' -- "$current")
  fi
}}
complete -F _poach poach
)";

constexpr std::string_view zsh_script = R"(#compdef poach
# zsh completion for poach: poach completion zsh > a directory of $fpath/_poach
_poach() {{
  local current=${{words[CURRENT]}} previous=${{words[CURRENT-1]}}
  local -a line=("${{(@)words[2,CURRENT-1]}}")
  local verb='' words='' files=none options='' word
  for word in "${{line[@]}}"; do
    case "$verb:$word" in
{paths}    esac
  done
  case "$verb" in
{words}  esac
  case "$verb:$previous" in
{values}  esac
  if [[ $current == -* ]]; then
    compadd -- ${{=options}}
    return
  fi
  [[ -n $words ]] && compadd -- ${{=words}}
  case $files in
    scenarios) _files -g '*.yaml' ;;
    directories) _files -/ ;;
  esac
}}
if [[ $funcstack[1] == _poach ]]; then _poach "$@"; else compdef _poach poach; fi
)";

// The condition under which fish offers what belongs to a verb.
std::string fish_condition(const std::string& path, const VerbWords& verb) {
  if (path.empty()) return "__fish_use_subcommand";
  std::string condition;
  std::size_t at = 0;
  while (at < path.size()) {
    const std::size_t end = std::min(path.find(' ', at), path.size());
    if (!condition.empty()) condition += "; and ";
    condition += "__fish_seen_subcommand_from " + path.substr(at, end - at);
    at = end + 1;
  }
  if (!verb.verbs.empty()) {
    condition += "; and not __fish_seen_subcommand_from";
    for (const VerbWords& inner : verb.verbs) condition += " " + inner.name;
  }
  return condition;
}

std::string fish_option(const std::string& start, const OptionWords& option) {
  std::string line = start;
  for (const std::string& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  if (option.takes_value) line += " -x";
  if (!option.values.empty()) {
    line += " -a " + single_quoted(fmt::format("{}", fmt::join(option.values, " ")));
  } else if (option.takes_directory) {
    line += " -a '(__fish_complete_directories)'";
  }
  return line + " -d " + single_quoted(option.meaning) + "\n";
}

std::string fish_script(const VerbWords& program) {
  std::string text =
      "# fish completion for poach: poach completion fish > ~/.config/fish/completions/poach.fish\n"
      "complete -c poach -f\n";
  for_each_verb("", program, [&](const std::string& path, const VerbWords& verb) {
    const std::string start = "complete -c poach -n " + single_quoted(fish_condition(path, verb));
    for (const VerbWords& inner : verb.verbs) {
      text += fmt::format("{} -a {} -d {}\n", start, inner.name, single_quoted(inner.meaning));
    }
    for (const std::string& word : verb.values) text += fmt::format("{} -a {}\n", start, word);
    if (verb.argument == Argument::scenario) {
      text += start + " -a '(__fish_complete_suffix .yaml)'\n";
    } else if (verb.argument == Argument::directory) {
      text += start + " -a '(__fish_complete_directories)'\n";
    }
    for (const OptionWords& option : verb.options) text += fish_option(start, option);
  });
  return text;
}

}  // namespace

std::string completion_script(const std::string& shell, const VerbWords& program) {
  if (shell == "fish") return fish_script(program);
  const CaseLines lines = case_lines(program);
  const auto fill = [&](std::string_view script) {
    return fmt::format(fmt::runtime(script), fmt::arg("paths", lines.paths),
                       fmt::arg("words", lines.words), fmt::arg("values", lines.values));
  };
  if (shell == "bash") return fill(bash_script);
  if (shell == "zsh") return fill(zsh_script);
  throw InputError("error: there is completion for bash, zsh and fish, not for " + shell);
}

}  // namespace poach::app
