#include "poach/world/ledger.hpp"

#include <array>

#include "poach/world/plan.hpp"

namespace poach {

const char* to_string(Channel channel) {
  static constexpr std::array names = {"random_meeting", "company_graph", "everyone", "referral",
                                       "rival",          "field",         "team",     "visible",
                                       "anyone",         "news",          "pass_on"};
  return names[static_cast<std::size_t>(channel)];
}

void BlockLedger::clear() {
  separated.clear();
  approaches.clear();
  unusable.clear();
  bids.clear();
  contests.clear();
  moves.clear();
  raises.clear();
  separations.clear();
  outcomes.clear();
  counts = {};
}

void Ledger::clear() {
  for (BlockLedger& block : blocks) block.clear();
  started.clear();
  grants.clear();
}

}  // namespace poach
