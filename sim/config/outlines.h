// sim/config/outlines.h: what the values with a form of their own look like.
//
// Apart from what reads them (sim/config/hours.cpp, conditions.cpp), which says what is wrong.
#pragma once

#include "sim/config/outline.h"

namespace sim::config {

Outline outline_of_hours();     // {mon-fri: 08:00-17:00}, or always
Outline outline_of_weekdays();  // [mon, tue]
Outline outline_of_dates();     // 2027-12-24 to 2028-01-01, or a list
Outline outline_of_duty();      // hours, or hours with counts
Outline outline_of_condition();

}  // namespace sim::config
