#pragma once
// The objects behind the handles of the public interface. In namespace poach_api a plain name is
// one of the interface, and house::Name is the library's own.

#include <functional>

#include "base/parallel.hpp"
#include "phases/tick_actions.hpp"
#include "poach/phase.hpp"
#include "poach/scenario.hpp"
#include "poach/views.hpp"
#include "scenario/scenario.hpp"
#include "world/world.hpp"

namespace poach_api {
namespace house = ::poach;

struct Scenario::Implementation {
  house::Scenario scenario;
  std::vector<Problem> warnings;
};

struct View::Implementation {
  const house::World& world;
  std::function<void()> refresh_aggregates;  ///< adds up the present market
  bool aggregates_are_fresh = false;

  [[nodiscard]] const house::Aggregates& aggregates();
};

struct TickActions::Implementation {
  house::TickActions& actions;
  const house::World& world;
};

/// Access to the objects, for the sources of the interface.
struct Access {
  using ViewImplementation = View::Implementation;
  using ActionsImplementation = TickActions::Implementation;
  static const house::Scenario& scenario_of(const Scenario& scenario) {
    return scenario.implementation_->scenario;
  }
  static View view(ViewImplementation& implementation) { return View(implementation); }
  static TickActions actions(ActionsImplementation& implementation) {
    return TickActions(implementation);
  }
};

/// The number as an id. Throws std::out_of_range when there is no such researcher or company.
[[nodiscard]] house::ResearcherId researcher_id(const house::Market& market, Researcher researcher);
[[nodiscard]] house::CompanyId company_id(const house::Market& market, Company company);

}  // namespace poach_api
