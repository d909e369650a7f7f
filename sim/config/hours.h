// sim/config/hours.h: the forms of weekly hours, of dates, and of who is on duty when.
#pragma once

#include <cstdint>
#include <variant>

#include "sim/config/section.h"
#include "sim/model/calendar.h"

namespace sim::config {

// {mon-fri: [08:00-12:00, 13:00-17:00], sat: 09:00-13:00}, or always.
Form<model::WeeklyHours> weekly_hours();

// [mon, tue], mon-fri or "mon,wed,fri", as bits: bit 0 is Monday.
Form<std::uint8_t> weekdays();

// 2027-05-06, "2027-12-24 to 2028-01-01", or a list of such.
Form<model::ClosedDates> closed_dates();

// Hours, for a resource that states its count apart, or a rota with the counts in it:
// {mon-fri: {08:00-12:00: 3, 12:00-13:00: 2}}.
using Duty = std::variant<model::WeeklyHours, model::Rota>;
Form<Duty> duty();

}  // namespace sim::config
