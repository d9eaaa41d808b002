#pragma once
// The functions of the verbs. Each returns an exit code and throws InputError (2), RunError (1) or
// Interrupted (130).

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace poach::app {

struct RunArguments {
  std::string scenario;
  std::vector<std::string> overrides;
  std::string output;
  std::optional<std::int64_t> seed;
  std::optional<std::int64_t> replicates;
  std::optional<std::int64_t> every;
  std::string tables;
  std::string compress;
  std::string progress = "auto";
  int threads = 0;
  std::int64_t checkpoint_every = 0;
  bool resume = false;
  bool force = false;
  bool quiet = false;
  bool report = false;  ///< also write the page about the run
  std::string command;
  std::string program =
      "poach";  ///< the command line, from which advice about the next command is made
};

int run(const RunArguments& arguments);
int validate(const std::vector<std::string>& files);
int show(const std::string& file, const std::vector<std::string>& overrides);
int schema();
int describe_tables();
int describe_parameters();
int describe_oracles();
int describe_network(const std::string& file, const std::vector<std::string>& overrides);

struct CheckArguments {
  std::vector<std::string> files;
  std::string output;
  int threads = 0;
  bool force = false;
};
int check(const CheckArguments& arguments);

struct CompareArguments {
  std::vector<std::string> runs;  ///< one or more treatments, then the baseline
  std::string output;
  bool over_time = false;
  bool force = false;
};
int compare(const CompareArguments& arguments);

struct ExplainArguments {
  std::string directory;
  std::string move;  ///< RESEARCHER@TICK
  std::uint64_t run_id = 0;
  int threads = 0;
  bool json = false;
};
int explain(const ExplainArguments& arguments);

struct ReportArguments {
  std::vector<std::string> directories;  ///< a run or a sweep; two runs for a comparison
  std::string output;
  bool force = false;
};
int report(const ReportArguments& arguments);
/// Writes the page and returns its file.
std::string write_report(const ReportArguments& arguments);

}  // namespace poach::app
