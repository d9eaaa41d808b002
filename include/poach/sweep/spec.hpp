#pragma once
// What a sweep varies, and how often each point is run.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "poach/base/diagnostics.hpp"
#include "poach/config/fields.hpp"
#include "poach/config/node.hpp"

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
  double from = 0.0;
  double to = 0.0;
  bool logarithmic = false;
  bool whole = false;

  [[nodiscard]] bool is_range() const { return values.empty(); }
  /// The text of the value at `share` (0 to 1) of the range.
  [[nodiscard]] std::string at(double share) const;
};

struct LoadedSpec {
  SweepSpec spec;  ///< file names absolute
  std::vector<Parameter> parameters;
  std::filesystem::path file;
};

/// Reads a spec strictly. Every problem goes to `diagnostics`; usable only without errors.
[[nodiscard]] LoadedSpec load_spec(const std::filesystem::path& file, Diagnostics& diagnostics);
/// Whether a document is a sweep: it has `scenario` and `parameters`.
[[nodiscard]] bool is_spec(const config::Node& root);

/// Numbers in full (5M is 5000000), other scalars as they are, lists and maps in flow style.
[[nodiscard]] std::string value_text(const config::Node& node);

}  // namespace poach::sweep
