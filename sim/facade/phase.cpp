#include "poach/phase.hpp"

#include "facade/access.hpp"
#include "facade/errors.hpp"
#include "facade/schedule.hpp"
#include "phases/aggregates/aggregates.hpp"

namespace poach_api {
namespace {

house::SeparationKind kind_of(SeparationKind kind) {
  switch (kind) {
    case SeparationKind::quit:
      return house::SeparationKind::quit;
    case SeparationKind::job_loss:
      return house::SeparationKind::job_loss;
    case SeparationKind::exit:
      break;
  }
  return house::SeparationKind::exit;
}

std::vector<bool house::Features::*> features_of(const std::vector<Keep>& needs) {
  std::vector<bool house::Features::*> features;
  for (const Keep need : needs) {
    features.push_back(need == Keep::attachment ? &house::Features::attachment
                       : need == Keep::equity   ? &house::Features::unvested
                                                : &house::Features::morale);
  }
  return features;
}

// A turn of the phase, with a view of the present market.
house::Turn turn_of(const std::function<void(const View&, TickActions&)>& act) {
  return [act](house::World& world, const house::Services& services, house::TickActions& actions) {
    Access::ViewImplementation seen{world, [&] { house::refresh_aggregates(world, services); },
                                    false};
    Access::ActionsImplementation possible{actions, world};
    TickActions handle = Access::actions(possible);
    act(Access::view(seen), handle);
  };
}

house::DrawAddress address_of(const house::Market& market, const DrawAddress& address) {
  house::DrawAddress at{.tick = market.state.tick, .index = address.index};
  if (address.counterpart) {
    at.counterpart =
        market.fixed.companies.counterpart_key(company_id(market, *address.counterpart));
  }
  return at;
}

}  // namespace

void TickActions::approach(Company company, Researcher researcher) {
  const house::World& world = implementation_->world;
  implementation_->actions.approach(company_id(world, company), researcher_id(world, researcher));
}

void TickActions::separate(Researcher researcher, SeparationKind kind) {
  implementation_->actions.separate(researcher_id(implementation_->world, researcher),
                                    kind_of(kind));
}

void TickActions::set_pay(Researcher researcher, double pay) {
  implementation_->actions.set_pay(researcher_id(implementation_->world, researcher), pay);
}

void TickActions::grant(Researcher researcher, double amount) {
  implementation_->actions.grant(researcher_id(implementation_->world, researcher), amount);
}

void TickActions::change_attachment(Researcher researcher, double by) {
  implementation_->actions.change_attachment(researcher_id(implementation_->world, researcher), by);
}

void TickActions::change_morale(Company company, double by) {
  implementation_->actions.change_morale(company_id(implementation_->world, company), by);
}

double TickActions::uniform(Researcher researcher, const DrawAddress& address) const {
  const house::World& world = implementation_->world;
  return implementation_->actions.draws_of(researcher_id(world, researcher))
      .uniform(address_of(world, address));
}

double TickActions::normal(Researcher researcher, const DrawAddress& address) const {
  const house::World& world = implementation_->world;
  return implementation_->actions.draws_of(researcher_id(world, researcher))
      .normal(address_of(world, address));
}

house::Schedule schedule_with(std::span<const Phase> phases) {
  house::Schedule schedule = house::standard_schedule();
  for (const Phase& phase : phases) {
    if (!phase.act) {
      throw house::InputError("error: the phase '" + phase.name + "' has no function to call");
    }
    house::add_phase(schedule, phase.after,
                     {phase.name, features_of(phase.needs), turn_of(phase.act)});
  }
  return schedule;
}

std::vector<std::string> open_rows() { return house::standard_schedule().open_rows(); }

}  // namespace poach_api
