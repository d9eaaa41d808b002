#include "poach/scenario.hpp"

#include "config/load.hpp"
#include "config/override.hpp"
#include "facade/access.hpp"
#include "facade/errors.hpp"
#include "run/run.hpp"
#include "scenario/load.hpp"
#include "world/build.hpp"

namespace poach_api {
namespace {

using Loaded = std::optional<house::LoadedScenario>;

// A text is named in messages as if it were a file of its folder.
Loaded load_text(std::string_view yaml, const std::vector<std::string>& overrides,
                 const std::filesystem::path& folder, house::Diagnostics& diagnostics) {
  const std::filesystem::path name = folder / "text";
  house::config::Node root = house::config::parse_text(yaml, name.string(), diagnostics);
  for (const std::string& assignment : overrides) {
    house::config::apply_override(root, assignment, diagnostics);
  }
  if (root.is_null()) {
    if (!diagnostics.has_errors()) {
      diagnostics.error({name.string(), 0, 0}, "", "the text holds no scenario");
    }
    return std::nullopt;
  }
  return house::read_scenario(root, name, diagnostics);
}

// Building reports problems that only the input files and the graph show.
std::vector<Problem> all_problems(const Loaded& loaded, house::Diagnostics& diagnostics) {
  if (loaded) {
    const house::Seed seed{static_cast<std::uint64_t>(loaded->scenario.seed)};
    (void)house::build_world(loaded->scenario, seed, house::Workers(0), diagnostics);
  }
  return problems_of(diagnostics);
}

}  // namespace

Scenario::Scenario(std::shared_ptr<const Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Scenario Scenario::load(const std::filesystem::path& file,
                        const std::vector<std::string>& overrides) {
  return with_public_errors([&] {
    house::Diagnostics diagnostics;
    Loaded loaded = house::load_scenario(file, overrides, diagnostics);
    if (!loaded) throw house::InputError(std::move(diagnostics));
    return Scenario(std::make_shared<const Implementation>(
        Implementation{std::move(loaded->scenario), problems_of(diagnostics)}));
  });
}

Scenario Scenario::from_text(std::string_view yaml, const std::vector<std::string>& overrides,
                             const std::filesystem::path& folder) {
  return with_public_errors([&] {
    house::Diagnostics diagnostics;
    Loaded loaded = load_text(yaml, overrides, folder, diagnostics);
    if (!loaded) throw house::InputError(std::move(diagnostics));
    return Scenario(std::make_shared<const Implementation>(
        Implementation{std::move(loaded->scenario), problems_of(diagnostics)}));
  });
}

const std::string& Scenario::name() const { return implementation_->scenario.name; }

const std::string& Scenario::title() const { return implementation_->scenario.title; }

std::uint64_t Scenario::seed() const {
  return static_cast<std::uint64_t>(implementation_->scenario.seed);
}

std::uint64_t Scenario::replicates() const {
  return static_cast<std::uint64_t>(implementation_->scenario.replicates);
}

std::int64_t Scenario::ticks() const { return implementation_->scenario.clock.ticks; }

std::int64_t Scenario::burn_in() const { return implementation_->scenario.clock.burn_in; }

double Scenario::years_per_tick() const { return implementation_->scenario.clock.years_per_tick(); }

std::string Scenario::date_of(std::int64_t tick) const {
  const house::ClockSpec& clock = implementation_->scenario.clock;
  return clock.tick == house::TickLength::unit ? "" : house::to_string(clock.date_of(tick));
}

const std::vector<std::string>& Scenario::recorded_tables() const {
  return implementation_->scenario.record.tables;
}

const std::vector<Problem>& Scenario::warnings() const { return implementation_->warnings; }

std::string Scenario::print() const {
  return with_public_errors([&] { return house::resolved_scenario(implementation_->scenario); });
}

std::vector<Problem> validate(const std::filesystem::path& file,
                              const std::vector<std::string>& overrides) {
  return with_public_errors([&] {
    house::Diagnostics diagnostics;
    return all_problems(house::load_scenario(file, overrides, diagnostics), diagnostics);
  });
}

std::vector<Problem> validate_text(std::string_view yaml, const std::vector<std::string>& overrides,
                                   const std::filesystem::path& folder) {
  return with_public_errors([&] {
    house::Diagnostics diagnostics;
    return all_problems(load_text(yaml, overrides, folder, diagnostics), diagnostics);
  });
}

}  // namespace poach_api
