// sim/config/outline_hours.cpp: what weeks and dates look like.
#include "sim/config/outlines.h"
#include "sim/config/patterns.h"

namespace sim::config {
namespace {

std::string days_pattern() { return patterns::spans_of("(?:mon|tue|wed|thu|fri|sat|sun)"); }

Outline scalar(std::string_view what, const std::string& pattern) {
  return {std::string(what), Origin::None, {Matching{pattern}}};
}

// The mapping of days to what is given.
Names days_with(Outline value) { return {inner(std::move(value)), days_pattern(), {}, 1}; }

Names days_with_hours() {
  const Outline hours = scalar("hours", patterns::hours);
  return days_with({"hours", Origin::None, {Matching{patterns::hours}, ListOf{inner(hours), 1}}});
}

Names days_with_counts() {
  const Outline count{"a count", Origin::Allowed, {Number{Number::Step::Whole, 0.0, 10'000.0}}};
  return days_with(
      {"hours with counts", Origin::None, {Names{inner(count), patterns::hours, {}, 1}}});
}

}  // namespace

Outline outline_of_hours() {
  return outline_of("days with their hours", "{mon-fri: 08:00-17:00}",
                    {Words{{"always"}}, days_with_hours()});
}

Outline outline_of_weekdays() {
  const Outline day = scalar("a day of the week", days_pattern());
  return outline_of("days of the week", "[mon, tue]",
                    {Matching{days_pattern()}, ListOf{inner(day), 1}});
}

Outline outline_of_dates() {
  return outline_of("a date, a first and a last one, or a list", "2027-12-24 to 2028-01-01",
                    {Matching{patterns::dates}, ListOf{inner(scalar("dates", patterns::dates))}});
}

Outline outline_of_duty() {
  return {
      "days with their hours, as in {mon-fri: 08:00-12:00}, or with counts too, as in "
      "{mon-fri: {08:00-12:00: 3}}",
      Origin::Listed,
      {Words{{"always"}}, days_with_hours(), days_with_counts()},
      "{mon-fri: 08:00-12:00}"};
}

}  // namespace sim::config
