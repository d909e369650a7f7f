// sim/report/timestamp.cpp: a moment of the run, as data for other programs.
#include "sim/report/timestamp.h"

#include <fmt/format.h>

#include "sim/base/contract.h"
#include "sim/base/text.h"

namespace sim::report {

std::string timestamp(Time at) {
  SIM_EXPECTS(at != never);
  const Duration since_midnight = time_of_day(at);
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}", format_date(date_of(at)),
                     since_midnight / one_hour, since_midnight % one_hour / one_minute,
                     since_midnight % one_minute / std::chrono::seconds{1},
                     (since_midnight % std::chrono::seconds{1}).count());
}

}  // namespace sim::report
