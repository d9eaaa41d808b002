#include "config/parameter_table.hpp"

#include <fmt/format.h>

#include "config/print.hpp"

namespace poach::config {
namespace {

// Text for a cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += c == '\n' ? ' ' : c;
  }
  return safe;
}

std::string code(std::string_view text) {
  return text.empty() ? std::string{} : fmt::format("`{}`", cell(text));
}

class TableWriter final : public Fields {
 public:
  TableWriter(std::string& rows, std::string prefix) : rows_(rows), prefix_(std::move(prefix)) {}

 protected:
  void leaf(const Field& field, Value& value) override {
    const bool required = field.presence == Presence::required;
    add(field, value.type_name(), required ? "required" : code(print_flow(value.print())));
  }

  void nested(const Field& field, Nested& section) override {
    const std::string kind = field.shorthand.empty()
                                 ? std::string("section")
                                 : fmt::format("section, or a value for {}", code(field.shorthand));
    add(field, section.is_optional() ? kind + ", or none" : kind,
        section.present() ? "" : code("none"));
    TableWriter inside(rows_, prefix_ + std::string(field.name) + ".");
    if (section.present()) {
      section.describe_fields(inside);
    } else {
      section.describe_default(inside);
    }
  }

  void items(const Field& field, Items& list) override {
    add(field, list.named() ? "list of sections with a name" : "list of sections",
        list.size() == 0 ? code("[]") : std::string{});
    TableWriter inside(rows_, prefix_ + std::string(field.name) + "[].");
    list.describe_default(inside);
  }

 private:
  void add(const Field& field, const std::string& type, const std::string& default_text) {
    rows_ += fmt::format("| `{}{}` | {} | {} | {} | {} | {} | {} |\n", prefix_, field.name, type,
                         default_text, cell(field.unit), to_string(field.range),
                         cell(field.meaning), field.timing == Timing::timed ? "yes" : "");
  }

  std::string& rows_;
  std::string prefix_;
};

}  // namespace

std::string parameter_table_of(Nested& document) {
  std::string rows =
      "| path | type | default | unit | range | meaning | events may change it |\n"
      "|---|---|---|---|---|---|---|\n";
  TableWriter writer(rows, "");
  document.describe_fields(writer);
  return rows;
}

}  // namespace poach::config
