#include "app/sweep_control.hpp"

#include "base/files.hpp"

namespace poach::app {
namespace {

std::filesystem::path stop_path(const sweep::SweepPlan& plan) { return plan.directory / "stop"; }

}  // namespace

bool stop_file(const sweep::SweepPlan& plan) {
  std::error_code unknown;
  return std::filesystem::exists(stop_path(plan), unknown);
}

void write_stop_file(const sweep::SweepPlan& plan, const std::string& reason) {
  write_atomically(stop_path(plan), reason + "\n");
}

void remove_stop_file(const sweep::SweepPlan& plan) { remove_file(stop_path(plan)); }

}  // namespace poach::app
