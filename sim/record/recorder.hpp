#pragma once
// Takes down one replicate's rows as text, ready to be appended to the tables.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "world/recorder.hpp"
#include "world/tick_log.hpp"

namespace poach {
class ByteReader;
class ByteWriter;
struct World;
struct RecordSpec;

enum class TableName : std::uint8_t {
  market,
  companies,
  flows,
  moves,
  researchers,
  offers,
  size_classes
};
inline constexpr std::size_t table_count = 7;

/// Which tables are written, and how often.
struct RecordPlan {
  std::array<bool, table_count> wanted{};
  std::int64_t every = 1;
  std::int64_t researchers_every = 52;
  double researchers_sample = 1.0;
  std::int64_t companies_top = 0;
  [[nodiscard]] bool wants(TableName table) const {
    return wanted[static_cast<std::size_t>(table)];
  }
};

/// The plan a scenario asks for. Names are checked by validation.
[[nodiscard]] RecordPlan record_plan(const RecordSpec& spec);

/// Formatted rows of one table that have not been handed over.
struct TableText {
  std::string text;
  std::uint64_t rows = 0;
};

/// Company by company counts since the last row.
struct CompanyCounts {
  std::uint64_t hires = 0;
  std::uint64_t poached_in = 0;
  std::uint64_t poached_out = 0;
  std::uint64_t separations = 0;
  std::uint64_t counter_offers = 0;
  std::uint64_t raises = 0;
  double raise_cost = 0.0;
  double grants = 0.0;

  void add(const CompanyCounts& other);
};

struct CompanyInBooks;

class ReplicateRecorder : public Recorder {
 public:
  ReplicateRecorder(const RecordPlan& plan, std::uint64_t run_id);

  /// Whether rows of market, companies or flows are due at a tick.
  [[nodiscard]] bool is_due(std::int64_t tick, std::int64_t last_tick) const;
  /// Adds a tick to the counts, and its rows where they are due.
  void record(const World& world) override;

  /// Rows so far that nobody has taken; taking empties them.
  [[nodiscard]] std::array<TableText, table_count> take();

  /// The counts since the last row, for checkpoints; rows must have been taken.
  void save(ByteWriter& out) const;
  /// Throws InputError when the bytes are not of this world's companies.
  void load(ByteReader& in, const World& world);

 private:
  void count_tick(const World& world);
  void write_market(const World& world);
  void write_companies(const World& world);
  void write_company(const World& world, const CompanyInBooks& company);
  void write_size_classes(const World& world);
  void write_flows(const World& world);
  void write_moves(const World& world);
  void write_researchers(const World& world);
  void write_offers(const World& world);
  TableText& table(TableName name) { return texts_[static_cast<std::size_t>(name)]; }
  [[nodiscard]] std::string_view company_name(const World& world, OptionalId<CompanyId> company);

  struct Flow {
    std::uint64_t moves = 0;
    double pay = 0.0;
  };

  RecordPlan plan_;
  std::uint64_t run_id_;
  std::array<TableText, table_count> texts_;
  std::string date_;
  BlockCounts counts_;
  std::uint64_t jobs_started_ = 0;
  std::map<std::uint32_t, std::string> company_names_;
  std::vector<CompanyCounts> company_counts_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Flow> flows_;  // from: company + 1; 0: none
};

}  // namespace poach
