#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <system_error>

#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "tables/compression.hpp"

namespace poach::tables {
namespace {

constexpr std::size_t block_bytes = std::size_t{256} << 10;
constexpr int gz_level = 6;
constexpr int zstd_level = 3;

/// Compresses one stream in pieces into an OutputFile. An empty piece ends it.
class GzEncoder {
 public:
  explicit GzEncoder(OutputFile& out) : out_(&out), block_(block_bytes, '\0') {
    // 15 is the largest window; 16 more asks for a gzip header, in which zlib writes time 0.
    if (deflateInit2(&stream_, gz_level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw RunError("cannot start gzip compression: out of memory");
    }
  }
  GzEncoder(const GzEncoder&) = delete;
  GzEncoder& operator=(const GzEncoder&) = delete;
  ~GzEncoder() { deflateEnd(&stream_); }

  void add(std::string_view piece) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));
    stream_.avail_in = static_cast<uInt>(piece.size());
    const int mode = piece.empty() ? Z_FINISH : Z_NO_FLUSH;
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(block_.data());
      stream_.avail_out = static_cast<uInt>(block_.size());
      deflate(&stream_, mode);
      out_->append({block_.data(), block_.size() - stream_.avail_out});
    } while (stream_.avail_out == 0);
  }

 private:
  OutputFile* out_;
  std::string block_;
  z_stream stream_{};
};

class ZstdEncoder {
 public:
  explicit ZstdEncoder(OutputFile& out)
      : out_(&out), block_(block_bytes, '\0'), stream_(ZSTD_createCCtx()) {
    if (stream_ == nullptr) throw RunError("cannot start Zstandard compression: out of memory");
    ZSTD_CCtx_setParameter(stream_, ZSTD_c_compressionLevel, zstd_level);
    ZSTD_CCtx_setParameter(stream_, ZSTD_c_checksumFlag, 1);
  }
  ZstdEncoder(const ZstdEncoder&) = delete;
  ZstdEncoder& operator=(const ZstdEncoder&) = delete;
  ~ZstdEncoder() { ZSTD_freeCCtx(stream_); }

  void add(std::string_view piece) {
    ZSTD_inBuffer input{piece.data(), piece.size(), 0};
    const ZSTD_EndDirective mode = piece.empty() ? ZSTD_e_end : ZSTD_e_continue;
    std::size_t waiting = 0;
    do {
      ZSTD_outBuffer output{block_.data(), block_.size(), 0};
      waiting = ZSTD_compressStream2(stream_, &output, &input, mode);
      if (ZSTD_isError(waiting) != 0) {
        throw RunError(fmt::format("cannot compress {}: {}", out_->path().string(),
                                   ZSTD_getErrorName(waiting)));
      }
      out_->append({block_.data(), output.pos});
    } while (input.pos < input.size || (mode == ZSTD_e_end && waiting > 0));
  }

 private:
  OutputFile* out_;
  std::string block_;
  ZSTD_CCtx* stream_;
};

struct NoEncoder {
  Sha256 hash;
  std::uint64_t bytes = 0;
  void add(std::string_view piece) {
    hash.add(piece);
    bytes += piece.size();
  }
};

/// Feeds the raw bytes of `path` to the encoder. fread fills whole blocks, so the compressed bytes
/// do not depend on how the system happens to cut its reads.
template <class Encoder>
void encode(const std::filesystem::path& path, Encoder& encoder) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> input(std::fopen(path.c_str(), "rbe"),
                                                              std::fclose);
  std::string block(block_bytes, '\0');
  std::size_t count = block.size();
  while (input != nullptr && count == block.size()) {
    count = std::fread(block.data(), 1, block.size(), input.get());
    if (count > 0) encoder.add({block.data(), count});
  }
  if (input == nullptr || std::ferror(input.get()) != 0) {
    throw InputError(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
  }
  encoder.add({});
}

}  // namespace

std::string_view suffix(Compression compression) {
  switch (compression) {
    case Compression::none:
      return "";
    case Compression::gz:
      return ".gz";
    case Compression::zst:
      return ".zst";
  }
  return "";
}

FileRecord compress_file(const std::filesystem::path& path, Compression compression) {
  if (compression == Compression::none) {
    NoEncoder plain;
    encode(path, plain);
    return {path.filename().string(), std::nullopt, plain.bytes, plain.hash.hex()};
  }
  std::filesystem::path target = path;
  target += suffix(compression);
  OutputFile output(target);
  if (compression == Compression::gz) {
    GzEncoder encoder(output);
    encode(path, encoder);
  } else {
    ZstdEncoder encoder(output);
    encode(path, encoder);
  }
  output.commit();
  remove_file(path);
  return {target.filename().string(), std::nullopt, output.bytes(), output.sha256()};
}

}  // namespace poach::tables
