#include "run/leftovers.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/files.hpp"
#include "record/tables.hpp"
#include "tables/compression.hpp"
#include "tables/output_directory.hpp"
#include "tables/written_files.hpp"

namespace poach {
namespace {

namespace files = std::filesystem;

constexpr std::array all_compressions = {tables::Compression::none, tables::Compression::gz,
                                         tables::Compression::zst};

// The manifest goes first: without it nobody takes the rest for a finished run. The checkpoint goes
// before the tables that it needs.
std::vector<std::string> result_names() {
  std::vector<std::string> names = {"manifest.json", checkpoint_file_name,     "datapackage.json",
                                    "summary.txt",   "scenario.resolved.yaml", "timing.csv",
                                    "report.html",   "comparison.html"};
  for (const RecordedTable& table : recorded_tables()) {
    for (const auto compression : all_compressions) {
      names.push_back(table.dictionary.file + std::string(suffix(compression)));
    }
    names.push_back(partial_path(table.dictionary.file).string());  // being put back, see below
  }
  return names;
}

// The first result that is there, or nothing. What an interrupted run left behind is not a result.
std::string first_result(const files::path& directory) {
  for (const std::string& name : result_names()) {
    if (name == checkpoint_file_name || name.ends_with(".partial")) continue;
    std::error_code ignored;
    if (files::exists(directory / name, ignored)) return name;
  }
  return {};
}

[[noreturn]] void refuse(const files::path& directory, const std::string& reason) {
  throw InputError(fmt::format("error: {} {}", directory.string(), reason));
}

bool is_this_run(const tables::Manifest& manifest, const RunIdentity& identity) {
  return manifest.status == tables::RunStatus::complete && manifest.identity == identity.hash;
}

// Not even --force may take a sweep or tables of another kind for an old run.
void require_no_other_kind(const files::path& directory) {
  const tables::Holding holding = tables::holding_of(directory);
  if (holding == tables::Holding::nothing || holding == tables::Holding::run ||
      holding == tables::Holding::interrupted_run) {
    return;
  }
  refuse(directory,
         fmt::format("holds {}; choose another directory with -o", tables::to_string(holding)));
}

void require_undamaged(const files::path& directory, const tables::Manifest& manifest) {
  Diagnostics damages;
  tables::WrittenFiles(directory, manifest.files, tables::manifest_file_name)
      .compare_bytes(damages);
  if (!damages.has_errors()) return;
  throw InputError(fmt::format(
      "{}error: {} holds this run, finished and then damaged; make it anew with --force\n",
      damages.report(), directory.string()));
}

// Puts the plain bytes of a compressed table back as its unfinished file.
void decompress(const files::path& compressed, const files::path& unfinished) {
  tables::InputFile input(compressed);
  OutputFile output(unfinished);
  std::string block(std::size_t{256} << 10, '\0');
  while (const std::size_t count = input.read(block)) output.append({block.data(), count});
  output.commit();
}

void restore_unfinished_table(const files::path& table) {
  const files::path unfinished = partial_path(table);
  if (files::exists(unfinished)) return;
  if (files::exists(table)) return rename_file(table, unfinished);
  for (const auto compression : all_compressions) {
    files::path compressed = table;
    compressed += suffix(compression);
    if (!files::exists(compressed)) continue;
    return decompress(compressed, unfinished);
  }
}

}  // namespace

std::optional<tables::Manifest> find_finished_run(const RunOptions& options,
                                                  const RunIdentity& identity) {
  require_no_other_kind(options.directory);
  if (options.existing == Existing::overwrite) return std::nullopt;
  Diagnostics unreadable;
  auto manifest = tables::read_manifest(options.directory, unreadable);
  if (manifest && is_this_run(*manifest, identity)) {
    require_undamaged(options.directory, *manifest);
    return manifest;
  }
  if (unreadable.has_errors()) {
    refuse(options.directory,
           fmt::format("holds a manifest that cannot be read; choose another directory with -o, or "
                       "overwrite it with --force\n{}",
                       unreadable.report()));
  }
  std::error_code no_directory;
  if (files::exists(options.directory / tables::manifest_file_name, no_directory)) {
    refuse(options.directory,
           "already holds the results of another run; choose another directory with -o, or "
           "overwrite it with --force");
  }
  if (files::exists(options.directory / checkpoint_file_name, no_directory)) {
    if (options.resume == Resume::from_checkpoint) return std::nullopt;
    refuse(options.directory,
           "holds a run that was interrupted; go on with --resume, or start anew with --force");
  }
  const std::string result = first_result(options.directory);
  if (result.empty()) return std::nullopt;
  refuse(options.directory,
         fmt::format("holds {} and neither a manifest nor a checkpoint to go on from; choose "
                     "another directory with -o, or overwrite it with --force",
                     result));
}

void clear_old_results(const files::path& directory) {
  for (const std::string& name : result_names()) {
    remove_file(directory / name);
    remove_file(partial_path(directory / name));
  }
}

void restore_unfinished_tables(const files::path& directory) {
  for (const RecordedTable& table : recorded_tables()) {
    restore_unfinished_table(directory / table.dictionary.file);
  }
  for (const std::string& name : result_names()) {
    if (name == checkpoint_file_name || name.ends_with(".partial")) continue;
    remove_file(directory / name);
  }
}

void remove_unfinished(const files::path& directory) {
  for (const std::string& name : result_names()) {
    remove_file(partial_path(directory / name));
  }
  remove_file(directory / checkpoint_file_name);
}

}  // namespace poach
