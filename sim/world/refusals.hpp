#pragma once
// What named companies were refused by whom. Only pairs that met take memory.

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/id.hpp"
#include "world/population.hpp"

namespace poach {

/// What a person's refusals say of the taste for a company: m of rules/beliefs.hpp, above 0.
struct Refusal {
  CompanyId company;
  float refused = 0.0F;
};

/// Each person's refusals, by company. Threads may write to people of different blocks at once.
class Refusals {
 public:
  /// Makes room for a population without refusals.
  void open(const Population& population);
  [[nodiscard]] bool is_open() const { return !blocks_.empty(); }
  [[nodiscard]] std::span<const Refusal> of(ResearcherId researcher) const;
  /// Replaces those of a person by others, which are in the order of companies.
  void set(ResearcherId researcher, std::span<const Refusal> refusals);

  void add_to(StateHash& hash) const;
  void save(ByteWriter& out) const;
  /// Replaces all by saved ones. False when they cannot be refusals of this market.
  [[nodiscard]] bool load(ByteReader& in, std::uint32_t companies);
  [[nodiscard]] std::size_t bytes() const;

 private:
  template <class Visit>
  void for_each(const Visit& visit) const;
  [[nodiscard]] std::size_t block_of(ResearcherId researcher) const;

  std::vector<IdRange<ResearcherId>> people_;  // of each block
  // By block and place in it. A block is empty until somebody in it refuses an offer.
  std::vector<std::vector<std::vector<Refusal>>> blocks_;
};

}  // namespace poach
