// Any bytes as a checkpoint with a right checksum, as damage that the checksum cannot find would
// be. It is refused with a message, or the run continues from it with consistent accounts.
//
// First byte even: the rest is the checkpoint after its identity. Odd: the rest is changes to a
// valid one, four bytes or more each (place, place, what to do, how many bytes), so that the corpus
// stays good when the format of the state changes.

#include <algorithm>
#include <cstdlib>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/parallel.hpp"
#include "memory_file.hpp"
#include "run/checkpoint.hpp"
#include "run/simulation.hpp"
#include "support/scenario_text.hpp"
#include "support/temporary_directory.hpp"
#include "world/build.hpp"
#include "world/invariants.hpp"

using namespace poach;

namespace {

constexpr std::size_t checksum_bytes = 64;

class Target {
 public:
  Target() : plan_(record_plan(scenario_.record)) {
    Simulation run(world(), plan_, 0, alone_);
    for (int tick = 0; tick < 5; ++tick) run.advance();
    (void)run.recorder().take();
    const std::string empty = written({}, {});
    const std::string whole =
        written({tables::TableProgress{1, 2}}, [&](ByteWriter& out) { run.save(out); });
    // They differ from the number of tables on. Before it stands the number of replicates done, and
    // before that who wrote it and which run it is.
    const auto differs = std::mismatch(empty.begin(), empty.end(), whole.begin()).first;
    const auto identity = static_cast<std::size_t>(differs - empty.begin()) - sizeof(std::uint64_t);
    head_ = whole.substr(0, identity);
    valid_ = whole.substr(identity, whole.size() - identity - checksum_bytes);
  }

  void take(std::string body) {
    std::string content = head_ + std::move(body);
    content += sha256_hex(content);
    try {
      Checkpoint checkpoint = parse_checkpoint(std::move(content), "checkpoint.bin", identity_);
      Summary summary;
      ByteReader summary_bytes(checkpoint.summary);
      summary.load(summary_bytes);
      if (checkpoint.simulation.empty()) return;
      ByteReader saved(checkpoint.simulation);
      Simulation run(world(), plan_, 0, alone_, saved);
      for (int tick = 0; tick < 3 && !run.finished(); ++tick) run.advance();
      if (!broken_invariants(run.world()).empty()) std::abort();
    } catch (const InputError&) {
    } catch (const RunError&) {
    }
  }

  [[nodiscard]] const std::string& valid() const { return valid_; }

 private:
  [[nodiscard]] World world() const {
    Diagnostics diagnostics;
    return std::move(*build_world(scenario_, Seed{1}, alone_, diagnostics));
  }
  [[nodiscard]] std::string written(const std::vector<tables::TableProgress>& tables,
                                    const std::function<void(ByteWriter&)>& simulation) const {
    const support::TemporaryDirectory directory;
    Checkpoint checkpoint;
    checkpoint.tables = tables;
    ByteWriter summary;
    Summary().save(summary);
    checkpoint.summary = summary.bytes();
    write_checkpoint(directory.path(), identity_, checkpoint, simulation);
    return support::content(directory / checkpoint_file_name);
  }

  Scenario scenario_ = support::scenario_of(R"(
clock: {tick: week, ticks: 12}
researchers: {skill_log_sd: 0.4, unemployed: 3}
network: {kind: copies, shape: complete, copy_size: 4}
record: {tables: )" + support::all_tables() +
                                            R"(, every: 4}
market: {search: {random_meetings: {employed: 0.2 per tick, unemployed: 0.3 per tick}}, decisions: {taste: 0.3}}
companies:
  - {name: A, researchers: 8, pay: {median: 100k}, productivity: {level: 200k}}
  - {name: B, researchers: 8, pay: {median: 100k}, productivity: {level: 300k}}
)");
  Workers alone_{1};
  RecordPlan plan_;
  RunIdentity identity_{"fuzz", 1, 1};
  std::string head_;
  std::string valid_;
};

// Applies changes to `bytes`: overwrite, insert, erase, cut off.
std::string changed(std::string bytes, std::string_view changes) {
  while (changes.size() >= 4) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(changes[at]); };
    const std::size_t at = (byte(0) | byte(1) << 8U) % (bytes.size() + 1);
    const unsigned what = byte(2) % 4;
    const std::size_t count = std::min<std::size_t>(byte(3) % 32, changes.size() - 4);
    const std::string_view given = changes.substr(4, count);
    changes.remove_prefix(4);
    if (what == 0) bytes.replace(at, std::min(count, bytes.size() - at), given);
    if (what == 1) bytes.insert(at, given);
    if (what == 2) bytes.erase(at, count);
    if (what == 3) bytes.resize(at);
    if (what < 2) changes.remove_prefix(count);
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static Target target;
  const std::string_view rest = fuzz::text_of(data, size).substr(1);
  target.take((data[0] & 1) != 0 ? changed(target.valid(), rest) : std::string(rest));
  return 0;
}
