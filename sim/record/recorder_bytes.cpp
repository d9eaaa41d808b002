#include "base/bytes.hpp"
#include "record/recorder.hpp"
#include "world/world.hpp"

namespace poach {

void ReplicateRecorder::save(ByteWriter& out) const {
  out.column(std::vector<BlockCounts>{counts_});
  out.value(jobs_started_);
  out.column(company_counts_);
  out.value(static_cast<std::uint64_t>(flows_.size()));
  for (const auto& [pair, flow] : flows_) {
    out.value(pair.first);
    out.value(pair.second);
    out.value(flow.moves);
    out.value(flow.pay);
  }
}

void ReplicateRecorder::load(ByteReader& in, const World& world) {
  const std::uint32_t companies = world.fixed.companies.size();
  const auto counts = in.column<BlockCounts>();
  if (!counts.empty()) counts_ = counts.front();
  jobs_started_ = in.value<std::uint64_t>();
  company_counts_ = in.column<CompanyCounts>();
  if (!company_counts_.empty() && company_counts_.size() != companies) {
    throw InputError("error: the checkpoint counts other companies than the scenario's");
  }
  flows_.clear();
  for (auto left = in.value<std::uint64_t>(); left > 0; --left) {
    const auto from = in.value<std::uint32_t>();
    const auto to = in.value<std::uint32_t>();
    if (from > companies || to >= companies) {
      throw InputError("error: the checkpoint counts moves of unknown companies");
    }
    Flow& flow = flows_[{from, to}];
    flow.moves = in.value<std::uint64_t>();
    flow.pay = in.value<double>();
  }
}

}  // namespace poach
