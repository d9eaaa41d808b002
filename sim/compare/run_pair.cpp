#include "compare/run_pair.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "compare/finished_run.hpp"

namespace poach::compare {
namespace {

namespace files = std::filesystem;

void require_same_design(const FinishedRun& treatment, const FinishedRun& baseline,
                         Diagnostics& diagnostics) {
  const tables::Manifest& a = *treatment.manifest;
  const tables::Manifest& b = *baseline.manifest;
  const SourcePlace place{treatment.directory.string(), 0, 0};
  if (a.results_revision != b.results_revision) {
    diagnostics.error(
        place, {},
        fmt::format("has results revision {}, and {} has {}: the same scenario gives "
                    "other results under another revision, so make both with one "
                    "poach",
                    a.results_revision, baseline.directory.string(), b.results_revision));
  }
  if (a.seed != b.seed) {
    diagnostics.error(place, {},
                      fmt::format("has seed {}, and {} has seed {}: replicates are only paired "
                                  "under the same seed",
                                  a.seed, baseline.directory.string(), b.seed));
  }
  if (a.replicates != b.replicates) {
    diagnostics.error(place, {},
                      fmt::format("has {} replicates, and {} has {}: each needs its pair",
                                  a.replicates, baseline.directory.string(), b.replicates));
  }
}

RunTable read_table(const files::path& file, std::uint64_t replicates) {
  tables::ReadTable table = tables::read_csv(file);
  Panel panel(table, replicates, file.string());
  return {std::move(table), std::move(panel)};
}

std::optional<TablePair> read_pair(const FinishedRun& treatment, const FinishedRun& baseline,
                                   const std::string& name, RunPair& pair) {
  const auto a = treatment.file_of(name);
  const auto b = baseline.file_of(name);
  if (!a || !b) {
    pair.remarks.push_back(fmt::format("{}.csv is in one run only and is left out", name));
    return std::nullopt;
  }
  TablePair tables{read_table(*a, pair.replicates), read_table(*b, pair.replicates)};
  if (tables.treatment.panel.ticks() != tables.baseline.panel.ticks()) {
    throw InputError(fmt::format(
        "{}: error: has rows at other ticks than {}; run both with the same clock and record.every",
        a->string(), b->string()));
  }
  return tables;
}

}  // namespace

RunPair open_pair(const files::path& treatment, const files::path& baseline) {
  Diagnostics of_treatment;
  Diagnostics diagnostics;
  const FinishedRun a = open_run(treatment, of_treatment);
  const FinishedRun b = open_run(baseline, diagnostics);
  for (const Diagnostic& d : of_treatment.all()) {
    diagnostics.error(d.place, d.path, d.reason, d.suggestion);
  }
  if (!diagnostics.has_errors()) require_same_design(a, b, diagnostics);
  if (diagnostics.has_errors()) throw InputError(std::move(diagnostics));
  RunPair pair;
  pair.replicates = a.manifest->replicates;
  if (a.manifest->version != b.manifest->version || a.manifest->commit != b.manifest->commit) {
    pair.remarks.push_back("the runs were made by different versions of the program");
  }
  pair.market = read_pair(a, b, "market", pair);
  pair.companies = read_pair(a, b, "companies", pair);
  // Few runs record accounts.
  if (a.file_of("accounts") || b.file_of("accounts")) {
    pair.accounts = read_pair(a, b, "accounts", pair);
  }
  if (!pair.market && !pair.companies && !pair.accounts) {
    throw InputError(
        fmt::format("{}: error: shares none of market.csv, companies.csv and accounts.csv with {}",
                    treatment.string(), baseline.string()));
  }
  return pair;
}

const std::optional<TablePair>& RunPair::table(std::string_view name) const {
  if (name == "market") return market;
  return name == "accounts" ? accounts : companies;
}

}  // namespace poach::compare
