#include "config/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "config/codecs.hpp"

namespace poach::config {
namespace {

void report(const Given& given, const Problem& problem, const ReadTask& task) {
  const SourcePlace place = problem.place.file.empty() ? given.node.place() : problem.place;
  task.diagnostics.error(place, join_path(given.path), problem.reason, problem.suggestion);
}

bool refuse_fixed(const Given& given, const ReadTask& task) {
  if (task.allowed == Allowed::any || given.field.timing == Timing::timed) return false;
  report(given,
         {"is fixed once the market runs; an event cannot change it",
          "set it where the scenario starts"},
         task);
  return true;
}

void read_map(const Node& map, Nested& section, Path& path, const ReadTask& task) {
  Reader reader(map, path, task);
  section.describe_fields(reader);
  reader.report_unknown_keys();
}

// The text of an item's `name`, or empty.
std::string name_in(const Node& item) {
  const Node* name = item.find("name");
  return name != nullptr && name->is_scalar() ? name->text() : std::string{};
}

// Reports problems with the names of a named list; `seen` holds the names so far.
void check_name(const Given& item, std::map<std::string, SourcePlace>& seen, const ReadTask& task) {
  const Node* name = item.node.find("name");
  if (name == nullptr || !name->is_scalar()) return;  // the reader of the field reports it
  if (name->text().empty()) {
    report(item, {"has an empty name", "", name->place()}, task);
    return;
  }
  const auto [first, is_new] = seen.emplace(name->text(), name->place());
  if (is_new) return;
  const SourcePlace& place = first->second;
  report(item,
         {fmt::format("two items are named '{}', the first at {}:{}", name->text(), place.file,
                      place.line),
          "", name->place()},
         task);
}

// `{ a:1 }` is YAML for a key named `a:1`.
std::string suggest_key(const std::string& key, const std::vector<std::string>& known) {
  const std::size_t colon = key.find(':');
  if (colon != std::string::npos &&
      std::find(known.begin(), known.end(), key.substr(0, colon)) != known.end()) {
    return fmt::format("write a space after the colon: '{}: {}'", key.substr(0, colon),
                       key.substr(colon + 1));
  }
  return did_you_mean(key, known);
}

}  // namespace

void read_value(const Given& given, Value& value, const ReadTask& task) {
  if (refuse_fixed(given, task)) return;
  if (const auto problem = value.parse(given.node)) {
    report(given, *problem, task);
  } else if (task.origins != nullptr) {
    task.origins->insert_or_assign(join_path(given.path), given.node.place());
  }
}

void read_section(const Given& given, Nested& section, const ReadTask& task) {
  const Node& node = given.node;
  if (section.is_optional() &&
      (node.is_null() || (node.is_scalar() && is_none_word(node.text())))) {
    if (refuse_fixed(given, task)) return;
    section.clear();
    if (task.origins != nullptr) {
      task.origins->insert_or_assign(join_path(given.path), node.place());
    }
    return;
  }
  if (node.is_map()) {
    section.create();
    read_map(node, section, given.path, task);
    return;
  }
  if (node.is_scalar() && !given.field.shorthand.empty()) {
    Node map = Node::map();
    map.set_place(node.place());
    map.set(given.field.shorthand, node);
    section.create();
    read_map(map, section, given.path, task);
    return;
  }
  report(given, mismatch("a map of fields", node), task);
}

void read_items(const Given& given, Items& list, const ReadTask& task) {
  if (refuse_fixed(given, task)) return;
  if (!given.node.is_list()) {
    report(given, mismatch("a list", given.node), task);
    return;
  }
  // New items start from defaults, so they must be complete; their values are not changes.
  const ReadTask inside{task.diagnostics, task.origins, Allowed::any, Completeness::whole};
  list.clear();
  std::map<std::string, SourcePlace> seen;
  for (std::size_t i = 0; i < given.node.items().size(); ++i) {
    const Node& item = given.node.items()[i];
    const std::string name = list.named() ? name_in(item) : std::string{};
    given.path.push_back(name.empty() ? std::to_string(i) : name);
    const Given place{given.field, item, given.path};
    list.append();
    if (!item.is_map()) {
      report(place, mismatch("a map of fields", item), task);
    } else {
      if (list.named()) check_name(place, seen, task);
      Reader reader(item, given.path, inside, list.named() ? Naming::named : Naming::numbered);
      list.describe_item(i, reader);
      reader.report_unknown_keys();
    }
    given.path.pop_back();
  }
  if (task.origins != nullptr) {
    task.origins->insert_or_assign(join_path(given.path), given.node.place());
  }
}

const Node* Reader::claim(const Field& field) {
  known_.emplace_back(field.name);
  const Node* node = map_.find(field.name);
  path_.emplace_back(field.name);
  const bool required =
      field.presence == Presence::required || (naming_ == Naming::named && field.name == "name");
  if (node == nullptr && required && task_.completeness == Completeness::whole) {
    task_.diagnostics.error(map_.place(), join_path(path_), "is missing",
                            fmt::format("give {}", field.meaning));
  }
  if (node == nullptr) path_.pop_back();
  return node;
}

void Reader::leaf(const Field& field, Value& value) {
  const Node* node = claim(field);
  if (node == nullptr) return;
  read_value({field, *node, path_}, value, task_);
  path_.pop_back();
}

void Reader::nested(const Field& field, Nested& section) {
  const Node* node = claim(field);
  if (node == nullptr) return;
  read_section({field, *node, path_}, section, task_);
  path_.pop_back();
}

void Reader::items(const Field& field, Items& list) {
  const Node* node = claim(field);
  if (node == nullptr) return;
  read_items({field, *node, path_}, list, task_);
  path_.pop_back();
}

void Reader::report_unknown_keys() {
  for (const Entry& entry : map_.entries()) {
    if (std::find(known_.begin(), known_.end(), entry.key) != known_.end()) continue;
    path_.push_back(entry.key);
    task_.diagnostics.error(entry.key_place, join_path(path_), "unknown key",
                            suggest_key(entry.key, known_));
    path_.pop_back();
  }
}

SourcePlace place_of(const Origins& origins, Path path) {
  for (; !path.empty(); path.pop_back()) {
    const auto origin = origins.find(join_path(path));
    if (origin != origins.end()) return origin->second;
  }
  const auto name = origins.find("name");
  return name == origins.end() ? SourcePlace{} : SourcePlace{name->second.file, 0, 0};
}

void read_nested(const Node& root, Nested& document, Diagnostics& diagnostics, Origins* origins) {
  Diagnostics found;
  const ReadTask task{found, origins, Allowed::any, Completeness::whole};
  Path path;
  const Field whole{.name = "", .meaning = "the document"};
  Node empty = Node::map();
  empty.set_place(root.place());
  // An empty file is a document that keeps every default.
  read_section({whole, root.is_null() ? empty : root, path}, document, task);
  std::vector<Diagnostic> ordered = found.all();
  std::stable_sort(ordered.begin(), ordered.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.place.file, a.place.line, a.place.column) <
           std::tie(b.place.file, b.place.line, b.place.column);
  });
  for (Diagnostic& item : ordered) {
    diagnostics.error(item.place, item.path, item.reason, item.suggestion);
  }
}

}  // namespace poach::config
