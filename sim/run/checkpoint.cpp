#include "run/checkpoint.hpp"

#include <fmt/format.h>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/files.hpp"
#include "poach/version.hpp"

namespace poach {
namespace {

constexpr std::string_view magic = "poach checkpoint 3\n";
constexpr std::size_t checksum_bytes = 64;
constexpr std::size_t largest = std::size_t{64} << 30;

std::string this_program() { return fmt::format("{} ({})", program::version, program::commit); }

[[noreturn]] void refuse(const std::filesystem::path& file, std::string_view reason) {
  throw InputError(fmt::format("error: {}: {}; start anew with --force", file.string(), reason));
}

void write_head(ByteWriter& out, const RunIdentity& identity, const Checkpoint& checkpoint) {
  out.text(this_program());
  out.text(identity.hash);
  out.value(identity.seed);
  out.value(identity.replicates);
  out.value(checkpoint.replicates_done);
  out.value(static_cast<std::uint64_t>(checkpoint.tables.size()));
  for (const tables::TableProgress& table : checkpoint.tables) {
    out.value(table.rows);
    out.value(table.bytes);
    out.text(table.sha256);
  }
  out.value(static_cast<std::uint64_t>(checkpoint.state_hashes.size()));
  for (const std::string& hash : checkpoint.state_hashes) out.text(hash);
  out.text(checkpoint.summary);
}

void require_same_run(ByteReader& in, const std::filesystem::path& file,
                      const RunIdentity& identity) {
  const std::string writer = in.text();
  if (writer != this_program()) {
    refuse(file, fmt::format("the checkpoint was written by poach {}, and this is poach {}", writer,
                             this_program()));
  }
  const std::string hash = in.text();
  const auto seed = in.value<std::uint64_t>();
  const auto replicates = in.value<std::uint64_t>();
  if (seed != identity.seed) {
    refuse(file,
           fmt::format("the checkpoint is of a run with seed {}, not {}", seed, identity.seed));
  }
  if (replicates != identity.replicates) {
    refuse(file, fmt::format("the checkpoint is of a run with {} replicates, not {}", replicates,
                             identity.replicates));
  }
  if (hash != identity.hash) {
    refuse(file,
           "the checkpoint is of another scenario (a file, an input file or an override "
           "differs)");
  }
}

Checkpoint read_fields(ByteReader& in, std::uint64_t replicates) {
  Checkpoint checkpoint;
  checkpoint.replicates_done = in.value<std::uint64_t>();
  const auto tables = in.value<std::uint64_t>();
  for (std::uint64_t t = 0; t < tables; ++t) {
    tables::TableProgress& table = checkpoint.tables.emplace_back();
    table.rows = in.value<std::uint64_t>();
    table.bytes = in.value<std::uint64_t>();
    table.sha256 = in.text();
  }
  const auto hashes = in.value<std::uint64_t>();
  for (std::uint64_t k = 0; k < hashes; ++k) checkpoint.state_hashes.push_back(in.text());
  checkpoint.summary = in.text();
  if (checkpoint.replicates_done > replicates || hashes != checkpoint.replicates_done) {
    throw InputError("error: the checkpoint counts its replicates wrong");
  }
  return checkpoint;
}

}  // namespace

void write_checkpoint(const std::filesystem::path& directory, const RunIdentity& identity,
                      const Checkpoint& checkpoint,
                      const std::function<void(ByteWriter&)>& simulation) {
  OutputFile file(directory / checkpoint_file_name);
  file.append(magic);
  ByteWriter out([&](std::string_view bytes) { file.append(bytes); });
  write_head(out, identity, checkpoint);
  if (simulation) simulation(out);
  out.flush();
  file.append(file.sha256());
  file.commit();
}

Checkpoint parse_checkpoint(std::string content, const std::filesystem::path& file,
                            const RunIdentity& identity) {
  if (!content.starts_with(magic)) refuse(file, "this is not a checkpoint of this version");
  if (content.size() < magic.size() + checksum_bytes) refuse(file, "the checkpoint is cut off");
  const std::size_t end = content.size() - checksum_bytes;
  if (sha256_hex(std::string_view(content).substr(0, end)) !=
      std::string_view(content).substr(end)) {
    refuse(file, "the checkpoint is damaged: its checksum does not match");
  }
  ByteReader in(std::string_view(content).substr(magic.size(), end - magic.size()));
  require_same_run(in, file, identity);
  Checkpoint checkpoint = read_fields(in, identity.replicates);
  // The rest, which may be gigabytes, stays where it is.
  const std::size_t rest = in.bytes_left();
  content.resize(end);
  content.erase(0, end - rest);
  checkpoint.simulation = std::move(content);
  return checkpoint;
}

std::optional<Checkpoint> read_checkpoint(const std::filesystem::path& directory,
                                          const RunIdentity& identity) {
  const std::filesystem::path file = directory / checkpoint_file_name;
  if (!is_there(file)) return std::nullopt;
  return parse_checkpoint(read_file(file, largest), file, identity);
}

}  // namespace poach
