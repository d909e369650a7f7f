// sim/config/source.h: the text of a scenario, and where in it a mark of yaml-cpp is.
//
// yaml-cpp's marks count lines and bytes from 0; positions count lines and characters from 1.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <yaml-cpp/mark.h>

#include "sim/base/diagnostic.h"
#include "sim/base/words.h"

namespace sim::config {

inline bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

// The text and where its lines begin. Positions are asked for mostly in order, so the last one is
// kept: counting each from its line's beginning would be quadratic in a file of one long line.
class Source {
 public:
  Source(std::string_view text, std::uint32_t file) : text_(text), file_(file) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\n') lines_.push_back(i + 1);
    }
  }

  std::size_t lines() const { return lines_.size(); }
  std::string_view line(std::size_t number) const {  // from 0
    const std::size_t end = number + 1 < lines_.size() ? lines_[number + 1] - 1 : text_.size();
    return text_.substr(lines_[number], end - lines_[number]);
  }
  std::string_view rest_of_line(const YAML::Mark& mark) const {
    const std::string_view whole = line(line_of(mark));
    return whole.substr(std::min(byte_of(mark), whole.size()));
  }

  bool is_end(const YAML::Mark& mark) const {
    for (std::size_t i = line_of(mark) + 1; i < lines(); ++i) {
      if (!trim(line(i)).empty()) return false;
    }
    return trim(rest_of_line(mark)).empty();
  }

  SourcePosition position(std::size_t line_number, std::size_t byte) {
    if (line_number != last_.line || byte < last_.byte) last_ = {line_number, 0, 0};
    std::string_view between = line(line_number).substr(0, byte).substr(last_.byte);
    for (; !between.empty(); ++last_.characters) {
      const std::size_t length = std::max<std::size_t>(first_character(between), 1);
      between.remove_prefix(length);
      last_.byte += length;
    }
    return {file_, static_cast<std::uint32_t>(line_number + 1),
            static_cast<std::uint32_t>(last_.characters + 1)};
  }
  SourcePosition position(const YAML::Mark& mark) { return position(line_of(mark), byte_of(mark)); }
  SourcePosition whole() const { return {file_, 0, 0}; }

 private:
  struct Place {
    std::size_t line;
    std::size_t byte;
    std::size_t characters;
  };

  std::size_t line_of(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.line, 0)), lines_.size() - 1);
  }
  static std::size_t byte_of(const YAML::Mark& mark) {
    return static_cast<std::size_t>(std::max(mark.column, 0));
  }

  std::string_view text_;
  std::uint32_t file_;
  std::vector<std::size_t> lines_ = {0};
  Place last_ = {0, 0, 0};
};

}  // namespace sim::config
