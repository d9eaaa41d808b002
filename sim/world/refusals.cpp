#include "world/refusals.hpp"

#include <algorithm>
#include <cmath>

namespace poach {
namespace {

bool is_possible(std::span<const Refusal> refusals, std::uint32_t companies) {
  for (std::size_t k = 0; k < refusals.size(); ++k) {
    const Refusal& refusal = refusals[k];
    if (refusal.company.value() >= companies) return false;
    if (k > 0 && refusal.company.value() <= refusals[k - 1].company.value()) return false;
    if (!(refusal.refused > 0.0F && std::isfinite(refusal.refused))) return false;
  }
  return true;
}

}  // namespace

void Refusals::open(const Population& population) {
  for (const Block& block : population.blocks()) people_.push_back(block.researchers);
  blocks_.resize(people_.size());
}

std::size_t Refusals::block_of(ResearcherId researcher) const {
  const auto after = std::upper_bound(
      people_.begin(), people_.end(), researcher.value(),
      [](std::uint32_t r, const IdRange<ResearcherId>& people) { return r < people.first(); });
  return static_cast<std::size_t>(after - people_.begin()) - 1;
}

std::span<const Refusal> Refusals::of(ResearcherId researcher) const {
  if (blocks_.empty()) return {};
  const std::size_t b = block_of(researcher);
  if (blocks_[b].empty()) return {};
  return blocks_[b][researcher.value() - people_[b].first()];
}

void Refusals::set(ResearcherId researcher, std::span<const Refusal> refusals) {
  if (blocks_.empty()) return;
  const std::size_t b = block_of(researcher);
  if (blocks_[b].empty()) {
    if (refusals.empty()) return;
    blocks_[b].resize(people_[b].size());
  }
  blocks_[b][researcher.value() - people_[b].first()].assign(refusals.begin(), refusals.end());
}

template <class Visit>
void Refusals::for_each(const Visit& visit) const {
  for (std::size_t b = 0; b < blocks_.size(); ++b) {
    for (std::size_t k = 0; k < blocks_[b].size(); ++k) {
      if (blocks_[b][k].empty()) continue;
      visit(ResearcherId{people_[b].first() + static_cast<std::uint32_t>(k)}, blocks_[b][k]);
    }
  }
}

void Refusals::add_to(StateHash& hash) const {
  if (!is_open()) return;
  hash.add("refusals");
  for_each([&](ResearcherId r, const std::vector<Refusal>& refusals) {
    hash.add_value(r);
    for (const Refusal& refusal : refusals) {
      hash.add_value(refusal.company);
      hash.add_value(refusal.refused);
    }
  });
}

void Refusals::save(ByteWriter& out) const {
  std::uint64_t people = 0;
  for_each([&](ResearcherId, const auto&) { ++people; });
  out.value(people);
  for_each([&](ResearcherId r, const std::vector<Refusal>& refusals) {
    out.value(r.value());
    out.value(static_cast<std::uint32_t>(refusals.size()));
    for (const Refusal& refusal : refusals) {
      out.value(refusal.company.value());
      out.value(refusal.refused);
    }
  });
}

bool Refusals::load(ByteReader& in, std::uint32_t companies) {
  for (auto& block : blocks_) block.clear();
  std::vector<Refusal> refusals;
  for (auto people = in.value<std::uint64_t>(); people > 0; --people) {
    const ResearcherId researcher{in.value<std::uint32_t>()};
    const auto count = in.value<std::uint32_t>();
    if (people_.empty() || researcher.value() >= people_.back().last() || count > companies) {
      return false;
    }
    refusals.clear();
    for (std::uint32_t k = 0; k < count; ++k) {
      const CompanyId company{in.value<std::uint32_t>()};
      refusals.push_back({company, in.value<float>()});
    }
    if (!is_possible(refusals, companies)) return false;
    set(researcher, refusals);
  }
  return true;
}

std::size_t Refusals::bytes() const {
  std::size_t sum = 0;
  for (const auto& people : blocks_) {
    sum += people.capacity() * sizeof(people[0]);
    for (const auto& refusals : people) sum += refusals.capacity() * sizeof(Refusal);
  }
  return sum;
}

}  // namespace poach
