// sim/report/page/numbers.h: figures on their way into a chart and the table behind it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/report/json_parts.h"
#include "sim/stats/estimate.h"

namespace sim::report::page {

// A page is looked at: six digits are more than anybody sees, and spare a third of its size.
double rounded(double value);

// null where nothing was observed, or there is no interval.
Json mean_in_chart(const stats::Estimate& estimate);
Json low_in_chart(const stats::Estimate& estimate);
Json high_in_chart(const stats::Estimate& estimate);

// A series of estimates: "values", "low" and "high" in `chart`.
void add_estimates(const std::vector<stats::Estimate>& estimates, Json& chart);

// "359 ± 4"; "-" where nothing was observed.
std::string in_table(const stats::Estimate& estimate);

// "359", as exactly as its interval allows.
std::string mean_in_words(const stats::Estimate& estimate);

// "12.3": three digits, and no fewer than stand before the point.
std::string three_digits(double value);

// "42.7"; "< 0.1" of what is not quite nothing.
std::string share_in_table(double percent);

// The value that this share of the sorted values stays within; between two of them in proportion.
// Expects: values, 0 <= share <= 1.
double quantile(const std::vector<double>& sorted, double share);

}  // namespace sim::report::page
