// What each company takes in and spends, or the largest and the others together.

#include "record/largest_companies.hpp"
#include "record/tables.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

using tables::column;
using tables::since_last_row;
using tables::TableDescription;

struct AccountRow {
  std::uint64_t run_id = 0;
  std::int64_t tick = 0;
  tables::DateText date;
  std::string_view company;
  std::string_view kind;
  double output = 0.0;
  double pay = 0.0;
  double vested = 0.0;
  double buyouts = 0.0;
  double garden_leave = 0.0;
  double recruiting = 0.0;
  double vacancies = 0.0;
  double profit = 0.0;
  double granted = 0.0;
  double forfeited = 0.0;
};

const TableDescription<AccountRow>& columns() {
  using R = AccountRow;
  static const TableDescription<R> table(
      {facts_of(TableName::accounts).name,
       "What each company takes in and spends: profit is output less the six costs after it. "
       "granted_usd and forfeited_usd are promises of equity, which cost nothing until they vest.",
       "tick and company"},
      {"run_id", "tick", "company"},
      {column<&R::run_id>("run_id", "", "Number of the replicate, or key of the run in a sweep."),
       column<&R::tick>("tick", "ticks", "Tick of the row; covers the ticks since the last one."),
       column<&R::date>("date", "", "Date of the tick; empty for a clock of abstract units."),
       column<&R::company>("company", "", "Name of the company."),
       column<&R::kind>("kind", "",
                        "Entry of the scenario that describes it; empty for other companies."),
       column<&R::output>("output_usd", "USD", "Product of its staff since the last row.",
                          since_last_row("product")),
       column<&R::pay>("pay_usd", "USD", "Pay of its staff since the last row.",
                       since_last_row("pay")),
       column<&R::vested>("vested_usd", "USD",
                          "Equity beyond pay that vested with its staff since the last row.",
                          since_last_row("vested equity")),
       column<&R::buyouts>("buyouts_usd", "USD",
                           "Equity forfeited elsewhere that it made good to people who signed "
                           "since the last row.",
                           since_last_row("buyouts")),
       column<&R::garden_leave>("garden_leave_usd", "USD",
                                "Pay of former staff who waited out its non-compete since the last "
                                "row; 0 where waits are not paid.",
                                since_last_row("garden leave")),
       column<&R::recruiting>("recruiting_usd", "USD",
                              "Cost of its recruiters' approaches since the last row.",
                              since_last_row("recruiting")),
       column<&R::vacancies>("vacancies_usd", "USD",
                             "Cost of its posted vacancies since the last row; 0 while no setting "
                             "gives vacancies a cost.",
                             since_last_row("vacancies")),
       column<&R::profit>("profit_usd", "USD",
                          "Output less pay, vested equity, buyouts, garden leave, recruiting and "
                          "vacancies since the last row.",
                          since_last_row("profit")),
       column<&R::granted>("granted_usd", "USD",
                           "Unvested equity promised to its staff since the last row.",
                           since_last_row("equity granted")),
       column<&R::forfeited>("forfeited_usd", "USD",
                             "Unvested equity that people who left it lost since the last row.",
                             since_last_row("equity forfeited"))});
  return table;
}

void write_company(const RecordedTick& tick, std::string_view name, std::string_view kind,
                   const CompanyAccounts& accounts, TableText& out) {
  const auto amount = [&](Account account) { return accounts.of(account).value(); };
  AccountRow row;
  tick.stamp(row);
  row.company = name;
  row.kind = kind;
  row.output = accounts.output.value();
  row.pay = amount(Account::pay);
  row.vested = amount(Account::vested);
  row.buyouts = amount(Account::buyouts);
  row.garden_leave = amount(Account::garden_leave);
  row.recruiting = amount(Account::recruiting);
  row.vacancies = amount(Account::vacancies);
  row.profit = accounts.profit().value();
  row.granted = amount(Account::granted);
  row.forfeited = amount(Account::forfeited);
  append(out, columns(), row);
}

void write(const RecordedTick& tick, TableText& out) {
  const Fixed& fixed = tick.world.fixed;
  const std::vector<CompanyId> shown = companies_shown(tick);
  CompanyAccounts others;
  auto next = shown.begin();
  for (const CompanyId c : fixed.companies.ids()) {
    const CompanyAccounts& accounts = tick.since.accounts[c.value()];
    if (next == shown.end() || *next != c) {
      others.add(accounts);
      continue;
    }
    ++next;
    const CompanyKind& kind = fixed.companies.kinds()[fixed.companies.kind_of(c)];
    write_company(tick, tick.companies.name_of(tick.world, c), kind.name, accounts, out);
  }
  if (shown.size() < fixed.companies.size()) {
    write_company(tick, other_companies, {}, others, out);
  }
}

}  // namespace

RecordedTable accounts_table() {
  return {TableName::accounts,
          columns(),
          {.company_aggregates = true, .money = true, .accounts = true},
          write};
}

}  // namespace poach
