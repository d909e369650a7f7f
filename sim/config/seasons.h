// sim/config/seasons.h: how referrals are spread over the year, the week and the day, and how they
// grow, as it is written.
#pragma once

#include <vector>

#include "sim/config/section.h"
#include "sim/model/cohort.h"

namespace sim::config {

inline constexpr double most_per_week = 1e7;  // referrals, or a run would never end

// Relative weights of all months, weekdays or hours; 1 where none is written.
using Weights = std::vector<double>;
Form<Weights> weights_by_month();    // {jan: 1.2, jul-aug: 0.5}
Form<Weights> weights_by_weekday();  // {mon: 2}
Form<Weights> weights_by_hour();     // {9: 2, 13:00-17:00: 0.5}

// "10 % / year", as a fraction.
Form<double> growth_a_year();

// Those that are written.
model::Seasons seasons_of(const Given<Weights>& by_month, const Given<Weights>& by_weekday,
                          const Given<Weights>& by_hour);

}  // namespace sim::config
