// sim/base/text.h: numbers, spans, clock times and dates, to and from text.
//
// What reads text returns nothing where the text is not of that form; the caller knows the place
// and says so in a Diagnostic.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/time.h"
#include "sim/base/words.h"

namespace sim {

// A decimal number, the whole text: "0.5", "-3", "1e3". Never hexadecimal, infinite or octal.
std::optional<double> parse_number(std::string_view text);
std::optional<std::int64_t> parse_integer(std::string_view text);
// Up to 12 significant digits, without an exponent: 40 * 1.05 is "42". Expects: value is finite.
std::string format_number(double value);

// A span with units: "40 min", "2 h 30 min", "3.5 days", "-5 min", "1 year" (365 days). Units:
// ms, s, sec, second(s), min, minute(s), h, hour(s), day(s), d, week(s), year(s), the larger ones
// first and each once. A sign is that of the whole span.
std::optional<Duration> parse_duration(std::string_view text);
// The length of one unit by its name; nothing for an unknown name.
std::optional<Duration> parse_unit(std::string_view name);
// "2 h 30 min", "3.5 days", "2 weeks": what parse_duration reads back to the same span, to the
// millisecond.
std::string format_duration(Duration span);

std::optional<Duration> parse_clock(std::string_view text);  // "08:00" to "24:00", since midnight
std::optional<Date> parse_date(std::string_view text);       // "2027-01-04"
std::string format_clock(Duration since_midnight);
std::string format_date(Date date);
std::string format_time(Time at);  // "Mon 2027-01-04 08:00", or "never"

// "mon" ... "sun", in this order.
std::string_view weekday_name(int weekday);

}  // namespace sim
