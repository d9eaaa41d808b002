#include "compare/compare.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "base/error.hpp"
#include "compare/output.hpp"
#include "record/tables.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "tables/compression.hpp"
#include "tables/manifest.hpp"

using namespace poach;
using namespace poach::compare;
using poach::support::content;
using poach::support::message_of;
using poach::support::put;
using poach::support::TemporaryDirectory;

namespace {

namespace files = std::filesystem;

Comparison compared(const files::path& treatment, const files::path& baseline) {
  return compare_runs(treatment, baseline, table_dictionaries());
}

const std::string companies_header =
    "run_id,tick,date,company,headcount,hires,poached_out,payroll_usd_per_year,leadership_share\n";
const std::string market_header = "run_id,tick,date,moves,pay_median_usd_per_year\n";

// Three replicates of two companies at ticks 0 and 1, half a Julian year apart.
const std::string baseline_companies = companies_header +
                                       "0,0,2025-01-01,A,10,0,0,100,0.5\n"
                                       "0,0,2025-01-01,B,10,0,0,100,0.5\n"
                                       "0,1,2025-07-02,A,10,1,1,200,0.5\n"
                                       "0,1,2025-07-02,B,10,1,1,100,0.5\n"
                                       "1,0,2025-01-01,A,10,0,0,100,0.5\n"
                                       "1,0,2025-01-01,B,10,0,0,100,0.5\n"
                                       "1,1,2025-07-02,A,20,2,1,200,0.5\n"
                                       "1,1,2025-07-02,B,10,1,1,100,0.5\n"
                                       "2,0,2025-01-01,A,10,0,0,100,0.5\n"
                                       "2,0,2025-01-01,B,10,0,0,100,0.5\n"
                                       "2,1,2025-07-02,A,30,3,1,200,0.5\n"
                                       "2,1,2025-07-02,B,10,1,1,100,0.5\n";
const std::string baseline_market = market_header +
                                    "0,0,2025-01-01,0,100\n0,1,2025-07-02,2,100\n"
                                    "1,0,2025-01-01,0,100\n1,1,2025-07-02,2,100\n"
                                    "2,0,2025-01-01,0,100\n2,1,2025-07-02,2,100\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// At tick 1 the treatment has 1, 3 and 5 more people in A, and pays it 400 in every replicate.
std::string treated_companies() {
  std::string text = baseline_companies;
  text = replaced(text, "0,1,2025-07-02,A,10,1,1,200", "0,1,2025-07-02,A,11,1,1,400");
  text = replaced(text, "1,1,2025-07-02,A,20,2,1,200", "1,1,2025-07-02,A,23,2,1,400");
  return replaced(text, "2,1,2025-07-02,A,30,3,1,200", "2,1,2025-07-02,A,35,3,1,400");
}

struct Tables {
  std::string companies = baseline_companies;
  std::string market = baseline_market;
  tables::Compression compression = tables::Compression::none;
  std::string accounts = {};
};

using Change = std::function<void(tables::Manifest&)>;

files::path write_run(const files::path& directory, const Tables& run, const Change& change = {}) {
  files::create_directories(directory);
  tables::Manifest manifest;
  manifest.version = "0";
  manifest.seed = 7;
  manifest.replicates = 3;
  manifest.scenario_sha256 = std::string(64, 'a');
  manifest.state_hash = "b";
  manifest.state_hashes = {"b", "b", "b"};
  for (const auto& [name, text] :
       {std::pair("companies.csv", run.companies), std::pair("market.csv", run.market),
        std::pair("accounts.csv", run.accounts)}) {
    if (text.empty()) continue;
    tables::FileRecord record = tables::write_text_file(directory, name, text);
    record = tables::compress_file(directory / name, run.compression);
    record.rows = 1;
    manifest.files.push_back(record);
  }
  if (change) change(manifest);
  tables::write_manifest(directory, manifest);
  return directory;
}

Effect effect_on(const std::vector<Effect>& effects, const std::string& quantity,
                 const std::string& company) {
  for (const Effect& e : effects) {
    if (e.quantity == quantity && e.company == company) return e;
  }
  FAIL("no effect on " << quantity << " of " << company);
  return {};
}

}  // namespace

TEST_CASE("Effects known by hand", "[compare][compare]") {
  const TemporaryDirectory directory;
  const auto compression =
      GENERATE(tables::Compression::none, tables::Compression::gz, tables::Compression::zst);
  const auto a = write_run(directory / "a", {treated_companies(), baseline_market, compression});
  const auto b = write_run(directory / "b", {});
  const Comparison c = compared(a, b);
  CHECK(c.replicates == 3);
  CHECK(c.companies == std::vector<std::string>{"A", "B"});
  const Effect heads = effect_on(c.whole_run, "headcount", "A");
  CHECK(heads.treatment_mean == 23);
  CHECK(heads.baseline_mean == 20);
  CHECK(heads.effect == 3);
  // Differences 1, 3, 5: standard error sqrt(4 / 3), t with 2 degrees of freedom. Unpaired, the
  // interval would be six times as wide.
  const double half = 4.3026527 * std::sqrt(4.0 / 3.0);
  CHECK(*heads.interval_low == Approx(3 - half));
  CHECK(*heads.interval_high == Approx(3 + half));
  CHECK(heads.replicates == 3);
  CHECK(effect_on(c.whole_run, "headcount", "B").effect == 0);
  CHECK(effect_on(c.whole_run, "payroll_usd_per_year", "A").effect == 200);
  // 182 days at 200 more a year.
  const Effect paid = effect_on(c.whole_run, "pay_accumulated_usd", "A");
  CHECK(paid.effect == Approx(200 * 182 / 365.25));
  CHECK(paid.baseline_mean == Approx(200 * 182 / 365.25));
  CHECK(*paid.interval_low == Approx(paid.effect));
  CHECK(effect_on(c.whole_run, "hires", "A").baseline_mean == 2);
  CHECK(effect_on(c.whole_run, "moves", "").treatment_mean == 2);
  REQUIRE(c.first_difference.has_value());
  CHECK(c.first_difference->tick == 1);
  CHECK(c.first_difference->date == "2025-07-02");
  CHECK(c.first_difference->replicates == 3);
  REQUIRE(c.over_time.size() == 6);  // two companies, three quantities, one date after the start
  CHECK(effect_on(c.over_time, "headcount", "A").tick == 1);
}

TEST_CASE("Effects over time accumulate counts", "[compare][compare]") {
  const TemporaryDirectory directory;
  std::string base = companies_header;
  std::string treated = companies_header;
  for (int run = 0; run < 3; ++run) {
    for (int tick = 0; tick <= 24; ++tick) {
      const std::string start = std::to_string(run) + "," + std::to_string(tick) + ",,A,5,0,";
      base += start + "1,1,1\n";
      treated += start + (tick > 10 ? "3,1,1\n" : "1,1,1\n");
    }
  }
  const Comparison c =
      compared(write_run(directory / "a", {treated, ""}), write_run(directory / "b", {base, ""}));
  std::vector<double> path;
  std::vector<std::int64_t> ticks;
  for (const Effect& e : c.over_time) {
    if (e.quantity != "poached_out") continue;
    path.push_back(e.effect);
    ticks.push_back(*e.tick);
  }
  CHECK(ticks == std::vector<std::int64_t>{2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24});
  CHECK(path == std::vector<double>{0, 0, 0, 0, 0, 4, 8, 12, 16, 20, 24, 28});
  CHECK(c.first_difference->tick == 11);
  CHECK(c.remarks == std::vector<std::string>{"market.csv is in one run only and is left out"});
  // Without dates a tick counts as a year.
  CHECK(effect_on(c.whole_run, "pay_accumulated_usd", "A").baseline_mean == 24);
  const std::string text = print_comparison(c, OverTime::yes);
  CHECK(text.find("tick 24") != std::string::npos);
  CHECK(text.find("+28*") != std::string::npos);
  CHECK(print_comparison(c, OverTime::no).find("tick 24") == std::string::npos);
}

TEST_CASE("Runs part where any column of any replicate first differs", "[compare][compare]") {
  const TemporaryDirectory directory;
  // A column further right differs earlier than headcount does, and in one replicate only.
  const std::string companies = replaced(treated_companies(), "1,0,2025-01-01,B,10,0,0,100,0.5",
                                         "1,0,2025-01-01,B,10,0,0,100,0.4");
  const Comparison c = compared(write_run(directory / "a", {companies, baseline_market}),
                                write_run(directory / "b", {}));
  CHECK(c.first_difference->tick == 0);
  CHECK(c.first_difference->replicates == 3);
  const std::string market = replaced(baseline_market, "2,1,2025-07-02,2", "2,1,2025-07-02,3");
  const Comparison late =
      compared(write_run(directory / "c", {baseline_companies, market}), directory / "b");
  CHECK(late.first_difference->tick == 1);
  CHECK(late.first_difference->replicates == 1);
}

TEST_CASE("Runs that do not differ", "[compare][compare]") {
  const TemporaryDirectory directory;
  const Comparison c = compared(write_run(directory / "a", {}), write_run(directory / "b", {}));
  CHECK_FALSE(c.first_difference.has_value());
  CHECK(print_comparison(c, OverTime::no).find("the recorded rows do not differ") !=
        std::string::npos);
}

TEST_CASE("One replicate has effects without interval", "[compare][compare]") {
  const TemporaryDirectory directory;
  const Change single = [](tables::Manifest& m) {
    m.replicates = 1;
    m.state_hashes = {"b"};
  };
  const std::string head = companies_header + "0,0,,A,10,0,0,100,0.5\n0,1,,A,";
  const auto a = write_run(directory / "a", {head + "12,0,0,100,0.5\n", ""}, single);
  const auto b = write_run(directory / "b", {head + "9,0,0,100,0.5\n", ""}, single);
  const Comparison c = compared(a, b);
  const Effect e = effect_on(c.whole_run, "headcount", "A");
  CHECK(e.effect == 3);
  CHECK_FALSE(e.interval_low.has_value());
  const std::string text = print_comparison(c, OverTime::no);
  CHECK(text.find("one replicate has no interval") != std::string::npos);
  CHECK(text.find("headcount") != std::string::npos);
}

TEST_CASE("Runs that cannot be compared", "[compare][compare]") {
  const TemporaryDirectory directory;
  const auto a = write_run(directory / "a", {});
  const auto refusal = [&](const files::path& other) {
    return message_of<InputError>([&] { (void)compared(a, other); });
  };
  const auto says = [&](const files::path& other, const std::string& part) {
    const std::string text = refusal(other);
    CAPTURE(text);
    CHECK(text.find(part) != std::string::npos);
  };
  says(directory / "missing", "there is no such run directory");
  files::create_directories(directory / "empty");
  says(directory / "empty", "is not a finished run: it has no manifest.json");
  says(write_run(directory / "seed", {}, [](auto& m) { m.seed = 8; }), "has seed 8");
  says(write_run(directory / "more", {},
                 [](auto& m) {
                   m.replicates = 2;
                   m.state_hashes = {"b", "b"};
                 }),
       "has 3 replicates, and " + (directory / "more").string() + " has 2");
  says(write_run(directory / "cut", {}, [](auto& m) { m.status = tables::RunStatus::interrupted; }),
       "its status is interrupted");
  says(write_run(directory / "none", {"", ""}),
       "none of market.csv, companies.csv and accounts.csv");
  const std::string other_tick = replaced(baseline_market, "2,1,2025-07-02", "2,3,2025-07-02");
  says(write_run(directory / "ticks", {baseline_companies, other_tick}), "rows are missing");
  const std::string twice = replaced(baseline_market, "2,1,2025-07-02", "2,0,2025-01-01");
  says(write_run(directory / "twice", {baseline_companies, twice}), "two rows for tick 0");
  const std::string later =
      market_header + "0,0,,0,1\n0,2,,0,1\n1,0,,0,1\n1,2,,0,1\n2,0,,0,1\n2,2,,0,1\n";
  says(write_run(directory / "later", {baseline_companies, later}), "rows at other ticks");
}

TEST_CASE("Results of two revisions are not compared, those of two commits are",
          "[compare][compare]") {
  const TemporaryDirectory directory;
  const auto a = write_run(directory / "a", {}, [](auto& m) { m.results_revision = 2; });
  const auto b = write_run(directory / "b", {}, [](auto& m) { m.results_revision = 1; });
  const std::string refusal = message_of<InputError>([&] { (void)compared(a, b); });
  CHECK_THAT(refusal, contains_text("has results revision 2, and") && contains_text("has 1:"));
  const auto c = write_run(directory / "c", {}, [](auto& m) {
    m.results_revision = 2;
    m.commit = "another";
  });
  CHECK(compared(a, c).remarks.front() ==
        "the runs were made by different versions of the program");
}

TEST_CASE("Companies of one run only are left out, and it is said", "[compare][compare]") {
  const TemporaryDirectory directory;
  std::string renamed = baseline_companies;
  for (std::size_t at = renamed.find(",B,"); at != std::string::npos; at = renamed.find(",B,")) {
    renamed.replace(at, 3, ",C,");
  }
  const Comparison c = compared(write_run(directory / "a", {renamed, baseline_market}),
                                write_run(directory / "b", {}));
  CHECK(c.companies == std::vector<std::string>{"A"});
  CHECK(c.remarks == std::vector<std::string>{"C is in the treatment only and is left out",
                                              "B is in the baseline only and is left out"});
}

// Three replicates at ticks 0 and 1; A's output and profit at tick 1 are given, B has 10 and 4.
std::string accounts_of(double output, double profit) {
  std::string text = "run_id,tick,date,company,output_usd,profit_usd\n";
  for (const int k : {0, 1, 2}) {
    text += fmt::format("{0},0,2025-01-01,A,0,0\n{0},0,2025-01-01,B,0,0\n", k);
    text += fmt::format("{0},1,2025-07-02,A,{1},{2}\n{0},1,2025-07-02,B,10,4\n", k, output, profit);
  }
  return text;
}

TEST_CASE("Accounts are compared by company and for all together", "[compare][compare]") {
  const TemporaryDirectory directory;
  const auto none = tables::Compression::none;
  const std::string received =
      "run_id,tick,date,received_usd\n0,0,2025-01-01,0\n0,1,2025-07-02,9\n1,0,2025-01-01,0\n"
      "1,1,2025-07-02,9\n2,0,2025-01-01,0\n2,1,2025-07-02,9\n";
  const Comparison c = compared(
      write_run(directory / "a", {"", replaced(received, "2,1,2025-07-02,9", "2,1,2025-07-02,39"),
                                  none, accounts_of(30.0, 7.0)}),
      write_run(directory / "b", {"", received, none, accounts_of(25.0, 12.0)}));
  CHECK(c.companies == std::vector<std::string>{"A", "B"});
  CHECK(effect_on(c.whole_run, "profit_usd", "A").effect == -5);
  CHECK(effect_on(c.whole_run, "profit_usd", "B").effect == 0);
  CHECK(effect_on(c.whole_run, "output_usd", "").treatment_mean == 40);
  CHECK(effect_on(c.whole_run, "output_usd", "").effect == 5);
  CHECK(effect_on(c.whole_run, "received_usd", "").effect == 10);
  const std::string text = print_comparison(c, OverTime::no);
  CHECK(text.find("Under the treatment people receive 10 USD more (") != std::string::npos);
  CHECK(text.find("companies produce 5 USD more (+5 to +5)") != std::string::npos);
  CHECK(text.find("and profit 5 USD less (-5 to -5).") != std::string::npos);
}

TEST_CASE("effects.csv", "[compare][compare]") {
  const TemporaryDirectory directory;
  const Comparison c = compared(write_run(directory / "a", {treated_companies(), baseline_market}),
                                write_run(directory / "b", {}));
  write_effects(tables::OutputDirectory(directory.path()), {&c, 1});
  const std::string text = content(directory / "effects.csv");
  CHECK(
      text.starts_with("quantity,company,tick,date,treatment_mean,baseline_mean,effect,"
                       "interval_low,interval_high,replicates,treatment\n"
                       "headcount,A,,,23,20,3,"));
  CHECK(text.find("headcount,A,1,2025-07-02,23,20,3,") != std::string::npos);
  CHECK(text.find("\nmoves,,,,2,2,0,0,0,3," + c.treatment + "\n") != std::string::npos);
  CHECK(content(directory / "datapackage.json").find("effects.csv") != std::string::npos);
}

TEST_CASE("A table never replaces other results", "[compare][output]") {
  const TemporaryDirectory directory;
  const auto open = [](const files::path& path, tables::Holding own, Existing existing) {
    tables::OutputDirectory output(path);
    const char* file = own == tables::Holding::effects ? "effects.csv" : "check.csv";
    open_for_table(output, own, file, existing);
  };
  using tables::Holding;
  CHECK_NOTHROW(open(directory / "new", Holding::expectations, Existing::keep));
  CHECK_FALSE(files::exists(directory / "new"));  // nothing was written
  CHECK_NOTHROW(open(directory.path(), Holding::expectations, Existing::keep));
  const auto run = write_run(directory / "run", {});
  CHECK_THROWS_AS(open(run, Holding::expectations, Existing::overwrite), InputError);
  put(directory / "datapackage.json", "{}");  // somebody's
  CHECK_THROWS_AS(open(directory.path(), Holding::expectations, Existing::keep), InputError);
  put(directory / "check.csv", "a\n");
  CHECK_THROWS_AS(open(directory.path(), Holding::expectations, Existing::keep), InputError);
  CHECK_NOTHROW(open(directory.path(), Holding::expectations, Existing::overwrite));
  CHECK_THROWS_AS(open(directory.path(), Holding::effects, Existing::overwrite), InputError);
}

TEST_CASE("A run that is not as it was written is not compared", "[compare][compare]") {
  const TemporaryDirectory directory;
  const auto a = write_run(directory / "a", {treated_companies(), baseline_market});
  const auto b = write_run(directory / "b", {});
  const auto refusal = [&] { return message_of<InputError>([&] { (void)compared(a, b); }); };
  CHECK(refusal().empty());
  const std::string file = (a / "companies.csv").string();
  SECTION("a changed digit") {
    put(a / "companies.csv", replaced(treated_companies(), "A,23,", "A,24,"));
    CHECK(refusal() == file +
                           ": error: is not the file that poach wrote: its SHA-256 is not the one "
                           "in manifest.json\n");
  }
  SECTION("a line more") {
    put(a / "companies.csv", treated_companies() + "\n");
    CHECK_THAT(refusal(), contains_text(file) && contains_text("it holds "));
  }
  SECTION("gone") {
    files::remove(a / "companies.csv");
    CHECK(refusal() == file + ": error: is missing; manifest.json names it\n");
  }
}
