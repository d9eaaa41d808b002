// Any text as a sweep: refused with a message, or a design whose points have a value for every
// parameter.

#include <cstdlib>

#include "base/error.hpp"
#include "memory_file.hpp"
#include "sweep/design.hpp"

using namespace poach;

namespace {

struct Enough {};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::MemoryFile file;
  Diagnostics diagnostics;
  const auto path = file.holding(fuzz::text_of(data, size));
  const sweep::LoadedSpec spec = sweep::load_spec(path, diagnostics);
  // Lists are read by the reader of rosters, which has a target of its own.
  if (diagnostics.has_errors() || spec.spec.design.kind == sweep::DesignKind::list) return 0;
  int points = 0;
  try {
    sweep::for_each_point(spec, {}, [&](const sweep::PointValues& values) {
      if (values.size() != spec.parameters.size()) std::abort();
      if (++points > 1000) throw Enough{};
    });
  } catch (const InputError&) {
  } catch (const Enough&) {
  }
  return 0;
}
