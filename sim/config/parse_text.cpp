// The only file that knows the YAML library. Its node API loses duplicate keys and expands aliases
// without bound, so nodes are built from its parser's events instead.

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/node/node.h>  // parser.h names its Node
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <map>
#include <optional>
#include <streambuf>
#include <utility>

#include "config/load.hpp"
#include "config/path.hpp"
#include "config/text_check.hpp"

namespace poach::config {
namespace {

// Thrown to leave the parser where it cannot continue.
struct Stop {
  SourcePlace place;
  std::string reason;
  std::string suggestion;
};

// A finished node and the counts that are limited. A scalar has height 0.
struct Built {
  Node node;
  std::size_t nodes = 1;
  std::size_t height = 0;
};

// A list or map whose end has not come yet.
struct Open {
  Built built;
  YAML::anchor_t anchor = 0;
  std::optional<Entry> pending;  // of a map: the key whose value comes next
  std::map<std::string, SourcePlace> keys;
};

class Builder final : public YAML::EventHandler {
 public:
  Builder(std::string_view text, std::shared_ptr<const std::string> file, Diagnostics& diagnostics)
      : text_(text), file_(std::move(file)), diagnostics_(diagnostics) {}

  /// The document, once the parser is through.
  [[nodiscard]] Node take_root() {
    // The parser lets the end of the file close a quote.
    if (last_quoted_ && !quote_is_closed(text_, static_cast<std::size_t>(last_quoted_->pos))) {
      throw Stop{place(*last_quoted_), "the quote that opens here is not closed", ""};
    }
    return std::move(root_);
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    if (text_.substr(static_cast<std::size_t>(mark.pos), 3) == "---") {
      throw Stop{place(mark), "a second YAML document starts here, and only one is read",
                 "remove the '---' or split the file"};
    }
    throw Stop{place(mark), "this does not belong to what is above",
               "check the indentation, or remove it"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_as_key(mark, "an empty key");
    Node node;
    locate(node, mark);
    // The parser reports an absent value where the next key starts; its own key is the place.
    if (!open_.empty() && open_.back().pending) {
      const SourcePlace& key = open_.back().pending->key_place;
      if (key.line != mark.line + 1) node.set_place(file_, key.line, key.column);
    }
    add({std::move(node)}, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_as_key(mark, "an alias as a key");
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) {
      throw Stop{place(mark), "an alias inside the value it stands for", ""};
    }
    count(mark, found->second.nodes);
    if (open_.size() + found->second.height > deepest_nesting) refuse_depth(mark);
    add(found->second, 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_tag(mark, tag);
    if (tag == "!") last_quoted_ = mark;
    if (expects_key()) {
      start_entry(mark, value);
      return;
    }
    count(mark, 1);
    Node node = tag == "!" ? Node::quoted(value) : Node::scalar(value);
    locate(node, mark);
    add({std::move(node)}, anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(mark, tag, {{Node::list()}, anchor, {}, {}});
  }
  void OnSequenceEnd() override { finish(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    start(mark, tag, {{Node::map()}, anchor, {}, {}});
  }
  void OnMapEnd() override { finish(); }

 private:
  [[nodiscard]] SourcePlace place(const YAML::Mark& mark) const {
    return {*file_, mark.line + 1, mark.column + 1};
  }
  void locate(Node& node, const YAML::Mark& mark) const {
    node.set_place(file_, mark.line + 1, mark.column + 1);
  }

  [[nodiscard]] bool expects_key() const {
    return !open_.empty() && open_.back().built.node.is_map() && !open_.back().pending;
  }

  void refuse_as_key(const YAML::Mark& mark, std::string_view what) const {
    if (!expects_key()) return;
    throw Stop{place(mark), fmt::format("{}; keys are words", what), ""};
  }
  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Stop{place(mark), fmt::format("YAML tags are not supported ('{}')", tag),
               "leave the tag out"};
  }
  void refuse_depth(const YAML::Mark& mark) const {
    throw Stop{place(mark), fmt::format("nested more than {} levels deep", deepest_nesting), ""};
  }
  void count(const YAML::Mark& mark, std::size_t nodes) {
    nodes_ += nodes;
    if (nodes_ <= most_nodes) return;
    throw Stop{place(mark), fmt::format("more than {} values, aliases expanded", most_nodes),
               "put large tables into a CSV file"};
  }

  // The path of the present value: keys, and for list items their name once it is known.
  [[nodiscard]] std::string path_to(const std::string& last_key) const {
    Path path;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const Open& level = open_[i];
      if (level.built.node.is_map()) {
        path.push_back(level.pending ? level.pending->key : last_key);
        continue;
      }
      const Node* name = i + 1 < open_.size() ? open_[i + 1].built.node.find("name") : nullptr;
      path.push_back(name != nullptr && name->is_scalar()
                         ? name->text()
                         : std::to_string(level.built.node.items().size()));
    }
    return join_path(path);
  }

  void start_entry(const YAML::Mark& mark, const std::string& key) {
    Open& map = open_.back();
    const auto [first, is_new] = map.keys.emplace(key, place(mark));
    if (!is_new) {
      diagnostics_.error(
          place(mark), path_to(key),
          fmt::format("the key is given twice, first on line {}", first->second.line),
          "keep one of them");
    } else if (key == "<<") {
      diagnostics_.error(place(mark), path_to(key), "YAML merge keys are not supported",
                         "use 'extends: FILE' to build on another file");
    }
    map.pending = Entry{key, place(mark), Node{}};
  }

  void start(const YAML::Mark& mark, const std::string& tag, Open level) {
    refuse_tag(mark, tag);
    refuse_as_key(mark, level.built.node.is_map() ? "a map as a key, or a brace left open"
                                                  : "a list as a key, or a bracket left open");
    if (open_.size() >= deepest_nesting) refuse_depth(mark);
    count(mark, 1);
    locate(level.built.node, mark);
    open_.push_back(std::move(level));
  }

  void finish() {
    Open level = std::move(open_.back());
    open_.pop_back();
    add(std::move(level.built), level.anchor);
  }

  // Puts a finished node into its parent, keeping a copy when an anchor names it.
  void add(Built built, YAML::anchor_t anchor) {
    if (anchor != 0) {
      nodes_ += built.nodes;  // copies count too: anchors inside anchors would multiply
      anchors_[anchor] = built;
    }
    if (open_.empty()) {
      root_ = std::move(built.node);
      return;
    }
    Open& parent = open_.back();
    parent.built.nodes += built.nodes;
    parent.built.height = std::max(parent.built.height, built.height + 1);
    if (!parent.pending) {
      parent.built.node.items().push_back(std::move(built.node));
      return;
    }
    Entry entry = std::move(*parent.pending);
    parent.pending.reset();
    // Of keys given twice the first stays; the diagnostic has been made.
    const SourcePlace& first = parent.keys.at(entry.key);
    if (entry.key == "<<" || !(first == entry.key_place)) return;
    entry.value = std::move(built.node);
    parent.built.node.entries().push_back(std::move(entry));
  }

  std::string_view text_;
  std::shared_ptr<const std::string> file_;
  Diagnostics& diagnostics_;
  std::optional<YAML::Mark> last_quoted_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Built> anchors_;
  Node root_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
};

// A stream over text that is already in memory.
class View : public std::streambuf {
 public:
  explicit View(std::string_view text) {
    char* first = const_cast<char*>(text.data());  // a get area is never written to
    setg(first, first, first + text.size());
  }
};

}  // namespace

Node parse_text(std::string_view text, std::string file_label, Diagnostics& diagnostics) {
  const auto file = std::make_shared<const std::string>(std::move(file_label));
  if (text.size() > largest_file_bytes) {
    diagnostics.error({*file}, "", fmt::format("larger than {} MiB", largest_file_bytes >> 20),
                      "put large tables into a CSV file");
    return {};
  }
  if (const auto bad = find_bad_byte(text)) {
    diagnostics.error({*file, bad->line, bad->column}, "", bad->reason, "save the file as UTF-8");
    return {};
  }
  // Without the byte order mark the parser's positions are offsets into the text.
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  Builder builder(text, file, diagnostics);
  try {
    View view(text);
    std::istream stream(&view);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return builder.take_root();
  } catch (const Stop& stop) {
    diagnostics.error(stop.place, "", stop.reason, stop.suggestion);
  } catch (const YAML::Exception& problem) {
    diagnostics.error({*file, problem.mark.line + 1, problem.mark.column + 1}, "",
                      "not valid YAML: " + problem.msg,
                      hint_for(problem.msg, line_of(text, problem.mark.line)));
  }
  return {};
}

}  // namespace poach::config
