// sim/base/time.h: points and spans of simulated time.
//
// Time is counted in whole milliseconds. Floating-point clocks drift at shift boundaries and make
// two events that should coincide differ in the last bit; whole ticks compare exactly. The type is
// the standard's local time: the wall clock of the clinic, with dates and weekdays, no time zone.
#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>

namespace sim {

using Duration = std::chrono::duration<std::int64_t, std::milli>;
using Time = std::chrono::local_time<Duration>;
using Date = std::chrono::local_days;

inline constexpr Duration one_minute = std::chrono::minutes{1};
inline constexpr Duration one_hour = std::chrono::hours{1};
inline constexpr Duration one_day = std::chrono::hours{24};
inline constexpr Duration one_week = std::chrono::hours{168};
inline constexpr Duration one_year = std::chrono::hours{24 * 365};

// The last representable time: what never happens is due here.
inline constexpr Time never = Time::max();

// A sampled span, in milliseconds, rounded to the nearest tick.
inline Duration from_milliseconds(double span) { return Duration{std::llround(span)}; }

constexpr double in_milliseconds(Duration span) { return static_cast<double>(span.count()); }
constexpr double in_minutes(Duration span) { return in_milliseconds(span) / 60'000.0; }
constexpr double in_hours(Duration span) { return in_milliseconds(span) / 3'600'000.0; }
constexpr double in_days(Duration span) { return in_milliseconds(span) / 86'400'000.0; }

constexpr Date date_of(Time at) { return std::chrono::floor<std::chrono::days>(at); }
constexpr Duration time_of_day(Time at) { return at - Time{date_of(at)}; }

// The Monday of the week that the date is in.
constexpr Date monday_of(Date date) {
  return date - (std::chrono::weekday{date} - std::chrono::Monday);
}
// Whole days since Monday: 0 for Monday to 6 for Sunday.
constexpr int weekday_of(Date date) { return static_cast<int>((date - monday_of(date)).count()); }

}  // namespace sim
