#include "config/print.hpp"

#include <fmt/format.h>

#include <string>

#include "config/path.hpp"
#include "config/path_walker.hpp"

namespace poach::config {
namespace {

constexpr std::size_t line_width = 100;

// Shared by all levels of one document.
struct Page {
  std::string text;
  const Origins* origins = nullptr;  // nullptr: no comments
  Path path;
};

class Printer final : public Fields {
 public:
  Printer(Page& page, std::size_t indent) : page_(page), indent_(indent) {}
  /// The next line starts with the dash of a list item.
  void start_item() { dash_ = true; }

 protected:
  void leaf(const Field& field, Value& value) override {
    page_.path.emplace_back(field.name);
    const Node node = value.print();
    const std::string flow = print_flow(node);
    const std::string key = line_start() + print_key(std::string(field.name)) + ":";
    const bool too_long = key.size() + 1 + flow.size() > line_width;
    if (too_long && node.is_map()) {
      page_.text += key + comment() + "\n";
      for (const Entry& entry : node.entries()) {
        add_line(print_key(entry.key) + ": " + print_flow(entry.value));
      }
    } else if (too_long && node.is_list()) {
      page_.text += key + comment() + "\n";
      for (const Node& item : node.items()) add_line("- " + print_flow(item));
    } else {
      page_.text += key + " " + flow + comment() + "\n";
    }
    page_.path.pop_back();
  }

  void nested(const Field& field, Nested& section) override {
    page_.path.emplace_back(field.name);
    const std::string key = line_start() + print_key(std::string(field.name)) + ":";
    if (!section.present()) {
      page_.text += key + " none" + comment() + "\n";
    } else {
      page_.text += key + "\n";
      Printer inside(page_, indent_ + 2);
      const std::size_t before = page_.text.size();
      section.describe_fields(inside);
      if (page_.text.size() == before) page_.text.insert(before - 1, " {}");
    }
    page_.path.pop_back();
  }

  void items(const Field& field, Items& list) override {
    page_.path.emplace_back(field.name);
    const std::string key = line_start() + print_key(std::string(field.name)) + ":";
    page_.text += list.size() == 0 ? key + " []" + comment() + "\n" : key + "\n";
    const Path names = list.named() ? item_names(list) : Path{};
    for (std::size_t i = 0; i < list.size(); ++i) {
      page_.path.push_back(list.named() && !names[i].empty() ? names[i] : std::to_string(i));
      Printer inside(page_, indent_ + 4);
      inside.start_item();
      list.describe_item(i, inside);
      page_.path.pop_back();
    }
    page_.path.pop_back();
  }

 private:
  std::string line_start() {
    std::string start(indent_, ' ');
    if (dash_) start[indent_ - 2] = '-';
    dash_ = false;
    return start;
  }

  void add_line(const std::string& text) {
    page_.text += std::string(indent_ + 2, ' ') + text + "\n";
  }

  // The origin of the value at the present path.
  [[nodiscard]] std::string comment() const {
    if (page_.origins == nullptr) return {};
    const auto found = page_.origins->find(join_path(page_.path));
    if (found == page_.origins->end()) return "  # default";
    const SourcePlace& place = found->second;
    if (place.line == 0) return "  # " + place.file;
    return fmt::format("  # {}:{}", place.file, place.line);
  }

  Page& page_;
  std::size_t indent_;
  bool dash_ = false;
};

}  // namespace

std::string print_nested(Nested& document, const Origins* origins) {
  Page page{{}, origins, {}};
  Printer printer(page, 0);
  document.describe_fields(printer);
  return page.text.empty() ? "{}\n" : page.text;
}

std::string as_comment(std::string_view text) {
  std::string comment;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    comment += line.empty() ? "#\n" : "# " + std::string(line) + "\n";
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return comment;
}

}  // namespace poach::config
