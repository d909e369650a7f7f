// sim/report/csv.h: lines of comma-separated values (RFC 4180, with plain newlines).
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace sim::report {

// Ended by a newline; what holds a comma, a quote or a newline stands in quotes.
std::string csv_line(const std::vector<std::string>& cells);

// With as many digits as it takes to read back the same double; empty where there is none.
std::string csv_number(std::optional<double> value);

}  // namespace sim::report
