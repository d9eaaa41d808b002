#include <fmt/format.h>

#include <fstream>

#include "base/error.hpp"
#include "report/html.hpp"
#include "report/report.hpp"
#include "report/run.hpp"

namespace poach::report {
namespace {

constexpr std::size_t tag_reach = 512;  // the generator tag is among the first bytes of a page

void add_command(Page& page, const std::string& words, const std::string& command) {
  page.html("<p>" + escape_html(words) + "</p>\n<pre tabindex=\"0\"><code>" + escape_html(command) +
            "</code></pre>\n");
}

bool is_page(const std::filesystem::path& file) {
  std::string start(tag_reach, ' ');
  std::ifstream(file, std::ios::binary).read(start.data(), tag_reach);
  return start.find(fmt::format("<meta name=\"generator\" content=\"{}", report_generator)) !=
         std::string::npos;
}

}  // namespace

void add_manifest(Page& page, const tables::Manifest& manifest) {
  HtmlTable about("Program and scenario", {{"", Align::left}, {"", Align::left}});
  about.add({"scenario", manifest.scenario});
  about.add({"program", fmt::format("poach {}, commit {}", manifest.version, manifest.commit)});
  about.add({"compiler", manifest.compiler});
  about.add({"seed", std::to_string(manifest.seed)});
  about.add({"replicates", std::to_string(manifest.replicates)});
  about.add({"SHA-256 of the scenario", manifest.scenario_sha256});
  about.add({"state hash", manifest.state_hash});
  page.html(about.print());
  HtmlTable files("Files of the run",
                  {{"file", Align::left}, {"rows"}, {"bytes"}, {"SHA-256", Align::left}});
  for (const tables::FileRecord& file : manifest.files) {
    files.add({file.name, file.rows ? std::to_string(*file.rows) : "", std::to_string(file.bytes),
               file.sha256});
  }
  page.html("<details><summary>Files and their fingerprints</summary>\n" + files.print() +
            "</details>\n");
}

void add_provenance(Page& page, const RunData& data) {
  page.open_section("provenance", "Provenance");
  add_command(page, "The command that made the run:", data.manifest().command);
  add_command(page,
              "From the run directory, the same data byte for byte, with this version on any "
              "machine and any number of threads:",
              "poach run scenario.resolved.yaml -o again");
  add_manifest(page, data.manifest());
}

void require_replaceable(const std::filesystem::path& file, Existing existing) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return;
  if (std::filesystem::is_directory(file, ignored)) {
    throw InputError(fmt::format("error: {} is a directory; -o takes a file", file.string()));
  }
  if (!std::filesystem::is_regular_file(file, ignored)) {
    throw InputError(fmt::format("error: {} is no regular file", file.string()));
  }
  if (existing == Existing::overwrite || is_page(file)) return;
  throw InputError(
      fmt::format("error: {} is not a page of poach; choose another file with -o, or replace it "
                  "with --force",
                  file.string()));
}

}  // namespace poach::report
