#include "sim/config/cells.h"

#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "sim/base/text.h"

namespace sim::config {
namespace {

constexpr Duration longest_span = 1000 * one_year;

// "09:30", "09:30:15": before midnight.
std::optional<Duration> parse_time_of_day(std::string_view text) {
  Duration seconds{0};
  const std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() == 3) {
    const auto number = parts[2].size() == 2 ? parse_integer(parts[2]) : std::nullopt;
    if (!number || *number < 0 || *number > 59) return {};
    seconds = std::chrono::seconds{*number};
    text = text.substr(0, text.rfind(':'));
  }
  const auto clock = parse_clock(text);
  if (!clock || *clock >= one_day) return {};
  return *clock + seconds;
}

std::optional<Moment> parse_moment(std::string_view text) {
  const std::size_t end = text.find_first_of("T ");
  const auto date = parse_date(text.substr(0, end));
  if (!date) return {};
  if (end == std::string_view::npos) return Moment{*date, {}};
  const auto time = parse_time_of_day(trim(text.substr(end + 1)));
  if (!time) return {};
  return Moment{*date, time};
}

// Says that the text is not what it should be, "a date".
void say_not(const Field& field, std::string_view what, std::string hint) {
  field.error(field.empty() ? fmt::format("expected {}, found an empty cell", what)
                            : fmt::format("expected {}, found \"{}\"", what, field.cell.text),
              std::move(hint));
}

}  // namespace

std::optional<Date> read_date(const Field& field) {
  const auto date = parse_date(field.cell.text);
  if (!date) say_not(field, "a date", "write it as in 2027-01-05");
  return date;
}

std::optional<Moment> read_moment(const Field& field) {
  const auto moment = parse_moment(field.cell.text);
  if (!moment) say_not(field, "a date", "write it as in 2027-01-05 or 2027-01-05 09:30");
  return moment;
}

std::optional<Duration> read_time_of_day(const Field& field) {
  const auto time = parse_time_of_day(field.cell.text);
  if (!time) say_not(field, "a time of day", "write it as in 09:30");
  return time;
}

std::optional<int> read_count(const Field& field, int lowest) {
  const auto number = parse_integer(field.cell.text);
  if (number && *number >= lowest && *number <= std::numeric_limits<int>::max())
    return static_cast<int>(*number);
  say_not(field, fmt::format("a whole number of at least {}", lowest), {});
  return {};
}

std::optional<double> read_number(const Field& field) {
  const auto number = parse_number(field.cell.text);
  const bool has_comma = field.cell.text.find(',') != std::string::npos;
  if (!number) say_not(field, "a number", has_comma ? "write decimals with a point" : "");
  return number;
}

std::optional<double> read_amount(const Field& field, Measure::Dimension dimension,
                                  std::optional<Duration> unit) {
  if (dimension == Measure::Dimension::Number) return read_number(field);
  std::optional<double> span;
  if (unit) {
    const auto number = read_number(field);
    if (!number) return {};
    span = *number * in_milliseconds(*unit);
  } else if (const auto written = parse_duration(field.cell.text)) {
    span = in_milliseconds(*written);
  } else if (parse_number(field.cell.text)) {
    field.error(fmt::format("{} has no unit", field.cell.text),
                "say it in the scenario, as in {file: x.csv, column: minutes, unit: min}");
  } else {
    say_not(field, "a duration", "write it as in 40 min or 2 h 30 min");
  }
  if (!span || std::abs(*span) <= in_milliseconds(longest_span)) return span;
  field.error(fmt::format("\"{}\" is longer than 1000 years", field.cell.text));
  return {};
}

}  // namespace sim::config
