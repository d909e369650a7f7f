// sim/clinic/on_paper.h: what a patient would have had without the rule that stopped their course.
//
// The same transitions and the same draws as in the clinic, so where the clinic cannot interfere
// the answer is what a run without the rule gives. Every visit is exactly on target and attended,
// and takes nothing from anybody. Source: scenario format, section 4, point 9.
#pragma once

#include <array>
#include <cstdint>

#include "sim/clinic/course.h"
#include "sim/model/model.h"

namespace sim::clinic {

struct OnPaper {
  int infusions = 0;        // that were still to come
  bool responding = false;  // at the assessment of the last of them; not where there is none
  // By resource: what their visits hold throughout, in unit-milliseconds.
  std::array<std::int64_t, model::most_resources> held{};
};

// The course was stopped by that rule of it, at an assessment at `stopped`; state and disposition
// are those after it. Infusions from `until` on are not counted. Expects: the course or the run has
// an end.
struct Stopped {
  std::uint32_t rule = 0;
  Time at;
  Time until;
};
OnPaper follow_on_paper(const model::Model& model, const CourseContext& context,
                        Disposition disposition, CourseState state, const Stopped& stopped);

}  // namespace sim::clinic
