// tests/property/naive_condition.h: whether a condition held when a course ended, as far as the end
// of the course tells.
#pragma once

#include <optional>

#include "sim/clinic/observation.h"
#include "sim/model/condition.h"

namespace sim::tests {

// None where it depends on what is not told: scores, streaks, and most counts.
std::optional<bool> naive_holds(const model::Condition& condition, const clinic::CourseEnded& seen);

}  // namespace sim::tests
