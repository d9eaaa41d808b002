#pragma once
// One self-contained page: sections of text and tables, and the data of its charts.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace poach::report {

using Json = nlohmann::ordered_json;  // keys in a fixed order

/// The files of analysis/report that the build embeds. The script is empty when it was built
/// without npm: pages then hold their tables alone.
[[nodiscard]] std::string_view report_script();
[[nodiscard]] std::string_view report_style();

/// A double with six significant digits, null when it is not a number.
[[nodiscard]] Json chart_number(double value);
[[nodiscard]] Json chart_numbers(const std::vector<double>& values);

/// A chart, a sentence about it, and the same numbers as tables.
struct Figure {
  std::string id;       ///< an HTML id
  std::string title;    ///< plain text
  std::string caption;  ///< plain text
  Json chart;           ///< `kind` and its data, see analysis/report
  std::string tables;   ///< HTML
};

/// A finding, the largest first: a number and its meaning, both plain text.
struct Card {
  std::string label;
  std::string value;
  std::string note;
};

class Page {
 public:
  Page(std::string title, std::string subtitle);

  /// Data that several charts share, under a name.
  void share(const std::string& name, Json value) { data_[name] = std::move(value); }
  void open_section(const std::string& id, const std::string& heading);
  /// A paragraph of plain text.
  void paragraph(const std::string& text);
  /// HTML as it is: from HtmlTable, or escaped.
  void html(const std::string& markup) { body_ += markup; }
  void cards(const std::vector<Card>& cards);
  void figure(Figure figure);

  /// The whole document. The same sections give the same bytes.
  [[nodiscard]] std::string print() const;

 private:
  [[nodiscard]] std::string head() const;

  std::string title_;
  std::string subtitle_;
  std::string contents_;  ///< links to the sections
  std::string body_;
  bool in_section_ = false;
  Json data_ = Json::object();
};

}  // namespace poach::report
