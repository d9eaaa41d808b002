// InputFile: plain, gzip and Zstandard files behind one read().

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include "base/error.hpp"
#include "base/regular_file.hpp"
#include "tables/compression.hpp"

namespace poach::tables {
namespace {

constexpr std::size_t block_bytes = std::size_t{128} << 10;
constexpr std::size_t most_bytes_at_once = std::size_t{1} << 30;  // gzread counts in int
constexpr std::string_view zstd_magic = "\x28\xB5\x2F\xFD";

}  // namespace

/// zlib reads gzip and passes other files through, so it also serves as the reader of plain bytes
/// underneath Zstandard.
class InputFile::Decoder {
 public:
  explicit Decoder(const std::filesystem::path& path) : path_(path) {
    RegularFile file(path);
    if (!file.is_open()) fail(file.reason());
    file_ = gzdopen(file.number(), "rb");
    if (file_ == nullptr) fail("out of memory");
    (void)file.release();  // closed by gzclose
    gzbuffer(file_, block_bytes);
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() {
    ZSTD_freeDStream(zstd_);
    gzclose(file_);
  }

  std::size_t read(std::span<char> buffer) {
    if (!started_) start();
    return zstd_ != nullptr ? read_zstd(buffer) : read_start_then_file(buffer);
  }

 private:
  [[noreturn]] void fail(const std::string& reason) const {
    throw InputError(fmt::format("cannot read {}: {}", path_.string(), reason));
  }

  void start() {
    started_ = true;
    block_.resize(block_bytes);
    block_.resize(read_file(block_));
    if (block_.substr(0, zstd_magic.size()) != zstd_magic) return;
    zstd_ = ZSTD_createDStream();
    if (zstd_ == nullptr) fail("out of memory");
    input_ = {block_.data(), block_.size(), 0};
  }

  /// The bytes that start() inspected come first.
  std::size_t read_start_then_file(std::span<char> buffer) {
    if (input_.pos == block_.size()) return read_file(buffer);
    const std::size_t count = block_.copy(buffer.data(), buffer.size(), input_.pos);
    input_.pos += count;
    return count;
  }

  std::size_t read_file(std::span<char> buffer) {
    const std::size_t wanted = std::min(buffer.size(), most_bytes_at_once);
    const int count = gzread(file_, buffer.data(), static_cast<unsigned>(wanted));
    int code = Z_OK;
    const char* message = gzerror(file_, &code);
    // Only this code distinguishes a gzip file that is cut off from a whole one.
    if (code == Z_BUF_ERROR) fail("its compressed data end too early");
    if (code == Z_ERRNO) fail(std::strerror(errno));
    if (count < 0 || code < 0) fail(fmt::format("its compressed data are damaged ({})", message));
    return static_cast<std::size_t>(count);
  }

  std::size_t read_zstd(std::span<char> buffer) {
    ZSTD_outBuffer output{buffer.data(), buffer.size(), 0};
    while (output.pos == 0) {
      // A decoder that still holds output of a whole frame keeps back one byte of its input, so
      // input that is used up within a frame means that the file is cut off.
      if (input_.pos == input_.size && !refill()) {
        if (within_frame_) fail("its compressed data end too early");
        return 0;
      }
      const std::size_t result = ZSTD_decompressStream(zstd_, &output, &input_);
      if (ZSTD_isError(result) != 0) {
        fail(fmt::format("its compressed data are damaged ({})", ZSTD_getErrorName(result)));
      }
      within_frame_ = result != 0;
    }
    return output.pos;
  }

  bool refill() {
    block_.resize(block_bytes);
    block_.resize(read_file(block_));
    input_ = {block_.data(), block_.size(), 0};
    return input_.size > 0;
  }

  std::filesystem::path path_;
  gzFile file_ = nullptr;
  ZSTD_DStream* zstd_ = nullptr;
  std::string block_;
  ZSTD_inBuffer input_{nullptr, 0, 0};
  bool started_ = false;
  bool within_frame_ = false;
};

InputFile::InputFile(const std::filesystem::path& path)
    : decoder_(std::make_unique<Decoder>(path)) {}
InputFile::InputFile(InputFile&&) noexcept = default;
InputFile& InputFile::operator=(InputFile&&) noexcept = default;
InputFile::~InputFile() = default;

std::size_t InputFile::read(std::span<char> buffer) { return decoder_->read(buffer); }

}  // namespace poach::tables
