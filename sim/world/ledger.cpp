#include "world/ledger.hpp"

#include "world/plan.hpp"

namespace poach {

void BlockLedger::end_negotiations() {
  approaches.clear();
  bids.clear();
  contests.clear();
  settlements.clear();
}

void BlockLedger::clear() {
  end_negotiations();
  separated.clear();
  unusable.clear();
  moves.clear();
  raises.clear();
  separations.clear();
  outcomes.clear();
  counts = {};
}

void BlockLedger::exchange_negotiations(BlockLedger& other) {
  approaches.swap(other.approaches);
  bids.swap(other.bids);
  contests.swap(other.contests);
  settlements.swap(other.settlements);
}

void Ledger::clear() {
  for (BlockLedger& block : blocks) block.clear();
  approached.clear();
  started.clear();
  grants.clear();
}

}  // namespace poach
