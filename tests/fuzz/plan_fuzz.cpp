// Any text as a plan of a sweep. First byte even: the rest is the file. Odd: the rest is JSON whose
// members replace those of a valid plan (null takes one away), sealed again.

#include "memory_file.hpp"
#include "sweep_directory.hpp"

using namespace poach;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using Json = fuzz::SweepDirectory::Json;
  static const fuzz::SweepDirectory sweep;
  if (size == 0) return 0;
  const std::string text(fuzz::text_of(data, size).substr(1));
  if ((data[0] & 1) == 0) {
    sweep.put_plan_text(text);
  } else {
    const Json changes = Json::parse(text, nullptr, false);
    if (!changes.is_object()) return 0;
    Json plan = sweep.plan();
    for (const auto& [key, value] : changes.items()) {
      if (value.is_null()) {
        plan.erase(key);
      } else {
        plan[key] = value;
      }
    }
    sweep.put_plan(plan);
  }
  sweep.read();
  return 0;
}
