#pragma once
// The directory that a command writes into: its contents, by which its owner is known, the lock
// that keeps other processes out, and sets of files that are replaced whole. Every command that
// writes goes through here; .ci/check_layers names the few files that are written beside it.

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.hpp"

namespace poach::tables {

/// The file that describes a set of tables. It is written last and removed first, so tables without
/// it are not whole.
inline constexpr std::string_view package_file_name = "datapackage.json";

/// What a directory holds, by the files that poach writes.
enum class Holding {
  nothing,          ///< it is absent or empty, or holds only what is not poach's
  sweep,            ///< a plan, whole or begun
  run,              ///< a finished run
  interrupted_run,  ///< one with a checkpoint
  collection,       ///< the tables of a sweep
  expectations,     ///< the table of `check`
  effects           ///< the table of `compare`
};

/// What a directory holds. Nothing is opened or locked.
[[nodiscard]] Holding holding_of(const std::filesystem::path& directory);
/// "a sweep", "a finished run" and so on.
[[nodiscard]] std::string_view to_string(Holding holding);

class OutputDirectory {
 public:
  explicit OutputDirectory(std::filesystem::path directory);
  OutputDirectory(const OutputDirectory&) = delete;
  OutputDirectory& operator=(const OutputDirectory&) = delete;
  /// Lets others in, and removes the directories that lock() made if nothing was written to them.
  ~OutputDirectory();

  [[nodiscard]] const std::filesystem::path& path() const { return directory_; }
  [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
    return directory_ / name;
  }
  /// Makes the directory if it is missing and keeps other processes from locking it, for as long as
  /// this lives. Look at what it holds afterwards: another may have finished meanwhile. File
  /// systems without locks keep nobody out. Throws InputError when another process writes there,
  /// RunError when the directory cannot be made or opened.
  void lock();

  [[nodiscard]] bool has(std::string_view name) const;
  /// Throws InputError when the directory holds anything but `own` or nothing; --force does not
  /// help against that.
  void require_only(Holding own) const;
  /// Throws InputError, naming the first, when one of the files is there.
  void require_none(std::span<const std::string> names) const;

  /// A file that no other process writes and that is gone unless it is committed.
  [[nodiscard]] OutputFile create(std::string_view name) const;
  /// Writes a whole file. Throws RunError.
  void write(std::string_view name, std::string_view text) const;
  /// Takes back an earlier set, of which `last` and those of `earlier` that are there remain, gives
  /// `files` their names, and writes `last`, which makes the set whole. A process that is killed on
  /// the way leaves the old set, the new one, or one without `last`, and no mixture of the two.
  /// Throws RunError.
  void replace(std::span<OutputFile> files, std::span<const std::string> earlier,
               std::string_view last, std::string_view text) const;

 private:
  void make();
  [[nodiscard]] bool is_open_here() const;

  std::filesystem::path directory_;
  std::vector<std::filesystem::path> made_;  ///< by this process, the innermost first
  int lock_ = -1;                            ///< a descriptor, or -1
};

}  // namespace poach::tables
