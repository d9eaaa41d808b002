#include "base/bytes.hpp"
#include "record/recorder.hpp"
#include "world/world.hpp"

namespace poach {

void ReplicateRecorder::save(ByteWriter& out) const {
  out.column(std::vector<BlockCounts>{since_.market});
  out.value(since_.jobs_started);
  out.column(since_.companies);
  out.value(static_cast<std::uint64_t>(since_.flows.size()));
  for (const auto& [pair, flow] : since_.flows) {
    out.value(pair.first);
    out.value(pair.second);
    out.value(flow.moves);
    out.value(flow.pay);
  }
  out.column(std::vector<PeoplesAccounts>{since_.people});
  out.column(since_.accounts);
}

namespace {

// Counts by company are of all companies or of none.
template <class Counts>
void require_all(const std::vector<Counts>& of_companies, std::uint32_t companies) {
  if (of_companies.empty() || of_companies.size() == companies) return;
  throw InputError("error: the checkpoint counts other companies than the scenario's");
}

}  // namespace

void ReplicateRecorder::load(ByteReader& in, const Market& market) {
  const std::uint32_t companies = market.fixed.companies.size();
  const auto counts = in.column<BlockCounts>();
  if (!counts.empty()) since_.market = counts.front();
  since_.jobs_started = in.value<std::uint64_t>();
  since_.companies = in.column<CompanyCounts>();
  require_all(since_.companies, companies);
  since_.flows.clear();
  for (auto left = in.value<std::uint64_t>(); left > 0; --left) {
    const auto from = in.value<std::uint32_t>();
    const auto to = in.value<std::uint32_t>();
    if (from > companies || to >= companies) {
      throw InputError("error: the checkpoint counts moves of unknown companies");
    }
    FlowCounts& flow = since_.flows[{from, to}];
    flow.moves = in.value<std::uint64_t>();
    flow.pay = in.value<double>();
  }
  const auto people = in.column<PeoplesAccounts>();
  if (!people.empty()) since_.people = people.front();
  since_.accounts = in.column<CompanyAccounts>();
  require_all(since_.accounts, companies);
}

}  // namespace poach
