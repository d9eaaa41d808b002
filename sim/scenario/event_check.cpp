// The effects of events on the parameters, checked at every tick with a change.

#include <algorithm>

#include "config/assign.hpp"
#include "scenario/parameter_check.hpp"
#include "scenario/parameter_walk.hpp"

namespace poach {
namespace {

using Change = ParameterWalk::Change;

std::string path_of(const Change& change) {
  return "events." + change.event->name + (change.is_shock ? ".shock." : ".set.") +
         config::join_path(*change.path);
}

std::size_t common_segments(const config::Path& a, const config::Path& b) {
  const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
  return static_cast<std::size_t>(end - a.begin());
}

// The change that causes a problem at `path`: the last of those nearest to it.
const Change& cause_of(const config::Path& path, const std::vector<Change>& changes) {
  const Change* cause = &changes.front();
  for (const Change& change : changes) {
    const bool nearer = common_segments(*change.path, path) >= common_segments(*cause->path, path);
    if (nearer) cause = &change;
  }
  return *cause;
}

// A shock is strongest when it starts, so that is when a number can leave its range. Returns
// whether none did.
bool check_shocks(ParameterWalk& walk, const Timeline& timeline, const std::vector<Change>& changes,
                  Diagnostics& diagnostics) {
  bool fine = true;
  for (const Change& change : changes) {
    if (!change.is_shock) continue;
    const config::NumberAt at = config::number_at(walk.now(), *change.path, &timeline.places());
    const std::string when = " at tick " + std::to_string(walk.tick());
    if (at.value == nullptr) {
      diagnostics.error(change.place, path_of(change), "there is no number to shift" + when,
                        "set it to a number first");
    } else if (held_in(*at.value, at.range) != *at.value) {
      diagnostics.error(
          change.place, config::join_path(*change.path),
          "this shock makes it " + format_number(*at.value) + when + ", outside its range",
          "it must be " + config::to_string(at.range));
    } else {
      continue;
    }
    fine = false;
  }
  return fine;
}

}  // namespace

void check_events(const Timeline& timeline, const ParameterCheck& check, Diagnostics& diagnostics) {
  ParameterWalk walk(timeline);
  while (walk.next()) {
    for (const auto& [part, changes] : walk.changes()) {
      if (!check_shocks(walk, timeline, changes, diagnostics)) continue;
      walk.hold_in_range(part);
      const auto report = [&, &causes = changes](const config::Path& path, std::string reason,
                                                 std::string suggestion) {
        const Change& cause = cause_of(path, causes);
        const std::string what = *cause.path == path ? "" : config::join_path(path) + ": ";
        diagnostics.error(cause.place, path_of(cause),
                          "at tick " + std::to_string(walk.tick()) + ": " + what + reason,
                          std::move(suggestion));
      };
      if (part.first == "market") check.check_market(walk.now().market, report);
      const auto place = timeline.places().find(part.second);
      if (part.first != "companies" || place == timeline.places().end()) continue;
      check.check_company(walk.now().companies[place->second], report);
    }
  }
}

}  // namespace poach
