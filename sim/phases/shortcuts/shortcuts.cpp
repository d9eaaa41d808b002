#include "phases/shortcuts/shortcuts.hpp"

#include <fmt/format.h>

#include <array>
#include <string>

#include "base/error.hpp"
#include "phases/shortcuts/conditions.hpp"
#include "phases/shortcuts/standard_terms.hpp"
#include "world/market.hpp"
#include "world/tick.hpp"

namespace poach {
namespace {

using enum Shortcut;

constexpr std::array<ShortcutRow, shortcut_count> rows = {{
    {fused_blocks, "fused-blocks", blocks_are_apart},
    {plain_terms, "plain-terms", only_pay_counts},
    {pairs, "pairs", pairs_settle_at_once},
    {standard_terms, "standard-terms", companies_treat_all_alike},
    {one_word_meetings, "one-word-meetings", one_word_gives_the_meeting},
    {words_for_all, "words-for-all", recruiters_draw_for_all},
    {marked_approaches, "marked-approaches", joint_approaches_count},
    {remembered_answers, "remembered-answers", offers_are_revised},
    {market_sums, "market-sums", nobody_asks_for_companies},
    {kept_aggregates, "kept-aggregates", aggregates_can_be_kept},
}};

constexpr bool in_order() {
  for (std::size_t k = 0; k < rows.size(); ++k) {
    if (static_cast<std::size_t>(rows[k].shortcut) != k) return false;
  }
  return true;
}
static_assert(in_order(), "a row for each shortcut, in the order of Shortcut");

Shortcut shortcut_named(std::string_view name) {
  std::string names;
  for (const ShortcutRow& row : rows) {
    if (row.name == name) return row.shortcut;
    names += (names.empty() ? "" : ", ") + std::string(row.name);
  }
  throw InputError(fmt::format("error: there is no shortcut '{}'; there are {}", name, names));
}

}  // namespace

std::span<const ShortcutRow> shortcuts() { return rows; }

void choose_shortcuts(const Market& market, Tick& tick) {
  tick.shortcuts = {};
  for (const ShortcutRow& row : rows) {
    if (tick.wants.without.has(row.shortcut)) continue;
    if (row.applies(market, tick)) tick.shortcuts.add(row.shortcut);
  }
  plan_standard_terms(market, tick);
}

ShortcutSet shortcuts_named(std::string_view list) {
  ShortcutSet named;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    named.add(shortcut_named(list.substr(0, comma)));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return named;
}

}  // namespace poach
