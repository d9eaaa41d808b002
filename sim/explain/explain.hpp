#pragma once
// Repeats a run to explain why a move happened.

#include <cstdint>
#include <filesystem>
#include <string>

#include "explain/story.hpp"

namespace poach::explain {

struct MoveRequest {
  std::filesystem::path directory;
  std::string move;  ///< RESEARCHER@TICK, names as in moves.csv, the tick on which the job starts
  std::uint64_t run_id = 0;
  int threads = 0;  ///< 0: every core the process may use
};

/// Runs the replicate again from the scenario and the seed that the directory holds, to its end, so
/// that its state can be compared with the manifest. Throws InputError when the directory holds no
/// finished run or no such move; the message then names the moves nearby.
[[nodiscard]] Explanation explain_move(const MoveRequest& request);

/// The explanation as text, or as JSON.
[[nodiscard]] std::string print_text(const Explanation& explanation);
[[nodiscard]] std::string print_json(const Explanation& explanation);

}  // namespace poach::explain
