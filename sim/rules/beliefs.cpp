#include "rules/beliefs.hpp"

#include <vector>

namespace poach::rules {
namespace {

// From which u on an offer can be the one that is taken: a = m / E.
double enters_at(const RacingOffer& offer) { return offer.refused / offer.offer; }

}  // namespace

void find_acceptances(std::span<RacingOffer> offers, double rate) {
  std::vector<RacingOffer*> entering;
  double staying = rate;  // L
  for (RacingOffer& offer : offers) {
    offer.acceptance = 0.0;
    staying += offer.refused;
    if (offer.offer > offer.refused) entering.push_back(&offer);
  }
  std::sort(entering.begin(), entering.end(), [](const RacingOffer* a, const RacingOffer* b) {
    return enters_at(*a) != enters_at(*b) ? enters_at(*a) < enters_at(*b) : a < b;
  });
  double field = staying;  // D(u)
  double slope = 0.0;
  double chance = 0.0;  // of an offer of size 1 from the stretches so far
  for (std::size_t k = 0; k < entering.size(); ++k) {
    const double from = enters_at(*entering[k]);
    const double until = k + 1 < entering.size() ? enters_at(*entering[k + 1]) : 1.0;
    // What an offer misses by entering late is taken off at the end.
    entering[k]->acceptance = chance;
    slope += entering[k]->offer;
    const double before = field;
    field += slope * (until - from);
    chance += staying * (until - from) / (before * field);
  }
  for (RacingOffer* offer : entering) {
    offer->acceptance = offer->offer * (chance - offer->acceptance);
  }
}

}  // namespace poach::rules
