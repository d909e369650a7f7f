// sim/config/values.cpp: single values read from their text.
#include "sim/config/values.h"

#include <cmath>

#include "sim/config/patterns.h"
#include "sim/config/scale.h"

namespace sim::config {
namespace {

constexpr Duration longest_span = 1000 * one_year;

constexpr std::string_view how_durations_look =
    R"(write a duration as in "40 min", "2 h 30 min", "3.5 days" or "2 weeks")";

// "3.5" of 3.5: as a person would write it.
std::string plain(double value) { return fmt::format("{:.10g}", value); }

std::string not_whole(int lowest, int highest, std::string_view text) {
  return highest == std::numeric_limits<int>::max()
             ? fmt::format("expected a whole number of at least {}, found \"{}\"", lowest, text)
             : fmt::format("expected a whole number from {} to {}, found \"{}\"", lowest, highest,
                           text);
}

}  // namespace

std::optional<Duration> read_duration(const Input& input, std::string_view text,
                                      std::string_view unit) {
  if (const auto span = parse_duration(text)) {
    if (*span <= longest_span && *span >= -longest_span) return span;
    input.error(fmt::format("\"{}\" is longer than 1000 years", text));
    return {};
  }
  if (parse_number(text)) {
    input.error(fmt::format("{} has no unit", text), fmt::format("write {} {}", text, unit));
  } else {
    input.error(fmt::format("\"{}\" is not a duration", text), std::string(how_durations_look));
  }
  return {};
}

std::optional<double> read_share(const Input& input, std::string_view text) {
  if (!text.empty() && text.back() == '%') {
    if (const auto percent = parse_number(trim(text.substr(0, text.size() - 1))))
      return *percent / 100.0;
  } else if (const auto bare = parse_number(text)) {
    const bool looks_like_fraction = *bare > 0.0 && *bare < 1.0;
    input.error(fmt::format("{} has no percent sign", text),
                fmt::format("write {} %", plain(looks_like_fraction ? *bare * 100.0 : *bare)));
    return {};
  }
  input.error(fmt::format("\"{}\" is not a share", text), "write a share as in \"3.6 %\"");
  return {};
}

std::optional<int> read_whole(const Input& input, std::string_view text, int lowest, int highest) {
  const auto number = parse_integer(text);
  if (number && *number >= lowest && *number <= highest) return static_cast<int>(*number);
  input.error(not_whole(lowest, highest, text));
  return {};
}

std::string either(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
  return text;
}

Form<std::string> text(std::string_view what, std::string_view example) {
  const auto read = [what = std::string(what)](const Input& input) -> std::optional<std::string> {
    auto found = scalar_text(input, what);
    if (found && found->empty()) {
      input.error("expected " + what + ", found empty text");
      return {};
    }
    return found;
  };
  return {{std::string(what), Origin::Allowed, {AnyText{}}, std::string(example)}, read};
}

Form<std::string> name_of(std::string_view what, std::string_view example) {
  return text(fmt::format("the name of a {}", what), example);
}

Form<int> whole_number(int lowest, int highest) {
  const auto read = [=](const Input& input) -> std::optional<int> {
    const auto found = scalar_text(input, "a whole number");
    return found ? read_whole(input, *found, lowest, highest) : std::nullopt;
  };
  const bool limited = highest != std::numeric_limits<int>::max();
  const Number number{Number::Step::Whole, static_cast<double>(lowest),
                      limited ? static_cast<double>(highest) : random::infinity};
  return {outline_of("a whole number", "4", {number}), read};
}

Form<std::uint64_t> seed_number() {
  const auto read = [](const Input& input) -> std::optional<std::uint64_t> {
    const auto found = scalar_text(input, "a whole number");
    if (!found) return {};
    const auto number = parse_integer(*found);
    if (number && *number >= 0) return static_cast<std::uint64_t>(*number);
    input.error(fmt::format("expected a whole number of at least 0, found \"{}\"", *found));
    return {};
  };
  return {outline_of("a whole number", "4", {Number{Number::Step::Whole, 0.0}}), read};
}

Form<double> number_at_least(double lowest) {
  const auto read = [=](const Input& input) -> std::optional<double> {
    const auto found = scalar_text(input, "a number");
    if (!found) return {};
    const auto number = parse_number(*found);
    if (number && *number >= lowest) return number;
    input.error(number ? fmt::format("must be at least {}, is {}", plain(lowest), *found)
                       : fmt::format("expected a number, found \"{}\"", *found));
    return {};
  };
  return {outline_of("a number", "3.5", {Number{Number::Step::Any, lowest}}), read};
}

Form<double> share() {
  const auto read = [](const Input& input) -> std::optional<double> {
    const auto found = scalar_text(input, "a share, as in 3.6 %");
    if (!found) return {};
    const auto fraction = read_share(input, *found);
    if (!fraction || (*fraction >= 0.0 && *fraction <= 1.0)) return fraction;
    input.error(fmt::format("must be between 0 % and 100 %, is {}", *found));
    return {};
  };
  return {outline_of("a share", "3.6 %", {Matching{patterns::share}}), read};
}

Form<double> factor() {
  static constexpr double highest = 1000.0;
  const auto read = [](const Input& input) -> std::optional<double> {
    const auto found = scalar_text(input, "a factor, as in x 1.2");
    if (!found) return {};
    const auto parsed = parse_factor(*found, input.place.at);
    if (parsed && parsed->times > 0.0 && parsed->times <= highest) return parsed->times;
    if (parsed) {
      input.error(fmt::format("must be more than x 0 and at most x {:g}, is {}", highest, *found));
    } else {
      input.error(fmt::format("\"{}\" is not a factor", *found),
                  parse_number(*found) ? fmt::format("write x {}", *found)
                                       : std::string("write a factor as in x 1.2"));
    }
    return {};
  };
  return {outline_of("a factor", "x 1.2", {Matching{patterns::factor}}), read};
}

Form<Date> date() {
  const auto read = [](const Input& input) -> std::optional<Date> {
    const auto found = scalar_text(input, "a date");
    if (!found) return {};
    const auto parsed = parse_date(*found);
    if (!parsed)
      input.error(fmt::format("\"{}\" is not a date", *found), "write a date as in 2027-01-04");
    return parsed;
  };
  return {outline_of("a date", "2027-01-04", {Matching{patterns::date}}), read};
}

Form<Fraction> fraction() {
  const auto read = [](const Input& input) -> std::optional<Fraction> {
    const auto found = scalar_text(input, "a number or a fraction");
    if (!found) return {};
    const auto parsed = parse_fraction(*found);
    if (parsed && parsed->numerator() > 0) return parsed;
    if (parsed) {
      input.error(fmt::format("must be more than 0, is {}", *found));
    } else {
      input.error(fmt::format("\"{}\" is neither a number nor a fraction", *found),
                  "write 1, or 1/3 for one that is shared by three patients");
    }
    return {};
  };
  return {{"a number or a fraction, as in 1 or 1/3",
           Origin::Listed,
           {Number{Number::Step::Any, 0.0}, Matching{patterns::fraction}},
           "1/3"},
          read};
}

Form<Duration> duration(Span span) {
  const auto read = [=](const Input& input) -> std::optional<Duration> {
    const auto found = scalar_text(input, "a duration");
    if (!found) return {};
    const auto length = read_duration(input, *found, span.unit);
    if (!length || *length >= span.lowest) return length;
    input.error(fmt::format(
        "must be at least {}, is {}",
        span.lowest == Duration{0} ? fmt::format("0 {}", span.unit) : format_duration(span.lowest),
        *found));
    return {};
  };
  const std::string& pattern =
      span.lowest < Duration{0} ? patterns::signed_duration : patterns::duration;
  return {outline_of("a duration", fmt::format("2 {}", span.unit), {Matching{pattern}}), read};
}

Form<int> whole_days(int lowest) {
  const auto read = [=](const Input& input) -> std::optional<int> {
    const auto found = scalar_text(input, "a number of days");
    if (!found) return {};
    const auto length = read_duration(input, *found, "days");
    if (!length) return {};
    if (*length % one_day != Duration{0}) {
      input.error(fmt::format("must be whole days, is {}", *found));
    } else if (*length < lowest * one_day) {
      input.error(fmt::format("must be at least {} {}, is {}", lowest, lowest == 1 ? "day" : "days",
                              *found));
    } else {
      return static_cast<int>(*length / one_day);
    }
    return {};
  };
  return {{"whole days, as in 14 days or 2 weeks",
           Origin::Listed,
           {Matching{patterns::duration}},
           "14 days"},
          read};
}

Form<double> amount(Measure measure) {
  if (measure.dimension == Measure::Dimension::Number) {
    Form<double> form = number_at_least(-random::infinity);
    form.outline.origin = Origin::Allowed;
    return form;
  }
  const auto read = [unit = measure.unit](const Input& input) -> std::optional<double> {
    const auto found = scalar_text(input, "a duration");
    if (!found) return {};
    const auto length = read_duration(input, *found, unit);
    return length ? std::optional(in_milliseconds(*length)) : std::nullopt;
  };
  const std::string& pattern =
      measure.lowest < 0.0 ? patterns::signed_duration : patterns::duration;
  Outline outline =
      outline_of("a duration", fmt::format("2 {}", measure.unit), {Matching{pattern}});
  outline.origin = Origin::Allowed;
  return {outline, read};
}

std::string format_amount(double value, Measure measure) {
  if (measure.dimension == Measure::Dimension::Number) return plain(value);
  if (value == 0.0) return fmt::format("0 {}", measure.unit);
  return std::isfinite(value) && std::abs(value) < in_milliseconds(longest_span)
             ? format_duration(from_milliseconds(value))
             : "without limit";
}

}  // namespace sim::config
