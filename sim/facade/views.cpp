#include "poach/views.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <type_traits>

#include "facade/access.hpp"
#include "facade/errors.hpp"
#include "phases/appraisal.hpp"

namespace poach_api {
namespace {

// Employers are shown without a copy.
static_assert(sizeof(house::OptionalCompany) == sizeof(Company) &&
              std::is_standard_layout_v<house::OptionalCompany>);

std::optional<Company> number_of(house::OptionalCompany company) {
  return company ? std::optional((*company).value()) : std::nullopt;
}

std::optional<double> unless_zero(double amount) {
  return amount == 0.0 ? std::nullopt : std::optional(amount);
}

Move shown(const house::Move& move) {
  return {move.researcher.value(), number_of(move.from), move.to.value(), move.start,
          move.pay_before,         move.pay_after,       move.countered,  to_string(move.channel)};
}

Offer shown(const house::OfferOutcome& offer) {
  return {offer.researcher.value(),
          number_of(offer.employer),
          offer.company.value(),
          offer.pay,
          offer.employer ? std::optional(offer.present_pay) : std::nullopt,
          unless_zero(offer.counter_pay),
          offer.accepted,
          to_string(offer.channel)};
}

Separation shown(const house::Separation& separation) {
  const auto kind = separation.kind == house::SeparationKind::quit       ? SeparationKind::quit
                    : separation.kind == house::SeparationKind::job_loss ? SeparationKind::job_loss
                                                                         : SeparationKind::exit;
  return {separation.researcher.value(), separation.company.value(), kind};
}

Raise shown(const house::Raise& raise) {
  return {raise.researcher.value(), raise.company.value(), raise.pay_before, raise.pay_after};
}

// The entries of a list of the tick's log, in the order of blocks.
template <class Entry>
auto entries_of(const house::World& world, std::vector<Entry> house::BlockLog::*list) {
  if (!world.tick.wants.details) {
    throw std::logic_error(
        "this market keeps no log of its ticks; see SimulationOptions::keep_log");
  }
  std::vector<decltype(shown(std::declval<Entry>()))> entries;
  for (const house::BlockLog& log : world.tick.log.blocks) {
    for (const Entry& entry : log.*list) entries.push_back(shown(entry));
  }
  return entries;
}

CompanyFigures figures_of(const house::CompanyAggregates& company) {
  CompanyFigures figures;
  figures.headcount = company.headcount;
  figures.pay = company.pay;
  figures.output = company.output;
  figures.skill = company.skill;
  figures.unvested = company.unvested;
  figures.morale = company.morale;
  if (std::isfinite(company.cap)) figures.pay_cap = company.cap;
  figures.research_capital = company.research_capital;
  figures.leadership_share = company.leadership_share;
  return figures;
}

}  // namespace

house::ResearcherId researcher_id(const house::Market& market, Researcher researcher) {
  if (researcher < market.fixed.population.size()) return house::ResearcherId{researcher};
  throw std::out_of_range(fmt::format("there is no researcher {}", researcher));
}

house::CompanyId company_id(const house::Market& market, Company company) {
  if (company < market.fixed.companies.size()) return house::CompanyId{company};
  throw std::out_of_range(fmt::format("there is no company {}", company));
}

const house::Aggregates& View::Implementation::aggregates() {
  if (!aggregates_are_fresh) with_public_errors(refresh_aggregates);
  aggregates_are_fresh = true;
  return world.tick.aggregates;
}

std::int64_t View::tick() const { return implementation_->world.state.tick; }

std::string View::date() const {
  const house::World& world = implementation_->world;
  return world.fixed.scenario.clock.tick == house::TickLength::unit
             ? ""
             : house::to_string(world.date());
}

Researchers View::researchers() const {
  const house::ResearcherTable& people = implementation_->world.state.researchers;
  const auto& employers = people.employer.stored_values();
  return {people.pay.stored_values(),
          {reinterpret_cast<const Company*>(employers.data()), employers.size()},
          people.joined.stored_values(),
          people.skill.stored_values(),
          people.field.stored_values(),
          people.unvested.stored_values()};
}

std::string View::researcher_name(Researcher researcher) const {
  const house::World& world = implementation_->world;
  return world.name_of(researcher_id(world, researcher));
}

std::vector<std::string> View::field_names() const {
  std::vector<std::string> names;
  for (const auto& [name, share] : implementation_->world.fixed.scenario.researchers.fields) {
    names.push_back(name);
  }
  return names;
}

std::optional<std::int64_t> View::tenure(Researcher researcher) const {
  const house::World& world = implementation_->world;
  const house::ResearcherId r = researcher_id(world, researcher);
  if (!world.state.researchers.employer[r]) return std::nullopt;
  return world.state.tick - world.state.researchers.joined[r];
}

std::optional<double> View::attachment(Researcher researcher) const {
  const house::World& world = implementation_->world;
  const house::ResearcherId r = researcher_id(world, researcher);
  if (!world.fixed.features.attachment || !world.state.researchers.employer[r]) {
    return std::nullopt;
  }
  return house::attachment_now(world, r);
}

std::vector<Researcher> View::collaborators(Researcher researcher) const {
  const house::World& world = implementation_->world;
  const house::ResearcherId r = researcher_id(world, researcher);
  std::vector<Researcher> found;
  if (!world.state.has_ties(r)) return found;
  for (const Researcher other : world.state.collaborators_of(r)) {
    if (world.state.has_ties(house::ResearcherId{other})) found.push_back(other);
  }
  return found;
}

std::uint32_t View::company_count() const { return implementation_->world.fixed.companies.size(); }

std::string View::company_name(Company company) const {
  const house::World& world = implementation_->world;
  return world.fixed.companies.name_of(company_id(world, company));
}

const std::string& View::company_kind(Company company) const {
  const house::World& world = implementation_->world;
  const house::CompanyRegistry& companies = world.fixed.companies;
  return companies.kinds()[companies.kind_of(company_id(world, company))].name;
}

std::optional<Company> View::find_company(std::string_view name) const {
  const house::CompanyRegistry& companies = implementation_->world.fixed.companies;
  for (const house::CompanyKind& kind : companies.kinds()) {
    if (!name.starts_with(kind.name)) continue;
    const house::IdRange<house::CompanyId> ids(kind.first.value(), kind.first.value() + kind.count);
    for (const house::CompanyId c : ids) {
      if (companies.name_of(c) == name) return c.value();
    }
  }
  return std::nullopt;
}

CompanyFigures View::company(Company company) const {
  const house::CompanyId c = company_id(implementation_->world, company);
  return figures_of(implementation_->aggregates().companies[c]);
}

std::vector<CompanyFigures> View::companies() const {
  std::vector<CompanyFigures> all;
  for (const house::CompanyAggregates& company : implementation_->aggregates().companies) {
    all.push_back(figures_of(company));
  }
  return all;
}

MarketFigures View::market() const {
  const house::MarketAggregates& market = implementation_->aggregates().market;
  MarketFigures figures;
  figures.employed = market.employed;
  figures.unemployed = market.unemployed;
  figures.between_jobs = market.between_jobs;
  figures.pay = market.pay;
  figures.output = market.output;
  if (market.employed == 0) return figures;
  figures.pay_median = market.pay_median;
  figures.pay_p90 = market.pay_p90;
  figures.pay_p99 = market.pay_p99;
  return figures;
}

bool View::keeps_log() const { return implementation_->world.tick.wants.details; }

std::vector<Move> View::moves() const {
  return entries_of(implementation_->world, &house::BlockLog::moves);
}

std::vector<Offer> View::offers() const {
  return entries_of(implementation_->world, &house::BlockLog::outcomes);
}

std::vector<Separation> View::separations() const {
  return entries_of(implementation_->world, &house::BlockLog::separations);
}

std::vector<Raise> View::raises() const {
  return entries_of(implementation_->world, &house::BlockLog::raises);
}

}  // namespace poach_api
