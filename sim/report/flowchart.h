// sim/report/flowchart.h: a flow chart in the words of Mermaid (mermaid.js.org), which draws it
// wherever Markdown is shown: boxes, arrows between them, and boxes that belong together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim::report {

class Flowchart {
 public:
  enum class Shape : std::uint8_t { Process, Ends, Decision };
  // Of an arrow: a patient goes on; what is done in the course of it.
  enum class Line : std::uint8_t { Goes, Has };
  using Node = std::size_t;

  // Each line of a label stands on one of its own.
  Node node(Shape shape, const std::vector<std::string>& label);
  // The nodes from here on belong together, until the group is ended.
  void begin_group(std::string_view label);
  void end_group();

  struct Arrow {
    Node from;
    Node to;
    std::string label = {};
    Line line = Line::Goes;
  };
  void arrow(const Arrow& arrow);  // the same one once

  std::string text() const { return "flowchart TD\n" + boxes_ + arrows_; }

 private:
  std::string boxes_;
  std::string arrows_;
  std::size_t nodes_ = 0;
  std::size_t groups_ = 0;
  bool in_group_ = false;
};

}  // namespace sim::report
