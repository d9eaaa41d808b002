#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "base/files.hpp"
#include "config/load.hpp"

namespace poach::config {
namespace {

namespace fs = std::filesystem;

const Node* name_of(const Node& item) {
  const Node* name = item.find("name");
  return name != nullptr && name->is_scalar() ? name : nullptr;
}

bool all_named(const Node& list) {
  return std::all_of(list.items().begin(), list.items().end(),
                     [](const Node& item) { return name_of(item) != nullptr; });
}

// A name given twice in `changes` is appended the second time, for the reader to refuse.
Node merge_named(Node base, Node changes) {
  std::map<std::string, std::size_t> unchanged;
  for (std::size_t i = 0; i < base.items().size(); ++i) {
    unchanged.emplace(name_of(base.items()[i])->text(), i);
  }
  for (Node& item : changes.items()) {
    const auto found = unchanged.find(name_of(item)->text());
    if (found == unchanged.end()) {
      base.items().push_back(std::move(item));
      continue;
    }
    Node& target = base.items()[found->second];
    unchanged.erase(found);
    target = merge(std::move(target), std::move(item));
  }
  base.set_place(changes.place());
  return base;
}

Node merge_maps(Node base, Node changes) {
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < base.entries().size(); ++i) index.emplace(base.entries()[i].key, i);
  for (Entry& entry : changes.entries()) {
    const auto found = index.find(entry.key);
    if (found == index.end()) {
      base.entries().push_back(std::move(entry));
      continue;
    }
    Entry& target = base.entries()[found->second];
    target.key_place = std::move(entry.key_place);
    target.value = merge(std::move(target.value), std::move(entry.value));
  }
  base.set_place(changes.place());
  return base;
}

// Follows `extends` from one file to its base and on to the last.
class Chain {
 public:
  Chain(Diagnostics& diagnostics, LoadedDocument& result)
      : diagnostics_(diagnostics), result_(result) {}

  Node load(const fs::path& path) { return follow(load_document(path, diagnostics_), path); }

  // Merges a document that was read from `path` into those it extends.
  Node follow(Node node, const fs::path& path) {
    std::error_code error;
    visited_.push_back(fs::weakly_canonical(path, error));
    result_.files.push_back(path);
    const Node* extends = node.find("extends");
    if (extends == nullptr) return node;
    const Node target = *extends;
    node.erase("extends");
    if (!target.is_scalar() || target.text().empty()) {
      diagnostics_.error(target.place(), "extends",
                         fmt::format("expected the name of a file, got {}", describe_kind(target)));
      return node;
    }
    const fs::path base = file_in(path.parent_path(), target.text());
    if (!may_follow(base, target)) return node;
    return merge(load(base), std::move(node));
  }

 private:
  bool may_follow(const fs::path& base, const Node& target) {
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(base, error);
    const auto again = std::find(visited_.begin(), visited_.end(), canonical);
    if (again != visited_.end()) {
      std::string cycle;
      for (auto file = again; file != visited_.end(); ++file) {
        cycle += file->filename().string() + " -> ";
      }
      diagnostics_.error(
          target.place(), "extends",
          "files extend each other in a circle: " + cycle + canonical.filename().string());
      return false;
    }
    if (visited_.size() >= longest_chain) {
      diagnostics_.error(target.place(), "extends",
                         fmt::format("more than {} files extend each other", longest_chain),
                         "merge some of them");
      return false;
    }
    if (is_device_or_pipe(base)) {
      diagnostics_.error(target.place(), "extends",
                         fmt::format("{} is a device or a pipe, not a file", base.string()));
      return false;
    }
    if (fs::exists(base, error)) return true;
    // Reported here rather than by load_document: this line is the place to correct.
    diagnostics_.error(
        target.place(), "extends",
        fmt::format("there is no file {} (the name is relative to this file)", base.string()));
    return false;
  }

  Diagnostics& diagnostics_;
  LoadedDocument& result_;
  std::vector<fs::path> visited_;
};

}  // namespace

Node merge(Node base, Node changes) {
  if (base.is_map() && changes.is_map()) return merge_maps(std::move(base), std::move(changes));
  // An empty list says "none", so it replaces.
  const bool by_name = base.is_list() && changes.is_list() && !changes.items().empty() &&
                       all_named(base) && all_named(changes);
  if (by_name) return merge_named(std::move(base), std::move(changes));
  return changes;
}

LoadedDocument load_with_inheritance(const fs::path& path, Diagnostics& diagnostics) {
  return inherit(load_document(path, diagnostics), path, diagnostics);
}

LoadedDocument inherit(Node document, const fs::path& path, Diagnostics& diagnostics) {
  LoadedDocument result;
  result.root = Chain(diagnostics, result).follow(std::move(document), path);
  return result;
}

fs::path file_in(const fs::path& folder, const std::string& name) {
  const fs::path joined = folder / name;
  const fs::path without_dots = joined.lexically_normal();
  std::error_code error;
  return fs::equivalent(joined, without_dots, error) ? without_dots : joined;
}

}  // namespace poach::config
