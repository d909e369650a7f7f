// sim/report/page/html.cpp: a report's parts as HTML.
#include "sim/report/page/html.h"

#include <string_view>

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/report/lines.h"
#include "sim/report/page/assets.h"

namespace sim::report::page {
namespace {

std::string escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (const char letter : text) {
    switch (letter) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += letter;
    }
  }
  return safe;
}

// Within a script element no `<` may stand, lest it end there.
std::string in_a_script(const Json& json) {
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string safe;
  for (const char letter : text)
    safe += letter == '<' ? std::string("\\u003c") : std::string(1, letter);
  return safe;
}

class Html {
 public:
  std::string text() { return std::move(text_); }

  void add(const Page& page) {
    add_head(page.first);
    text_ += "<main>\n";
    add(page.first);
    add_contents(page);
    for (const Section& section : page.sections)
      add(section);
    add(page.recipe);
    text_ += "</main>\n";
    add_closing();
    add_scripts(page);
    text_ += "</body>\n</html>\n";
  }

 private:
  void element(std::string_view tag, std::string_view content) {
    text_ += fmt::format("<{}>{}</{}>\n", tag, escaped(content), tag);
  }
  void paragraph(std::string_view css, std::string_view content) {
    text_ += fmt::format("<p class=\"{}\">{}</p>\n", css, escaped(content));
  }

  void add_head(const FirstScreen& first);
  void add(const FirstScreen& first);
  void add(const Tile& tile);
  void add(const TargetLine& target);
  void add_contents(const Page& page);
  void add(const Section& section);
  void add(const Chart& chart);
  void add(const Table& table, const std::string& name);
  void add(const Recipe& recipe);
  void add_closing();
  void add_scripts(const Page& page);

  std::string text_;
};

void Html::add_head(const FirstScreen& first) {
  text_ += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  text_ += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  text_ += "<meta name=\"color-scheme\" content=\"light dark\">\n";
  text_ += "<link rel=\"icon\" href=\"data:,\">\n";  // nobody is asked for one
  element("title", first.scenario);
  text_.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
}

void Html::add(const FirstScreen& first) {
  text_ += "<header>\n";
  element("h1", first.scenario);
  paragraph("question", first.question);
  paragraph("answer", first.answer);
  if (!first.tiles.empty()) {
    text_ += "<dl class=\"tiles\">\n";
    for (const Tile& tile : first.tiles)
      add(tile);
    text_ += "</dl>\n";
  }
  if (!first.targets.empty()) {
    text_ += "<ul class=\"targets\" aria-label=\"Targets\">\n";
    for (const TargetLine& target : first.targets)
      add(target);
    text_ += "</ul>\n";
  }
  for (const std::string& warning : first.warnings)
    paragraph("warning", "Warning: " + warning);
  paragraph("extent", first.extent);
  text_ += "</header>\n";
}

void Html::add(const Tile& tile) {
  text_ += fmt::format(
      "<div class=\"tile\"><dt>{}</dt><dd><span class=\"mean\">{}</span> "
      "<span class=\"half\">{}</span> <span class=\"unit\">{}</span></dd></div>\n",
      escaped(tile.words), escaped(tile.mean), escaped(tile.half_width), escaped(tile.unit));
}

void Html::add(const TargetLine& target) {
  const std::string_view css = target.outcome == TargetLine::Outcome::Met      ? "met"
                               : target.outcome == TargetLine::Outcome::Missed ? "missed"
                                                                               : "open";
  text_ += fmt::format(
      "<li><span class=\"badge {}\">{}</span> {} <span class=\"note\">({})</span></li>\n", css,
      escaped(target.verdict), escaped(target.target), escaped(target.grounds));
}

void Html::add_contents(const Page& page) {
  text_ += "<nav aria-label=\"Contents\"><ul>\n";
  const auto entry = [&](std::string_view id, std::string_view words) {
    text_ += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, escaped(words));
  };
  for (const Section& section : page.sections)
    entry(section.id, section.heading);
  entry("recipe", "How to reproduce this");
  text_ += "</ul></nav>\n";
}

void Html::add(const Section& section) {
  text_ += fmt::format("<section id=\"{}\">\n<h2>{}</h2>\n", section.id, escaped(section.heading));
  for (const std::string& words : section.words)
    element("p", words);
  if (!section.charts.empty()) {
    text_ += "<div class=\"charts\">\n";
    for (const Chart& chart : section.charts)
      add(chart);
    text_ += "</div>\n";
  }
  if (section.table) add(*section.table, section.heading);
  if (section.folded) {
    text_ += fmt::format("<details class=\"onscreen\"><summary>{}</summary>\n",
                         escaped(section.folded_as));
    add(*section.folded, section.folded_as);
    text_ += "</details>\n";
  }
  text_ += "</section>\n";
}

void Html::add(const Chart& chart) {
  text_ += fmt::format("<figure id=\"{}\"{}>\n<figcaption><h3>{}</h3>", chart.id,
                       chart.width == Chart::Width::Whole ? " class=\"wide\"" : "",
                       escaped(chart.finding));
  text_ += fmt::format("<p class=\"note\">{}</p></figcaption>\n", escaped(chart.note));
  text_ += fmt::format(
      "<div class=\"plot\" role=\"img\" tabindex=\"0\" aria-label=\"{}. {} The table below says "
      "the "
      "same in numbers.\"></div>\n",
      escaped(chart.finding), escaped(chart.note));
  text_ += "<details><summary>The numbers behind it</summary>\n";
  add(chart.table, chart.finding);
  text_ += "</details>\n</figure>\n";
}

void Html::add(const Table& table, const std::string& name) {
  text_ += fmt::format("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">",
                       escaped(name));
  text_ += "<table>\n<thead><tr>";
  const auto css = [&](std::size_t column) {
    return column < table.names ? "" : " class=\"number\"";
  };
  for (std::size_t i = 0; i < table.headings.size(); ++i)
    text_ += fmt::format("<th scope=\"col\"{}>{}</th>", css(i), escaped(table.headings[i]));
  text_ += "</tr></thead>\n<tbody>\n";
  for (const std::vector<std::string>& row : table.rows) {
    SIM_EXPECTS(row.size() == table.headings.size());
    text_ += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string_view tag = i == 0 ? "th" : "td";
      text_ += fmt::format("<{}{}{}>{}</{}>", tag, i == 0 ? " scope=\"row\"" : "", css(i),
                           escaped(row[i]), tag);
    }
    text_ += "</tr>\n";
  }
  text_ += "</tbody>\n</table></div>\n";
}

void Html::add(const Recipe& recipe) {
  text_ += "<section id=\"recipe\">\n<h2>How to reproduce this</h2>\n";
  element("p", "Save the scenario below to a file, and run:");
  text_ += fmt::format("<pre><code>{}</code></pre>\n", escaped(recipe.command));
  text_ += "<table>\n<tbody>\n";
  for (const auto& [name, value] : recipe.facts)
    text_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escaped(name),
                         escaped(value));
  text_ += "</tbody>\n</table>\n";
  text_ +=
      "<details class=\"onscreen\"><summary>The scenario in full, with every default written "
      "out</summary>\n";
  text_ += fmt::format("<pre tabindex=\"0\"><code>{}</code></pre>\n</details>\n</section>\n",
                       escaped(recipe.scenario));
}

void Html::add_closing() {
  text_ += "<footer>\n";
  paragraph("closing", closing_words);
  text_ += "</footer>\n";
}

void Html::add_scripts(const Page& page) {
  Json figures = Json::object();
  for (const Section& section : page.sections)
    for (const Chart& chart : section.charts)
      figures[chart.id] = chart.drawn;
  text_ += fmt::format("<script type=\"application/json\" id=\"figures\">{}</script>\n",
                       in_a_script(figures));
  text_.append("<script>\n").append(chart_library()).append("\n</script>\n");
  text_.append("<script>\n").append(script()).append("</script>\n");
}

}  // namespace

bool can_be_written() { return !chart_library().empty(); }

std::string to_html(const Page& page) {
  SIM_EXPECTS(can_be_written());
  Html html;
  html.add(page);
  return html.text();
}

}  // namespace sim::report::page
