#include "report/html.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <stdexcept>

#include "base/checksum.hpp"
#include "base/units.hpp"
#include "compare/text_table.hpp"

namespace poach::report {
namespace {

std::vector<unsigned char> bytes_of_hex(const std::string& hex) {
  std::vector<unsigned char> bytes;
  for (std::size_t k = 0; k + 1 < hex.size(); k += 2) {
    bytes.push_back(static_cast<unsigned char>(std::stoi(hex.substr(k, 2), nullptr, 16)));
  }
  return bytes;
}

// RFC 4648.
std::string base64(const std::vector<unsigned char>& bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t k = 0; k < bytes.size(); k += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - k);
    std::uint32_t word = 0;
    for (std::size_t b = 0; b < 3; ++b) word = word << 8 | (b < count ? bytes[k + b] : 0U);
    for (std::size_t d = 0; d < 4; ++d) {
      text += d <= count ? digits[word >> (18 - 6 * d) & 63U] : '=';
    }
  }
  return text;
}

constexpr std::size_t short_cell = 12;  // characters that are never wrapped: a date, a verdict
constexpr std::size_t long_cell = 24;   // longer cells are text, not a word or two

std::string_view class_of(Align align) { return align == Align::right ? " class=\"n\"" : ""; }

std::string_view class_of(Align align, const std::string& text) {
  if (align == Align::right) return class_of(align);
  if (text.size() >= long_cell) return " class=\"t\"";
  return text.size() <= short_cell ? " class=\"s\"" : "";
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string escape_script(std::string_view json) {
  std::string out;
  for (const char c : json) {
    if (c == '<') {
      out += "\\u003c";
    } else {
      out += c;
    }
  }
  return out;
}

std::string script_hash(std::string_view script) {
  return "'sha256-" + base64(bytes_of_hex(sha256_hex(script))) + "'";
}

std::string figure(double value) {
  // Rounded first: 999.9 is 1k, and 1,440 is 1.44k where short_number has four digits.
  const double rounded = parse_number(fmt::format("{:.2e}", value)).value_or(value);
  const double size = std::abs(rounded);
  if (size >= 1e3 && size < 1e4) return fmt::format("{:.3g}k", rounded / 1e3);
  return compare::short_number(rounded, 3);
}

std::string signed_figure(double value) { return (value > 0.0 ? "+" : "") + figure(value); }

std::string dollars(double value) {
  if (std::isnan(value)) return "-";
  return (value < 0.0 ? "-$" : "$") + figure(std::abs(value));
}

std::string percent(double share) {
  return std::isnan(share) ? "-" : fmt::format("{:.1f} %", 100.0 * share);
}

std::string range_text(const std::string& low, const std::string& high) {
  return low == high ? std::string{} : fmt::format("{} to {}", low, high);
}

std::string counted(std::uint64_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

HtmlTable::HtmlTable(std::string caption, std::vector<Header> header)
    : caption_(std::move(caption)), header_(std::move(header)) {}

void HtmlTable::add(const std::vector<std::string>& cells) {
  if (cells.size() != header_.size()) {
    throw std::logic_error("a row with another number of cells than the header");
  }
  rows_ += "<tr>";
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const char* tag = k == 0 ? "th" : "td";
    rows_ += fmt::format("<{}{}{}>{}</{}>", tag, k == 0 ? " scope=\"row\"" : "",
                         class_of(header_[k].align, cells[k]), escape_html(cells[k]), tag);
  }
  rows_ += "</tr>\n";
}

std::string HtmlTable::print() const {
  std::string head;
  for (const Header& column : header_) {
    head += fmt::format("<th scope=\"col\"{}>{}</th>", class_of(column.align),
                        escape_html(column.name));
  }
  const std::string caption = escape_html(caption_);
  return fmt::format(
      "<div class=\"scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\"><table>"
      "<caption>{}</caption><thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>\n",
      caption, caption, head, rows_);
}

}  // namespace poach::report
