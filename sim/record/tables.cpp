#include "record/tables.hpp"

#include <utility>

namespace poach {
namespace {

template <std::size_t... numbers>
std::array<RecordedTable, table_count> describe_all(std::index_sequence<numbers...>) {
  return {described_tables[numbers]()...};
}

}  // namespace

const std::array<RecordedTable, table_count>& recorded_tables() {
  static const auto tables = describe_all(std::make_index_sequence<table_count>());
  return tables;
}

std::vector<tables::TableDictionary> table_dictionaries() {
  std::vector<tables::TableDictionary> dictionaries;
  for (const RecordedTable& table : recorded_tables()) dictionaries.push_back(table.dictionary);
  return dictionaries;
}

TableNeeds needs_of(const RecordPlan& plan) {
  TableNeeds needs;
  for (const RecordedTable& table : recorded_tables()) {
    if (!plan.wants(table.name)) continue;
    needs.details |= table.needs.details;
    needs.company_aggregates |= table.needs.company_aggregates;
    needs.collaborators |= table.needs.collaborators;
    needs.money |= table.needs.money;
    needs.accounts |= table.needs.accounts;
  }
  return needs;
}

}  // namespace poach
