#include "sim/report/flowchart.h"

#include <cctype>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sim::report {
namespace {

// What Mermaid would take for its own is written as the number of the character: two percent signs
// begin a comment.
std::string quoted(std::string_view text) {
  static constexpr std::string_view marks = "\"#<>&`";
  std::string label;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    const bool comment = letter == '%' && i + 1 < text.size() && text[i + 1] == '%';
    if (comment || marks.find(letter) != std::string_view::npos) {
      label += fmt::format("#{};", static_cast<int>(letter));
    } else {
      label += std::iscntrl(static_cast<unsigned char>(letter)) != 0 ? ' ' : letter;
    }
  }
  return label;
}

struct Around {
  std::string_view before;
  std::string_view after;
};

Around around(Flowchart::Shape shape) {
  switch (shape) {
    case Flowchart::Shape::Process:
      return {"[", "]"};
    case Flowchart::Shape::Ends:
      return {"([", "])"};
    case Flowchart::Shape::Decision:
      return {"{{", "}}"};
  }
  return {};
}

}  // namespace

Flowchart::Node Flowchart::node(Shape shape, const std::vector<std::string>& label) {
  std::vector<std::string> lines;
  lines.reserve(label.size());
  for (const std::string& line : label)
    lines.push_back(quoted(line));
  const Around marks = around(shape);
  boxes_ += fmt::format("  {}n{}{}\"{}\"{}\n", in_group_ ? "  " : "", ++nodes_, marks.before,
                        fmt::join(lines, "<br/>"), marks.after);
  return nodes_;
}

void Flowchart::begin_group(std::string_view label) {
  boxes_ += fmt::format("  subgraph g{}[\"{}\"]\n", ++groups_, quoted(label));
  in_group_ = true;
}

void Flowchart::end_group() {
  boxes_ += "  end\n";
  in_group_ = false;
}

void Flowchart::arrow(const Arrow& arrow) {
  const std::string label = arrow.label.empty() ? "" : fmt::format("|\"{}\"|", quoted(arrow.label));
  const std::string line = fmt::format("  n{} {}{} n{}\n", arrow.from,
                                       arrow.line == Line::Goes ? "-->" : "-.->", label, arrow.to);
  if (arrows_.find(line) == std::string::npos) arrows_ += line;
}

}  // namespace sim::report
