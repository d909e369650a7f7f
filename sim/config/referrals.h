// sim/config/referrals.h: how often patients are referred: as it is written, and as the model has
// it.
#pragma once

#include "sim/config/draft.h"
#include "sim/config/resolving.h"
#include "sim/config/section.h"

namespace sim::config {

// A rate, {rate: 4 / week, by_month: {...}}, {every: 2 h}, {at_start: 40}, {file: ..., column: ...}
// or a distribution of the time between referrals.
Form<ReferralsDraft> referrals();

// `hours` are those in which the cohort is referred.
model::Referrals resolve_referrals(Resolving& on, const Given<ReferralsDraft>& draft,
                                   const model::WeeklyHours& hours);

}  // namespace sim::config
