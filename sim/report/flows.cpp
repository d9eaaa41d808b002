#include <fmt/format.h>

#include <algorithm>

#include "report/html.hpp"
#include "report/moves.hpp"

namespace poach::report {
namespace {

constexpr std::size_t most_links = 40;
constexpr std::size_t flows_in_card = 4;
const std::string others = "Other companies";

struct Flow {
  std::string from;
  std::string to;
  double moves = 0.0;  ///< per replicate
};

// Flows between the companies shown, the rest as one company; the largest first.
std::vector<Flow> flows_shown(const RunData& data, const Moves& moves) {
  const auto name_of = [&](const std::string& company) {
    const bool shown = std::find(data.shown.begin(), data.shown.end(), company) != data.shown.end();
    return shown ? company : others;
  };
  std::map<std::pair<std::string, std::string>, double> sums;
  for (const auto& [pair, count] : moves.flows()) {
    sums[{name_of(pair.first), name_of(pair.second)}] +=
        count / static_cast<double>(moves.replicates());
  }
  std::vector<Flow> flows;
  for (const auto& [pair, count] : sums) flows.push_back({pair.first, pair.second, count});
  std::stable_sort(flows.begin(), flows.end(),
                   [](const Flow& a, const Flow& b) { return a.moves > b.moves; });
  return flows;
}

double total(const std::vector<Flow>& flows) {
  double sum = 0.0;
  for (const Flow& flow : flows) sum += flow.moves;
  return sum;
}

// The names at which flows start or end, in the order of the companies shown.
std::vector<std::string> ends_of(const RunData& data, const std::vector<Flow>& flows) {
  std::vector<std::string> names = data.shown;
  for (const Flow& flow : flows) {
    for (const std::string& name : {flow.from, flow.to}) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

// From by row, to by column.
std::string flow_matrix(const RunData& data, const std::vector<Flow>& flows) {
  const std::vector<std::string> names = ends_of(data, flows);
  std::vector<HtmlTable::Header> header = {{"from \\ to", Align::left}};
  for (const std::string& name : names) header.push_back({name});
  HtmlTable table("Moves per run from the company of the row to that of the column", header);
  for (const std::string& from : names) {
    std::vector<std::string> cells = {from};
    for (const std::string& to : names) {
      const auto found = std::find_if(flows.begin(), flows.end(), [&](const Flow& flow) {
        return flow.from == from && flow.to == to;
      });
      cells.push_back(found == flows.end() ? "" : figure(found->moves));
    }
    table.add(cells);
  }
  return table.print();
}

std::string destinations_of(const std::string& company, const std::vector<Flow>& flows) {
  std::string text;
  std::size_t listed = 0;
  for (const Flow& flow : flows) {
    if (flow.from != company || listed == flows_in_card) continue;
    text += fmt::format("{}{} to {}", listed == 0 ? "" : ", ", figure(flow.moves), flow.to);
    ++listed;
  }
  return text;
}

}  // namespace

std::vector<Card> move_cards(const RunData& data, const Moves& moves) {
  std::vector<Card> cards;
  const std::vector<Flow> flows = flows_shown(data, moves);
  const std::string raided = most_raided(data);
  const auto first = std::find_if(flows.begin(), flows.end(), [&](const Flow& flow) {
    return raided.empty() || flow.from == raided;
  });
  if (first != flows.end() && !raided.empty()) {
    cards.push_back({"Where people of " + raided + " went", first->to,
                     "per run: " + destinations_of(raided, flows)});
  }
  if (!moves.highest().empty()) {
    const PricedMove& top = moves.highest().front();
    cards.push_back(
        {"Highest price of a move", dollars(top.after) + " a year",
         fmt::format("{} to {}, {}; {} before", top.from, top.to, top.when, dollars(top.before))});
  }
  return cards;
}

void add_flows(Page& page, const RunData& data, const Moves& moves) {
  const std::vector<Flow> flows = flows_shown(data, moves);
  page.open_section("flows", "Moves between companies");
  if (flows.empty()) {
    page.paragraph("Nobody moved from one company to another.");
    return;
  }
  std::vector<Flow> drawn(flows.begin(), flows.begin() + static_cast<std::ptrdiff_t>(
                                                             std::min(most_links, flows.size())));
  Figure figure_of{"sankey", "People who changed companies, per run", {}, {{"kind", "sankey"}}, {}};
  figure_of.caption = fmt::format(
      "Former employers left, new ones right; the width is the mean number of people per run. {} "
      "of {} moves between companies are drawn: the {}.",
      figure(total(drawn)), figure(total(flows)),
      drawn.size() == 1 ? "largest flow" : fmt::format("{} largest flows", drawn.size()));
  if (moves.from_unemployment() > 0) {
    figure_of.caption += fmt::format(" Not drawn: {} job starts per run out of unemployment.",
                                     figure(static_cast<double>(moves.from_unemployment()) /
                                            static_cast<double>(moves.replicates())));
  }
  figure_of.chart["names"] = ends_of(data, drawn);
  figure_of.chart["links"] = Json::array();
  for (const Flow& flow : drawn) {
    figure_of.chart["links"].push_back(
        {{"from", flow.from}, {"to", flow.to}, {"value", chart_number(flow.moves)}});
  }
  figure_of.tables = flow_matrix(data, flows);
  page.figure(std::move(figure_of));
}

}  // namespace poach::report
