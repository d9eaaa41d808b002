#include "tables/output_directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.hpp"

namespace poach::tables {
namespace {

namespace files = std::filesystem;

// The files that say what a directory holds; the first that is there decides.
constexpr std::array<std::pair<const char*, Holding>, 8> marks = {
    {{"plan-1.json", Holding::sweep},
     {"manifest.json", Holding::run},
     {"checkpoint.bin", Holding::interrupted_run},
     {"runs.csv", Holding::collection},
     {"runs.csv.gz", Holding::collection},
     {"runs.csv.zst", Holding::collection},
     {"check.csv", Holding::expectations},
     {"effects.csv", Holding::effects}}};

bool is_there(const files::path& path) {
  std::error_code unknown;
  return files::exists(files::symlink_status(path, unknown));
}

[[noreturn]] void refuse(const files::path& directory, const std::string& reason) {
  throw InputError(fmt::format("error: {} {}", directory.string(), reason));
}

// Whether this is the folder of a sweep's shards.
bool is_shard_folder(const files::path& directory) {
  std::error_code unknown;
  return files::equivalent(directory, directory / "../shards", unknown) &&
         is_there(directory / "../sweep.yaml");
}

}  // namespace

Holding holding_of(const files::path& directory) {
  if (is_shard_folder(directory)) return Holding::sweep;
  // A plan that was begun, or lost.
  if (is_there(directory / "sweep.yaml") && is_there(directory / "shards")) return Holding::sweep;
  for (const auto& [name, holding] : marks) {
    if (is_there(directory / name)) return holding;
  }
  return Holding::nothing;
}

std::string_view to_string(Holding holding) {
  switch (holding) {
    case Holding::nothing:
      return "nothing";
    case Holding::sweep:
      return "a sweep";
    case Holding::run:
      return "a finished run";
    case Holding::interrupted_run:
      return "a run that was interrupted";
    case Holding::collection:
      return "the tables of a sweep";
    case Holding::expectations:
      return "a table of expectations";
    case Holding::effects:
      return "a table of effects";
  }
  return "other results";
}

OutputDirectory::OutputDirectory(files::path directory) : directory_(std::move(directory)) {}

OutputDirectory::~OutputDirectory() {
  for (const files::path& made : made_) ::rmdir(made.c_str());  // refused unless it is empty
  if (lock_ >= 0) ::close(lock_);
}

void OutputDirectory::make() {
  std::vector<files::path> missing;
  for (files::path at = directory_; !at.empty() && !is_there(at); at = at.parent_path()) {
    missing.push_back(at);
  }
  make_directory(directory_);
  if (made_.empty()) made_ = std::move(missing);
}

// Whether the directory that is locked still has its name: whoever made it may have removed it.
bool OutputDirectory::is_open_here() const {
  struct stat locked {};
  struct stat named {};
  return ::fstat(lock_, &locked) == 0 && ::stat(directory_.c_str(), &named) == 0 &&
         locked.st_dev == named.st_dev && locked.st_ino == named.st_ino;
}

void OutputDirectory::lock() {
  while (lock_ < 0) {
    make();
    lock_ = ::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (lock_ < 0 && errno == ENOENT) continue;
    if (lock_ < 0 && errno == EACCES) return;  // one that may be written need not be readable
    if (lock_ < 0) {
      throw RunError(fmt::format("cannot open {}: {}", directory_.string(), std::strerror(errno)));
    }
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      made_.clear();  // it is the other's now
      refuse(directory_,
             "is being written by another poach; wait for it, or choose another directory");
    }
    if (!is_open_here()) ::close(std::exchange(lock_, -1));
  }
}

bool OutputDirectory::has(std::string_view name) const { return is_there(directory_ / name); }

void OutputDirectory::require_only(Holding own) const {
  const Holding holding = holding_of(directory_);
  if (holding == own || holding == Holding::nothing) return;
  refuse(directory_, fmt::format("holds {}; choose another directory with -o", to_string(holding)));
}

void OutputDirectory::require_none(std::span<const std::string> names) const {
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const std::string& name) { return has(name); });
  if (found == names.end()) return;
  refuse(directory_,
         fmt::format("already holds {}; choose another directory with -o, or overwrite it "
                     "with --force",
                     *found));
}

OutputFile OutputDirectory::create(std::string_view name) const {
  remove_abandoned(directory_ / name);
  return OutputFile(directory_ / name, Unfinished::goes);
}

void OutputDirectory::write(std::string_view name, std::string_view text) const {
  write_atomically(directory_ / name, text);
}

void OutputDirectory::replace(std::span<OutputFile> files, std::span<const std::string> earlier,
                              std::string_view last, std::string_view text) const {
  for (OutputFile& file : files) file.flush();
  for (OutputFile& file : files) file.sync();
  if (remove_file(directory_ / last)) sync_folder(directory_);
  for (const std::string& name : earlier) remove_file(directory_ / name);
  for (OutputFile& file : files) file.commit(NameOnDisk::with_folder);
  sync_folder(directory_);
  write(last, text);
}

}  // namespace poach::tables
