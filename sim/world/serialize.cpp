#include "world/serialize.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/bytes.hpp"
#include "world/invariants.hpp"
#include "world/world.hpp"

namespace poach {
namespace {

const std::string impossible = "error: the checkpoint holds a market that cannot be";

// What added phases may have had kept, besides what the scenario needs.
constexpr std::array keepable = {&Features::attachment, &Features::morale, &Features::unvested};

void save_move(const Move& move, ByteWriter& out) {
  out.value(move.researcher.value());
  out.value(move.from ? std::int64_t{(*move.from).value()} : std::int64_t{-1});
  out.value(move.to.value());
  out.value(move.channel);
  out.value(move.bidders);
  out.value(move.collaborators);
  out.value(move.signed_on);
  out.value(move.start);
  out.value(move.countered);
  for (const double amount : {move.pay_before, move.pay_after, move.best_losing_bid, move.value,
                              move.forfeited, move.garden_leave}) {
    out.value(amount);
  }
}

Move load_move(ByteReader& in) {
  Move move;
  move.researcher = ResearcherId{in.value<std::uint32_t>()};
  const auto from = in.value<std::int64_t>();
  if (from >= 0) move.from = CompanyId{static_cast<std::uint32_t>(from)};
  move.to = CompanyId{in.value<std::uint32_t>()};
  move.channel = in.value<Channel>();
  if (static_cast<std::size_t>(move.channel) >= channel_names.size()) {
    throw InputError(impossible + " (an unknown channel)");
  }
  move.bidders = in.value<std::uint32_t>();
  move.collaborators = in.value<std::uint32_t>();
  move.signed_on = in.value<std::int32_t>();
  move.start = in.value<std::int32_t>();
  move.countered = in.value<bool>();
  for (double* amount : {&move.pay_before, &move.pay_after, &move.best_losing_bid, &move.value,
                         &move.forfeited, &move.garden_leave}) {
    *amount = in.value<double>();
  }
  return move;
}

void require_ticks_within(const std::vector<std::int32_t>& ticks, std::int32_t farthest) {
  const auto beyond = [farthest](std::int32_t tick) { return tick < -farthest || tick > farthest; };
  if (std::any_of(ticks.begin(), ticks.end(), beyond)) {
    throw InputError(impossible + " (a tick out of range)");
  }
}

// Differences of ticks must not overflow.
void require_possible_ticks(const ResearcherTable& people) {
  constexpr std::int32_t farthest = 1'000'000'000;
  for (const auto* column : {&people.left, &people.vests_until, &people.attachment_tick}) {
    require_ticks_within(column->stored_values(), farthest);
  }
  require_ticks_within(people.joined.stored_values(), farthest);
}

// The checksum finds accidents; this finds what would read outside the tables, whoever wrote it.
void require_possible(const Market& market) {
  for (const Waiting& waiting : market.state.waiting) {
    const OptionalCompany from = waiting.move.from;
    if (from && (*from).value() >= market.fixed.companies.size()) {
      throw InputError(impossible + " (a contract after an unknown company)");
    }
  }
  for (const Approach& approach : market.state.arranged) {
    if (approach.researcher.value() >= market.fixed.population.size() ||
        approach.company.value() >= market.fixed.companies.size()) {
      throw InputError(impossible + " (an approach between unknown parties)");
    }
  }
  const std::size_t fields =
      std::max<std::size_t>(market.fixed.scenario.researchers.fields.size(), 1);
  for (const std::uint8_t field : market.state.researchers.field.stored_values()) {
    if (field >= fields) throw InputError(impossible + " (an unknown field)");
  }
  require_possible_ticks(market.state.researchers);
  const std::vector<std::string> broken = broken_invariants(market);
  if (!broken.empty()) throw InputError(fmt::format("{} ({})", impossible, broken.front()));
}

// Who is in which team, the leader first.
void save_teams(const State& state, ByteWriter& out) {
  out.value(state.teams_follow_burn_in);
  for (const Team& team : state.teams) {
    std::vector<std::uint32_t> members;
    for (const ResearcherId r : team.members) members.push_back(r.value());
    out.column(members);
  }
}

void load_teams(Market& market, ByteReader& in) {
  market.state.teams_follow_burn_in = in.value<bool>();
  for (Team& team : market.state.teams) {
    team.members.clear();
    for (const std::uint32_t member : in.column<std::uint32_t>()) {
      if (member >= market.fixed.population.size()) {
        throw InputError(impossible + " (an unknown member of a team)");
      }
      team.members.push_back(ResearcherId{member});
    }
  }
  for (const OptionalId<TeamId> team : market.state.researchers.team.stored_values()) {
    if (!team) continue;
    if ((*team).value() >= market.state.teams.size() || market.state.teams[*team].members.empty()) {
      throw InputError(impossible + " (an unknown team)");
    }
  }
}

void load_ties(Market& market, ByteReader& in) {
  if (market.state.collaborations.is_open() && !market.state.collaborations.load(in)) {
    throw InputError(impossible + " (ties that are no graph)");
  }
}

void require_same_phases(const Market& market, ByteReader& in) {
  std::vector<std::string> saved;
  for (auto left = in.value<std::uint64_t>(); left > 0; --left) saved.push_back(in.text());
  const auto list = [](const std::vector<std::string>& phases) {
    return phases.empty() ? std::string("none") : fmt::format("{}", fmt::join(phases, ", "));
  };
  if (saved == market.state.added_phases) return;
  throw InputError(
      fmt::format("error: the saved state is of a market with the added phases: {}; "
                  "this one has: {}",
                  list(saved), list(market.state.added_phases)));
}

}  // namespace

void save_state(const Market& market, ByteWriter& out) {
  out.value(market.state.tick);
  out.value(static_cast<std::uint64_t>(market.state.added_phases.size()));
  for (const std::string& phase : market.state.added_phases) out.text(phase);
  for (const auto feature : keepable) out.value(market.fixed.features.*feature);
  market.state.researchers.save(out);
  market.state.companies.save(out);
  market.state.refusals.save(out);
  out.value(static_cast<std::uint64_t>(market.state.waiting.size()));
  for (const Waiting& waiting : market.state.waiting) save_move(waiting.move, out);
  out.value(static_cast<std::uint64_t>(market.state.arranged.size()));
  for (const Approach& approach : market.state.arranged) {
    out.value(approach.researcher.value());
    out.value(approach.company.value());
  }
  save_teams(market.state, out);
  if (market.state.collaborations.is_open()) market.state.collaborations.save(out);
}

void load_state(World& world, ByteReader& in) {
  world.state.tick = in.value<std::int32_t>();
  require_same_phases(world, in);
  for (const auto feature : keepable) {
    if (in.value<bool>()) world.keep(feature);
  }
  if (world.state.tick < 0 || world.state.tick > world.fixed.scenario.clock.ticks) {
    throw InputError(fmt::format("{} (tick {})", impossible, world.state.tick));
  }
  if (!world.state.researchers.load(in) || !world.state.companies.load(in) ||
      !world.state.refusals.load(in, world.fixed.companies.size())) {
    throw InputError("error: the checkpoint holds another market than the scenario");
  }
  const auto waiting = in.value<std::uint64_t>();
  world.state.waiting.clear();
  for (std::uint64_t k = 0; k < waiting; ++k) world.state.waiting.push_back({load_move(in)});
  world.state.arranged.clear();
  for (auto left = in.value<std::uint64_t>(); left > 0; --left) {
    const ResearcherId researcher{in.value<std::uint32_t>()};
    world.state.arranged.push_back(
        {researcher, CompanyId{in.value<std::uint32_t>()}, Channel::phase});
  }
  load_teams(world, in);
  load_ties(world, in);
  world.state.parameters = world.fixed.timeline.parameters_at(world.state.tick);
  require_possible(world);
}

}  // namespace poach
