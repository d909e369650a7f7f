// sim/config/hours.cpp: weeks and dates read from their text.
#include "sim/config/hours.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/base/text.h"
#include "sim/config/outlines.h"
#include "sim/config/reading.h"
#include "sim/config/values.h"

namespace sim::config {
namespace {

constexpr std::string_view how_days_look = "days are written as in mon-fri, sat or \"mon,wed,fri\"";

// Hours of one day, as the clock shows them.
struct Shift {
  int day = 0;  // from Monday
  model::Interval hours{};
  int count = 1;
  Place place;
};

std::optional<int> parse_day(std::string_view text) {
  for (int day = 0; day < 7; ++day)
    if (weekday_name(day) == text) return day;
  return {};
}

// "mon", "mon-fri", "sat-mon".
std::vector<int> parse_days(std::string_view text) {
  const std::vector<std::string_view> ends = split(text, '-');
  if (ends.size() > 2) return {};
  const auto first = parse_day(ends.front());
  const auto last = parse_day(ends.back());
  if (!first || !last) return {};
  std::vector<int> days = {*first};
  while (days.back() != *last)
    days.push_back((days.back() + 1) % 7);
  return days;
}

// "mon-fri,sun"; nothing, and an error, where any part is no day.
std::vector<int> read_days(const Place& place, Reading& reading, std::string_view text) {
  std::vector<int> all;
  for (const std::string_view part : split(text, ',')) {
    const std::vector<int> days = parse_days(part);
    if (days.empty()) {
      reading.found.error(place.at, place.path,
                          fmt::format("\"{}\" is not a day of the week", part),
                          std::string(how_days_look));
      return {};
    }
    all.insert(all.end(), days.begin(), days.end());
  }
  return all;
}

std::optional<model::Interval> read_interval(const Place& place, Reading& reading,
                                             std::string_view text) {
  const std::vector<std::string_view> ends = split(text, '-');
  const auto from = parse_clock(ends.front());
  const auto to = ends.size() == 2 ? parse_clock(ends.back()) : std::nullopt;
  if (!from || !to) {
    reading.found.error(place.at, place.path, fmt::format("\"{}\" is not a span of the day", text),
                        "write hours as in 08:00-17:00; the end of the day is 24:00");
    return {};
  }
  if (*from >= *to) {
    reading.found.error(place.at, place.path,
                        fmt::format("{} ends {} it begins", text, *from == *to ? "when" : "before"),
                        "hours past midnight belong to two days, as in {fri: 22:00-24:00, sat: "
                        "00:00-06:00}");
    return {};
  }
  return model::Interval{*from, *to};
}

// Of one day's value: 08:00-17:00, a list of such, or a mapping of such to counts.
std::vector<Shift> read_day(const Input& input) {
  Form<int> heads = whole_number(0, 10'000);
  heads.outline.origin = Origin::Allowed;
  std::vector<Shift> shifts;
  const auto add = [&](const Place& place, std::string_view text, int count) {
    if (const auto hours = read_interval(place, input.reading, text))
      shifts.push_back({0, *hours, count, place});
  };
  if (!input.node.is_scalar() && input.node.items.empty() && input.node.entries.empty())
    input.error("there are no hours", "write them as in 08:00-17:00, or take the day away");
  switch (input.node.kind) {
    case Node::Kind::Missing:
      break;
    case Node::Kind::Scalar:
      add(input.place, trim(input.node.text), 1);
      break;
    case Node::Kind::Sequence:
      for (const Node& item : input.node.items) {
        if (const auto text = scalar_text(Input{item, {item.at, input.place.path}, input.reading},
                                          "hours, as in 08:00-17:00"))
          add({item.at, input.place.path}, *text, 1);
      }
      break;
    case Node::Kind::Mapping:
      for (const Entry& entry : input.node.entries) {
        if (const auto count = read_given(input.entry(entry), heads))
          add({entry.key_at, input.place.path}, entry.key, *count);
      }
      break;
  }
  return shifts;
}

bool report_overlaps(std::vector<Shift>& shifts, Reading& reading) {
  std::stable_sort(shifts.begin(), shifts.end(), [](const Shift& a, const Shift& b) {
    return a.day != b.day ? a.day < b.day : a.hours.from < b.hours.from;
  });
  for (std::size_t i = 1; i < shifts.size(); ++i) {
    const Shift& before = shifts[i - 1];
    const Shift& after = shifts[i];
    if (before.day != after.day || before.hours.to <= after.hours.from) continue;
    const auto clock = [](const Shift& shift) {
      return format_clock(shift.hours.from) + "-" + format_clock(shift.hours.to);
    };
    const Place& later = before.place.at < after.place.at ? after.place : before.place;
    reading.found.error(
        later.at, later.path,
        fmt::format("{} overlaps {} on {}", clock(after), clock(before), weekday_name(after.day)));
    return true;  // the other days of the same keys would only say it again
  }
  return false;
}

// The shifts of a week in order; nothing, and errors, where any is wrong.
std::optional<std::vector<Shift>> read_week(const Input& input) {
  const std::size_t errors = input.reading.found.errors();
  std::vector<Shift> shifts;
  for (const Entry& entry : input.node.entries) {
    const std::vector<int> days =
        read_days({entry.key_at, input.place.path}, input.reading, entry.key);
    for (const Shift& shift : read_day(input.entry(entry))) {
      for (const int day : days) {
        shifts.push_back(shift);
        shifts.back().day = day;
      }
    }
    if (entry.value.kind == Node::Kind::Missing) return {};
  }
  if (input.reading.found.errors() > errors || report_overlaps(shifts, input.reading)) return {};
  for (Shift& shift : shifts) {
    shift.hours.from += shift.day * one_day;
    shift.hours.to += shift.day * one_day;
  }
  return shifts;
}

std::optional<model::WeeklyHours> hours_of(const Input& input) {
  if (input.node.is_scalar() && trim(input.node.text) == "always")
    return model::WeeklyHours::always();
  if (!input.node.is_mapping()) {
    input.error("expected days with their hours, found " + name_of_found(input.node),
                "write them as in {mon-fri: 08:00-17:00}, or always");
    return {};
  }
  if (input.node.entries.empty()) {
    input.error("there are no hours", "write them as in {mon-fri: 08:00-17:00}, or always");
    return {};
  }
  for (const Entry& entry : input.node.entries) {
    if (entry.value.is_mapping()) {
      input.entry(entry).error("expected hours, found a mapping", "write them as in 08:00-17:00");
      return {};
    }
  }
  const auto shifts = read_week(input);
  if (!shifts) return {};
  std::vector<model::Interval> intervals;
  for (const Shift& shift : *shifts)
    intervals.push_back(shift.hours);
  return model::WeeklyHours(std::move(intervals));
}

std::optional<model::Rota> rota_of(const Input& input) {
  for (const Entry& entry : input.node.entries) {
    if (!entry.value.is_mapping() && entry.value.kind != Node::Kind::Missing) {
      input.entry(entry).error("expected hours with a count, found " + name_of_found(entry.value),
                               "write every day of a rota as in {08:00-12:00: 3, 12:00-13:00: 2}");
      return {};
    }
  }
  const auto shifts = read_week(input);
  if (!shifts) return {};
  std::vector<model::Rota::Level> levels;
  const auto from_here_on = [&](Duration from, int count) {
    if (!levels.empty() && levels.back().from == from) levels.pop_back();
    if (levels.empty() || levels.back().count != count) levels.push_back({from, count});
  };
  from_here_on(Duration{0}, 0);
  for (const Shift& shift : *shifts) {
    from_here_on(shift.hours.from, shift.count);
    if (shift.hours.to < one_week) from_here_on(shift.hours.to, 0);
  }
  return model::Rota(std::move(levels));
}

constexpr int most_closed_dates = 3653;

// "2027-05-06", "2027-12-24 to 2028-01-01".
std::vector<Date> read_dates(const Input& input) {
  const auto text = scalar_text(input, "a date, or a first and a last one");
  if (!text) return {};
  const std::size_t to = text->find(" to ");
  const auto first = parse_date(trim(std::string_view(*text).substr(0, to)));
  const auto last =
      to == std::string::npos ? first : parse_date(trim(std::string_view(*text).substr(to + 4)));
  if (!first || !last) {
    input.error(fmt::format("\"{}\" is not a date", *text),
                "write dates as in 2027-05-06, or 2027-12-24 to 2028-01-01");
    return {};
  }
  if (*last < *first || (*last - *first).count() >= most_closed_dates) {
    input.error(*last < *first ? fmt::format("{} ends before it begins", *text)
                               : fmt::format("{} is longer than ten years", *text));
    return {};
  }
  std::vector<Date> dates;
  for (Date date = *first; date <= *last; date += std::chrono::days{1})
    dates.push_back(date);
  return dates;
}

}  // namespace

Form<model::WeeklyHours> weekly_hours() { return {outline_of_hours(), hours_of}; }

Form<std::uint8_t> weekdays() {
  const auto read = [](const Input& input) -> std::optional<std::uint8_t> {
    const std::size_t errors = input.reading.found.errors();
    if (input.node.is_sequence() && input.node.items.empty())
      input.error("there are no days", std::string(how_days_look));
    unsigned bits = 0;
    const auto add = [&](const Node& node) {
      const Input each{node, {node.at, input.place.path}, input.reading};
      const auto text = scalar_text(each, "a day of the week");
      if (!text) return;
      for (const int day : read_days(each.place, each.reading, *text))
        bits |= 1U << static_cast<unsigned>(day);
    };
    if (input.node.is_sequence()) {
      std::for_each(input.node.items.begin(), input.node.items.end(), add);
    } else {
      add(input.node);
    }
    if (input.reading.found.errors() > errors) return {};
    return static_cast<std::uint8_t>(bits);
  };
  return {outline_of_weekdays(), read};
}

Form<model::ClosedDates> closed_dates() {
  const auto read = [](const Input& input) -> std::optional<model::ClosedDates> {
    const std::size_t errors = input.reading.found.errors();
    std::vector<Date> dates;
    if (input.node.is_sequence()) {
      for (const Node& item : input.node.items) {
        for (const Date date : read_dates(Input{item, {item.at, input.place.path}, input.reading}))
          dates.push_back(date);
      }
    } else {
      dates = read_dates(input);
    }
    if (input.reading.found.errors() > errors) return {};
    return model::ClosedDates(std::move(dates));
  };
  return {outline_of_dates(), read};
}

Form<Duty> duty() {
  const auto read = [](const Input& input) -> std::optional<Duty> {
    const bool with_counts =
        input.node.is_mapping() &&
        std::any_of(input.node.entries.begin(), input.node.entries.end(),
                    [](const Entry& entry) { return entry.value.is_mapping(); });
    if (with_counts) {
      auto rota = rota_of(input);
      return rota ? std::optional<Duty>(std::move(*rota)) : std::nullopt;
    }
    auto hours = hours_of(input);
    return hours ? std::optional<Duty>(std::move(*hours)) : std::nullopt;
  };
  return {outline_of_duty(), read};
}

}  // namespace sim::config
