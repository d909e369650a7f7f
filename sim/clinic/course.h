// sim/clinic/course.h: what an infusion, an assessment and a decision do to a course.
//
// Pure transitions of values: no clock, no clinic. Their draws have addresses, so the same patient
// followed anywhere else, on paper for instance, meets the same fate.
#pragma once

#include <array>
#include <cstdint>

#include "sim/base/time.h"
#include "sim/clinic/observation.h"
#include "sim/model/cohort.h"
#include "sim/model/course.h"
#include "sim/model/response.h"
#include "sim/random/draw.h"

namespace sim::clinic {

// How one patient responds to infusions. Dispositions are for life; the state is carried from one
// course to the next.
struct Disposition {
  // trajectory
  double baseline = 0.0;   // score
  double ceiling = 0.0;    // of f
  double gain = 0.0;       // of f towards the ceiling, per infusion
  double half_life = 0.0;  // of f, milliseconds
  double f = 0.0;          // improvement without noise, just after the latest infusion
  // hazard
  bool can_respond = false;
  bool responding = false;
  Time latest_infusion = Time::min();
};

// Draws a patient's disposition. `clinic_effect` is the replication's value (0 without one).
Disposition dispose(const model::Response& response, random::Key patient, double clinic_effect);

// The noise-free improvement at `at`: f after a day's plateau and then decay.
double improvement_at(const Disposition& disposition, Time at);

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
  std::uint32_t used_rules = 0;  // bit i: rule i has extended this course
  model::CourseFacts facts;      // as of the latest assessment
  std::array<std::uint16_t, model::most_streaks> streaks{};

  bool last_planned_given() const { return infusions >= planned; }
};

// What the transitions read.
struct CourseContext {
  const model::Course& course;
  const model::Response& response;
  random::Key patient;
};

// The occasion of a draw for infusion `number` of a run. Expects: all fit into 16 bits.
random::Occasion occasion(int run, int number, int attempt = 0);

// When an infusion should be given, and on which dates it may be, both included.
struct Aim {
  Time target{};
  Date window_first{};
  Date window_last{};
};

// Of infusion `number` of a run, when the previous one begins at `previous`.
// Expects: number >= 2.
Aim aim_at(const CourseContext& context, int run, int number, Time previous);

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

struct Decision {
  bool ends = false;
  CourseEnd how = CourseEnd::Completed;
  std::uint32_t rule = 0;
};

// After an assessment: the stop rules in order, of which the first whose condition holds acts; then
// the plan; then drop-out.
Decision decide(const CourseContext& context, CourseState& state);

}  // namespace sim::clinic
