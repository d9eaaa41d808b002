#include "poach/run/checkpoint.hpp"

#include <fmt/format.h>

#include "poach/base/bytes.hpp"
#include "poach/base/checksum.hpp"
#include "poach/base/error.hpp"
#include "poach/base/files.hpp"

namespace poach {
namespace {

constexpr std::string_view magic = "poach checkpoint 1\n";
constexpr std::size_t checksum_bytes = 64;
constexpr std::size_t largest = std::size_t{64} << 30;

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view reason) {
  throw InputError(fmt::format("error: {}: {}; start anew with --force", file.string(), reason));
}

}  // namespace

void write_checkpoint(const std::filesystem::path& directory, const Checkpoint& checkpoint) {
  ByteWriter out;
  out.text(checkpoint.identity);
  out.value(checkpoint.replicates_done);
  out.value(static_cast<std::uint64_t>(checkpoint.tables.size()));
  for (const tables::TableProgress& table : checkpoint.tables) {
    out.value(table.rows);
    out.value(table.bytes);
  }
  out.value(static_cast<std::uint64_t>(checkpoint.state_hashes.size()));
  for (const std::string& hash : checkpoint.state_hashes) out.text(hash);
  out.text(checkpoint.summary);
  out.text(checkpoint.simulation);
  OutputFile file(directory / checkpoint_file_name);
  file.append(magic);
  file.append(out.bytes());
  file.append(sha256_hex(out.bytes()));
  file.commit();
}

std::optional<Checkpoint> read_checkpoint(const std::filesystem::path& directory,
                                          const std::string& identity) {
  const std::filesystem::path file = directory / checkpoint_file_name;
  if (!std::filesystem::exists(file)) return std::nullopt;
  const std::string content = read_file(file, largest);
  if (!content.starts_with(magic)) refuse(file, "this is not a checkpoint of this version");
  if (content.size() < magic.size() + checksum_bytes) refuse(file, "the checkpoint is cut off");
  const std::string_view bytes = std::string_view(content).substr(
      magic.size(), content.size() - magic.size() - checksum_bytes);
  if (sha256_hex(bytes) != std::string_view(content).substr(content.size() - checksum_bytes)) {
    refuse(file, "the checkpoint is damaged: its checksum does not match");
  }
  ByteReader in(bytes);
  Checkpoint checkpoint;
  checkpoint.identity = in.text();
  if (checkpoint.identity != identity) {
    refuse(file, "the checkpoint is of another scenario, seed, number of replicates or version");
  }
  checkpoint.replicates_done = in.value<std::uint64_t>();
  const auto tables = in.value<std::uint64_t>();
  for (std::uint64_t t = 0; t < tables; ++t) {
    const auto rows = in.value<std::uint64_t>();
    checkpoint.tables.push_back({rows, in.value<std::uint64_t>()});
  }
  const auto hashes = in.value<std::uint64_t>();
  for (std::uint64_t k = 0; k < hashes; ++k) checkpoint.state_hashes.push_back(in.text());
  checkpoint.summary = in.text();
  checkpoint.simulation = in.text();
  return checkpoint;
}

}  // namespace poach
