// sim/config/seasons.cpp: weights read from mappings of months, days and hours.
#include "sim/config/seasons.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/base/text.h"
#include "sim/config/patterns.h"
#include "sim/config/reading.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

constexpr double largest_weight = 1e6;
constexpr double most_growth = 10.0;  // a year

constexpr std::array<std::string_view, 12> month_names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                          "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> weekday_names = {"mon", "tue", "wed", "thu",
                                                           "fri", "sat", "sun"};

// What has a weight of its own: the parts of a year, a week or a day.
struct Parts {
  std::string_view one;  // "a month"
  std::string_view how;  // they are written
  std::size_t count;
  std::vector<std::size_t> (*read)(std::string_view key);  // empty: not to be read
  std::string (*name)(std::size_t part);
  std::string (*pattern)();  // of a key
  std::string_view example;
};

template <std::size_t n>
std::optional<std::size_t> position(const std::array<std::string_view, n>& names,
                                    std::string_view name) {
  const auto there = std::find(names.begin(), names.end(), name);
  if (there == names.end()) return {};
  return static_cast<std::size_t>(there - names.begin());
}

// "jan", "jun-aug", "nov-feb", "jan,mar".
template <std::size_t n>
std::vector<std::size_t> named_parts(const std::array<std::string_view, n>& names,
                                     std::string_view key) {
  std::vector<std::size_t> all;
  for (const std::string_view span : split(key, ',')) {
    const std::vector<std::string_view> ends = split(span, '-');
    const auto first = position(names, ends.front());
    const auto last = position(names, ends.back());
    if (!first || !last || ends.size() > 2) return {};
    all.push_back(*first);
    while (all.back() != *last)
      all.push_back((all.back() + 1) % n);
  }
  return all;
}

template <std::size_t n>
std::string any_of(const std::array<std::string_view, n>& names) {
  return fmt::format("(?:{})", fmt::join(names, "|"));
}

// "9" is the hour from 09:00; "08:00-12:00" are four.
std::vector<std::size_t> hours_of_key(std::string_view key) {
  Duration from{0};
  Duration to{0};
  if (const auto hour = parse_integer(key); hour && *hour >= 0 && *hour < 24) {
    from = std::chrono::hours{*hour};
    to = from + one_hour;
  } else {
    const std::vector<std::string_view> ends = split(key, '-');
    const auto begin = parse_clock(ends.front());
    const auto end = ends.size() == 2 ? parse_clock(ends.back()) : std::nullopt;
    if (!begin || !end || *begin % one_hour != Duration{0} || *end % one_hour != Duration{0})
      return {};
    from = *begin;
    to = *end;
  }
  std::vector<std::size_t> hours;
  for (Duration hour = from; hour < to; hour += one_hour)
    hours.push_back(static_cast<std::size_t>(hour / one_hour));
  return hours;
}

constexpr Parts months = {"a month",
                          "months are written as in jan, or jun-aug",
                          12,
                          [](std::string_view key) { return named_parts(month_names, key); },
                          [](std::size_t part) { return std::string(month_names[part]); },
                          [] { return patterns::spans_of(any_of(month_names)); },
                          "{jul-aug: 0.5}"};
constexpr Parts weekdays = {"a weekday",
                            "weekdays are written as in mon, or mon-fri",
                            7,
                            [](std::string_view key) { return named_parts(weekday_names, key); },
                            [](std::size_t part) { return std::string(weekday_names[part]); },
                            [] { return patterns::spans_of(any_of(weekday_names)); },
                            "{mon: 2}"};
constexpr Parts hours = {
    "an hour",
    "hours are written as in 9, or 08:00-12:00, and are whole ones",
    24,
    hours_of_key,
    [](std::size_t part) { return fmt::format("the hour from {:02}:00", part); },
    [] { return "[01]?[0-9]|2[0-3]|" + patterns::hours; },
    "{13:00-17:00: 0.5}"};

Form<double> weight() {
  const auto read = [](const Input& input) -> std::optional<double> {
    const auto found = number_at_least(0.0).read(input);
    if (!found || *found <= largest_weight) return found;
    input.error("must be at most a million; what matters is how weights compare");
    return {};
  };
  Outline outline = outline_of("a weight", "1.5", {Number{Number::Step::Any, 0.0, largest_weight}});
  outline.origin = Origin::Allowed;
  return {outline, read};
}

void read_weight(const Input& input, const Entry& entry, const Parts& of,
                 std::vector<std::optional<double>>& weights) {
  const auto value = read_given(input.entry(entry), weight());
  const std::vector<std::size_t> parts = of.read(trim(entry.key));
  const auto wrong = [&](std::string message, std::string hint) {
    input.reading.found.error(entry.key_at, input.place.path, std::move(message), std::move(hint));
  };
  if (parts.empty()) {
    wrong(fmt::format("\"{}\" is not {}", entry.key, of.one), std::string(of.how));
    return;
  }
  for (const std::size_t part : parts) {
    if (weights[part]) {
      wrong(fmt::format("{} has a weight already", of.name(part)), "give each a weight once");
      return;
    }
    weights[part] = value ? *value : 1.0;
  }
}

Form<Weights> weights(const Parts& of) {
  const std::string what = fmt::format("weights; {}", of.how);
  const auto read = [&of, what](const Input& input) -> std::optional<Weights> {
    if (!input.node.is_mapping()) {
      input.error(fmt::format("expected {}, found {}", what, name_of_found(input.node)));
      return {};
    }
    const std::size_t errors = input.reading.found.errors();
    std::vector<std::optional<double>> written(of.count);
    for (const Entry& entry : input.node.entries)
      read_weight(input, entry, of, written);
    if (input.reading.found.errors() > errors) return {};
    Weights all;
    for (const std::optional<double>& each : written)
      all.push_back(each.value_or(1.0));
    return all;
  };
  return {{what,
           Origin::Allowed,
           {Names{inner(weight().outline), of.pattern()}},
           std::string(of.example)},
          read};
}

template <std::size_t n>
std::array<double, n> all_or_ones(const Given<Weights>& written) {
  std::array<double, n> weights{};
  for (std::size_t i = 0; i < n; ++i)
    weights[i] = written ? (*written)[i] : 1.0;
  return weights;
}

}  // namespace

Form<Weights> weights_by_month() { return weights(months); }
Form<Weights> weights_by_weekday() { return weights(weekdays); }
Form<Weights> weights_by_hour() { return weights(hours); }

Form<double> growth_a_year() {
  const auto read = [](const Input& input) -> std::optional<double> {
    const auto found = scalar_text(input, "a growth, as in 10 % / year");
    if (!found) return {};
    const std::vector<std::string_view> parts = split(*found, '/');
    if (parts.size() != 2 || parts.back() != "year") {
      input.error(fmt::format("\"{}\" is not a growth by the year", *found),
                  "write it as in 10 % / year, or -5 % / year");
      return {};
    }
    const auto growth = read_share(input, parts.front());
    if (!growth || (*growth > -1.0 && *growth <= most_growth)) return growth;
    input.error(*growth > 0.0 ? fmt::format("must be at most {:g} % / year, is {}",
                                            most_growth * 100.0, *found)
                              : fmt::format("must be more than -100 % / year, is {}", *found));
    return {};
  };
  Outline outline = outline_of("a growth", "10 % / year", {Matching{patterns::growth}});
  outline.origin = Origin::Allowed;
  return {outline, read};
}

model::Seasons seasons_of(const Given<Weights>& by_month, const Given<Weights>& by_weekday,
                          const Given<Weights>& by_hour) {
  return {all_or_ones<12>(by_month), all_or_ones<7>(by_weekday), all_or_ones<24>(by_hour)};
}

}  // namespace sim::config
