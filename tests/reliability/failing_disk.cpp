// A library to be preloaded before the program: calls that change files of one directory are
// counted, and the call with a given number fails, or is the last thing the process does.
//
//   FAILING_DISK_DIRECTORY  only calls about files in here count
//   FAILING_DISK_CALL       number of the call, from 1
//   FAILING_DISK_MODE       io: that call fails with EIO, later ones work
//                           full: from that call on nothing more fits on the disk (ENOSPC); half of
//                           the bytes of the first write still did
//                           kill: the process is killed before that call
//                           order: nothing fails; a rename or removal that a power cut could bring
//                           before what it relies on is reported, with FAILING_DISK_CALL 0
//   FAILING_DISK_LOG        file that gets a line with the call that failed, or out of order

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace {

std::atomic<long> calls = 0;

std::string setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

bool is_watched(std::string_view path) {
  static const std::string directory = setting("FAILING_DISK_DIRECTORY");
  return !directory.empty() && path.starts_with(directory);
}

std::string path_of(int file) {
  char path[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const ssize_t size = ::readlink(link.c_str(), path, sizeof path);
  return size < 0 ? "" : std::string(path, static_cast<std::size_t>(size));
}

void write_log(std::string_view call, const std::string& path) {
  const std::string log = setting("FAILING_DISK_LOG");  // not static: called at the very end, too
  static auto* const real_open = real<int(const char*, int, ...)>("open");
  static auto* const real_write = real<ssize_t(int, const void*, std::size_t)>("write");
  static auto* const real_close = real<int(int)>("close");
  const int file = real_open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return;
  const std::string line = std::string(call) + " " + path;
  (void)!real_write(file, line.data(), line.size());
  real_close(file);
}

// The outcome of a call: 0, or the error with which it must fail.
int fate_of(std::string_view call, const std::string& path, bool needs_space) {
  static const std::string mode = setting("FAILING_DISK_MODE");
  static const long chosen = std::atol(setting("FAILING_DISK_CALL").c_str());
  if (!is_watched(path)) return 0;
  if (mode == "full" && !needs_space) return 0;
  const long number = ++calls;
  if (mode == "full" ? number < chosen : number != chosen) return 0;
  if (number == chosen) write_log(call, path);
  if (mode == "kill") ::kill(::getpid(), SIGKILL);
  return mode == "full" ? ENOSPC : EIO;
}

// The victims of a power cut: files with bytes, and directories with names, that are not synced.
class Unsynced {
 public:
  void add(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (is_watched(path)) paths_.insert(path);
  }
  void remove(const std::string& path) {
    const std::lock_guard lock(mutex_);
    paths_.erase(path);
  }
  // A file needs its bytes before its name; a checkpoint and a manifest need the bytes and names of
  // all that they speak of.
  void before_rename(const std::string& from, const std::string& to) {
    const std::lock_guard lock(mutex_);
    const bool speaks_of_all = to.ends_with("/checkpoint.bin") || to.ends_with("/manifest.json");
    if (paths_.contains(from) || (speaks_of_all && !paths_.empty())) {
      write_log("rename too early", to);
    }
    paths_.erase(from);
  }
  // The replacement of a removed file needs its name first.
  void before_removal(const std::string& path) {
    const std::lock_guard lock(mutex_);
    if (paths_.contains(path.substr(0, path.rfind('/')))) write_log("removal too early", path);
    paths_.erase(path);
  }
  ~Unsynced() {
    if (!paths_.empty()) write_log("left unsynced", *paths_.begin());
  }

 private:
  std::mutex mutex_;
  std::set<std::string> paths_;
};

Unsynced& unsynced() {
  static Unsynced all;
  return all;
}

bool watches_order() {
  static const bool watches = setting("FAILING_DISK_MODE") == "order";
  return watches;
}

int failed(int error) {
  errno = error;
  return -1;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
  va_end(arguments);
  static auto* const real_open = real<int(const char*, int, ...)>("open");
  const bool reads = (flags & (O_WRONLY | O_RDWR | O_DIRECTORY)) == 0;
  const bool creates = (flags & O_CREAT) != 0 && ::access(path, F_OK) != 0;
  const int error = reads ? 0 : fate_of("open", path, creates);
  return error != 0 ? failed(error) : real_open(path, flags, mode);
}

ssize_t write(int file, const void* bytes, std::size_t size) {
  static auto* const real_write = real<ssize_t(int, const void*, std::size_t)>("write");
  if (watches_order()) unsynced().add(path_of(file));
  const int error = fate_of("write", path_of(file), true);
  if (error == 0) return real_write(file, bytes, size);
  // A disk that fills up takes what still fits. The rest is refused.
  static std::atomic<bool> is_full = false;
  if (error == ENOSPC && size > 1 && !is_full.exchange(true)) {
    return real_write(file, bytes, size / 2);
  }
  return failed(error);
}

int fsync(int file) {
  static auto* const real_fsync = real<int(int)>("fsync");
  if (watches_order()) unsynced().remove(path_of(file));
  const int error = fate_of("fsync", path_of(file), false);
  return error != 0 ? failed(error) : real_fsync(file);
}

int ftruncate(int file, off_t size) noexcept {
  static auto* const real_ftruncate = real<int(int, off_t)>("ftruncate");
  const int error = fate_of("ftruncate", path_of(file), false);
  return error != 0 ? failed(error) : real_ftruncate(file, size);
}

// The descriptor is gone either way, as on Linux.
int close(int file) {
  static auto* const real_close = real<int(int)>("close");
  const int flags = ::fcntl(file, F_GETFL);
  const bool writes = flags >= 0 && (flags & (O_WRONLY | O_RDWR)) != 0;
  const int error = writes ? fate_of("close", path_of(file), false) : 0;
  const int result = real_close(file);
  return error != 0 ? failed(error) : result;
}

int rename(const char* from, const char* to) noexcept {
  static auto* const real_rename = real<int(const char*, const char*)>("rename");
  const int error = fate_of("rename", to, false);
  if (error != 0) return failed(error);
  if (!watches_order()) return real_rename(from, to);
  unsynced().before_rename(from, to);
  const int result = real_rename(from, to);
  const std::string path = to;
  unsynced().add(path.substr(0, path.rfind('/')));
  return result;
}

int unlink(const char* path) noexcept {
  static auto* const real_unlink = real<int(const char*)>("unlink");
  if (watches_order()) unsynced().before_removal(path);
  const int error = fate_of("unlink", path, false);
  return error != 0 ? failed(error) : real_unlink(path);
}

int mkdir(const char* path, mode_t mode) noexcept {
  static auto* const real_mkdir = real<int(const char*, mode_t)>("mkdir");
  const int error = fate_of("mkdir", path, true);
  return error != 0 ? failed(error) : real_mkdir(path, mode);
}

}  // extern "C"
