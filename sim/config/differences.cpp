#include "config/differences.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "config/print.hpp"

namespace poach::config {
namespace {

constexpr const char* absent = "none";
constexpr const char* present = "given";

std::string under(const std::string& prefix, std::string_view name) {
  return prefix.empty() ? std::string(name) : prefix + "." + std::string(name);
}

class DefaultsCollector final : public Fields {
 public:
  DefaultsCollector(DefaultValues& values, std::string prefix)
      : values_(values), prefix_(std::move(prefix)) {}

 protected:
  void leaf(const Field& field, Value& value) override {
    values_[under(prefix_, field.name)] = print_flow(value.print());
  }
  void nested(const Field& field, Nested& section) override {
    const std::string path = under(prefix_, field.name);
    if (section.is_optional()) values_[path] = section.present() ? present : absent;
    DefaultsCollector inside(values_, path);
    if (section.present()) {
      section.describe_fields(inside);
    } else {
      section.describe_default(inside);
    }
  }
  void items(const Field& field, Items& list) override {
    const std::string path = under(prefix_, field.name);
    if (list.size() > 0) throw std::logic_error(path + ": a list is empty by default");
    DefaultsCollector inside(values_, path + "[]");
    list.describe_default(inside);
  }

 private:
  DefaultValues& values_;
  std::string prefix_;
};

class DifferencePrinter final : public Fields {
 public:
  /// `prefix` is the place in the document, `at` that among the defaults.
  DifferencePrinter(const DefaultValues& defaults, std::string& text, std::string prefix,
                    std::string at)
      : defaults_(defaults), text_(text), prefix_(std::move(prefix)), at_(std::move(at)) {}

 protected:
  void leaf(const Field& field, Value& value) override {
    if (field.bearing == Bearing::none) return;
    add_if_changed(field.name, print_flow(value.print()));
  }
  void nested(const Field& field, Nested& section) override {
    if (field.bearing == Bearing::none) return;
    if (section.is_optional()) add_if_changed(field.name, section.present() ? present : absent);
    if (!section.present()) return;
    DifferencePrinter inside(defaults_, text_, under(prefix_, field.name), under(at_, field.name));
    section.describe_fields(inside);
  }
  void items(const Field& field, Items& list) override {
    if (field.bearing == Bearing::none || list.size() == 0) return;
    const std::string path = under(prefix_, field.name);
    text_ += fmt::format("{}: {} items\n", path, list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      DifferencePrinter inside(defaults_, text_, fmt::format("{}[{}]", path, i),
                               under(at_, field.name) + "[]");
      list.describe_item(i, inside);
    }
  }

 private:
  void add_if_changed(std::string_view name, const std::string& value) {
    const auto usual = defaults_.find(under(at_, name));
    if (usual != defaults_.end() && usual->second == value) return;
    text_ += fmt::format("{}: {}\n", under(prefix_, name), value);
  }

  const DefaultValues& defaults_;
  std::string& text_;
  std::string prefix_;
  std::string at_;
};

}  // namespace

DefaultValues default_values_of(const Nested& document) {
  DefaultValues values;
  DefaultsCollector collector(values, "");
  document.describe_default(collector);
  return values;
}

std::string print_differences_of(Nested& document) {
  const DefaultValues defaults = default_values_of(document);
  std::string text;
  DifferencePrinter printer(defaults, text, "", "");
  document.describe_fields(printer);
  return text;
}

}  // namespace poach::config
