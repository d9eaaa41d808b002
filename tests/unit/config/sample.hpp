#pragma once
// A small market with one field of every kind, for the tests of the config layer.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "config/fields.hpp"

namespace sample {

using poach::Date;
using poach::Duration;
using poach::Hazard;
using poach::config::Fields;
using poach::config::Node;

enum class Topology { complete, ring, none };

struct Pay {
  double median = 0.0;
  std::optional<double> cap;
  friend bool operator==(const Pay&, const Pay&) = default;
};

struct Founders {
  std::int64_t count = 0;
  double attachment = 5.0;
  friend bool operator==(const Founders&, const Founders&) = default;
};

struct Company {
  std::string name;
  std::int64_t researchers = 0;
  Pay pay;
  Founders founders;
  double exit_probability = 0.0;
  Hazard quits;
  std::map<std::string, double> rivals;
  friend bool operator==(const Company&, const Company&) = default;
};

struct Event {
  Date at;
  std::optional<std::string> note;
  Node set;
  friend bool operator==(const Event&, const Event&) = default;
};

struct Market {
  std::string title;
  std::int64_t seed = 1;
  bool visible = true;
  Topology topology = Topology::complete;
  Duration horizon{4.0, Duration::Unit::years};
  std::optional<std::int64_t> seats;
  std::optional<Duration> vesting;
  std::optional<Date> until;
  std::vector<std::string> tables;
  std::vector<double> quantiles;
  std::vector<Company> companies;
  std::vector<Event> events;
  std::optional<Pay> outside;
  friend bool operator==(const Market&, const Market&) = default;
};

inline void describe(Pay& p, Fields& fields) {
  using namespace poach::config;
  fields.value({.name = "median",
                .meaning = "median pay at the start",
                .unit = "USD per year",
                .range = at_least(0)},
               p.median);
  fields.value({.name = "cap",
                .meaning = "the most for one person",
                .unit = "USD per year",
                .range = at_least(0),
                .timing = Timing::timed},
               p.cap);
}

inline void describe(Founders& f, Fields& fields) {
  using namespace poach::config;
  fields.value({.name = "count", .meaning = "founders", .range = at_least(0)}, f.count);
  fields.value({.name = "attachment", .meaning = "log pay"}, f.attachment);
}

inline void describe(Company& c, Fields& fields) {
  using namespace poach::config;
  fields.value({.name = "name", .meaning = "name", .presence = Presence::required}, c.name);
  fields.value({.name = "researchers",
                .meaning = "staff at the start",
                .unit = "people",
                .range = at_least(0)},
               c.researchers);
  fields.section({.name = "pay", .meaning = "what it pays"}, c.pay);
  fields.section({.name = "founders", .meaning = "founders", .shorthand = "count"}, c.founders);
  fields.value({.name = "exit_probability",
                .meaning = "chance of closing in a tick",
                .range = share(),
                .timing = Timing::timed},
               c.exit_probability);
  fields.value({.name = "quits", .meaning = "leave without an offer", .timing = Timing::timed},
               c.quits);
  fields.value({.name = "rivals",
                .meaning = "weight of each rival",
                .range = above(0),
                .timing = Timing::timed},
               c.rivals);
}

inline void describe(Event& e, Fields& fields) {
  fields.value({.name = "at", .meaning = "day"}, e.at);
  fields.value({.name = "note", .meaning = "for people | readers"}, e.note);
  fields.value({.name = "set", .meaning = "new values by path"}, e.set);
}

inline void describe(Market& m, Fields& fields) {
  fields.value({.name = "title", .meaning = "one line"}, m.title);
  fields.value({.name = "seed", .meaning = "seed"}, m.seed);
  fields.value({.name = "visible", .meaning = "offers are public"}, m.visible);
  fields.choice(
      {.name = "topology", .meaning = "who meets whom"}, m.topology,
      {{Topology::complete, "complete"}, {Topology::ring, "ring"}, {Topology::none, "none"}});
  fields.value({.name = "horizon", .meaning = "planning horizon"}, m.horizon);
  fields.value({.name = "seats", .meaning = "seats", .range = poach::config::at_least(1)}, m.seats);
  fields.value({.name = "vesting", .meaning = "vesting"}, m.vesting);
  fields.value({.name = "until", .meaning = "last day"}, m.until);
  fields.value({.name = "tables", .meaning = "tables written"}, m.tables);
  fields.value({.name = "quantiles", .meaning = "of pay", .range = poach::config::share()},
               m.quantiles);
  fields.named_list({.name = "companies", .meaning = "who bids"}, m.companies);
  fields.list({.name = "events", .meaning = "what happens"}, m.events);
  fields.optional_section({.name = "outside", .meaning = "outside option"}, m.outside);
}

}  // namespace sample
