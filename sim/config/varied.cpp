// sim/config/varied.cpp: ranges of whole numbers, and lists.
#include "sim/config/varied.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/base/words.h"
#include "sim/config/document.h"
#include "sim/config/dotted_path.h"
#include "sim/config/reading.h"

namespace sim::config {
namespace {

constexpr std::size_t most_values = 1000;

struct Range {
  std::int64_t from, to, step;
};

// "2..8" or "2..8..2"; nothing where it is something else.
std::optional<Range> range_of(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return {};
  const std::string_view rest = text.substr(dots + 2);
  const std::size_t more = rest.find("..");
  const auto from = parse_integer(trim(text.substr(0, dots)));
  const auto to = parse_integer(trim(rest.substr(0, more)));
  const auto step = more == std::string_view::npos ? std::optional<std::int64_t>(1)
                                                   : parse_integer(trim(rest.substr(more + 2)));
  if (!from || !to || !step) return {};
  return Range{*from, *to, *step};
}

// "3..x": two dots beside a digit. "../rates.csv" is a file.
bool looks_like_range(const Node& item) {
  if (!item.is_scalar() || item.quoted) return false;
  const std::size_t dots = item.text.find("..");
  if (dots == std::string::npos) return false;
  const auto ends_in_digit = [](std::string_view text) {
    return !text.empty() && text.back() >= '0' && text.back() <= '9';
  };
  const std::string_view rest = trim(std::string_view(item.text).substr(dots + 2));
  const std::string_view before = trim(std::string_view(item.text).substr(0, dots));
  return ends_in_digit(before) || ends_in_digit(rest.substr(0, 1));
}

// An item as it was written, quotes and all.
std::string without_comma(std::string_view item) {
  item = trim(item);
  if (!item.empty() && item.back() == ',') item = trim(item.substr(0, item.size() - 1));
  return std::string(item);
}

class Reader {
 public:
  Reader(std::string_view text, std::uint32_t file, Diagnostics& found)
      : text_(text), file_(file), found_(found) {}

  std::optional<Varied> read() {
    const std::size_t equals = find_unquoted(text_, '=');
    if (equals == std::string_view::npos || trim(text_.substr(0, equals)).empty()) {
      error("expected PATH=VALUES");
      return {};
    }
    if (text_.find_first_of("\r\n") != std::string_view::npos) {
      error("the values stand on one line");
      return {};
    }
    Varied varied{std::string(trim(text_.substr(0, equals))), {}};
    const std::string_view values = text_.substr(equals + 1);
    const std::optional<Range> range = range_of(values);
    varied.values = range ? numbers(*range) : items(values, equals + 1);
    if (varied.values.empty()) return {};
    check_differ(varied.values);
    return found_.errors() == errors_ ? std::optional(std::move(varied)) : std::nullopt;
  }

 private:
  void error(const std::string& message) {
    found_.error(
        {file_, 1, 1}, {}, message,
        "write it as in clinic.resources.chairs=2..8 or booking.series=rolling,whole_course");
  }

  std::vector<std::string> numbers(Range range) {
    if (range.step < 1 || range.to < range.from) {
      error(fmt::format("a range goes up, by 1 or more, found {}..{} by {}", range.from, range.to,
                        range.step));
      return {};
    }
    // Without a sign, because the whole way may be longer than a signed number holds.
    const auto length =
        static_cast<std::uint64_t>(range.to) - static_cast<std::uint64_t>(range.from);
    const std::uint64_t more = length / static_cast<std::uint64_t>(range.step);
    if (more >= most_values) {
      error(too_many());
      return {};
    }
    std::vector<std::string> all = {std::to_string(range.from)};
    for (std::uint64_t i = 0; i < more; ++i)
      all.push_back(std::to_string(range.from += range.step));
    return all;
  }

  std::vector<std::string> items(std::string_view values, std::size_t begin) {
    // Blanks in the place of the path give the values their own positions.
    const std::string blanks(count_characters(text_.substr(0, begin)) - 1, ' ');
    const Node list = parse_document(fmt::format("{}[{}]", blanks, values), file_, found_);
    if (found_.errors() > errors_) return {};
    if (!list.is_sequence() || list.items.empty()) {
      error("there are no values after the =");
      return {};
    }
    std::vector<std::string> all;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      if (looks_like_range(list.items[i])) refuse_range(list.items[i]);
      const std::size_t from = offset_of(list.items[i]);
      const bool last = i + 1 == list.items.size();
      const std::size_t to = last ? text_.size() : offset_of(list.items[i + 1]);
      all.push_back(without_comma(text_.substr(from, to - from)));
    }
    if (all.size() > most_values) error(too_many());
    return all;
  }

  // In bytes, of where the node begins in the text.
  std::size_t offset_of(const Node& node) const {
    std::size_t offset = 0;
    for (std::uint32_t column = 1; column < node.at.column && offset < text_.size(); ++column)
      offset += std::max<std::size_t>(first_character(text_.substr(offset)), 1);
    return offset;
  }

  void refuse_range(const Node& item) {
    found_.error(item.at, {}, fmt::format("{} is no range", name_of_found(item)),
                 "a range is written 2..8, or 2..8..2 with a step, in whole numbers, and stands "
                 "alone; other values stand one by one, as in 2 %,4 %,6 %");
  }

  static std::string too_many() {
    return fmt::format("there are more than {} values", most_values);
  }

  void check_differ(const std::vector<std::string>& values) {
    std::set<std::string> seen;
    for (const std::string& each : values) {
      if (!seen.insert(each).second) error(fmt::format("the value {} stands there twice", each));
    }
  }

  std::string_view text_;
  std::uint32_t file_;
  Diagnostics& found_;
  std::size_t errors_ = found_.errors();
};

}  // namespace

std::optional<Varied> read_varied(std::string_view text, std::uint32_t file, Diagnostics& found) {
  return Reader(text, file, found).read();
}

}  // namespace sim::config
