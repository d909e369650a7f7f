// sim/metrics/outcome.h: what became of a patient, and the words for it.
#pragma once

#include <string_view>

#include "sim/clinic/observation.h"
#include "sim/metrics/tallies.h"

namespace sim::metrics {

// Of who is in no course after one that ended so, and waits for none.
Outcome outcome_of(clinic::CourseEnd how);

// "in course", "gave up", "dropped out": as in outcomes[...].
std::string_view name_of(Outcome outcome);

}  // namespace sim::metrics
