#pragma once
// Files that are either whole or visibly unfinished: everything is written under a name that ends
// in .partial and renamed to NAME once its last byte is on disk.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace poach {

/// Whether a file or a directory that already holds results may be replaced.
enum class Existing { keep, overwrite };

/// When a file's new name is on disk. Syncing a folder takes as long as syncing a file, so names
/// that nothing relies on yet may wait for one sync_folder() together.
enum class NameOnDisk { at_once, with_folder };

/// What a file is called until it is committed, and what is left of one that never is.
enum class Unfinished {
  stays,  ///< NAME.partial, which stays behind: a run goes on with it. One writer at a time
  goes,   ///< NAME.PROCESS.partial, which no other writer has and which goes with the OutputFile
};

/// A buffered file that appears under its name only when committed. Keeps the SHA-256 of what was
/// appended, so nothing reads it again. Every failure to open, write, sync, close or rename throws
/// RunError with the path and reason; after one, the file can no longer be committed.
class OutputFile {
 public:
  /// Creates the file; empties a NAME.partial that is there. Throws RunError.
  explicit OutputFile(const std::filesystem::path& path, Unfinished unfinished = Unfinished::stays);
  /// Goes on after the first `bytes` bytes of an existing `path`.partial and cuts off the rest, as
  /// a resumed run does. Throws InputError when the file is missing or shorter, or the SHA-256 of
  /// those bytes is another; nothing is cut off then.
  [[nodiscard]] static OutputFile continued(const std::filesystem::path& path, std::uint64_t bytes,
                                            const std::string& sha256);

  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) noexcept;
  ~OutputFile();

  void append(std::string_view text);
  /// Passes the buffer to the system. Files that are synced one after the other take half the time
  /// when all of them are flushed first.
  void flush();
  /// Passes the buffer to the system and waits until it is on disk; the file stays open. For
  /// checkpoints, which must not be ahead of their tables. Bytes that are on disk already cost no
  /// second wait.
  void sync();
  /// Writes, syncs and closes the file and gives it its name. Nothing may be appended afterwards.
  void commit(NameOnDisk when = NameOnDisk::at_once);

  /// Bytes appended so far, buffered ones included.
  [[nodiscard]] std::uint64_t bytes() const;
  /// SHA-256 of the bytes appended so far, as 64 lower-case hexadecimal digits.
  [[nodiscard]] std::string sha256() const;
  /// The name the file has once committed.
  [[nodiscard]] const std::filesystem::path& path() const;

 private:
  class State;
  explicit OutputFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Creates a directory and its missing parents. Throws RunError.
void make_directory(const std::filesystem::path& directory);

/// The name of `path` while it is being written by one writer at a time: `path`.partial.
[[nodiscard]] std::filesystem::path partial_path(const std::filesystem::path& path);

/// The whole content of `path`. Throws InputError naming the file and the reason when it cannot be
/// read, is a directory, a device or a pipe, or holds more than `largest_bytes` bytes.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t largest_bytes);

/// Throws InputError unless `path` is a file that can be opened: no directory, device or pipe.
void require_regular_file(const std::filesystem::path& path);

/// What lies in a folder, in the order of names; nothing when there is no such folder. Throws
/// InputError when it is none or cannot be read.
[[nodiscard]] std::vector<std::filesystem::path> names_in(const std::filesystem::path& folder);

/// SHA-256 of a file of any size, as 64 lower-case hexadecimal digits. Throws InputError when it
/// cannot be read, or is a device or pipe, whose end may never come.
[[nodiscard]] std::string sha256_of_file(const std::filesystem::path& path);

/// Whether `path` is there; links are followed. What cannot be looked at is not there.
[[nodiscard]] bool is_there(const std::filesystem::path& path);

/// Whether `path` is there and neither a file nor a folder; links are followed.
[[nodiscard]] bool is_device_or_pipe(const std::filesystem::path& path);

/// Gives a file another name in its file system. Throws RunError.
void rename_file(const std::filesystem::path& from, const std::filesystem::path& to,
                 NameOnDisk when = NameOnDisk::at_once);

/// Waits until the names in a folder are on disk. Throws RunError.
void sync_folder(const std::filesystem::path& folder);

/// Removes a file; false when there is none. Throws RunError when it is there and stays.
bool remove_file(const std::filesystem::path& path);

/// Removes what killed processes left of `path` under names of their own (Unfinished::goes). What a
/// living process writes is locked and stays.
void remove_abandoned(const std::filesystem::path& path);

/// Replaces `path` by a file that holds `text`: readers see the old file or the whole new one, of
/// any number of writers at once. Throws RunError, and leaves nothing of the new file then.
void write_atomically(const std::filesystem::path& path, std::string_view text);

}  // namespace poach
