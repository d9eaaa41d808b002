#include "config/node.hpp"

#include <algorithm>
#include <utility>

namespace poach::config {

Node::Node() = default;
Node::Node(const Node& other) = default;
Node::Node(Node&& other) noexcept = default;
Node& Node::operator=(const Node& other) = default;
Node& Node::operator=(Node&& other) noexcept = default;
Node::~Node() = default;
Node::Node(Kind kind) : kind_(kind) {}

Node Node::scalar(std::string text) {
  Node node(Kind::scalar);
  node.text_ = std::move(text);
  return node;
}

Node Node::quoted(std::string text) {
  Node node = scalar(std::move(text));
  node.quoted_ = true;
  return node;
}

Node Node::list(std::vector<Node> items) {
  Node node(Kind::list);
  node.items_ = std::move(items);
  return node;
}

Node Node::map() { return Node(Kind::map); }

const Node* Node::find(std::string_view key) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.key == key; });
  return found == entries_.end() ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) {
  return const_cast<Node*>(std::as_const(*this).find(key));  // the node itself is not const
}

Node& Node::set(std::string_view key, Node value) {
  Node* present = find(key);
  if (present != nullptr) {
    *present = std::move(value);
    return *present;
  }
  SourcePlace key_place = value.place();
  entries_.push_back({std::string(key), std::move(key_place), std::move(value)});
  return entries_.back().value;
}

void Node::erase(std::string_view key) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.key == key; });
}

const Node* Node::find_named(std::string_view name) const {
  for (const Node& item : items_) {
    const Node* given = item.find("name");
    if (given != nullptr && given->is_scalar() && given->text() == name) return &item;
  }
  return nullptr;
}

Node* Node::find_named(std::string_view name) {
  return const_cast<Node*>(std::as_const(*this).find_named(name));  // the node itself is not const
}

SourcePlace Node::place() const { return {file_ ? *file_ : std::string{}, line_, column_}; }

void Node::set_place(const SourcePlace& place) {
  set_place(std::make_shared<const std::string>(place.file), place.line, place.column);
}

void Node::set_place(std::shared_ptr<const std::string> file, int line, int column) {
  file_ = std::move(file);
  line_ = line;
  column_ = column;
}

bool operator==(const Node& a, const Node& b) {
  const auto same_entry = [](const Entry& x, const Entry& y) {
    return x.key == y.key && x.value == y.value;
  };
  return a.kind_ == b.kind_ && a.text_ == b.text_ && a.items_ == b.items_ &&
         std::equal(a.entries_.begin(), a.entries_.end(), b.entries_.begin(), b.entries_.end(),
                    same_entry);
}

std::string describe_kind(const Node& node) {
  switch (node.kind()) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a map";
    case Node::Kind::scalar:
      break;
  }
  constexpr std::size_t longest = 60;
  if (node.text().size() <= longest) return "'" + node.text() + "'";
  return "'" + node.text().substr(0, longest) + "...'";
}

}  // namespace poach::config
