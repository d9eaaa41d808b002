#include "compare/panel.hpp"

#include <fmt/format.h>

#include <limits>
#include <string_view>

#include "base/error.hpp"
#include "base/units.hpp"
#include "tables/cell.hpp"

namespace poach::compare {
namespace {

constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();
constexpr double days_per_year = 365.25;

[[noreturn]] void refuse(const std::string& file, const std::string& reason) {
  throw InputError(fmt::format("{}: error: {}", file, reason));
}

}  // namespace

Panel::Panel(const tables::ReadTable& table, std::uint64_t replicates, const std::string& file)
    : replicates_(replicates) {
  find_axes(table);
  find_years();
  const auto runs = table.texts("run_id");
  const auto ticks = table.texts("tick");
  const bool has_companies = table.has("company");
  const auto companies = has_companies ? table.texts("company") : std::vector<std::string_view>{};
  rows_.assign(replicates * companies_.size() * ticks_.size(), no_row);
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const auto run = tables::parse_integer(runs[r]);
    if (!run || *run < 0 || static_cast<std::uint64_t>(*run) >= replicates) {
      refuse(file, fmt::format("run_id {} is not one of the {} replicates", runs[r], replicates));
    }
    const std::size_t company = has_companies ? company_of_.find(companies[r])->second : 0;
    const std::size_t time = time_of_.at(tables::parse_integer(ticks[r]).value_or(-1));
    std::size_t& slot =
        rows_[(static_cast<std::uint64_t>(*run) * companies_.size() + company) * ticks_.size() +
              time];
    if (slot != no_row) {
      refuse(file, fmt::format("run {} has two rows for tick {}", runs[r], ticks[r]));
    }
    slot = r;
  }
  for (const std::size_t slot : rows_) {
    if (slot == no_row) refuse(file, "rows are missing: not every replicate has every tick");
  }
  if (rows_.empty()) refuse(file, "there are no rows");
}

std::optional<std::size_t> Panel::company(std::string_view name) const {
  const auto found = company_of_.find(name);
  if (found == company_of_.end()) return std::nullopt;
  return found->second;
}

void Panel::find_axes(const tables::ReadTable& table) {
  const auto ticks = table.texts("tick");
  const auto dates = table.texts("date");
  std::map<std::int64_t, std::string_view> date_of;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    date_of.emplace(tables::parse_integer(ticks[r]).value_or(-1), dates[r]);
  }
  for (const auto& [tick, date] : date_of) {
    time_of_.emplace(tick, ticks_.size());
    ticks_.push_back(tick);
    dates_.emplace_back(date);
  }
  if (!table.has("company")) {
    companies_.emplace_back();
    company_of_.emplace("", 0);
    return;
  }
  for (const std::string_view company : table.texts("company")) {
    if (company_of_.find(company) != company_of_.end()) continue;
    company_of_.emplace(company, companies_.size());
    companies_.emplace_back(company);
  }
}

void Panel::find_years() {
  years_.assign(ticks_.size(), 0.0);
  for (std::size_t t = 1; t < ticks_.size(); ++t) {
    const auto before = Date::parse(dates_[t - 1]);
    const auto now = Date::parse(dates_[t]);
    years_[t] = before && now ? (now->days_since_1970() - before->days_since_1970()) / days_per_year
                              : static_cast<double>(ticks_[t] - ticks_[t - 1]);
  }
}

}  // namespace poach::compare
