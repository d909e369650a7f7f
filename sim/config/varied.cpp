// sim/config/varied.cpp: ranges of whole numbers, and lists.
#include "sim/config/varied.h"

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
    std::vector<std::string> all;
    for (std::int64_t each = range.from; each <= range.to && all.size() <= most_values;
         each += range.step)
      all.push_back(std::to_string(each));
    check_count(all);
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
    for (const Node& item : list.items)
      all.push_back(inline_text(item));
    check_count(all);
    return all;
  }

  void check_count(const std::vector<std::string>& values) {
    if (values.size() > most_values)
      error(fmt::format("there are more than {} values", most_values));
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
