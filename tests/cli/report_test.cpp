// poach report: its pages as text. tests/report looks at them in a browser.

#include <regex>

#include "program.hpp"
#include "small_sweep.hpp"
#include "support/catch.hpp"

using namespace poach::support;
namespace files = std::filesystem;

namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

struct Run {
  TemporaryDirectory directory;
  std::string at = (directory / "run").string();

  explicit Run(const std::string& scenario = small(), const Words& more = {"--replicates", "2"}) {
    Words words = {"run", scenario, "-o", at, "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    REQUIRE(run_poach(words).code == 0);
  }
  [[nodiscard]] std::string page() const {
    const Outcome outcome = run_poach({"report", at});
    CAPTURE(outcome.err);
    REQUIRE(outcome.code == 0);
    REQUIRE(outcome.out == at + "/report.html\n");
    return content(files::path(at) / "report.html");
  }
};

// The page less its libraries, which the build embeds.
std::string without_script(const std::string& page) {
  const auto start = page.rfind("<script>");
  const auto end = page.rfind("</script>");
  if (start == std::string::npos) return page;
  return page.substr(0, start) + page.substr(end + std::string("</script>").size());
}

void refuses(const Words& words, int code, const std::string& reason) {
  const Outcome outcome = run_poach(words);
  CAPTURE(outcome.err);
  CHECK(outcome.code == code);
  CHECK(outcome.out.empty());
  CHECK(contains(outcome.err, reason));
}

}  // namespace

TEST_CASE("A page says what a run did and how to repeat it", "[cli][report]") {
  const Run run;
  const std::string page = run.page();
  for (const char* part :
       {"<title>Two companies and a hundred people</title>", "Raided most", ">Headcounts</h2>",
        ">Moves between companies</h2>", ">Prices</h2>", ">Pay</h2>", ">Research leadership</h2>",
        "poach run scenario.resolved.yaml -o again", "state hash", "default-src 'none'"}) {
    CAPTURE(part);
    CHECK(contains(page, part));
  }
  CHECK_FALSE(contains(page, "Pay offered"));
  CHECK(run.page() == page);  // an earlier page is replaced, by the same bytes
  CHECK_FALSE(std::regex_search(page, std::regex("(src|href)=\"(http|//|file)")));
}

TEST_CASE("No name breaks out of a page", "[cli][report]") {
  const Run run(source_file("tests/report/hostile.yaml"));
  const std::string page = without_script(run.page());
  CHECK(contains(page, "&lt;/script&gt;&lt;script&gt;window.broken_out=1&lt;/script&gt;"));
  CHECK(contains(page, "cmd|&#39; /C calc&#39;!A0"));
  for (const char* trap : {"<script>window", "<svg", "<img", "<b onclick", "<!--<", "</title></"}) {
    CAPTURE(trap);
    CHECK_FALSE(contains(page, trap));
  }
  const auto start = page.find("<script type=\"application/json\"");
  if (start == std::string::npos) return;  // built without npm
  CHECK(count_of(page, "<script") == 1);
  const std::string data = page.substr(page.find('>', start) + 1);
  CHECK(data.find('<') == data.find("</script>"));
  CHECK_FALSE(contains(data.substr(0, data.find("</script>")), "\xE2\x80\xA8"));
}

TEST_CASE("A page does not grow with replicates, nor with companies", "[cli][report]") {
  const Run few;
  const Run many(small(), {"--replicates", "16"});
  const std::size_t size = without_script(few.page()).size();
  CHECK(without_script(many.page()).size() < size * 13 / 10);
  const TemporaryDirectory directory;
  const auto crowded = put(
      directory / "crowded.yaml",
      "extends: " + small() +
          "\nname: crowded\ncompanies:\n"
          "  - {name: Crowd, count: 2000, researchers: 20000, pay: {median: 200k, p90: 400k}}\n");
  const Run crowd(crowded.string(), {"--every", "13", "--tables", "market,companies,moves"});
  const std::string page = without_script(crowd.page());
  CHECK(contains(page, "The 12 largest of 2002 companies."));
  CHECK(page.size() < size * 4);
  const Run calm(crowded.string(),
                 {"--every", "13", "--tables", "companies", "market.decisions.taste=0.4"});
  const Outcome pair = run_poach({"report", crowd.at, calm.at});
  CAPTURE(pair.err);
  REQUIRE(pair.code == 0);
  CHECK(without_script(content(files::path(crowd.at) / "comparison.html")).size() < size * 4);
  const Run alone(crowded.string(), {"--tables", "moves"});
  CHECK(without_script(alone.page()).size() < size * 4);
}

TEST_CASE("A page shows offers where they were recorded", "[cli][report]") {
  const Run run(small(), {"--tables", "companies,moves,offers"});
  const std::string page = run.page();
  CHECK(contains(page, "Pay offered, by company"));
  CHECK(contains(page, "Offers, by company"));
}

TEST_CASE("A page about nothing says so", "[cli][report]") {
  const Run alone(source_file("tests/report/alone.yaml"));
  CHECK(contains(alone.page(), "Nobody moved from one company to another."));
  CHECK(contains(alone.page(), "Nobody started a job, so there are no prices."));
  const Run market(small(), {"--tables", "market"});
  CHECK(contains(market.page(), "companies.csv was not recorded."));
  CHECK(contains(market.page(), "moves.csv was not recorded."));
  const Outcome same = run_poach({"report", alone.at, alone.at});
  CAPTURE(same.err);
  CHECK(same.code == 0);
  CHECK(contains(content(files::path(alone.at) / "comparison.html"), "rows do not differ"));
}

TEST_CASE("report refuses what it cannot read, and writes nothing", "[cli][report]") {
  const TemporaryDirectory directory;
  const std::string missing = (directory / "missing").string();
  refuses({"report", missing}, 2, "there is no such run directory");
  CHECK_FALSE(files::exists(missing));
  const files::path unfinished = directory / "unfinished";
  files::create_directory(unfinished);
  put(unfinished / "market.csv.partial", "run_id,tick\n");
  refuses({"report", unfinished.string()}, 2, "is not a finished run");
  put(unfinished / "manifest.json", "{\"manifest_version\": 3}");
  refuses({"report", unfinished.string()}, 2, "schema_version");
  put(unfinished / "manifest.json", "{");
  refuses({"report", unfinished.string()}, 2, "damaged JSON");
  CHECK_FALSE(files::exists(unfinished / "report.html"));
  SmallSweep sweep("replicates: 1\n");
  REQUIRE(sweep.plan().code == 0);
  refuses({"report", sweep.sweep}, 2, "poach sweep collect");
  const Run run;
  refuses({"report", run.at, missing}, 2, missing);
  files::remove(files::path(run.at) / "companies.csv");
  refuses({"report", run.at}, 2, "companies.csv");
  CHECK_FALSE(files::exists(files::path(run.at) / "report.html"));
}

TEST_CASE("report replaces pages only, and leaves no part of one", "[cli][report]") {
  const Run run;
  const files::path other = put(run.directory / "other.html", "<p>mine</p>");
  refuses({"report", run.at, "-o", other.string()}, 2, "is not a page of poach");
  CHECK(content(other) == "<p>mine</p>");
  CHECK(run_poach({"report", run.at, "-o", other.string(), "--force"}).code == 0);
  CHECK(contains(content(other), "poach report"));
  refuses({"report", run.at, "-o", run.at}, 2, "is a directory");
  refuses({"report", run.at, "-o", "/dev/null", "--force"}, 2, "is no regular file");
  refuses({"report", run.at, "-o", other.string() + "/page.html"}, 1, "cannot create");
  const std::string cut = (run.directory / "cut.html").string();
  const Outcome full = run_process(
      "/bin/sh", {"-c", "ulimit -f 8; trap '' XFSZ; exec \"$0\" report \"$1\" -o \"$2\"",
                  program_file(), run.at, cut});
  CHECK(full.code == 1);
  CHECK(contains(full.err, "file size limit"));
  CHECK_FALSE(files::exists(cut));
  CHECK_FALSE(files::exists(cut + ".partial"));
}

TEST_CASE("run --report says where the page is", "[cli][report]") {
  const TemporaryDirectory directory;
  const std::string at = (directory / "run").string();
  const Outcome first = run_poach({"run", small(), "-o", at, "--report"});
  CHECK(first.code == 0);
  CHECK(
      contains(first.out, "\nresults in " + at + "\na page about them: " + at + "/report.html\n"));
  CHECK(contains(content(files::path(at) / "report.html"), "Two companies"));
  files::remove(files::path(at) / "report.html");
  const Outcome again = run_poach({"run", small(), "-o", at, "--report"});
  CHECK(again.code == 0);
  CHECK(files::exists(files::path(at) / "report.html"));
}

TEST_CASE("A page of a sweep names what failed and what answers", "[cli][report]") {
  SmallSweep sweep(
      "title: Answers\nreplicates: 4\nrecord: {tables: [market, companies], every: 52}\n",
      "{companies.Generous.pay.median: [100k, 450k], "
      "companies.Plain.productivity.level: [400k, 500k, 1e30]}");
  REQUIRE(sweep.plan().code == 0);
  CHECK(sweep.run().code == 3);
  const std::string runs = sweep.table("runs.csv");
  REQUIRE(run_poach({"report", sweep.sweep}).code == 0);
  const std::string page = without_script(content(files::path(sweep.sweep) / "report.html"));
  CHECK(contains(page, "<title>Answers</title>"));
  CHECK(contains(page, "Failed runs"));
  CHECK(contains(page, "lower the amounts"));
  CHECK(contains(page, "16 done, 8 failed"));
  CHECK(contains(page, "<td class=\"n\">2</td><td class=\"n\">2</td>"));  // runs, first point
  CHECK(contains(page, "companies.<wbr>Generous.<wbr>pay.<wbr>median explains"));
  CHECK(contains(page, "poach sweep plan sweep.yaml -o again"));
  // The folder of the tables is as good.
  CHECK(run_poach({"report", sweep.sweep + "/tables"}).code == 0);
}
