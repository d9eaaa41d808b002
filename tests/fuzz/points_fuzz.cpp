// Any text as the points of a plan that names its SHA-256. First byte even: the rest is the file.
// Odd: the rest is the rows after a right header. The second lowest bit: the plan counts the lines.

#include "memory_file.hpp"
#include "sweep_directory.hpp"

using namespace poach;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fuzz::SweepDirectory sweep;
  if (size == 0) return 0;
  std::string text(fuzz::text_of(data, size).substr(1));
  const std::string header = sweep.points().substr(0, sweep.points().find('\n') + 1);
  const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  if ((data[0] & 1) != 0) text.insert(0, header);
  fuzz::SweepDirectory::Json plan = sweep.plan();
  plan["points_sha256"] = sha256_hex(text);
  if ((data[0] & 2) != 0) {
    plan["points"] = lines;
    plan["runs"] = 2 * lines;
  }
  sweep.put_points(text);
  sweep.put_plan(plan);
  sweep.read();
  return 0;
}
