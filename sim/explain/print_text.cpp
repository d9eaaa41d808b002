#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "compare/text_table.hpp"
#include "explain/explain.hpp"

namespace poach::explain {
namespace {

using compare::short_number;
using compare::TextTable;

std::string money(double usd) { return short_number(usd, 5); }

std::string utility(double value) { return short_number(value, 4); }

// Lines of a table, moved to the right under their heading.
std::string indented(const std::string& lines) {
  std::string text;
  std::size_t start = 0;
  while (start < lines.size()) {
    const std::size_t end = lines.find('\n', start);
    text += "  " + lines.substr(start, end - start) + "\n";
    start = end + 1;
  }
  return text;
}

std::string tick_and_date(std::int64_t tick, const std::optional<Date>& date) {
  return date ? fmt::format("tick {} ({})", tick, to_string(*date)) : fmt::format("tick {}", tick);
}

std::string headline(const Explanation& e) {
  const MoveSeen& move = e.move;
  const std::string from =
      move.from.empty() ? std::string("from unemployment") : "from " + move.from;
  std::string text = fmt::format("{} moves {} to {} on {}\n", move.researcher, from, move.to,
                                 tick_and_date(move.tick, move.date));
  text += fmt::format("run {} of {}, seed {}, scenario {}\n", e.run.run_id, e.run.directory,
                      e.run.seed, e.run.scenario);
  if (move.tick > move.signed_on) {
    text +=
        fmt::format("signed on {}; the job starts after {} ticks that a non-compete takes\n",
                    tick_and_date(move.signed_on, move.signed_date), move.tick - move.signed_on);
  }
  return text;
}

std::string how(const ApproachSeen& approach) {
  if (!approach.event.empty()) return "event: " + approach.event;
  if (approach.referred_by.empty()) return {};
  constexpr std::size_t most = 5;
  const auto end = approach.referred_by.begin() +
                   static_cast<std::ptrdiff_t>(std::min(approach.referred_by.size(), most));
  std::string text = fmt::format("named by {}", fmt::join(approach.referred_by.begin(), end, ", "));
  if (approach.referred_by.size() > most) {
    text += fmt::format(" and {} more", approach.referred_by.size() - most);
  }
  return text;
}

std::string approaches(const Signing& signing) {
  TextTable table({"company", "channel", ""}, 3);
  for (const ApproachSeen& a : signing.approaches) table.add({a.company, a.channel, how(a)});
  return "\nApproaches\n" + indented(table.print());
}

std::string appraisals(const Signing& signing) {
  TextTable table({"company", "", "value", "cap", "most", "bound by", "least", "collaborators"}, 2);
  std::string out;
  for (const Side& side : signing.sides) {
    table.add({side.company, side.is_employer ? "employer" : "", money(side.value),
               side.cap ? money(*side.cap) : "none", money(side.max_pay), to_string(side.bound),
               money(side.min_pay), fmt::format("{}", side.collaborators)});
    if (!side.out.empty()) out += fmt::format("  {}: {}\n", side.company, side.out);
  }
  return "\nMaximum pay of each, USD a year (least: minimum of an acceptable offer; of the "
         "employer the present pay)\n" +
         indented(table.print()) + out;
}

std::string offers_of(const Round& round) {
  std::vector<std::string> offers;
  for (const OfferSeen& offer : round.offers) {
    offers.push_back(
        fmt::format("{} {} (chance {:.3g})", offer.company, money(offer.pay), offer.acceptance));
  }
  return offers.empty() ? "no offer" : fmt::format("{}", fmt::join(offers, ", "));
}

std::string bidding(const Signing& signing) {
  if (signing.rule == PriceRule::posted) return {};
  if (signing.rule == PriceRule::ascending) {
    std::string text = "\nAscending price\n";
    if (signing.price) text += fmt::format("  the auction ends at {}", money(*signing.price));
    return text + "; the winner pays the equivalent there\n";
  }
  TextTable table({"round", "offers", "counter-offer"}, 2);
  for (std::size_t k = 0; k < signing.rounds.size(); ++k) {
    const Round& round = signing.rounds[k];
    table.add({fmt::format("{}", k), offers_of(round),
               round.counter_offer ? money(*round.counter_offer) : "none"});
  }
  return "\nRounds of offers, USD a year\n" + indented(table.print());
}

std::string choice(const Signing& signing) {
  TextTable table({"option", "pay", "forfeit", "all but pay", "taste", "utility", ""}, 1);
  for (const Side& side : signing.sides) {
    if (!side.pay) continue;
    table.add({(side.is_employer ? "stay at " : "join ") + side.company, money(*side.pay),
               money(side.forfeit), utility(side.nonpecuniary), utility(side.taste),
               utility(side.utility), side.chosen ? "taken" : ""});
  }
  return "\nThe choice\n" + indented(table.print());
}

std::string draws(const Signing& signing) {
  if (signing.draws.empty()) return {};
  TextTable table({"stream", "with", "what the number decides", "tick", "index", "number"}, 3);
  for (const DrawSeen& draw : signing.draws) {
    table.add({draw.stream, draw.with, draw.decided, fmt::format("{}", draw.tick),
               fmt::format("{}", draw.index), fmt::format("{:.6f}", draw.number)});
  }
  return fmt::format("\nDraws of {}\n", signing.draws.front().of) + indented(table.print());
}

std::string outcome(const MoveSeen& move) {
  const std::string before =
      move.from.empty() ? std::string("no pay") : money(move.pay_before) + " USD a year";
  std::string text =
      fmt::format("\nThe contract: {} USD a year after {}, best losing bid {}; {} bidder{}",
                  money(move.pay_after), before, money(move.best_losing_bid), move.bidders,
                  move.bidders == 1 ? "" : "s");
  if (move.countered) text += ", a counter-offer";
  if (move.forfeited > 0.0) text += fmt::format("; forfeits {} USD", money(move.forfeited));
  return text + "\n";
}

}  // namespace

std::string print_text(const Explanation& e) {
  std::string text = headline(e);
  if (!e.signing) {
    text += "signed in the burn-in, of which no log is kept\n";
    return text + outcome(e.move);
  }
  text += approaches(*e.signing) + appraisals(*e.signing) + bidding(*e.signing);
  return text + choice(*e.signing) + outcome(e.move) + draws(*e.signing);
}

}  // namespace poach::explain
