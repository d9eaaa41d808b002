#pragma once
// A policy that the model does not have: whenever a rival hires someone away, the company that lost
// the person gives a raise to the person's collaborators among its staff.

#include <poach/phase.hpp>

/// The phase; `share` is the raise, for example 0.05.
inline poach::Phase consolation_raises(double share) {
  poach::Phase phase;
  phase.name = "consolation raises";
  phase.after = "decisions";
  phase.act = [share](const poach::View& view, poach::TickActions& actions) {
    const poach::Researchers people = view.researchers();
    for (const poach::Move& move : view.moves()) {
      if (!move.from) continue;
      for (const poach::Researcher colleague : view.collaborators(move.researcher)) {
        if (people.employer[colleague] != *move.from) continue;
        actions.set_pay(colleague, (1.0 + share) * people.pay[colleague]);
      }
    }
  };
  return phase;
}
