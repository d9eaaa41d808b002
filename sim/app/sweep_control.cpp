#include "app/sweep_control.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/files.hpp"

namespace poach::app {
namespace {

std::filesystem::path stop_path(const sweep::SweepPlan& plan) { return plan.directory / "stop"; }

}  // namespace

bool stop_file(const sweep::SweepPlan& plan) { return is_there(stop_path(plan)); }

void write_stop_file(const sweep::SweepPlan& plan, const std::string& reason) {
  write_atomically(stop_path(plan), reason + "\n");
}

void remove_stop_file(const sweep::SweepPlan& plan) {
  std::error_code ignored;
  if (std::filesystem::is_directory(stop_path(plan), ignored)) {
    throw InputError(
        fmt::format("error: {} is a folder where a stop file would be", stop_path(plan).string()));
  }
  remove_file(stop_path(plan));
}

}  // namespace poach::app
