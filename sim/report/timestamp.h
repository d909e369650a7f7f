// sim/report/timestamp.h: a moment of the run, as data for other programs.
#pragma once

#include <string>

#include "sim/base/time.h"

namespace sim::report {

// ISO 8601, always to the millisecond: "2027-01-04T08:15:00.000". It is the clinic's own clock,
// which knows no time zone. Of one length, so that text sorts as time does; exact, so that whoever
// reads it has the run's own times. Expects: at != never.
std::string timestamp(Time at);

}  // namespace sim::report
