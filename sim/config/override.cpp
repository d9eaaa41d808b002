#include "config/override.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <span>
#include <utility>

#include "config/load.hpp"
#include "config/path.hpp"
#include "config/path_walker.hpp"

namespace poach::config {
namespace {

const SourcePlace command_line{"command line", 0, 0};

// The first `=` that is not inside `["..."]`, or npos.
std::size_t find_equals(std::string_view text) {
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') {
        ++i;
      } else if (c == quote) {
        quote = 0;
      }
    } else if ((c == '"' || c == '\'') && i > 0 && text[i - 1] == '[') {
      quote = c;
    } else if (c == '=') {
      return i;
    }
  }
  return std::string_view::npos;
}

// Depth is bounded by the parser.
void place_on_command_line(Node& node, const std::shared_ptr<const std::string>& file) {
  node.set_place(file, 0, 0);
  for (Node& item : node.items()) place_on_command_line(item, file);
  for (Entry& entry : node.entries()) {
    entry.key_place = command_line;
    place_on_command_line(entry.value, file);
  }
}

std::optional<Node> parse_value(std::string_view text, std::string_view path,
                                Diagnostics& diagnostics) {
  Diagnostics inner;
  Node value = parse_value_text(text, command_line.file, inner);
  for (const Diagnostic& problem : inner.all()) {
    const std::string inside = problem.path.empty() ? "" : " (" + problem.path + ")";
    diagnostics.error(command_line, std::string(path),
                      fmt::format("'{}'{}: {}", text, inside, problem.reason), problem.suggestion);
  }
  if (inner.has_errors()) return std::nullopt;
  place_on_command_line(value, std::make_shared<const std::string>(command_line.file));
  return value;
}

std::vector<std::string> names_in(const Node& list) {
  std::vector<std::string> names;
  for (const Node& item : list.items()) {
    const Node* name = item.find("name");
    if (name != nullptr && name->is_scalar()) names.push_back(name->text());
  }
  return names;
}

// The item that `segment` names or numbers, or nullptr with `problem` set.
Node* find_item(Node& list, const std::string& segment, Diagnostic& problem) {
  if (Node* named = list.find_named(segment)) return named;
  std::size_t index = 0;
  const char* end = segment.data() + segment.size();
  const auto [stop, error] = std::from_chars(segment.data(), end, index);
  const std::vector<std::string> names = names_in(list);
  const bool is_number = error == std::errc{} && stop == end && names.empty();
  if (is_number && index < list.items().size()) return &list.items()[index];
  problem.reason = is_number ? fmt::format("there is no item {}; the list has {}, counted from 0",
                                           segment, list.items().size())
                             : fmt::format("there is no item named '{}' in the list", segment);
  problem.suggestion = item_hint(segment, names);
  return nullptr;
}

// The node at `segment` of `node`, made when a map lacks it, or nullptr with `problem` set.
Node* step(Node& node, const std::string& segment, Diagnostic& problem) {
  if (node.is_list()) return find_item(node, segment, problem);
  if (node.is_null()) {
    node = Node::map();
    node.set_place(command_line);
  }
  if (!node.is_map()) {
    problem.reason = fmt::format("{} has no part '{}'", describe_kind(node), segment);
    return nullptr;
  }
  if (Node* present = node.find(segment)) return present;
  Node fresh;
  fresh.set_place(command_line);
  return &node.set(segment, std::move(fresh));
}

// Whether the keys of this map are paths themselves, as in an event's `set` and `shock`.
bool has_path_keys(const Node& parent, const std::string& key) {
  return parent.is_map() && (key == "set" || key == "shock");
}

// Goes to the value whose key is a path that `rest` begins with, the longest such key; a key that
// is in brackets is one segment. Without one, a new key takes the bracket or all of `rest`. Returns
// the number of segments taken.
std::size_t step_to_path_key(Node*& node, std::span<const std::string> rest) {
  for (std::size_t count = rest.size(); count > 0; --count) {
    const Path wanted(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(count));
    for (Entry& entry : node->entries()) {
      if (parse_path(entry.key) != wanted && !(count == 1 && entry.key == rest[0])) continue;
      node = &entry.value;
      return count;
    }
  }
  if (node->is_null()) {
    *node = Node::map();
    node->set_place(command_line);
  }
  Node fresh;
  fresh.set_place(command_line);
  const auto first = parse_path(rest[0]);
  const bool in_brackets = rest.size() == 1 || (first && first->size() > 1);
  node = &node->set(in_brackets ? rest[0] : join_path(rest), std::move(fresh));
  return in_brackets ? 1 : rest.size();
}

// The node at `path`, made where maps lack it, or nullptr with `problem` set.
Node* walk(Node& root, const Path& path, Diagnostics& diagnostics) {
  Node* node = &root;
  bool path_keys = false;
  for (std::size_t depth = 0; depth < path.size();) {
    if (path_keys && (node->is_map() || node->is_null())) {
      depth += step_to_path_key(node, {path.data() + depth, path.size() - depth});
      path_keys = false;
      continue;
    }
    Diagnostic problem;
    path_keys = has_path_keys(*node, path[depth]);
    node = step(*node, path[depth], problem);
    ++depth;
    if (node != nullptr) continue;
    diagnostics.error(command_line, join_path({path.data(), depth}), problem.reason,
                      problem.suggestion);
    return nullptr;
  }
  return node;
}

}  // namespace

std::optional<Path> override_path(std::string_view assignment) {
  const std::size_t equals = find_equals(assignment);
  if (equals == std::string_view::npos) return std::nullopt;
  return parse_path(assignment.substr(0, equals));
}

void apply_override(Node& root, std::string_view assignment, Diagnostics& diagnostics) {
  const std::size_t equals = find_equals(assignment);
  if (equals == std::string_view::npos) {
    diagnostics.error(command_line, "",
                      fmt::format("'{}' is not of the form path=value", assignment),
                      "write for example companies.Apple.pay.cap=5M");
    return;
  }
  const std::string_view text = assignment.substr(0, equals);
  const auto path = parse_path(text);
  if (!path || path->size() > deepest_nesting) {
    diagnostics.error(command_line, "", fmt::format("'{}' is not a path", text),
                      "write for example companies[\"Google DeepMind\"].pay.cap");
    return;
  }
  auto value = parse_value(assignment.substr(equals + 1), join_path(*path), diagnostics);
  if (!value) return;
  if (Node* node = walk(root, *path, diagnostics)) *node = std::move(*value);
}

}  // namespace poach::config
