#include "world/companies.hpp"

#include <fmt/format.h>

#include "base/stream.hpp"

namespace poach {

CompanyTable::CompanyTable(IdVector<GroupId, CompanyGroup> groups) : groups_(std::move(groups)) {
  for (const GroupId g : groups_.ids()) {
    groups_[g].first = CompanyId{size_};
    size_ += groups_[g].count;
  }
  if (groups_.size() == 1) return;
  for (const GroupId g : groups_.ids()) {
    group_numbers_.insert(group_numbers_.end(), groups_[g].count,
                          static_cast<std::uint16_t>(g.value()));
  }
}

std::uint32_t CompanyTable::counterpart_key(CompanyId company) const {
  const CompanyGroup& group = groups_[group_of(company)];
  return fold_key(combine_keys(group.key, company.value() - group.first.value()));
}

std::string CompanyTable::name_of(CompanyId company) const {
  const CompanyGroup& group = groups_[group_of(company)];
  if (group.count == 1) return group.name;
  return fmt::format("{} {}", group.name, company.value() - group.first.value() + 1);
}

OptionalId<GroupId> CompanyTable::find_group(std::string_view name) const {
  for (const GroupId g : groups_.ids()) {
    if (groups_[g].name == name) return g;
  }
  return {};
}

}  // namespace poach
