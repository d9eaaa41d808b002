#pragma once
// What earlier runs left in a run directory: what may be written over, what a resumed run goes on
// with, and what must go.

#include <filesystem>

#include "run/checkpoint.hpp"
#include "run/run.hpp"

namespace poach {

/// The manifest of an identical finished run in the directory, every file of which is as the run
/// wrote it, or nothing when the directory is free for this one. Throws InputError when it holds
/// other results, a damaged run, or an interrupted run that is not to be resumed, and may not be
/// overwritten; what is no run may never be.
[[nodiscard]] std::optional<tables::Manifest> find_finished_run(const RunOptions& options,
                                                                const RunIdentity& identity);

/// Removes what an earlier run left in the directory, so that no file of it can be mistaken. Throws
/// RunError when something cannot be removed.
void clear_old_results(const std::filesystem::path& directory);

/// Puts back the unfinished tables of a run that was stopped while it gave its files their names,
/// and removes the rest, but for the checkpoint. Throws RunError.
void restore_unfinished_tables(const std::filesystem::path& directory);

/// Removes the checkpoint and unfinished files beside a finished run; they have served.
void remove_unfinished(const std::filesystem::path& directory);

}  // namespace poach
