// sim/clinic/decision.h: what ends a course, and what comes of that.
//
// As pure as the transitions of sim/clinic/course.h.
#pragma once

#include <cstdint>

#include "sim/clinic/course.h"
#include "sim/clinic/observation.h"

namespace sim::clinic {

// Whether the adverse event happens at an infusion and ends the course.
bool ends_course(const model::AdverseEvent& event, random::Key patient, random::Occasion infusion);
// Whether one of those at the latest infusion does.
bool is_ended_by_harm(const CourseContext& context, const CourseState& state);

// When the latest infusion is assessed, whose visit was over at `over`; never: just before the next
// one.
Time when_assessed(const CourseContext& context, const CourseState& state, Time over);

struct Decision {
  bool ends = false;
  CourseEnd how = CourseEnd::Completed;
  std::uint32_t rule = 0;
  const model::FollowUp* switches_to = nullptr;
};

// After an assessment: the rules in order, from `first` on, of which the first whose condition
// holds acts; then the plan; then drop-out.
Decision decide(const CourseContext& context, const Disposition& disposition, CourseState& state,
                std::uint32_t first = 0);

// The course that follows one that ended like this, if any.
const model::FollowUp* what_follows(const CourseContext& context, const CourseState& state,
                                    const Decision& decision);
// From the end of the course.
Duration time_until(const model::FollowUp& next, const CourseContext& context,
                    const CourseState& state);

// When who responded at the end of a course relapses, if nothing happens before; never: not at all.
// `courses` counts those of the patient before this one: after each course the draw is another, as
// who did not relapse before the next one began would otherwise never do so early after that.
Time relapse_after(const CourseContext& context, const Disposition& disposition, Time ended,
                   int courses);

}  // namespace sim::clinic
