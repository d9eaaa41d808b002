// Sweep directories made to harm, or damaged: one sentence and exit code 2, in bounded time and
// memory.

#include <sys/stat.h>

#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <random>

#include "base/checksum.hpp"
#include "cli/small_sweep.hpp"
#include "small_runs.hpp"
#include "support/catch.hpp"
#include "sweep/run_index.hpp"

using namespace poach::support;
namespace files = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr int most_seconds = 20;

// poach in 1.5 GiB of address space; 124 when it took too long.
Outcome run_bounded(const Words& words) {
  Words all = {"-c",
               "ulimit -v 1536000; export MALLOC_ARENA_MAX=2; exec timeout -k 1 " +
                   std::to_string(most_seconds) + " \"$0\" \"$@\"",
               program_file()};
  all.insert(all.end(), words.begin(), words.end());
  return run_process("/bin/bash", all);
}

/// A finished sweep, copied for every harm done to it.
class Victim {
 public:
  Victim() : sweep_("replicates: 3\n") {
    REQUIRE(sweep_.plan().code == 0);
    REQUIRE(sweep_.run().code == 0);
  }

  // A copy in which `harm` did something.
  files::path harmed(const std::function<void(const files::path&)>& harm) {
    const files::path copy = sweep_.directory / "harmed";
    files::remove_all(copy);
    files::copy(sweep_.sweep, copy, files::copy_options::recursive);
    harm(copy);
    return copy;
  }

  void check_refused(const std::string& what, const std::function<void(const files::path&)>& harm,
                     const std::vector<std::string>& verbs = {"status", "run", "collect"}) {
    for (const std::string& verb : verbs) {
      const files::path copy = harmed(harm);
      Words words = {"sweep", verb, copy.string()};
      if (verb == "collect") words.emplace_back("--partial");  // missing runs are no reason
      const Outcome outcome = run_bounded(words);
      CAPTURE(what, verb, outcome.code, outcome.err.substr(0, 500));
      CHECK(outcome.code == 2);
      CHECK(lines(outcome.err) == 1);
      CHECK_FALSE(contains(outcome.err, "basic_string"));
      CHECK_FALSE(contains(outcome.err, "json.exception"));
      CHECK_FALSE(contains(outcome.err, "filesystem error"));
    }
  }

 private:
  SmallSweep sweep_;
};

std::string seal(Json plan) {
  plan.erase("sha256");
  plan["sha256"] = poach::sha256_hex(plan.dump(2) + "\n");
  return plan.dump(2) + "\n";
}

// Changes a plan as somebody would who knows how it is sealed.
std::function<void(const files::path&)> plan_with(const std::function<void(Json&)>& change) {
  return [change](const files::path& sweep) {
    Json plan = Json::parse(content(sweep / "plan-1.json"));
    change(plan);
    put(sweep / "plan-1.json", seal(plan));
  };
}

std::function<void(const files::path&)> points(const std::string& text, int count) {
  return [text, count](const files::path& sweep) {
    put(sweep / "points-1.csv", text);
    plan_with([&](Json& plan) {
      plan["points_sha256"] = poach::sha256_hex(text);
      plan["points"] = count;
      plan["runs"] = count * 3;
    })(sweep);
  };
}

// Puts something else in place of a file.
void make_pipe(const files::path& path) {
  files::remove_all(path);
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
}
void make_device(const files::path& path) {
  files::remove_all(path);
  files::create_symlink("/dev/zero", path);
}
void make_folder(const files::path& path) {
  files::remove_all(path);
  files::create_directories(path / "within");
}
void make_loop(const files::path& path) {
  files::remove_all(path);
  files::create_symlink(path.filename(), path);
}
void make_hole(const files::path& path) {
  put(path, "");
  files::resize_file(path, std::uintmax_t{1} << 40);
}

const std::string header = "market.decisions.taste\n";

}  // namespace

TEST_CASE("Plans that say what is not so are refused", "[hostile][sweep]") {
  Victim victim;
  for (const char* key :
       {"version", "commit", "schema_version", "results_revision", "generation", "name",
        "scenario_sha256", "identity", "parameters", "points", "points_sha256", "replicates",
        "runs", "seed", "last_tick_only", "pilot_seconds", "pilot_bytes", "pilot_stored_bytes"}) {
    victim.check_refused(std::string("no ") + key, plan_with([&](Json& p) { p.erase(key); }),
                         {"status"});
    victim.check_refused(std::string("null ") + key, plan_with([&](Json& p) { p[key] = nullptr; }),
                         {"status"});
    victim.check_refused(std::string("map ") + key,
                         plan_with([&](Json& p) { p[key] = Json::object(); }), {"status"});
  }
  for (const char* key : {"points", "replicates", "runs", "seed", "generation"}) {
    for (const Json& value : {Json(-1), Json(1.5), Json(1e300), Json("1")}) {
      victim.check_refused(std::string(key) + " " + value.dump(),
                           plan_with([&](Json& p) { p[key] = value; }), {"status"});
    }
  }
  for (const char* key : {"points", "replicates", "runs"}) {
    for (const std::uint64_t value :
         {std::uint64_t{0}, ~std::uint64_t{0}, std::uint64_t{1} << 63}) {
      victim.check_refused(std::string(key) + " of any size",
                           plan_with([&](Json& p) { p[key] = value; }));
    }
  }
  // Points times replicates that come to 6 again.
  victim.check_refused("a product that wraps around",
                       plan_with([](Json& p) { p["replicates"] = (std::uint64_t{1} << 63) + 3; }));
  victim.check_refused("another parameter",
                       plan_with([](Json& p) { p["parameters"] = {std::string(100, 'x')}; }));
  victim.check_refused("a name of two lines", plan_with([](Json& p) { p["name"] = "a\nb"; }));
  victim.check_refused("another identity",
                       plan_with([](Json& p) { p["identity"] = std::string(64, '0'); }));
  victim.check_refused("seconds below zero", plan_with([](Json& p) { p["pilot_seconds"] = -1.0; }));
}

TEST_CASE("A plan that is not JSON, or deep, or large, is refused", "[hostile][sweep]") {
  Victim victim;
  const auto plan_text = [](const std::string& text) {
    return [text](const files::path& sweep) { put(sweep / "plan-1.json", text); };
  };
  victim.check_refused("nothing", plan_text(""));
  victim.check_refused("a number", plan_text("1"));
  victim.check_refused("a list", plan_text("[]"));
  victim.check_refused("no JSON", plan_text("{\"name\": "));
  victim.check_refused("NUL", plan_text(std::string(1000, '\0')));
  victim.check_refused("deep", plan_text(std::string(3'000'000, '[')), {"status"});
  victim.check_refused(
      "deep within",
      plan_text("{\"a\": " + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}"),
      {"status"});
  victim.check_refused("large", plan_text(std::string(5'000'000, ' ')), {"status"});
  victim.check_refused("a member twice", [](const files::path& sweep) {
    std::string text = content(sweep / "plan-1.json");
    put(sweep / "plan-1.json", text.insert(2, "\"seed\": 1,\n"));
  });
}

TEST_CASE("One changed byte of a plan, its points or its scenario is found", "[hostile][sweep]") {
  Victim victim;
  std::mt19937 random(5);
  for (const char* name : {"plan-1.json", "points-1.csv", "scenario.resolved.yaml"}) {
    for (int attempt = 0; attempt < 40; ++attempt) {
      victim.check_refused(std::string("a bit of ") + name,
                           [&](const files::path& sweep) {
                             std::string text = content(sweep / name);
                             char& byte = text[random() % text.size()];
                             byte = static_cast<char>(byte ^ (1 << random() % 8));
                             put(sweep / name, text);
                           },
                           {"status"});
    }
  }
}

TEST_CASE("Points that do not fit their plan are refused", "[hostile][sweep]") {
  Victim victim;
  victim.check_refused("no points", points(header, 0));
  victim.check_refused("too many values", points(header + "1,2,3\n", 1));
  victim.check_refused("no line feed at the end", points(header + "0.25\n0.5", 2));
  victim.check_refused("no header", points("0.25\n0.5\n", 2));
  victim.check_refused("a header cut off", points("market", 0));
  victim.check_refused("an empty file", points("", 0));
  victim.check_refused("more than the plan counts", points(header + "0.25\n0.5\n", 1));
  victim.check_refused("fewer than the plan counts", points(header + "0.25\n", 2));
  victim.check_refused("a formula", points(header + "=cmd()\n", 1));
  victim.check_refused("a quoted formula", points(header + "\"\"\"=cmd()\"\"\"\n", 1));
  std::string many = header;
  for (int k = 0; k < 10'000'001; ++k) many += "1\n";
  victim.check_refused("ten million", points(many, 10'000'001), {"status"});
}

TEST_CASE("Pipes, devices, folders and circles in place of files are refused", "[hostile][sweep]") {
  Victim victim;
  using Make = void (*)(const files::path&);
  for (const Make make : {Make(make_pipe), Make(make_device), Make(make_folder)}) {
    for (const char* name : {"plan-1.json", "plan-2.json", "points-1.csv", "scenario.resolved.yaml",
                             "shards/0.shard", "slurm.jobs"}) {
      victim.check_refused(name, [&](const files::path& sweep) { make(sweep / name); }, {"status"});
    }
    victim.check_refused("a shard",
                         [&](const files::path& sweep) { make(sweep / "shards/x.shard"); },
                         {"run", "collect"});
    victim.check_refused("stop", [&](const files::path& sweep) { make(sweep / "stop"); },
                         {"status"});
    victim.check_refused("slurm.jobs",
                         [&](const files::path& sweep) { make(sweep / "slurm.jobs"); }, {"cancel"});
  }
  for (const char* name :
       {"plan-1.json", "points-1.csv", "scenario.resolved.yaml", "shards/0.shard"}) {
    victim.check_refused(name, [&](const files::path& sweep) { make_loop(sweep / name); },
                         {"status"});
  }
  victim.check_refused("stop", [](const files::path& sweep) { make_folder(sweep / "stop"); },
                       {"run"});
  for (const char* name : {"plan-1.json", "points-1.csv", "scenario.resolved.yaml", "slurm.jobs"}) {
    victim.check_refused(name, [&](const files::path& sweep) { make_hole(sweep / name); },
                         {"status"});
  }
  victim.check_refused("shards", [](const files::path& sweep) {
    files::remove_all(sweep / "shards");
    put(sweep / "shards", "");
  });
  victim.check_refused(
      "the spec",
      [](const files::path& sweep) {
        make_pipe(sweep / "pipe");
        plan_with([&](Json& plan) { plan["spec"] = (sweep / "pipe").string(); })(sweep);
      },
      {"extend"});
}

TEST_CASE("A job list is obeyed only where it is numbers", "[hostile][sweep]") {
  Victim victim;
  for (const char* text :
       {"1; touch PWNED\n", "$(touch PWNED)\n", "-1\n", "1 2\n", "--all\n", "1,2\n", "all\n"}) {
    victim.check_refused(text, [&](const files::path& sweep) { put(sweep / "slurm.jobs", text); },
                         {"status", "cancel"});
  }
  victim.check_refused(
      "many",
      [](const files::path& sweep) { put(sweep / "slurm.jobs", std::string(200'000, '1')); },
      {"status", "cancel"});
}

TEST_CASE("Records that no run gives are dropped or refused", "[hostile][sweep]") {
  using namespace poach::sweep;
  Victim victim;
  RunRecord record;
  const auto shard_of = [](const std::string& bytes) {
    return [bytes](const files::path& sweep) {
      for (const auto& file : shard_files(sweep)) files::remove(file);
      put(sweep / "shards" / "0.shard", bytes);
    };
  };
  const files::path sound = victim.harmed([](const files::path&) {});
  record.key = RunIndex(sound).records().front().key;
  record.tables[0] = "1,2,3\n";
  victim.check_refused("rows of another run", shard_of(encode(record)), {"collect"});
  record.tables[0] = "0,1,2";
  victim.check_refused("rows without an end", shard_of(encode(record)), {"collect"});
  record.tables[0] = "0,1\n";
  record.state_hash = "=cmd(),\n";
  victim.check_refused("a hash that is none", shard_of(encode(record)), {"collect"});
  // A terabyte of nothing, before and after a record.
  record.state_hash.clear();
  const files::path copy = victim.harmed([&](const files::path& sweep) {
    make_hole(sweep / "shards" / "x.shard");
    std::FILE* file = std::fopen((sweep / "shards" / "x.shard").c_str(), "ab");
    const std::string bytes = encode(record);
    std::fwrite(bytes.data(), 1, bytes.size(), file);
    std::fclose(file);
  });
  const Outcome outcome = run_bounded({"sweep", "status", copy.string()});
  CAPTURE(outcome.err);
  CHECK((outcome.code == 0 || outcome.code == 2));
}
