#include "world/tick_log.hpp"

#include "world/tick_start.hpp"

namespace poach {

void BlockLog::end_negotiations() {
  approaches.clear();
  bids.clear();
  contests.clear();
  known_tastes.clear();
  known_stays.clear();
  settlements.clear();
}

void BlockLog::clear() {
  end_negotiations();
  separated.clear();
  exited.clear();
  unusable.clear();
  moves.clear();
  raises.clear();
  separations.clear();
  outcomes.clear();
  bookings.clear();
  received = {};
  counts = {};
}

void BlockLog::exchange_negotiations(BlockLog& other) {
  approaches.swap(other.approaches);
  bids.swap(other.bids);
  contests.swap(other.contests);
  known_tastes.swap(other.known_tastes);
  known_stays.swap(other.known_stays);
  settlements.swap(other.settlements);
}

void TickLog::clear() {
  for (BlockLog& block : blocks) block.clear();
  approached.clear();
  started.clear();
  grants.clear();
}

}  // namespace poach
