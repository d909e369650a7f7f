// sim/config/between.cpp: two texts taken apart into numbers, and one put together between them.
#include "sim/config/between.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/base/fraction.h"
#include "sim/base/text.h"
#include "sim/config/document.h"
#include "sim/config/reading.h"

namespace sim::config {
namespace {

using Steps = model::UncertainInput::Steps;

constexpr double day = 24.0 * 60.0 * 60.0 * 1000.0;  // milliseconds
constexpr std::int64_t parts_of_a_whole = 60;  // that fractions are cut into, or nearly so many
constexpr std::int64_t most_parts = 1000;

// A number and what stands around it.
struct Amount {
  enum class Kind : std::uint8_t { Number, Span };

  Kind kind = Kind::Number;
  double value = 0.0;             // milliseconds of a span
  std::optional<Fraction> exact;  // of a number without a unit
  std::string before;             // "x "
  std::string after;              // " %", " / "
  std::optional<Duration> per;    // of a rate
  std::string per_name;           // "week"
};

// What stands after a number: "", "%", "/ week" or "% / year".
bool read_unit(std::string_view unit, Amount& amount) {
  const std::size_t slash = unit.find('/');
  const std::string_view scale = trim(unit.substr(0, slash));
  if (!scale.empty() && scale != "%") return false;
  amount.after = scale.empty() ? "" : " %";
  if (slash == std::string_view::npos) return true;
  amount.per_name = trim(unit.substr(slash + 1));
  amount.per = parse_unit(amount.per_name);
  return amount.per.has_value();
}

std::optional<Amount> amount_of(std::string_view text) {
  Amount amount;
  if (text.substr(0, 2) == "x ") {
    amount.before = "x ";
    text = trim(text.substr(2));
  }
  if (const auto exact = parse_fraction(text)) {
    amount.exact = exact;
    amount.value = exact->value();
    return amount;
  }
  const std::size_t end = std::min(text.find_first_not_of("+-.0123456789eE"), text.size());
  const auto number = parse_number(trim(text.substr(0, end)));
  if (number && read_unit(text.substr(end), amount)) {
    amount.value = *number;
    return amount;
  }
  const auto span = parse_duration(text);
  if (!span || !amount.before.empty()) return {};
  amount.kind = Amount::Kind::Span;
  amount.value = in_milliseconds(*span);
  return amount;
}

// The same in the unit of another; nothing where they are of two kinds.
std::optional<Amount> in_unit_of(const Amount& other, Amount amount) {
  if (amount.kind != other.kind || amount.before != other.before || amount.after != other.after ||
      amount.per.has_value() != other.per.has_value())
    return {};
  if (amount.per) amount.value *= in_milliseconds(*other.per) / in_milliseconds(*amount.per);
  amount.per = other.per;
  amount.per_name = other.per_name;
  return amount;
}

std::string written(const Amount& like, double value) {
  if (like.kind == Amount::Kind::Span) return format_duration(from_milliseconds(value));
  const std::string number = like.before + format_number(value) + like.after;
  return like.per ? fmt::format("{} / {}", number, like.per_name) : number;
}

std::string written(Fraction fraction) {
  return fraction.denominator() == 1
             ? fmt::format("{}", fraction.numerator())
             : fmt::format("{}/{}", fraction.numerator(), fraction.denominator());
}

// A number with its ends.
struct Ends {
  Amount value, low, high;
};

std::optional<Ends> ends_of(std::string_view value, std::string_view low, std::string_view high) {
  const auto from = amount_of(low);
  auto to = amount_of(high);
  auto here = amount_of(value);
  if (!from || !to || !here) return {};
  to = in_unit_of(*from, *to);
  here = in_unit_of(*from, *here);
  if (!to || !here) return {};
  return Ends{*here, *from, *to};
}

// A number in whole steps from the low end: how many there are, and the value at each.
struct Stairs {
  std::int64_t steps;
  std::int64_t first;  // in parts of a whole
  std::int64_t parts;

  std::int64_t nearest(double share) const {
    const auto values = static_cast<double>(steps + 1);
    return std::min(static_cast<std::int64_t>(share * values), steps);
  }
};

// Nothing where any value will do: a share, a rate, a span that is not of whole days.
std::optional<Stairs> stairs_of(const Ends& ends) {
  const Amount& low = ends.low;
  if (low.kind == Amount::Kind::Span) {
    const double first = low.value / day;
    const double last = ends.high.value / day;
    if (first != std::floor(first) || last != std::floor(last)) return {};
    const auto from = static_cast<std::int64_t>(first);
    return Stairs{static_cast<std::int64_t>(last) - from, from, 1};
  }
  if (!low.exact || !ends.high.exact || !ends.value.exact) return {};
  auto common = least_common_multiple(low.exact->denominator(), ends.high.exact->denominator());
  if (common) common = least_common_multiple(*common, ends.value.exact->denominator());
  if (!common || *common > most_parts) return {};
  const std::int64_t parts =
      *common == 1 ? 1 : std::max(*common, parts_of_a_whole / *common * *common);
  const auto in_parts = [parts](Fraction of) {
    return of.numerator() * (parts / of.denominator());
  };
  return Stairs{in_parts(*ends.high.exact) - in_parts(*low.exact), in_parts(*low.exact), parts};
}

std::string value_at(const Ends& ends, const Stairs& stairs, std::int64_t step) {
  const std::int64_t value = stairs.first + step;
  if (ends.low.kind == Amount::Kind::Span)
    return written(ends.low, static_cast<double>(value) * day);
  return ends.low.before + written(Fraction(value, stairs.parts));
}

// The way through three trees of the same form.
class Way {
 public:
  Way(double share, Steps steps) : share_(share), steps_(steps) {}

  std::optional<Node> at(const Node& value, const Node& low, const Node& high);
  // Where it led, on average over the numbers on it; the ends are met exactly.
  double share() const { return numbers_ == 0 ? share_ : sum_ / numbers_; }

 private:
  std::optional<Node> number(const Node& value, const Node& low, const Node& high);
  std::string written_at(const Ends& ends);
  void passed(double share) {
    sum_ += share;
    ++numbers_;
  }

  double share_;
  Steps steps_;
  double sum_ = 0.0;
  int numbers_ = 0;
};

std::string Way::written_at(const Ends& ends) {
  const auto stairs = steps_ == Steps::Whole ? stairs_of(ends) : std::nullopt;
  if (stairs && stairs->steps > 0) {
    const std::int64_t step = stairs->nearest(share_);
    passed(static_cast<double>(step) / static_cast<double>(stairs->steps));
    return value_at(ends, *stairs, step);
  }
  passed(share_);
  return written(ends.low, ends.low.value + share_ * (ends.high.value - ends.low.value));
}

std::optional<Node> Way::number(const Node& value, const Node& low, const Node& high) {
  if (low.text == high.text && low.text == value.text) return low;
  const auto ends = ends_of(value.text, low.text, high.text);
  if (!ends) return {};
  Node result = low;
  result.text = written_at(*ends);
  if (share_ <= 0.0) result.text = low.text;
  if (share_ >= 1.0) result.text = high.text;
  return result;
}

std::optional<Node> Way::at(const Node& value, const Node& low, const Node& high) {
  if (low.kind != high.kind || low.kind != value.kind) return {};
  if (low.is_scalar()) return number(value, low, high);
  const auto alike = [&](const Node& other) {
    return low.items.size() == other.items.size() && low.entries.size() == other.entries.size() &&
           std::equal(low.entries.begin(), low.entries.end(), other.entries.begin(),
                      [](const Entry& a, const Entry& b) { return a.key == b.key; });
  };
  if (!alike(value) || !alike(high)) return {};
  Node result = low;
  for (std::size_t i = 0; i < low.items.size(); ++i) {
    auto item = at(value.items[i], low.items[i], high.items[i]);
    if (!item) return {};
    result.items[i] = std::move(*item);
  }
  for (std::size_t i = 0; i < low.entries.size(); ++i) {
    auto entry = at(value.entries[i].value, low.entries[i].value, high.entries[i].value);
    if (!entry) return {};
    result.entries[i].value = std::move(*entry);
  }
  return result;
}

Node tree_of(const std::string& text) {
  Diagnostics unheard;  // a tree that is no tree is none of a number
  return parse_document(text, unheard.add_file("", text), unheard);
}

}  // namespace

std::optional<Between> between_ends(const model::UncertainInput& input, double share) {
  SIM_EXPECTS(share >= 0.0 && share <= 1.0);
  Way way(share, input.steps);
  const auto tree = way.at(tree_of(input.value), tree_of(input.low), tree_of(input.high));
  if (!tree || tree->kind == Node::Kind::Missing) return {};
  return Between{inline_text(*tree), way.share()};
}

std::string fault_of_range(const model::UncertainInput& input) {
  if (input.low == input.high) return fmt::format("both ends of its range are {}", input.low);
  const auto ends = ends_of(input.value, input.low, input.high);
  if (!ends) return {};
  const double low = ends->low.value;
  const double high = ends->high.value;
  if (low == high) return fmt::format("both ends of its range are {}", input.low);
  if (low > high) return fmt::format("its range begins with the higher end, {}", input.low);
  if (ends->value.value < low || ends->value.value > high) {
    return fmt::format("{} lies outside its range, {} to {}", input.value, input.low, input.high);
  }
  return {};
}

}  // namespace sim::config
