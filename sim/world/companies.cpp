#include "world/companies.hpp"

#include <fmt/format.h>

#include "base/stream.hpp"

namespace poach {

CompanyRegistry::CompanyRegistry(IdVector<KindId, CompanyKind> kinds) : kinds_(std::move(kinds)) {
  for (const KindId g : kinds_.ids()) {
    kinds_[g].first = CompanyId{size_};
    size_ += kinds_[g].count;
  }
  if (kinds_.size() == 1) return;
  for (const KindId g : kinds_.ids()) {
    kind_numbers_.insert(kind_numbers_.end(), kinds_[g].count,
                         static_cast<std::uint16_t>(g.value()));
  }
}

std::uint32_t CompanyRegistry::counterpart_key(CompanyId company) const {
  const CompanyKind& kind = kinds_[kind_of(company)];
  return fold_key(combine_keys(kind.key, company.value() - kind.first.value()));
}

std::string CompanyRegistry::name_of(CompanyId company) const {
  const CompanyKind& kind = kinds_[kind_of(company)];
  if (kind.count == 1) return kind.name;
  return fmt::format("{} {}", kind.name, company.value() - kind.first.value() + 1);
}

OptionalId<KindId> CompanyRegistry::find_kind(std::string_view name) const {
  for (const KindId g : kinds_.ids()) {
    if (kinds_[g].name == name) return g;
  }
  return {};
}

}  // namespace poach
