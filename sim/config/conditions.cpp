#include "config/conditions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/units.hpp"
#include "config/codecs.hpp"
#include "config/path.hpp"

namespace poach::config {
namespace {

using Relation = Condition::Relation;

// The keys of a map of relations; a bare value or list means any of them.
constexpr std::array<std::pair<std::string_view, Relation>, 3> relations = {
    {{"not", Relation::none_of}, {"at_least", Relation::at_least}, {"at_most", Relation::at_most}}};

std::optional<Relation> relation_named(std::string_view key) {
  for (const auto& [name, relation] : relations) {
    if (key == name) return relation;
  }
  return std::nullopt;
}

std::string_view name_of(Relation relation) {
  for (const auto& [name, named] : relations) {
    if (named == relation) return name;
  }
  return {};
}

bool is_missing(const Node& node) {
  return node.is_null() || (node.is_scalar() && node.text().empty());
}

std::string_view what_it_holds(Values values) {
  switch (values) {
    case Values::numbers:
      return "numbers";
    case Values::dates:
      return "dates (YYYY-MM-DD)";
    case Values::truths:
      return "true and false";
    case Values::texts:
      break;
  }
  return "text";
}

std::optional<double> number_of(Values values, const std::string& text) {
  switch (values) {
    case Values::numbers:
      return parse_number(text);
    case Values::dates:
      if (const auto date = Date::parse(text)) return date->days_since_1970();
      return std::nullopt;
    case Values::truths:
      if (text == "true") return 1.0;
      if (text == "false") return 0.0;
      return std::nullopt;
    case Values::texts:
      break;
  }
  return std::nullopt;
}

Node print_number(Values values, double number) {
  if (values == Values::dates) return print_leaf(Date{static_cast<std::int32_t>(number)});
  if (values == Values::truths) return print_leaf(number != 0.0);
  return print_leaf(number);
}

// The values of a condition: one, or a list of several.
Node print_values(const Condition& condition, Values values) {
  std::vector<Node> nodes;
  for (const double number : condition.numbers) nodes.push_back(print_number(values, number));
  for (const Condition::Text& text : condition.texts) nodes.push_back(print_leaf(text.text));
  if (condition.missing) nodes.push_back(Node::quoted(""));
  if (nodes.size() == 1) return std::move(nodes.front());
  return Node::list(std::move(nodes));
}

class ConditionReader {
 public:
  ConditionReader(const Vocabulary& vocabulary, const std::string& path, Diagnostics& diagnostics)
      : vocabulary_(vocabulary), path_(path), diagnostics_(diagnostics) {}

  std::vector<Condition> read(const Node& filter) {
    if (filter.is_null()) return {};
    if (!filter.is_map()) {
      diagnostics_.error(
          filter.place(), path_,
          fmt::format("expected {}, not {}", vocabulary_.map, describe_kind(filter)));
      return {};
    }
    for (const Entry& entry : filter.entries()) add_entry(entry);
    return std::move(conditions_);
  }

 private:
  // A quantity by its number, and its path.
  struct Source {
    std::size_t number;
    const Quantity& quantity;
    std::string path;
  };

  [[nodiscard]] std::string inside(const std::string& key) const {
    return path_.empty() ? key : path_ + "." + key;
  }

  void add_entry(const Entry& entry) {
    std::vector<std::string> names;
    for (std::size_t k = 0; k < vocabulary_.quantities.size(); ++k) {
      const Quantity& quantity = vocabulary_.quantities[k];
      names.emplace_back(quantity.name);
      if (quantity.name != entry.key) continue;
      const Source source{k, quantity, inside(entry.key)};
      if (entry.value.is_map()) return add_map(entry.value, source);
      return add_equality(entry.value, Relation::any_of, source);
    }
    diagnostics_.error(entry.key_place, inside(entry.key),
                       fmt::format("{} {}", vocabulary_.unknown, entry.key),
                       suggest_name(entry.key, names));
  }

  void add_map(const Node& map, const Source& source) {
    if (map.entries().empty()) {
      diagnostics_.error(map.place(), source.path, "an empty condition",
                         "give not, at_least or at_most");
    }
    for (const Entry& entry : map.entries()) {
      const auto relation = relation_named(entry.key);
      if (!relation) {
        diagnostics_.error(entry.key_place, source.path + "." + entry.key, "unknown condition",
                           suggest_name(entry.key, {"not", "at_least", "at_most"}));
      } else if (*relation == Relation::none_of) {
        add_equality(entry.value, *relation, source);
      } else {
        add_bound(entry.value, *relation, source);
      }
    }
  }

  void add_equality(const Node& value, Relation relation, const Source& source) {
    Condition condition{source.number, relation};
    const std::vector<Node> one = {value};
    if (value.is_list() && value.items().empty()) {
      diagnostics_.error(value.place(), source.path, "an empty list of values");
    }
    for (const Node& item : value.is_list() ? value.items() : one) {
      add_value(item, source, condition);
    }
    conditions_.push_back(std::move(condition));
  }

  void add_value(const Node& item, const Source& source, Condition& condition) {
    const Values values = source.quantity.values;
    if (is_missing(item)) {
      condition.missing = true;
    } else if (!item.is_scalar()) {
      diagnostics_.error(item.place(), source.path, "expected a value, not " + describe_kind(item));
    } else if (values == Values::texts) {
      condition.texts.push_back({item.text(), item.place()});
    } else if (const auto number = number_of(values, item.text())) {
      add_number(*number, item, source, condition);
    } else {
      diagnostics_.error(item.place(), source.path,
                         fmt::format("'{}' is no value of {}, which holds {}", item.text(),
                                     source.quantity.name, what_it_holds(values)));
    }
  }

  void add_bound(const Node& value, Relation relation, const Source& source) {
    Condition condition{source.number, relation};
    const Values values = source.quantity.values;
    const auto bound = value.is_scalar() ? number_of(values, value.text()) : std::nullopt;
    if (!bound) {
      diagnostics_.error(value.place(), source.path,
                         fmt::format("cannot order {} by {}: it holds {}", source.quantity.name,
                                     describe_kind(value), what_it_holds(values)));
      return;
    }
    add_number(*bound, value, source, condition);
    conditions_.push_back(std::move(condition));
  }

  void add_number(double number, const Node& node, const Source& source, Condition& condition) {
    condition.numbers.push_back(number);
    const Field field{.name = source.quantity.name,
                      .meaning = source.quantity.meaning,
                      .unit = source.quantity.unit,
                      .range = vocabulary_.range};
    if (field.range == Range{}) return;
    if (const auto problem = check_range(field, number, node.text())) {
      diagnostics_.error(node.place(), source.path, problem->reason, problem->suggestion);
    }
  }

  const Vocabulary& vocabulary_;
  const std::string& path_;
  Diagnostics& diagnostics_;
  std::vector<Condition> conditions_;
};

template <class Value, class Values>
bool is_among(const Value& value, const Values& values) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

}  // namespace

bool Condition::holds(std::optional<double> value) const {
  const bool among = value ? is_among(*value, numbers) : missing;
  switch (relation) {
    case Relation::any_of:
      return among;
    case Relation::none_of:
      return !among;
    case Relation::at_least:
      return value && *value >= numbers.front();
    case Relation::at_most:
      return value && *value <= numbers.front();
  }
  return false;
}

bool Condition::holds_for(std::optional<std::string_view> value) const {
  const bool among =
      value ? std::ranges::any_of(texts, [&](const Text& text) { return text.text == *value; })
            : missing;
  return among == (relation == Relation::any_of);
}

std::vector<Condition> read_conditions(const Node& filter, const Vocabulary& vocabulary,
                                       const std::string& path, Diagnostics& diagnostics) {
  return ConditionReader(vocabulary, path, diagnostics).read(filter);
}

std::string suggest_name(std::string_view word, const std::vector<std::string>& names) {
  const std::string near = did_you_mean(word, names);
  return near.empty() ? fmt::format("there are {}", fmt::join(names, ", ")) : near;
}

std::optional<Problem> Conditions::read(const Node& filter) {
  Diagnostics found;
  const bool everyone = filter.is_scalar() && filter.text() == "everyone";
  std::vector<Condition> conditions =
      everyone ? std::vector<Condition>() : read_conditions(filter, *vocabulary_, "", found);
  if (found.has_errors()) {
    const Diagnostic& first = found.all().front();
    const std::string where = first.path.empty() ? "" : first.path + ": ";
    return Problem{where + first.reason, first.suggestion, first.place};
  }
  std::stable_sort(conditions.begin(), conditions.end(),
                   [](const Condition& a, const Condition& b) {
                     return std::tuple(a.quantity, a.relation) < std::tuple(b.quantity, b.relation);
                   });
  conditions_ = std::move(conditions);
  return std::nullopt;
}

std::optional<Problem> Conditions::read_part(std::span<const std::string> path, const Node& value) {
  Node filter = print();
  Node* at = &filter;
  for (std::size_t depth = 0; depth < path.size(); ++depth) {
    if (!at->is_map()) {
      return Problem{fmt::format("{} has no part '{}'", describe_kind(*at), path[depth])};
    }
    Node* next = at->find(path[depth]);
    const bool last = depth + 1 == path.size();
    at = next != nullptr && !last ? next : &at->set(path[depth], last ? value : Node::map());
  }
  return read(filter);
}

Node Conditions::print() const {
  Node filter = Node::map();
  for (const Condition& condition : conditions_) {
    const Quantity& quantity = vocabulary_->quantities[condition.quantity];
    Node values = print_values(condition, quantity.values);
    if (condition.relation == Relation::any_of) {
      filter.set(quantity.name, std::move(values));
      continue;
    }
    Node* map = filter.find(quantity.name);
    if (map == nullptr) map = &filter.set(quantity.name, Node::map());
    map->set(config::name_of(condition.relation), std::move(values));
  }
  return filter;
}

double* Conditions::number_at(std::span<const std::string> path) {
  if (path.empty() || path.size() > 2) return nullptr;
  const auto relation = path.size() == 1 ? Relation::any_of : relation_named(path[1]);
  for (Condition& condition : conditions_) {
    if (name_of(condition) != path[0] || condition.relation != relation) continue;
    return condition.numbers.size() == 1 ? &condition.numbers.front() : nullptr;
  }
  return nullptr;
}

}  // namespace poach::config
