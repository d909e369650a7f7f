// sim/config/describe.h: the sections of a scenario, by the functions that declare their keys.
#pragma once

#include "sim/config/draft.h"
#include "sim/config/reading.h"
#include "sim/config/section.h"

namespace sim::config {

void describe(Section& section, Draft& scenario);
void describe(Section& section, ClinicDraft& clinic);
void describe(Section& section, VisitDraft& visit);
void describe(Section& section, BookingDraft& booking);
void describe(Section& section, AttendanceDraft& attendance);
void describe(Section& section, CourseDraft& course);
void describe(Section& section, ScheduleDraft& schedule);  // among the keys of its course
void describe(Section& section, ResponseDraft& response);
void describe(Section& section, CohortDraft& cohort);
void describe(Section& section, EconomicsDraft& economics);
void describe(Section& section, RunDraft& run);

// Reads a whole scenario. Mistakes go to the diagnostics of `reading`.
Draft read_scenario(const Node& root, Reading& reading);

}  // namespace sim::config
