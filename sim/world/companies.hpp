#pragma once
// The companies: a registry of names, kinds and keys, which stays, and what changes about them.

#include <cstdint>
#include <string>
#include <vector>

#include "base/exact_sum.hpp"
#include "base/id.hpp"
#include "world/column.hpp"
#include "world/features.hpp"

namespace poach {

/// A scenario entry and the companies it stands for: ids first to first + count - 1.
struct CompanyKind {
  std::string name;
  std::uint64_t key = 0;
  CompanyId first;
  std::uint32_t count = 0;
};

class CompanyRegistry {
 public:
  CompanyRegistry() = default;
  explicit CompanyRegistry(IdVector<KindId, CompanyKind> kinds);

  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] IdRange<CompanyId> ids() const { return {0, size_}; }
  [[nodiscard]] const IdVector<KindId, CompanyKind>& kinds() const { return kinds_; }
  [[nodiscard]] KindId kind_of(CompanyId company) const {
    return kind_numbers_.empty() ? KindId{0} : KindId{kind_numbers_[company.value()]};
  }
  [[nodiscard]] std::uint32_t ordinal_of(CompanyId company) const {
    return company.value() - kinds_[kind_of(company)].first.value();
  }
  /// The 32-bit key under which others draw about this company.
  [[nodiscard]] std::uint32_t counterpart_key(CompanyId company) const;
  /// The kind's name; with the company's number from 1 where the kind has many.
  [[nodiscard]] std::string name_of(CompanyId company) const;
  /// The kind of a name, or nothing.
  [[nodiscard]] OptionalId<KindId> find_kind(std::string_view name) const;

 private:
  IdVector<KindId, CompanyKind> kinds_;
  std::vector<std::uint16_t> kind_numbers_;  // by company; empty where there is one kind
  std::uint32_t size_ = 0;
};

/// What changes about the companies, column by column.
struct CompanyTable : ColumnTable {
  template <class T, Kept kept = Kept::where_needed>
  using Of = Column<CompanyId, T, kept>;
  using F = Features;

  /// Product of a researcher of skill 1, USD a year.
  Of<double, Kept::always> level{*this, "level", 1.0};
  /// Per efficiency unit, USD a year.
  Of<double> posted_wage{*this, "posted_wage", 0.0, &F::posted_wages};
  /// How far departures have lowered morale.
  Of<double> morale_loss{*this, "morale_loss", 0.0, &F::morale};
  /// Beyond the amenity of the scenario.
  Of<double> prestige{*this, "prestige", 0.0, &F::prestige};
  /// Decaying count of people poached.
  Of<double> recent_losses{*this, "recent_losses", 0.0, &F::pay_reaction};
  /// Retention grants since the start, USD.
  Of<double> grants_given{*this, "grants_given", 0.0, &F::retention};
};

}  // namespace poach
