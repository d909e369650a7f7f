// sim/clinic/course.h: what an infusion and an assessment do to a course.
//
// Pure transitions of values: no clock, no clinic. Their draws have addresses, so the same patient
// followed anywhere else, on paper for instance, meets the same fate.
#pragma once

#include <array>
#include <cstdint>

#include "sim/base/time.h"
#include "sim/clinic/aim.h"
#include "sim/clinic/disposition.h"
#include "sim/model/cohort.h"
#include "sim/model/course.h"
#include "sim/model/response.h"
#include "sim/random/draw.h"

namespace sim::clinic {

// The state of a patient's run of a course.
struct CourseState {
  int run = 0;        // earlier runs of this course by this patient
  int infusions = 0;  // given
  int planned = 0;
  int missed_in_row = 0;  // visits, since the latest infusion
  bool unread = false;    // the latest infusion has not been assessed yet
  bool assessed = false;  // has been, at least once
  Time first_infusion{};  // when the visit began
  Time latest_infusion{};
  Time day_zero{};               // ... the first one of its phase or cycle
  double gain = 1.0;             // factor, by a changed dose
  std::uint32_t used_rules = 0;  // bit i: rule i has extended this course, or changed its dose
  std::uint32_t rules_off = 0;   // bit i: rule i is not looked at, on paper
  model::CourseFacts facts;      // as of the latest assessment
  std::array<std::uint16_t, model::most_streaks> streaks{};

  bool last_planned_given() const { return infusions >= planned; }
  CountedFrom counted_from() const { return {latest_infusion, day_zero}; }
};

// What the transitions read.
struct CourseContext {
  const model::Course& course;
  const model::Response& response;
  random::Key patient;
};

// The occasion of a draw for infusion `number` of a run. Expects: all fit into 16 bits.
random::Occasion occasion(int run, int number, int attempt = 0);

// Of infusion `number` of a run. Expects: number >= 2.
Aim aim_at(const CourseContext& context, int run, int number, CountedFrom from);

CourseState begin_course(const model::Course& course, int run);

// A course goes on that began before the run: the state after the infusions given so far, as of the
// latest of them, and what is known of the response.
void resume(const CourseContext& context, Disposition& disposition, CourseState& state,
            const model::InCourse& so_far);

// The visit of the next infusion begins at `at`.
void infuse(const CourseContext& context, Disposition& disposition, CourseState& state, Time at,
            bool late);

struct Reading {
  bool has_scores = false;
  bool has_response = false;
  bool first_response = false;
  bool first_remission = false;
};

// Looks at the patient at `at` and brings the facts and streaks up to date. A model without
// response has no reading, but the facts that are counts, and the streaks, are.
Reading assess(const CourseContext& context, const Disposition& disposition, CourseState& state,
               Time at);

}  // namespace sim::clinic
