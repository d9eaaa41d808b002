#pragma once
// The summary of a run for readers: losses of staff, flows, prices and research leadership.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "world/recorder.hpp"

namespace poach {
class ByteReader;
class ByteWriter;
struct Aggregates;
struct Market;
struct Tick;
struct World;

struct CompanyStory {
  std::string name;
  double staff_before = 0.0;
  double staff_after = 0.0;
  double poached_in = 0.0;
  double poached_out = 0.0;
  double leadership_before = 0.0;
  double leadership_after = 0.0;
  double output = 0.0;     ///< USD over the run, where the accounts are kept
  double to_people = 0.0;  ///< pay, vested equity, buyouts and garden leave, USD
  double profit = 0.0;     ///< USD
};

struct MoveStory {
  std::string date;
  std::string researcher;
  std::string from;
  std::string to;
  double pay_before = 0.0;
  double pay_after = 0.0;
};

/// Convergence of the burn-in: changes over its last quarter.
struct BurnIn {
  std::int64_t ticks = 0;
  double employment_change = 0.0;  ///< relative
  double pay_change = 0.0;         ///< of mean pay, relative
};

/// Sums over replicates; print() divides.
class Summary : public Recorder {
 public:
  /// Records the initial state, each tick, and the final state of one replicate.
  void start(const Market& market, const Aggregates& aggregates, const BurnIn& burn_in);
  void record(const World& world) override;
  void finish(const Market& market, const Aggregates& aggregates);
  /// Adds another replicate's summary.
  void add(const Summary& other);
  /// For checkpoints.
  void save(ByteWriter& out) const;
  void load(ByteReader& in);
  /// The text for the terminal, means over replicates.
  [[nodiscard]] std::string print(const std::string& title) const;

 private:
  void add_accounts(const Tick& tick);
  void count_multiple(double multiple);
  /// The multiple of this rank from below, counted from 0.
  [[nodiscard]] double multiple_at(std::uint64_t rank) const;

  std::uint64_t replicates_ = 0;
  BurnIn burn_in_;
  std::vector<CompanyStory> companies_;
  std::map<std::pair<std::string, std::string>, double> flows_;
  std::vector<MoveStory> top_moves_;
  // Moves by pay after over pay before, in hundredths: the precision that is printed, and of
  // constant size however long the run.
  std::map<std::int64_t, std::uint64_t> multiples_;
  double highest_multiple_ = 0.0;
  std::string first_date_;
  std::string last_date_;
  double researchers_ = 0.0;
  double moves_ = 0.0;
};

}  // namespace poach
