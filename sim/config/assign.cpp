#include "config/assign.hpp"

#include <utility>

#include "config/path_walker.hpp"
#include "config/reader.hpp"

namespace poach::config {
namespace {

// Reads a node into the value at the path, with the checks of `read`.
class Setter final : public PathVisitor {
 public:
  Setter(const Path& path, const Node& node, Allowed allowed)
      : path_(path), node_(node), task_{found_, nullptr, allowed, Completeness::partial} {}

  [[nodiscard]] std::optional<Problem> problem() const {
    if (problem_) return problem_;
    if (!found_.has_errors()) return std::nullopt;
    const Diagnostic& first = found_.all().front();
    const bool deeper = first.path != join_path(path_);
    return Problem{deeper ? first.path + ": " + first.reason : first.reason, first.suggestion,
                   first.place};
  }

  void at_leaf(const Field& field, Value& value) override {
    read_value({field, node_, inside_}, value, task_);
  }
  void inside_leaf(const Field& field, Value& value, std::span<const std::string> rest) override {
    if (task_.allowed == Allowed::timed_only && field.timing == Timing::fixed) {
      at_leaf(field, value);  // refuses, with the reason
      return;
    }
    problem_ = value.parse_under(rest, node_);
  }
  void at_section(const Field& field, Nested& section) override {
    read_section({field, node_, inside_}, section, task_);
  }
  void at_list(const Field& field, Items& list) override {
    read_items({field, node_, inside_}, list, task_);
  }
  void at_item(const Field& field, Items& list, std::size_t index) override {
    ItemSection section(list, index);
    at_section(field, section);
  }
  void on_absent(Nested& section) override { section.create(); }
  void nowhere(Problem problem) override { problem_ = std::move(problem); }

 private:
  // One item of a list as a section.
  class ItemSection final : public Nested {
   public:
    ItemSection(Items& list, std::size_t index) : list_(list), index_(index) {}
    void describe_fields(Fields& fields) override { list_.describe_item(index_, fields); }
    void describe_default(Fields& fields) const override { list_.describe_default(fields); }
    [[nodiscard]] bool is_optional() const override { return false; }
    [[nodiscard]] bool present() const override { return true; }
    void create() override {}
    void clear() override {}

   private:
    Items& list_;
    std::size_t index_;
  };

  const Path& path_;
  const Node& node_;
  Diagnostics found_;
  ReadTask task_;
  Path inside_ = path_;
  std::optional<Problem> problem_;
};

class NumberFinder final : public PathVisitor {
 public:
  NumberAt number;

  void at_leaf(const Field& field, Value& value) override {
    const ValueType type = value.type();
    const bool may_be_none = type.shape == Shape::number && type.may_be_none;
    number = {value.number(), field.range, field.timing, false};
    number.is_none = number.value == nullptr && may_be_none;
  }
  void inside_leaf(const Field& field, Value& value, std::span<const std::string> rest) override {
    number = {value.number_under(rest), field.range, field.timing, false};
  }
  void at_section(const Field& field, Nested& section) override {
    if (field.shorthand.empty() || !section.present()) return;
    walk(section, {std::string(field.shorthand)}, *this);
  }
  void at_list(const Field&, Items&) override {}
  void at_item(const Field&, Items&, std::size_t) override {}
  void on_absent(Nested&) override {}
  void nowhere(Problem) override {}
};

}  // namespace

std::optional<Problem> assign_nested(Nested& document, const Path& path, const Node& value,
                                     Allowed allowed, const ItemPlaces* places) {
  Setter setter(path, value, allowed);
  walk(document, path, setter, places);
  return setter.problem();
}

NumberAt find_number_in(Nested& document, const Path& path, const ItemPlaces* places) {
  NumberFinder finder;
  walk(document, path, finder, places);
  return finder.number;
}

}  // namespace poach::config
