// sim/report/chart.h: a curve as columns of characters.
#pragma once

#include <string>
#include <vector>

namespace sim::report {

// How a curve is drawn: from 0 up to its highest value, a column for each value or, where there are
// more than fit, for the mean of so many neighbours. Lines end with newlines; the first shows the
// highest value, the last is the axis. Empty where there are no values. Expects: no value < 0.
std::string chart(const std::vector<double>& values);

// How many neighbours share a column of the chart of so many values.
int values_a_column(int values);

// How many characters stand before the first column.
inline constexpr int chart_margin = 11;

}  // namespace sim::report
