#include "report/page.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cmath>

#include "base/units.hpp"
#include "poach/version.hpp"
#include "report/html.hpp"
#include "report/report.hpp"

namespace poach::report {

Json chart_number(double value) {
  if (!std::isfinite(value)) return nullptr;
  return parse_number(fmt::format("{:.6g}", value)).value_or(0.0);
}

Json chart_numbers(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(chart_number(value));
  return list;
}

namespace {

// Long paths of parameters may be broken after a dot.
std::string breakable(const std::string& html) {
  std::string text;
  for (std::size_t k = 0; k < html.size(); ++k) {
    text += html[k];
    const bool inside =
        k + 1 < html.size() && std::isalpha(static_cast<unsigned char>(html[k + 1]));
    if (html[k] == '.' && inside) text += "<wbr>";
  }
  return text;
}

}  // namespace

Page::Page(std::string title, std::string subtitle)
    : title_(std::move(title)), subtitle_(std::move(subtitle)) {
  data_["charts"] = Json::object();
}

void Page::open_section(const std::string& id, const std::string& heading) {
  if (in_section_) body_ += "</section>\n";
  in_section_ = true;
  const std::string text = escape_html(heading);
  contents_ += fmt::format("<li><a href=\"#{}\">{}</a></li>", id, text);
  body_ += fmt::format("<section id=\"{}\" aria-labelledby=\"{}-heading\">\n", id, id);
  body_ += fmt::format("<h2 id=\"{}-heading\">{}</h2>\n", id, text);
}

void Page::paragraph(const std::string& text) { body_ += "<p>" + escape_html(text) + "</p>\n"; }

void Page::cards(const std::vector<Card>& cards) {
  body_ += "<dl class=\"cards\">\n";
  for (const Card& card : cards) {
    body_ += fmt::format("<div><dt>{}</dt><dd><b>{}</b><span>{}</span></dd></div>\n",
                         escape_html(card.label), escape_html(card.value),
                         breakable(escape_html(card.note)));
  }
  body_ += "</dl>\n";
}

void Page::figure(Figure figure) {
  const std::string title = escape_html(figure.title);
  body_ += fmt::format("<figure id=\"{}\">\n<h3>{}</h3>\n", figure.id, title);
  const bool drawn = !report_script().empty();
  if (drawn) {
    body_ += fmt::format("<div class=\"chart\" data-chart=\"{}\"></div>\n", figure.id);
    data_["charts"][figure.id] = std::move(figure.chart);
    data_["charts"][figure.id]["title"] = figure.title;
  }
  body_ += fmt::format("<figcaption>{}</figcaption>\n", escape_html(figure.caption));
  if (!figure.tables.empty()) {
    body_ += fmt::format(
        "<details{}><summary>Numbers<span class=\"hidden\">: {}</span></summary>"
        "\n{}</details>\n",
        drawn ? "" : " open", title, figure.tables);
  }
  body_ += "</figure>\n";
}

// Nothing may be loaded or sent; the one script is named by its hash. Charts set styles of their
// own elements.
std::string Page::head() const {
  const std::string script = report_script().empty() ? "'none'" : script_hash(report_script());
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"generator\" content=\"{} {}\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {}; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n",
      report_generator, program::version, script, escape_html(title_), report_style());
}

std::string Page::print() const {
  std::string page = head();
  page += fmt::format(
      "<body>\n<a class=\"skip\" href=\"#main\">Skip to the results</a>\n"
      "<header><h1>{}</h1><p>{}</p>\n<nav aria-label=\"Sections\"><ul>{}</ul></nav></header>\n"
      "<main id=\"main\" tabindex=\"-1\">\n",
      escape_html(title_), escape_html(subtitle_), contents_);
  if (report_script().empty()) {
    page +=
        "<p class=\"note\">This program was built without npm, so the page has tables and no "
        "charts.</p>\n";
  }
  page += body_;
  if (in_section_) page += "</section>\n";
  page += fmt::format(
      "</main>\n<footer><p>Written by poach {}. Nothing here is loaded from "
      "elsewhere.</p></footer>\n",
      program::version);
  if (!report_script().empty()) {
    page += "<script type=\"application/json\" id=\"data\">";
    page += escape_script(data_.dump(-1, ' ', true, Json::error_handler_t::replace));
    page += "</script>\n<script>";
    page += report_script();
    page += "</script>\n";
  }
  return page + "</body>\n</html>\n";
}

}  // namespace poach::report
