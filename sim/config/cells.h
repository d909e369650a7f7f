// sim/config/cells.h: values read from the cells of a file of data.
//
// Each says what is wrong with the cell where it cannot be read, and then returns nothing.
#pragma once

#include <optional>

#include "sim/base/time.h"
#include "sim/config/files.h"
#include "sim/config/values.h"

namespace sim::config {

// A date, with the time of day where it is written.
struct Moment {
  Date date;
  std::optional<Duration> time;
};

std::optional<Date> read_date(const Field& field);
// "2027-01-05", "2027-01-05 09:30", "2027-01-05T09:30", with seconds too.
std::optional<Moment> read_moment(const Field& field);
std::optional<Duration> read_time_of_day(const Field& field);
std::optional<int> read_count(const Field& field, int lowest);
std::optional<double> read_number(const Field& field);
// Milliseconds for a span. Without a unit the cells carry their own, as in "40 min".
std::optional<double> read_amount(const Field& field, Measure::Dimension dimension,
                                  std::optional<Duration> unit);

}  // namespace sim::config
