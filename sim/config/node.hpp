#pragma once
// A YAML value that remembers where it was written. Plain data: the YAML library stays out of
// sight.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"

namespace poach::config {

struct Entry;

/// Nothing, a scalar (its text), a list of nodes, or a map in the order of the file.
class Node {
 public:
  enum class Kind { null, scalar, list, map };

  /// null, from nowhere.
  Node();
  Node(const Node& other);
  Node(Node&& other) noexcept;
  Node& operator=(const Node& other);
  Node& operator=(Node&& other) noexcept;
  ~Node();
  /// Text that may stand for a number, a date, a word.
  [[nodiscard]] static Node scalar(std::string text);
  /// Text that was, or shall be, in quotes.
  [[nodiscard]] static Node quoted(std::string text);
  [[nodiscard]] static Node list(std::vector<Node> items = {});
  [[nodiscard]] static Node map();

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_scalar() const { return kind_ == Kind::scalar; }
  [[nodiscard]] bool is_list() const { return kind_ == Kind::list; }
  [[nodiscard]] bool is_map() const { return kind_ == Kind::map; }
  /// Text of a scalar; empty for the others.
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool is_quoted() const { return quoted_; }

  /// Items of a list; empty for the others.
  [[nodiscard]] const std::vector<Node>& items() const { return items_; }
  [[nodiscard]] std::vector<Node>& items() { return items_; }
  /// Entries of a map in the order of the file; empty for the others.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] std::vector<Entry>& entries() { return entries_; }

  /// The value under `key`, or nullptr when this is not a map or has no such key.
  [[nodiscard]] const Node* find(std::string_view key) const;
  [[nodiscard]] Node* find(std::string_view key);
  /// Replaces the value under `key`, or appends it. The key's place is that of the value.
  Node& set(std::string_view key, Node value);
  /// Removes `key` when there is one.
  void erase(std::string_view key);
  /// The item of a list of maps whose scalar `name` is `name`, or nullptr.
  [[nodiscard]] const Node* find_named(std::string_view name) const;
  [[nodiscard]] Node* find_named(std::string_view name);

  [[nodiscard]] SourcePlace place() const;
  void set_place(const SourcePlace& place);
  /// As above for many nodes of one file, which then share its name.
  void set_place(std::shared_ptr<const std::string> file, int line, int column);

  /// Same kind, text and children; places and quotes do not count.
  friend bool operator==(const Node& a, const Node& b);

 private:
  explicit Node(Kind kind);

  Kind kind_ = Kind::null;
  bool quoted_ = false;
  int line_ = 0;
  int column_ = 0;
  std::shared_ptr<const std::string> file_;
  std::string text_;
  std::vector<Node> items_;
  std::vector<Entry> entries_;
};

/// A key and its value in a map.
struct Entry {
  std::string key;
  SourcePlace key_place;
  Node value;
};

/// The node as messages describe it: `'soon'`, `a list`, `a map`, `nothing`.
[[nodiscard]] std::string describe_kind(const Node& node);

}  // namespace poach::config
