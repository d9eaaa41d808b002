#pragma once
// What a sweep varies, and how often each point is run.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostics.hpp"
#include "config/fields.hpp"
#include "config/node.hpp"

namespace poach::sweep {

enum class DesignKind { grid, zip, list, latin_hypercube, sobol, morris };

struct DesignSpec {
  DesignKind kind = DesignKind::grid;
  std::int64_t points = 0;  ///< of latin_hypercube and sobol
  std::int64_t trajectories = 10;
  std::int64_t levels = 4;
  std::string file;  ///< of list: CSV whose columns are named by path
};

struct SweepRecordSpec {
  std::vector<std::string> tables{"market", "companies"};
  std::int64_t every = 1;
  bool last_tick_only = false;
};

struct SweepSpec {
  std::string name;
  std::string title;
  std::string scenario;
  DesignSpec design;
  config::Node parameters;
  std::int64_t replicates = 1;
  std::int64_t seed = 1;
  SweepRecordSpec record;
};

void describe(DesignSpec& design, config::Fields& fields);
void describe(SweepRecordSpec& record, config::Fields& fields);
void describe(SweepSpec& spec, config::Fields& fields);

/// One varied parameter: values one by one, or a range.
struct Parameter {
  std::string path;
  SourcePlace place;
  std::vector<std::string>
      values;  ///< as a scenario spells them, numbers in full; empty for a range
  std::vector<SourcePlace> value_places;  ///< of listed values
  SourcePlace from_place;
  SourcePlace to_place;
  double from = 0.0;
  double to = 0.0;
  bool logarithmic = false;
  bool whole = false;
  bool is_usable = true;  ///< path and values could be read

  [[nodiscard]] bool is_range() const { return values.empty(); }
  /// The text of the value at `share` (0 to 1) of the range.
  [[nodiscard]] std::string at(double share) const;
};

struct LoadedSpec {
  SweepSpec spec;  ///< file names absolute
  std::vector<Parameter> parameters;
  std::filesystem::path file;
  SourcePlace scenario_place;
  SourcePlace design_place;
  SourcePlace record_place;
  bool has_bad_design = false;  ///< `design` is wrong, so its default says nothing of parameters
  bool has_bad_record = false;
  bool gives_seed = false;  ///< the spec itself, not its defaults
  bool gives_replicates = false;
};

/// Reads a spec strictly. Every problem goes to `diagnostics`; after errors it holds what could be
/// read, without a scenario when that is missing.
[[nodiscard]] LoadedSpec load_spec(const std::filesystem::path& file, Diagnostics& diagnostics);
/// The same for a file that has been read into `root`, as a pipe can be read only once.
[[nodiscard]] LoadedSpec read_spec(const config::Node& root, const std::filesystem::path& file,
                                   Diagnostics& diagnostics);
/// Whether a parameter's path is one that a sweep may vary.
void check_path(Parameter& parameter, Diagnostics& diagnostics);
/// Whether a document is a sweep: it has `scenario` and `parameters`.
[[nodiscard]] bool is_spec(const config::Node& root);

/// Numbers in full (5M is 5000000), other scalars as they are, lists and maps in flow style.
[[nodiscard]] std::string value_text(const config::Node& node);

}  // namespace poach::sweep
