// sim/config/plan.h: when in the week a visit can take place as planned.
//
// The plan of a visit is its steps end to end, each as long as its mean; closed dates are left out.
#pragma once

#include <vector>

#include "sim/base/time.h"
#include "sim/model/clinic.h"

namespace sim::config {

using Resources = Table<ResourceId, model::Resource>;

// The hours in which `needs` beside what the visit holds throughout are on duty.
model::WeeklyHours hours_with(const model::Units& needs, const model::Visit& visit,
                              const Resources& resources);

// The openings without the last `margin` of each. Openings that touch over the week's end are one;
// a clinic that never closes loses nothing.
model::WeeklyHours shortened(const model::WeeklyHours& open, Duration margin);

// When a walk-in may come, who must come `last_arrival` before closing at the latest.
model::WeeklyHours admission(const model::Visit& visit, const model::WeeklyHours& open,
                             const Resources& resources, Duration last_arrival);

// Whether an empty book has a start for the visit in a week without closed dates: on the grid of
// slots from an opening, the plan, in whole slots, lies within that opening, which the book cuts at
// midnight, and within the hours of every resource it needs.
bool has_bookable_start(const model::Visit& visit, const model::WeeklyHours& open,
                        const Resources& resources, Duration slot);

}  // namespace sim::config
