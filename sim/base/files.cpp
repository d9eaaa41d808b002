#include "base/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <optional>
#include <system_error>
#include <utility>

#include "base/checksum.hpp"
#include "base/descriptor.hpp"
#include "base/error.hpp"
#include "base/regular_file.hpp"

namespace poach {
namespace {

constexpr std::size_t buffer_bytes = std::size_t{256} << 10;

std::string reason_of(int error) {
  std::string reason = std::strerror(error);
  if (error == ENOSPC) reason += " (disk full)";
  if (error == EDQUOT) reason += " (your share of the disk is used up)";
  if (error == EFBIG) reason += " (file size limit reached)";
  return reason;
}

constexpr std::string_view partial_suffix = ".partial";

[[noreturn]] void fail_to_write(const std::filesystem::path& path, int error,
                                Unfinished unfinished = Unfinished::goes) {
  const bool of_a_run = unfinished == Unfinished::stays;
  throw RunError(fmt::format("cannot write {}: {}{}", path.string(), reason_of(error),
                             of_a_run ? "; the finished files of this run are kept" : ""));
}

[[noreturn]] void fail_to_read(const std::filesystem::path& path, const std::string& reason) {
  throw InputError(fmt::format("cannot read {}: {}", path.string(), reason));
}

// A file of the run itself that cannot be read: one that is missing is refused like any input, a
// disk that fails is a fault.
[[noreturn]] void fail_to_go_on(const std::filesystem::path& path, int error) {
  const bool device = error == EIO || error == ENOMEM || error == ENFILE || error == EMFILE;
  if (!device) fail_to_read(path, reason_of(error));
  throw RunError(fmt::format("cannot read {}: {}; --resume goes on once it can be read",
                             path.string(), reason_of(error)));
}

/// Makes a rename survive a power cut. Returns 0 or the error. Some file systems cannot sync a
/// directory, and one that may be written need not be readable: no failure then.
int sync_directory(const std::filesystem::path& directory) {
  Descriptor descriptor(directory.empty() ? "." : directory, O_RDONLY | O_DIRECTORY);
  if (!descriptor.is_open()) {
    return descriptor.open_error() == EACCES ? 0 : descriptor.open_error();
  }
  const int error = descriptor.sync();
  return error == EINVAL || error == EBADF || error == ENOTSUP || error == EROFS ? 0 : error;
}

/// A name for a file of this process alone.
std::filesystem::path own_partial_path(const std::filesystem::path& path, int attempt) {
  std::filesystem::path own = path;
  own += fmt::format(".{}{}{}", ::getpid(), attempt == 0 ? "" : fmt::format("-{}", attempt),
                     partial_suffix);
  return own;
}

/// Whether `name` is one that own_partial_path gives a file called `of`.
bool is_own_partial(std::string_view name, const std::string& of) {
  if (!name.starts_with(of + ".") || !name.ends_with(partial_suffix)) return false;
  name.remove_prefix(of.size() + 1);
  if (name.size() <= partial_suffix.size()) return false;
  name.remove_suffix(partial_suffix.size());
  return name.find_first_not_of("0123456789-") == name.npos;
}

/// Locks a file that was just created, which shows others that its writer lives. False when another
/// process took it for abandoned in between. File systems without locks are trusted.
bool is_locked_in_time(Descriptor& created) {
  if (created.lock() == EWOULDBLOCK) return false;
  struct stat about {};
  return ::fstat(created.number(), &about) != 0 || about.st_nlink > 0;
}

}  // namespace

class OutputFile::State {
 public:
  /// NAME.partial, which stays.
  State(const std::filesystem::path& path, int flags)
      : path_(path), partial_(partial_path(path)), unfinished_(Unfinished::stays) {
    descriptor_.emplace(partial_, flags | O_NONBLOCK);  // never waits at a pipe
    buffer_.reserve(buffer_bytes);
  }
  /// A name of its own, which goes.
  explicit State(const std::filesystem::path& path) : path_(path), unfinished_(Unfinished::goes) {
    for (int attempt = 0;; ++attempt) {
      partial_ = own_partial_path(path, attempt);
      descriptor_.emplace(partial_, O_WRONLY | O_CREAT | O_EXCL);
      if (descriptor_->is_open() ? is_locked_in_time(*descriptor_)
                                 : descriptor_->open_error() != EEXIST) {
        break;
      }
    }
    buffer_.reserve(buffer_bytes);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  /// The appended bytes stay readable in NAME.partial; a failure here could not be reported to
  /// anybody.
  ~State() {
    if (unfinished_ == Unfinished::stays && descriptor_->is_open()) descriptor_->write(buffer_);
    if (unfinished_ == Unfinished::goes && !committed_ && created()) ::unlink(partial_.c_str());
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::filesystem::path& partial() const { return partial_; }
  [[nodiscard]] Descriptor& descriptor() { return *descriptor_; }
  [[nodiscard]] std::uint64_t bytes() const { return flushed_ + buffer_.size(); }

  void append(std::string_view text) {
    require_open();
    if (buffer_.size() + text.size() > buffer_bytes) flush();
    if (text.size() > buffer_bytes) {
      write(text);
    } else {
      buffer_ += text;
    }
  }
  void flush() {
    require_open();
    write(buffer_);
    buffer_.clear();
  }
  void sync() {
    flush();
    if (!std::exchange(unsynced_, false)) return;
    require(descriptor_->sync());
  }
  void commit(NameOnDisk when) {
    sync();
    if (unfinished_ == Unfinished::stays) require(descriptor_->close());
    // A file that may be taken for abandoned keeps its lock until it has its name.
    rename_file(partial_, path_, when);
    committed_ = true;
    require(descriptor_->close());
  }
  void adopt(std::string_view text) {
    hash_.add(text);
    flushed_ += text.size();
  }
  [[nodiscard]] std::string sha256() const {
    Sha256 hash = hash_;
    hash.add(buffer_);
    return hash.hex();
  }

 private:
  void write(std::string_view text) {
    unsynced_ = unsynced_ || !text.empty();
    require(descriptor_->write(text));
    descriptor_->begin_sync();
    adopt(text);
  }
  [[nodiscard]] bool created() const { return descriptor_->open_error() == 0; }
  /// After a failure the content is unknown: the file is closed and can never be committed.
  void require(int error) {
    if (error == 0) return;
    descriptor_->close();
    fail_to_write(partial_, error, unfinished_);
  }
  void require_open() const {
    if (descriptor_->is_open()) return;
    throw RunError(fmt::format("cannot write {}: it is closed", partial_.string()));
  }

  std::filesystem::path path_;
  std::filesystem::path partial_;
  Unfinished unfinished_;
  std::optional<Descriptor> descriptor_;  // never empty; not there before the name is chosen
  std::string buffer_;
  std::uint64_t flushed_ = 0;
  bool committed_ = false;
  bool unsynced_ = true;  // a new file, or one whose end was cut off
  Sha256 hash_;
};

void rename_file(const std::filesystem::path& from, const std::filesystem::path& to,
                 NameOnDisk when) {
  if (std::rename(from.c_str(), to.c_str()) != 0) fail_to_write(to, errno);
  if (when == NameOnDisk::with_folder) return;
  if (const int error = sync_directory(to.parent_path()); error != 0) fail_to_write(to, error);
}

void sync_folder(const std::filesystem::path& folder) {
  if (const int error = sync_directory(folder); error != 0) fail_to_write(folder, error);
}

OutputFile::OutputFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

OutputFile::OutputFile(const std::filesystem::path& path, Unfinished unfinished)
    : state_(unfinished == Unfinished::goes
                 ? std::make_unique<State>(path)
                 : std::make_unique<State>(path, O_WRONLY | O_CREAT | O_TRUNC)) {
  if (!state_->descriptor().is_open()) {
    fail_to_write(state_->partial(), state_->descriptor().open_error(), unfinished);
  }
}

OutputFile OutputFile::continued(const std::filesystem::path& path, std::uint64_t bytes,
                                 const std::string& sha256) {
  auto state = std::make_unique<State>(path, O_RDWR);
  Descriptor& descriptor = state->descriptor();
  if (!descriptor.is_open()) fail_to_go_on(state->partial(), descriptor.open_error());
  std::string block(buffer_bytes, '\0');
  while (state->bytes() < bytes) {
    const std::uint64_t wanted = std::min<std::uint64_t>(block.size(), bytes - state->bytes());
    const ssize_t count = descriptor.read(block.data(), wanted);
    if (count < 0) fail_to_go_on(state->partial(), static_cast<int>(-count));
    if (count == 0) {
      fail_to_read(state->partial(), fmt::format("it holds {} bytes, and the checkpoint needs {}",
                                                 state->bytes(), bytes));
    }
    state->adopt({block.data(), static_cast<std::size_t>(count)});
  }
  if (state->sha256() != sha256) {
    fail_to_read(state->partial(),
                 fmt::format("its first {} bytes are not those of the checkpoint", bytes));
  }
  if (::ftruncate(descriptor.number(), static_cast<off_t>(bytes)) != 0) {
    fail_to_write(state->partial(), errno, Unfinished::stays);
  }
  return OutputFile(std::move(state));
}

void OutputFile::append(std::string_view text) { state_->append(text); }
void OutputFile::flush() { state_->flush(); }
void OutputFile::sync() { state_->sync(); }
void OutputFile::commit(NameOnDisk when) { state_->commit(when); }
std::uint64_t OutputFile::bytes() const { return state_->bytes(); }
std::string OutputFile::sha256() const { return state_->sha256(); }
const std::filesystem::path& OutputFile::path() const { return state_->path(); }

void make_directory(const std::filesystem::path& directory) {
  std::error_code failure;
  std::filesystem::create_directories(directory, failure);
  if (failure) {
    throw RunError(
        fmt::format("cannot create the directory {}: {}", directory.string(), failure.message()));
  }
}

std::filesystem::path partial_path(const std::filesystem::path& path) {
  std::filesystem::path partial = path;
  partial += partial_suffix;
  return partial;
}

std::string read_file(const std::filesystem::path& path, std::size_t largest_bytes) {
  RegularFile file(path);
  if (!file.is_open()) fail_to_read(path, file.reason());
  const std::string too_large = fmt::format("it is larger than {} bytes", largest_bytes);
  if (file.bytes() > largest_bytes) fail_to_read(path, too_large);
  try {
    std::string text;
    text.reserve(file.bytes());
    std::string block(std::min(buffer_bytes, largest_bytes) + 1, '\0');
    for (;;) {
      const ssize_t count = file.read(block.data(), block.size());
      if (count < 0) fail_to_read(path, reason_of(static_cast<int>(-count)));
      if (count == 0) return text;
      text.append(block.data(), static_cast<std::size_t>(count));
      if (text.size() > largest_bytes) fail_to_read(path, too_large);
    }
  } catch (const std::bad_alloc&) {
    fail_to_read(path, fmt::format("its {} bytes do not fit into the memory", file.bytes()));
  }
}

void require_regular_file(const std::filesystem::path& path) {
  const RegularFile file(path);
  if (!file.is_open()) fail_to_read(path, file.reason());
}

bool remove_file(const std::filesystem::path& path) {
  // A read-only file system refuses before it looks for the name.
  std::error_code ignored;
  if (!std::filesystem::exists(std::filesystem::symlink_status(path, ignored))) return false;
  if (::unlink(path.c_str()) == 0) return true;
  if (errno == ENOENT || errno == ENOTDIR) return false;
  throw RunError(fmt::format("cannot remove {}: {}", path.string(), reason_of(errno)));
}

bool is_there(const std::filesystem::path& path) {
  std::error_code unknown;
  return std::filesystem::exists(path, unknown);
}

bool is_device_or_pipe(const std::filesystem::path& path) {
  std::error_code error;
  const auto kind = std::filesystem::status(path, error).type();
  using Kind = std::filesystem::file_type;
  return kind == Kind::block || kind == Kind::character || kind == Kind::fifo ||
         kind == Kind::socket;
}

std::string sha256_of_file(const std::filesystem::path& path) {
  RegularFile file(path);
  if (!file.is_open()) fail_to_read(path, file.reason());
  Sha256 hash;
  std::string block(buffer_bytes, '\0');
  for (;;) {
    const ssize_t count = file.read(block.data(), block.size());
    if (count < 0) fail_to_read(path, reason_of(static_cast<int>(-count)));
    if (count == 0) return hash.hex();
    hash.add({block.data(), static_cast<std::size_t>(count)});
  }
}

void remove_abandoned(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  std::error_code unreadable;
  std::filesystem::directory_iterator entry(folder, unreadable);
  while (!unreadable && entry != std::filesystem::directory_iterator()) {
    if (is_own_partial(entry->path().filename().string(), name)) {
      Descriptor left(entry->path(), O_RDWR | O_NOFOLLOW | O_NONBLOCK);
      if (left.is_open() && left.lock() == 0) ::unlink(entry->path().c_str());
    }
    entry.increment(unreadable);
  }
}

std::vector<std::filesystem::path> names_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> names;
  std::error_code failure;
  std::filesystem::directory_iterator at(folder, failure);
  for (const std::filesystem::directory_iterator end; !failure && at != end;
       at.increment(failure)) {
    names.push_back(at->path());
  }
  if (failure && failure != std::errc::no_such_file_or_directory) {
    fail_to_read(folder, failure.message());
  }
  std::sort(names.begin(), names.end());
  return names;
}

void write_atomically(const std::filesystem::path& path, std::string_view text) {
  remove_abandoned(path);
  OutputFile file(path, Unfinished::goes);
  file.append(text);
  file.commit();
}

}  // namespace poach
