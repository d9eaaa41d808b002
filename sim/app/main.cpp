// The command line. CLI11 is slow to compile, so it appears in this file only.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <sstream>

#include "app/commands.hpp"
#include "app/completion.hpp"
#include "app/ending.hpp"
#include "app/environment.hpp"
#include "app/print.hpp"
#include "app/sweep_commands.hpp"
#include "base/shell_words.hpp"
#include "poach/version.hpp"
#include "run/without.hpp"

namespace poach::app {
namespace {

// The command line as it can be pasted into a shell.
std::string command_line(int count, char** words) {
  std::vector<std::string> command(words, words + count);
  if (command.empty()) command.emplace_back();
  command.front() = "poach";
  return shell_command(command);
}

void add_run(CLI::App& program, RunArguments& a, int& code) {
  CLI::App* verb = program.add_subcommand("run", "Run a scenario and write its tables");
  verb->add_option("scenario", a.scenario, "scenario file")->required();
  verb->add_option("overrides", a.overrides, "path=value ...");
  verb->add_option("-o,--output", a.output, "run directory (default: results/NAME)");
  verb->add_option("--seed", a.seed, "seed, below 2^53");
  verb->add_option("-j,--threads", a.threads, "threads (default: all cores)")
      ->check(CLI::Range(0, 4096));
  verb->add_option("--replicates", a.replicates, "independent runs")->check(CLI::PositiveNumber);
  verb->add_option("--every", a.every, "ticks between rows")->check(CLI::PositiveNumber);
  verb->add_option("--tables", a.tables, "tables to write, separated by commas");
  verb->add_option("--compress", a.compress, "compress the tables")
      ->check(CLI::IsMember({"zst", "gz"}));
  verb->add_option("--checkpoint-every", a.checkpoint_every, "ticks between checkpoints")
      ->check(CLI::PositiveNumber);
  CLI::Option* resume = verb->add_flag("--resume", a.resume,
                                       "continue from the checkpoint, or start when there is none");
  verb->add_flag("--force", a.force, "replace other results or an interrupted run")
      ->excludes(resume);
  verb->add_flag("--report", a.report, "also write a page about the run");
  verb->add_flag("--quiet", a.quiet, "print nothing but errors");
  verb->add_option("--progress", a.progress, "progress on stderr")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  verb->callback([&] { code = run(a); });
}

// An empty word is the trace of an unset variable, never an intended value.
void refuse_empty_values(CLI::App& app) {
  const CLI::Validator not_empty(
      [](const std::string& value) {
        return value.empty() ? std::string("the value is empty") : std::string{};
      },
      "", "not empty");
  for (CLI::Option* option : app.get_options({})) {
    if (option->get_items_expected_max() > 0) option->check(not_empty);
  }
  for (CLI::App* verb : app.get_subcommands({})) refuse_empty_values(*verb);
}

// The words between the braces of a check: `TEXT:{zst,gz}`.
std::vector<std::string> only_values(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

// The declared verbs and options, for completion. Words without a dash are directories or
// scenarios.
VerbWords words_of(const CLI::App& app) {
  VerbWords verb{app.get_name(), app.get_description(), Argument::none, {}, {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    OptionWords words;
    for (const std::string& name : option->get_snames()) words.names.push_back("-" + name);
    for (const std::string& name : option->get_lnames()) words.names.push_back("--" + name);
    words.meaning = option->get_description();
    words.values = only_values(*option);
    words.takes_value = option->get_items_expected_max() > 0;
    words.takes_directory = option->check_lname("output");
    if (!words.names.empty()) {
      verb.options.push_back(words);
    } else if (!words.values.empty()) {
      verb.values = words.values;
    } else if (verb.argument == Argument::none) {
      const bool directory = words.meaning.find("directory") != std::string::npos;
      verb.argument = directory ? Argument::directory : Argument::scenario;
    }
  }
  for (const CLI::App* inner : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (inner->get_group().empty()) continue;
    verb.verbs.push_back(words_of(*inner));
  }
  return verb;
}

struct Words {
  std::vector<std::string> files;
  std::vector<std::string> overrides;
  std::string file;
  std::string what;
  CheckArguments check;
  CompareArguments compare;
  ReportArguments report;
  ExplainArguments explain;
};

void add_scenario_verbs(CLI::App& program, Words& w, int& code) {
  CLI::App* check_verb = program.add_subcommand("check", "Check the expectations of scenarios");
  check_verb->add_option("scenarios", w.check.files, "scenario files")->required();
  check_verb->add_option("-o,--output", w.check.output, "write the table to this directory");
  check_verb->add_option("-j,--threads", w.check.threads, "threads")->check(CLI::Range(0, 4096));
  check_verb->add_flag("--force", w.check.force, "replace an earlier table");
  check_verb->callback([&] { code = check(w.check); });

  CLI::App* validate_verb = program.add_subcommand("validate", "Find every problem of scenarios");
  validate_verb->add_option("files", w.files, "scenario files")->required();
  validate_verb->callback([&] { code = validate(w.files); });

  CLI::App* show_verb =
      program.add_subcommand("show", "Print the resolved scenario with each value's origin");
  show_verb->add_option("file", w.file, "scenario file")->required();
  show_verb->add_option("overrides", w.overrides, "path=value ...");
  show_verb->callback([&] { code = show(w.file, w.overrides); });

  CLI::App* schema_verb = program.add_subcommand("schema", "JSON Schema of scenarios, for editors");
  schema_verb->callback([&] { code = schema(); });
}

void add_report(CLI::App& program, Words& w, int& code) {
  CLI::App* verb = program.add_subcommand("report", "Write a page about a run, a pair or a sweep");
  verb->add_option("directories", w.report.directories,
                   "run or sweep directory; two run directories compare treatment and baseline")
      ->required()
      ->expected(1, 2);
  verb->add_option("-o,--output", w.report.output,
                   "page to write (default: report.html in the directory)");
  verb->add_flag("--force", w.report.force, "replace a file that is not a report");
  verb->callback([&] { code = report(w.report); });
}

void add_explain(CLI::App& program, Words& w, int& code) {
  CLI::App* verb = program.add_subcommand("explain", "Explain why a move of a run happened");
  verb->add_option("directory", w.explain.directory, "run directory")->required();
  verb->add_option("--move", w.explain.move,
                   "RESEARCHER@TICK: name as in moves.csv, tick on which the job starts")
      ->required();
  verb->add_option("--run-id", w.explain.run_id, "replicate (default: 0)");
  verb->add_flag("--json", w.explain.json, "print JSON");
  verb->add_option("-j,--threads", w.explain.threads, "threads")->check(CLI::Range(0, 4096));
  verb->callback([&] { code = explain(w.explain); });
}

void add_other_verbs(CLI::App& program, Words& w, int& code) {
  CLI::App* describe =
      program.add_subcommand("describe", "Describe tables, parameters, oracles, network");
  describe->require_subcommand(1);
  describe->add_subcommand("tables", "columns of every table")->callback([&] {
    code = describe_tables();
  });
  describe->add_subcommand("parameters", "every parameter of a scenario")->callback([&] {
    code = describe_parameters();
  });
  describe->add_subcommand("oracles", "closed forms that expectations can name")->callback([&] {
    code = describe_oracles();
  });
  CLI::App* network =
      describe->add_subcommand("network", "measures of a scenario's collaboration graph");
  network->add_option("scenario", w.file, "scenario file")->required();
  network->add_option("overrides", w.overrides, "path=value ...");
  network->callback([&] { code = describe_network(w.file, w.overrides); });

  CLI::App* compare_verb =
      program.add_subcommand("compare", "Paired effects of runs against a baseline");
  compare_verb
      ->add_option("runs", w.compare.runs,
                   "run directories: one or more treatments, and the baseline last")
      ->required()
      ->expected(2, 1000);
  compare_verb->add_option("-o,--output", w.compare.output, "write the table to this directory");
  compare_verb->add_flag("--over-time", w.compare.over_time, "print effects over time too");
  compare_verb->add_flag("--force", w.compare.force, "replace an earlier table");
  compare_verb->callback([&] { code = compare(w.compare); });

  add_report(program, w, code);
  add_explain(program, w, code);

  CLI::App* completion_verb = program.add_subcommand("completion", "Shell completion script");
  completion_verb->add_option("shell", w.what, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  completion_verb->callback([&] { print_out(completion_script(w.what, words_of(program))); });
}

// Where and how Slurm's tasks run.
void add_slurm_options(CLI::App& verb, SweepArguments& a) {
  verb.add_option("--tasks", a.tasks, "slurm: tasks of the array")->check(CLI::PositiveNumber);
  verb.add_option("--throttle", a.throttle, "slurm: tasks at a time")->check(CLI::PositiveNumber);
  verb.add_option("--minutes", a.minutes, "slurm: time limit of a task")
      ->check(CLI::PositiveNumber);
  verb.add_option("--partition", a.partition, "slurm: partition");
  verb.add_option("--sbatch", a.sbatch,
                  "slurm: one more option of sbatch, as --sbatch=--account=lab")
      ->allow_extra_args(false);
}

void add_sweep_run(CLI::App& sweep, SweepArguments& a, int& code) {
  CLI::App* verb = sweep.add_subcommand("run", "carry out the remaining runs of a sweep");
  verb->add_option("directory", a.directory, "sweep directory")->required();
  verb->add_option("--on", a.on, "where to carry out runs")
      ->check(CLI::IsMember({"local", "mpi", "slurm"}));
  verb->add_option("-j,--threads", a.threads, "local: threads")->check(CLI::Range(0, 4096));
  verb->add_flag("--fail-fast", a.fail_fast, "stop at the first failed run");
  verb->add_option("--max-failures", a.max_failures, "stop after this many failed runs")
      ->check(CLI::PositiveNumber);
  verb->add_flag("--retry-failed", a.retry_failed, "run failed runs again");
  add_slurm_options(*verb, a);
  verb->add_flag("--wait", a.wait, "slurm: wait for the end");
  verb->add_flag("--quiet", a.quiet, "print nothing but errors");
  verb->add_option("--progress", a.progress, "progress on stderr")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  verb->callback([&] { code = sweep_run(a); });
}

CLI::App* add_on_directory(CLI::App& sweep, const char* name, const char* meaning,
                           SweepArguments& a) {
  CLI::App* verb = sweep.add_subcommand(name, meaning);
  verb->add_option("directory", a.directory, "sweep directory")->required();
  return verb;
}

void add_sweep(CLI::App& program, SweepArguments& a, int& code) {
  CLI::App* sweep = program.add_subcommand("sweep", "Many runs over a design of parameters");
  sweep->require_subcommand(1);
  CLI::App* plan = sweep->add_subcommand("plan", "make a plan and preview its cost");
  plan->add_option("spec", a.spec, "sweep file")->required();
  plan->add_option("-o,--output", a.output, "sweep directory");
  plan->add_flag("--dry-run", a.dry_run, "write nothing; show and test the batch script");
  add_slurm_options(*plan, a);
  plan->callback([&] { code = sweep_plan(a); });
  add_sweep_run(*sweep, a, code);

  CLI::App* status = add_on_directory(*sweep, "status", "progress of a sweep", a);
  status->add_flag("--watch", a.watch, "repeat every two seconds");
  status->add_flag("--json", a.json, "print JSON");
  status->callback([&] { code = sweep_status(a); });

  CLI::App* collect = add_on_directory(*sweep, "collect", "turn shards into tidy tables", a);
  collect->add_option("-o,--output", a.output, "directory of the tables (default: DIR/tables)");
  collect->add_flag("--partial", a.partial, "collect although runs are missing");
  collect->add_flag("--force", a.force, "write over the tables of another sweep");
  collect->add_flag("--quiet", a.quiet, "print nothing but errors");
  collect->callback([&] { code = sweep_collect(a); });

  CLI::App* extend = add_on_directory(*sweep, "extend", "add points or replicates", a);
  extend->add_option("spec", a.spec, "sweep file with more values");
  extend->add_option("--replicates", a.replicates, "runs per point")->check(CLI::PositiveNumber);
  extend->add_option("--points", a.points, "total number of points, or of morris trajectories")
      ->check(CLI::PositiveNumber);
  extend->callback([&] { code = sweep_extend(a); });

  CLI::App* rerun = add_on_directory(*sweep, "rerun", "repeat one run into a run directory", a);
  rerun->add_option("key", a.key, "run_id of the run")->required();
  rerun->add_option("-o,--output", a.output, "run directory (default: DIR/reruns/KEY)");
  rerun->add_flag("--force", a.force, "write over other results");
  rerun->callback([&] { code = sweep_rerun(a); });

  add_on_directory(*sweep, "cancel", "stop the workers and jobs of a sweep", a)->callback([&] {
    code = sweep_cancel(a);
  });

  CLI::App* worker = add_on_directory(
      *sweep, "worker",
      "carry out one task of an array, for schedulers of any kind (docs/sweeps.md)", a);
  worker->add_option("--shard", a.shard, "NUMBER/COUNT: this task and how many there are")
      ->required();
  worker
      ->add_option("--shard-from", a.shard_from,
                   "the number of the first task, 0 or 1 (default: 0)")
      ->check(CLI::Range(0, 1));
  worker
      ->add_option("--requeue-code", a.requeue_code,
                   "exit code of a task that has to come back (default: 75)")
      ->check(CLI::Range(1, 255));
  worker->add_option("--max-failures", a.max_failures, "stop after this many failed runs");
  worker->add_flag("--retry-failed", a.retry_failed, "run failed runs again");
  worker->callback([&] { code = sweep_worker(a); });
}

int parse_and_run(int count, char** words) {
  CLI::App program{"poach: labor markets in which companies bid for people"};
  program.set_version_flag("--version",
                           fmt::format("poach {} ({})", program::version, program::commit));
  program.require_subcommand(1);
  RunArguments run_arguments;
  run_arguments.command = command_line(count, words);
  if (count > 0) run_arguments.program = words[0];
  Words other;
  int code = 0;
  add_run(program, run_arguments, code);
  add_scenario_verbs(program, other, code);
  add_other_verbs(program, other, code);
  SweepArguments sweep_arguments;
  add_sweep(program, sweep_arguments, code);
  refuse_empty_values(program);
  try {
    program.parse(count, words);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream messages;
    const int ending = program.exit(error, out, messages);
    print_out(out.str());
    print_err("{}", messages.str());
    return ending == 0 ? 0 : exit_usage;
  }
  return code;
}

}  // namespace
}  // namespace poach::app

int main(int count, char** words) {
  using namespace poach;
  app::open_standard_descriptors();
  return app::ending_of([&] {
    (void)shortcuts_to_do_without();  // an unknown name ends every verb
    return app::parse_and_run(count, words);
  });
}
