#include "record/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/safe_name.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

constexpr std::size_t most_companies = 30;
constexpr std::size_t flows_shown = 6;
constexpr std::size_t moves_shown = 5;

std::string dollars(double amount) {
  if (amount < 0.0) return "-" + dollars(-amount);
  if (amount >= 1e9) return fmt::format("${:.1f}B", amount / 1e9);
  if (amount >= 1e6) return fmt::format("${:.1f}M", amount / 1e6);
  if (amount >= 1e3) return fmt::format("${:.0f}k", amount / 1e3);
  return fmt::format("${:.2f}", amount);
}

// Who takes in what, and who is paid; empty where nobody kept the accounts.
std::string print_accounts(const std::vector<CompanyStory>& companies, double replicates) {
  CompanyStory all{.name = "together"};
  std::string lines;
  const auto add_line = [&](const CompanyStory& c) {
    lines += fmt::format("{:<20} {:>9} {:>12} {:>9}\n", c.name, dollars(c.output / replicates),
                         dollars(c.to_people / replicates), dollars(c.profit / replicates));
  };
  for (const CompanyStory& c : companies) {
    add_line(c);
    all.output += c.output;
    all.to_people += c.to_people;
    all.profit += c.profit;
  }
  add_line(all);
  if (all.output == 0.0 && all.to_people == 0.0) return {};
  return fmt::format("\n{:<20} {:>9} {:>12} {:>9}\n", "accounts", "product", "to people",
                     "profit") +
         lines;
}

void keep_top(std::vector<MoveStory>& moves) {
  std::stable_sort(moves.begin(), moves.end(), [](const MoveStory& a, const MoveStory& b) {
    return a.pay_after > b.pay_after;
  });
  if (moves.size() > moves_shown) moves.resize(moves_shown);
}

}  // namespace

void Summary::start(const Market& market, const Aggregates& aggregates, const BurnIn& burn_in) {
  replicates_ = 1;
  burn_in_ = burn_in;
  researchers_ = market.fixed.population.size();
  if (market.fixed.scenario.clock.tick != TickLength::unit) first_date_ = to_string(market.date());
  if (market.fixed.companies.size() > most_companies || aggregates.companies.empty()) return;
  for (const CompanyId c : market.fixed.companies.ids()) {
    CompanyStory story;
    story.name = market.fixed.companies.name_of(c);
    story.staff_before = aggregates.companies[c].headcount;
    story.leadership_before = aggregates.companies[c].leadership_share;
    companies_.push_back(story);
  }
}

void Summary::add_accounts(const Tick& tick) {
  for (std::size_t k = 0; k < companies_.size(); ++k) {
    const CompanyAccounts& books =
        tick.accounts.companies[CompanyId(static_cast<std::uint32_t>(k))];
    companies_[k].output += books.output.value();
    companies_[k].to_people += books.paid_to_people().value();
    companies_[k].profit += books.profit().value();
  }
}

void Summary::record(const World& world) {
  if (world.tick.wants.accounts && world.state.tick > 0) add_accounts(world.tick);
  if (!world.tick.wants.details) {
    for (const BlockLog& log : world.tick.log.blocks) {
      moves_ += static_cast<double>(log.counts.moves);
    }
    return;
  }
  for (const Move& move : world.tick.log.started) {
    ++moves_;
    if (!move.from || companies_.empty()) continue;
    const std::string from = world.fixed.companies.name_of(*move.from);
    const std::string to = world.fixed.companies.name_of(move.to);
    flows_[{from, to}] += 1.0;
    companies_[(*move.from).value()].poached_out += 1.0;
    companies_[move.to.value()].poached_in += 1.0;
    if (move.pay_before > 0.0) count_multiple(move.pay_after / move.pay_before);
    if (top_moves_.size() < moves_shown || move.pay_after > top_moves_.back().pay_after) {
      top_moves_.push_back({first_date_.empty() ? "" : to_string(world.date()),
                            world.name_of(move.researcher), from, to, move.pay_before,
                            move.pay_after});
      keep_top(top_moves_);
    }
  }
}

void Summary::finish(const Market& market, const Aggregates& aggregates) {
  if (!first_date_.empty()) last_date_ = to_string(market.date());
  if (companies_.empty() || aggregates.companies.empty()) return;
  for (const CompanyId c : market.fixed.companies.ids()) {
    companies_[c.value()].staff_after = aggregates.companies[c].headcount;
    companies_[c.value()].leadership_after = aggregates.companies[c].leadership_share;
  }
}

void Summary::add(const Summary& other) {
  if (replicates_ == 0) {
    *this = other;
    return;
  }
  replicates_ += other.replicates_;
  burn_in_.employment_change += other.burn_in_.employment_change;
  burn_in_.pay_change += other.burn_in_.pay_change;
  moves_ += other.moves_;
  for (std::size_t k = 0; k < companies_.size() && k < other.companies_.size(); ++k) {
    CompanyStory& mine = companies_[k];
    const CompanyStory& theirs = other.companies_[k];
    mine.staff_before += theirs.staff_before;
    mine.staff_after += theirs.staff_after;
    mine.poached_in += theirs.poached_in;
    mine.poached_out += theirs.poached_out;
    mine.leadership_before += theirs.leadership_before;
    mine.leadership_after += theirs.leadership_after;
    mine.output += theirs.output;
    mine.to_people += theirs.to_people;
    mine.profit += theirs.profit;
  }
  for (const auto& [pair, moves] : other.flows_) flows_[pair] += moves;
  top_moves_.insert(top_moves_.end(), other.top_moves_.begin(), other.top_moves_.end());
  keep_top(top_moves_);
  for (const auto& [hundredths, moves] : other.multiples_) multiples_[hundredths] += moves;
  highest_multiple_ = std::max(highest_multiple_, other.highest_multiple_);
}

void Summary::count_multiple(double multiple) {
  constexpr double largest = 1e15;
  ++multiples_[std::llround(100.0 * std::min(multiple, largest))];
  highest_multiple_ = std::max(highest_multiple_, multiple);
}

double Summary::multiple_at(std::uint64_t rank) const {
  for (const auto& [hundredths, moves] : multiples_) {
    if (rank < moves) return static_cast<double>(hundredths) / 100.0;
    rank -= moves;
  }
  return highest_multiple_;
}

std::string Summary::print(const std::string& title) const {
  const auto n = static_cast<double>(std::max<std::uint64_t>(replicates_, 1));
  std::string text = made_visible(title) + "\n";
  if (!first_date_.empty()) text += fmt::format("{} to {}, ", first_date_, last_date_);
  text += fmt::format("{:.0f} researchers, {:.0f} job starts", researchers_, moves_ / n);
  text += replicates_ > 1 ? fmt::format(" (means of {} replicates)\n", replicates_) : "\n";
  if (burn_in_.ticks > 0) {
    text += fmt::format(
        "burn-in of {} ticks; over its last quarter employment changed by {:+.2f} % and mean pay "
        "by {:+.2f} %\n",
        burn_in_.ticks, 100.0 * burn_in_.employment_change / n, 100.0 * burn_in_.pay_change / n);
  }
  if (companies_.empty()) return text;
  text += fmt::format("\n{:<20} {:>8} {:>8} {:>11} {:>9} {:>15}\n", "company", "staff", "at end",
                      "lost to", "won from", "leads research");
  text += fmt::format("{:<20} {:>8} {:>8} {:>11} {:>9} {:>15}\n", "", "", "", "rivals", "rivals",
                      "before -> after");
  std::vector<CompanyStory> ordered = companies_;
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const CompanyStory& a, const CompanyStory& b) {
                     return a.leadership_after > b.leadership_after;
                   });
  for (const CompanyStory& c : ordered) {
    text +=
        fmt::format("{:<20} {:>8.0f} {:>8.0f} {:>11.1f} {:>9.1f} {:>5.1f} % ->{:>5.1f} %\n", c.name,
                    c.staff_before / n, c.staff_after / n, c.poached_out / n, c.poached_in / n,
                    100.0 * c.leadership_before / n, 100.0 * c.leadership_after / n);
  }
  text += print_accounts(ordered, n);
  std::vector<std::pair<double, std::pair<std::string, std::string>>> flows;
  for (const auto& [pair, moves] : flows_) flows.emplace_back(-moves, pair);
  std::sort(flows.begin(), flows.end());
  if (!flows.empty()) text += "\nlargest flows\n";
  for (std::size_t k = 0; k < std::min(flows.size(), flows_shown); ++k) {
    text += fmt::format("  {:>6.1f}  {} -> {}\n", -flows[k].first / n, flows[k].second.first,
                        flows[k].second.second);
  }
  if (!top_moves_.empty()) text += "\nhighest prices\n";
  for (const MoveStory& move : top_moves_) {
    text += fmt::format("  {:>8} a year (before: {})  {}  {} -> {}\n", dollars(move.pay_after),
                        dollars(move.pay_before), move.date, move.from, move.to);
  }
  std::uint64_t counted = 0;
  for (const auto& [hundredths, moves_there] : multiples_) counted += moves_there;
  if (counted > 0) {
    text += fmt::format(
        "\npay after over pay before, all moves between companies: median {:.2f}, "
        "90th percentile {:.2f}, highest {:.1f}\n",
        multiple_at(counted / 2), multiple_at(counted * 9 / 10), highest_multiple_);
  }
  return text;
}

}  // namespace poach
