// sim/config/cohorts.h: what the parts of resolving a cohort share.
#pragma once

#include <string_view>

#include "sim/config/at_start.h"
#include "sim/config/resolving.h"

namespace sim::config {

// What a course without assessments goes by, in files that name no response.
inline constexpr std::string_view without_response = "none";

// Which courses the patients of the cohort may be in, how they respond to them, and what else they
// get. What one of these courses asks and their response does not have is an error.
AtStartOf resolve_treatment(Resolving& on, const CohortDraft& draft, model::Cohort& cohort);

enum class ResponseKnown : std::uint8_t { No, Yes };

// The other parts of the plan that the courses belong to.
void resolve_plan_parts(Resolving& on, const Given<Named<PlanPartDraft>>& parts,
                        ResponseKnown response, model::Cohort& cohort);

}  // namespace sim::config
