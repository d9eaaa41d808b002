#include "config/path_walker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

namespace poach::config {
namespace {

std::string where(const Path& path, std::size_t depth) {
  const std::string text = join_path({path.data(), depth});
  return text.empty() ? std::string{} : " in " + text;
}

// Places are only the position to look at first: the item found always has the name.
std::optional<std::size_t> find_named(const Items& list, const std::string& name,
                                      const ItemPlaces* places) {
  if (places != nullptr) {
    const auto place = places->find(name);
    const bool is_known = place != places->end();
    if (is_known && place->second < list.size() && list.name_of(place->second) == name)
      return place->second;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list.name_of(i) == name) return i;
  }
  return std::nullopt;
}

// Index of the item a segment names, or numbers where items have no names.
std::optional<std::size_t> find_item(const Items& list, const std::string& segment,
                                     const ItemPlaces* places) {
  if (list.named()) return find_named(list, segment, places);
  std::size_t index = 0;
  const char* end = segment.data() + segment.size();
  const auto [stop, error] = std::from_chars(segment.data(), end, index);
  const bool is_index = error == std::errc{} && stop == end && index < list.size();
  return is_index ? std::optional(index) : std::nullopt;
}

// Looks among the fields of one struct for the segment at `depth` and follows it.
class Walker final : public Fields {
 public:
  Walker(const Path& path, std::size_t depth, PathVisitor& arrival, const ItemPlaces* places)
      : path_(path), depth_(depth), arrival_(arrival), places_(places) {}

  void report_if_not_found() {
    if (found_) return;
    arrival_.nowhere({fmt::format("there is no '{}'{}", path_[depth_], where(path_, depth_)),
                      did_you_mean(path_[depth_], names_)});
  }

 protected:
  void leaf(const Field& field, Value& value) override {
    if (!matches(field)) return;
    if (is_last()) {
      arrival_.at_leaf(field, value);
    } else {
      arrival_.inside_leaf(field, value, std::span(path_).subspan(depth_ + 1));
    }
  }

  void nested(const Field& field, Nested& section) override {
    if (!matches(field)) return;
    if (is_last()) {
      arrival_.at_section(field, section);
      return;
    }
    if (!section.present()) arrival_.on_absent(section);
    if (!section.present()) {
      arrival_.nowhere({fmt::format("{} is none", join_path({path_.data(), depth_ + 1}))});
      return;
    }
    Walker next(path_, depth_ + 1, arrival_, places_);
    section.describe_fields(next);
    next.report_if_not_found();
  }

  void items(const Field& field, Items& list) override {
    if (!matches(field)) return;
    if (is_last()) {
      arrival_.at_list(field, list);
      return;
    }
    const std::string& segment = path_[depth_ + 1];
    const auto index = find_item(list, segment, places_);
    if (!index) {
      arrival_.nowhere({fmt::format("there is no '{}'{}", segment, where(path_, depth_ + 1)),
                        item_hint(segment, list.named() ? item_names(list) : Path{})});
      return;
    }
    if (depth_ + 2 == path_.size()) {
      arrival_.at_item(field, list, *index);
      return;
    }
    Walker next(path_, depth_ + 2, arrival_, places_);
    list.describe_item(*index, next);
    next.report_if_not_found();
  }

 private:
  bool matches(const Field& field) {
    names_.emplace_back(field.name);
    if (found_ || field.name != path_[depth_]) return false;
    found_ = true;
    return true;
  }
  [[nodiscard]] bool is_last() const { return depth_ + 1 == path_.size(); }

  const Path& path_;
  std::size_t depth_;
  PathVisitor& arrival_;
  const ItemPlaces* places_;
  std::vector<std::string> names_;
  bool found_ = false;
};

}  // namespace

std::vector<std::string> item_names(const Items& list) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list.size(); ++i) names.emplace_back(list.name_of(i));
  return names;
}

std::string item_hint(std::string_view segment, const std::vector<std::string>& names) {
  if (names.empty()) return {};
  const bool is_number = segment.find_first_not_of("0123456789") == std::string_view::npos;
  if (!is_number) return did_you_mean(segment, names);
  return fmt::format("name it, as in {}", join_path(std::vector{names.front()}));
}

void walk(Nested& document, const Path& path, PathVisitor& arrival, const ItemPlaces* places) {
  if (path.empty()) {
    arrival.nowhere({"the path is empty"});
    return;
  }
  Walker walker(path, 0, arrival, places);
  document.describe_fields(walker);
  walker.report_if_not_found();
}

}  // namespace poach::config
