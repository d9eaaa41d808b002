// Rows as CSV text, without the disk.

#include <benchmark/benchmark.h>

#include <string>

#include "record/rows.hpp"

namespace {

template <class Row>
void write_rows(benchmark::State& state, const poach::tables::TableDescription<Row>& table,
                Row row) {
  constexpr std::size_t enough = std::size_t{1} << 22;
  std::string text;
  text.reserve(enough + 4096);
  std::int64_t bytes = 0;
  for (auto _ : state) {
    if (text.size() > enough) text.clear();
    const std::size_t before = text.size();
    ++row.tick;
    table.append_row(text, row);
    bytes += static_cast<std::int64_t>(text.size() - before);
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(bytes);
}

void move_rows(benchmark::State& state) {
  poach::MoveRow row;
  row.date = {"2025-06-16"};
  row.researcher = "Apple/412";
  row.from_company = "Apple";
  row.to_company = "Meta Superintelligence Labs";
  row.pay_before = 1'812'345.678901234;
  row.pay_after = 7'654'321.098765432;
  row.best_losing_bid = 2'345'678.901234567;
  row.channel = "rival";
  row.skill = 2.345678901;
  row.pay_multiple = 4.2234567;
  row.employer_surplus = 812'345.6789;
  row.researcher_surplus = 5'308'642.197;
  write_rows(state, poach::moves_table(), row);
}
BENCHMARK(move_rows);

void researcher_rows(benchmark::State& state) {
  poach::ResearcherRow row;
  row.date = {"2025-06-16"};
  row.researcher = "Google/1412";
  row.company = "Google";
  row.pay = 1'812'345.678901234;
  row.best_losing_bid = 1'345'678.901234567;
  row.skill = 1.2345678;
  row.tenure_ticks = 61;
  row.attachment = 0.0712345;
  row.collaborators = 9;
  write_rows(state, poach::researchers_table(), row);
}
BENCHMARK(researcher_rows);

}  // namespace
