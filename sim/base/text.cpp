// sim/base/text.cpp: numbers, spans, clock times and dates, to and from text.
//
// Nothing here asks the locale of the process: a program that embeds the library may have set one
// in which 0.5 is written 0,5. (The standard's floating from_chars is not yet in libc++ 13.)
#include "sim/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <locale>
#include <sstream>

#include <fmt/format.h>

#include "sim/base/contract.h"

namespace sim {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Takes the longest beginning whose characters all satisfy `belongs` off the text.
template <class Belongs>
std::string_view take_while(std::string_view& text, Belongs belongs) {
  const auto end = std::find_if_not(text.begin(), text.end(), belongs);
  const auto length = static_cast<std::size_t>(end - text.begin());
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(length);
  return taken;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool take_sign(std::string_view& text) {  // true: negative
  const bool negative = take(text, '-');
  if (!negative) take(text, '+');
  return negative;
}

// The digits as a number; nothing if there are none or it is more than `most`.
std::optional<std::uint64_t> count_of(std::string_view digits, std::uint64_t most) {
  if (digits.empty()) return {};
  std::uint64_t value = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (most - digit) / 10) return {};
    value = value * 10 + digit;
  }
  return value;
}

constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

std::optional<std::int64_t> with_sign(std::uint64_t magnitude, bool negative) {
  if (!negative) {
    if (magnitude > largest) return {};
    return static_cast<std::int64_t>(magnitude);
  }
  if (magnitude > largest + 1) return {};
  if (magnitude == 0) return 0;
  return -static_cast<std::int64_t>(magnitude - 1) - 1;
}

bool is_decimal(std::string_view text) {
  take_sign(text);
  const std::size_t whole = take_while(text, is_digit).size();
  if (take(text, '.')) {
    if (take_while(text, is_digit).empty()) return false;
  } else if (whole == 0) {
    return false;
  }
  if (take(text, 'e') || take(text, 'E')) {
    take_sign(text);
    if (take_while(text, is_digit).empty()) return false;
  }
  return text.empty();
}

// Expects: is_decimal(text). Infinite where it is too large.
double decimal(std::string_view text) {
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  double value = 0.0;
  in >> value;
  return in.fail() ? std::numeric_limits<double>::infinity() : value;
}

struct Unit {
  std::string_view name;
  Duration length;
};

constexpr std::array<Unit, 18> units = {{
    {"ms", Duration{1}},
    {"s", Duration{1000}},
    {"sec", Duration{1000}},
    {"second", Duration{1000}},
    {"seconds", Duration{1000}},
    {"min", one_minute},
    {"minute", one_minute},
    {"minutes", one_minute},
    {"h", one_hour},
    {"hour", one_hour},
    {"hours", one_hour},
    {"d", one_day},
    {"day", one_day},
    {"days", one_day},
    {"week", one_week},
    {"weeks", one_week},
    {"year", one_year},
    {"years", one_year},
}};

// "3.5 days", the longest beginning of the text that is one number and one unit.
struct Term {
  std::uint64_t milliseconds;
  Duration unit;
};
std::optional<Term> take_term(std::string_view& text) {
  const std::string_view whole = take_while(text, is_digit);
  std::string decimals = "0.";
  if (take(text, '.')) {
    const std::string_view digits = take_while(text, is_digit);
    if (digits.empty()) return {};
    decimals += digits;
  } else if (whole.empty()) {
    return {};
  }
  decimals += '0';
  take_while(text, is_space);
  const auto unit = parse_unit(take_while(text, is_letter));
  take_while(text, is_space);
  if (!unit) return {};
  const auto length = static_cast<std::uint64_t>(unit->count());
  const auto count = whole.empty() ? 0 : count_of(whole, (largest + 1) / length);
  if (!count) return {};
  // The whole part is exact, so that every count of milliseconds reads back as it was written.
  const double part = decimal(decimals) * static_cast<double>(length);
  return Term{*count * length + static_cast<std::uint64_t>(std::llround(part)), *unit};
}

// The number of the unit, its plural where there is one: "1 day", "2 days", "2 h".
std::string counted(std::uint64_t count, std::string_view unit, std::string_view units_name) {
  return fmt::format("{} {}", count, count == 1 ? unit : units_name);
}

void drop_trailing_zeros(std::string& decimal_text) {
  decimal_text.erase(decimal_text.find_last_not_of('0') + 1);
  if (decimal_text.back() == '.') decimal_text.pop_back();
}

constexpr std::uint64_t count_in(Duration unit) { return static_cast<std::uint64_t>(unit.count()); }

// Under a minute: "12.5 s", "250 ms".
std::string format_seconds(std::uint64_t milliseconds) {
  if (milliseconds < 1000) return fmt::format("{} ms", milliseconds);
  std::string text = fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
  drop_trailing_zeros(text);
  return text + " s";
}

// Days, hours, minutes and seconds, the larger ones first and none that is zero. What is less than
// two of a unit is told in the next smaller one: "36 h", "90 min", "90 s".
std::string format_mixed(std::uint64_t milliseconds) {
  struct Name {
    Duration length;
    std::string_view one;
    std::string_view many;
  };
  static constexpr std::array<Name, 3> names = {
      {{one_day, "day", "days"}, {one_hour, "h", "h"}, {one_minute, "min", "min"}}};
  std::string text;
  const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : " ") + part; };
  for (const Name& name : names) {
    const std::uint64_t length = count_in(name.length);
    const std::uint64_t count = milliseconds / length;
    if (count < 2 && milliseconds != length && (count == 0 || text.empty())) continue;
    add(counted(count, name.one, name.many));
    milliseconds %= length;
  }
  if (milliseconds > 0) add(format_seconds(milliseconds));
  return text;
}

std::string format_magnitude(std::uint64_t milliseconds) {
  constexpr std::uint64_t tenth_of_a_day = count_in(one_day) / 10;
  if (milliseconds == 0) return "0 min";
  if (milliseconds % count_in(one_year) == 0) {
    return counted(milliseconds / count_in(one_year), "year", "years");
  }
  if (milliseconds % count_in(one_week) == 0) {
    return counted(milliseconds / count_in(one_week), "week", "weeks");
  }
  if (milliseconds % tenth_of_a_day == 0 && milliseconds > 2 * count_in(one_day)) {
    std::string days =
        fmt::format("{}.{}", milliseconds / count_in(one_day), milliseconds / tenth_of_a_day % 10);
    drop_trailing_zeros(days);
    return days + " days";
  }
  return format_mixed(milliseconds);
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  if (!is_decimal(text)) return {};
  const double value = decimal(text);
  if (!std::isfinite(value)) return {};
  return value;
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
  const bool negative = take_sign(text);
  if (!std::all_of(text.begin(), text.end(), is_digit)) return {};
  const auto magnitude = count_of(text, largest + 1);
  return magnitude ? with_sign(*magnitude, negative) : std::nullopt;
}

std::optional<Duration> parse_duration(std::string_view text) {
  text = trim(text);
  const bool negative = take_sign(text);
  std::uint64_t sum = 0;
  Duration previous_unit = Duration::max();
  do {
    const auto term = take_term(text);
    if (!term || term->unit >= previous_unit || term->milliseconds > largest + 1 - sum) return {};
    sum += term->milliseconds;
    previous_unit = term->unit;
  } while (!text.empty());
  const auto milliseconds = with_sign(sum, negative);
  return milliseconds ? std::optional(Duration{*milliseconds}) : std::nullopt;
}

std::optional<Duration> parse_unit(std::string_view name) {
  for (const Unit& unit : units) {
    if (unit.name == name) return unit.length;
  }
  return {};
}

std::string format_duration(Duration span) {
  // Negated as unsigned, for the most negative count has no positive counterpart.
  const auto count = static_cast<std::uint64_t>(span.count());
  return span < Duration{0} ? '-' + format_magnitude(0 - count) : format_magnitude(count);
}

std::string format_number(double value) {
  std::string text = fmt::format("{:.12g}", value);
  if (text.find('e') == std::string::npos) return text;
  text = fmt::format("{:.12f}", value);
  drop_trailing_zeros(text);
  return text;
}

std::optional<Duration> parse_clock(std::string_view text) {
  text = trim(text);
  const std::string_view hours = take_while(text, is_digit);
  if (!take(text, ':')) return {};
  const std::string_view minutes = take_while(text, is_digit);
  if (!text.empty() || hours.size() > 2 || minutes.size() != 2) return {};
  const auto hour = count_of(hours, 24);
  const auto minute = count_of(minutes, 59);
  if (!hour || !minute || (*hour == 24 && *minute > 0)) return {};
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

std::optional<Date> parse_date(std::string_view text) {
  text = trim(text);
  const std::string_view year = take_while(text, is_digit);
  if (year.size() != 4 || !take(text, '-')) return {};
  const std::string_view month = take_while(text, is_digit);
  if (month.size() != 2 || !take(text, '-')) return {};
  const std::string_view day = take_while(text, is_digit);
  if (day.size() != 2 || !text.empty()) return {};
  const std::chrono::year_month_day date{
      std::chrono::year{static_cast<int>(*count_of(year, 9999))},
      std::chrono::month{static_cast<unsigned>(*count_of(month, 99))},
      std::chrono::day{static_cast<unsigned>(*count_of(day, 99))}};
  if (!date.ok()) return {};
  return Date{date};
}

std::string format_clock(Duration since_midnight) {
  const std::int64_t minutes = std::chrono::floor<std::chrono::minutes>(since_midnight).count();
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string format_date(Date date) {
  const std::chrono::year_month_day parts{date};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()),
                     static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
}

std::string format_time(Time at) {
  if (at == never) return "never";
  const Date date = date_of(at);
  std::string weekday(weekday_name(weekday_of(date)));
  weekday.front() = static_cast<char>(weekday.front() - 'a' + 'A');
  return fmt::format("{} {} {}", weekday, format_date(date), format_clock(time_of_day(at)));
}

std::string_view weekday_name(int weekday) {
  static constexpr std::array<std::string_view, 7> names = {"mon", "tue", "wed", "thu",
                                                            "fri", "sat", "sun"};
  SIM_EXPECTS(weekday >= 0 && weekday < 7);
  return names[static_cast<std::size_t>(weekday)];
}

}  // namespace sim
