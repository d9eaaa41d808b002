#include "small_runs.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace poach::support {

namespace files = std::filesystem;

const std::vector<RunKind>& run_kinds() {
  static const std::vector<RunKind> kinds = {
      {"one replicate",
       {"clock.ticks=60", "--tables", "market,companies,flows,moves,researchers,offers"},
       {"--checkpoint-every", "20"}},
      {"nine replicates",
       {"clock.ticks=20", "--replicates", "9", "--tables", "market,moves"},
       {"--checkpoint-every", "1"}},
      {"compressed", {"clock.ticks=30", "--compress", "gz"}, {"--checkpoint-every", "20"}}};
  return kinds;
}

Words run_words(const RunKind& kind, const files::path& directory, const Words& more) {
  Words words = {"run", small(), "-o", directory.string(), "--quiet"};
  for (const Words* part : {&kind.words, &kind.other_words, &more}) {
    words.insert(words.end(), part->begin(), part->end());
  }
  return words;
}

Contents contents(const files::path& directory) {
  Contents all;
  if (!files::exists(directory)) return all;
  for (const auto& entry : files::directory_iterator(directory)) {
    const std::string name = entry.path().filename().string();
    if (name == "timing.csv") continue;
    all[name] = content(entry.path());
    if (name != "manifest.json") continue;
    auto manifest = nlohmann::json::parse(all[name]);
    manifest.erase("command");
    all[name] = manifest.dump();
  }
  return all;
}

const Contents& reference(const RunKind& kind) {
  static std::map<std::string, Contents> known;
  const auto [at, added] = known.try_emplace(kind.name);
  if (!added) return at->second;
  const TemporaryDirectory directory;
  const Outcome outcome = run_poach(run_words(kind, directory / "r"));
  if (outcome.code != 0) throw std::runtime_error("the undisturbed run failed: " + outcome.err);
  at->second = contents(directory / "r");
  return at->second;
}

std::vector<std::string> wrong_files(const files::path& directory, const Contents& expected) {
  std::vector<std::string> wrong;
  const Contents found = contents(directory);
  for (const auto& [name, bytes] : found) {
    if (name.ends_with(".partial") || name == "checkpoint.bin") continue;
    const auto at = expected.find(name);
    // The plain table of a compressed run has its name for a moment before it is compressed.
    if (at == expected.end() &&
        (expected.contains(name + ".gz") || expected.contains(name + ".zst"))) {
      continue;
    }
    if (at == expected.end() || at->second != bytes) wrong.push_back(name);
  }
  if (!found.contains("manifest.json")) return wrong;
  for (const auto& [name, bytes] : expected) {
    if (!found.contains(name)) wrong.push_back(name + " (missing)");
  }
  return wrong;
}

}  // namespace poach::support
