// sim/config/plan.h: when in the week a visit can take place as planned.
//
// The plan of a visit is its steps end to end, each as long as its mean; closed dates are left out.
#pragma once

#include "sim/base/time.h"
#include "sim/model/booking.h"
#include "sim/model/calendar.h"
#include "sim/model/clinic.h"

namespace sim::config {

using Resources = Table<ResourceId, model::Resource>;

// The openings without the last `margin` of each. Openings that touch over the week's end are one;
// a clinic that never closes loses nothing.
model::WeeklyHours shortened(const model::WeeklyHours& open, Duration margin);

// When a walk-in may come, who must come `last_arrival` before closing at the latest: one period
// for each date on which the rota of any resource of the visit changes.
model::Dated<model::WeeklyHours> admission(const model::Visit& visit,
                                           const model::WeeklyHours& open,
                                           const Resources& resources, Duration last_arrival);

// Whether an empty book has a start for the visit in a week without closed dates, by any of the
// rotas that follow each other: on the grid of slots from an opening, the plan, in whole slots,
// lies within that opening, which the book cuts at midnight, and within the hours of every resource
// that it needs and the book looks at.
bool has_bookable_start(const model::Visit& visit, const model::WeeklyHours& open,
                        const Resources& resources, const model::Booking& booking);

}  // namespace sim::config
