// sim/metrics/scopes.h: whom figures are about: everybody, each cohort, each course.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/model/model.h"

namespace sim::metrics {

// Everybody, a cohort or a course, and what there is to measure of them.
struct Scope {
  std::string label;
  std::size_t index = 0;
  std::size_t numbers = 0;  // of infusions that are counted one by one
  bool screened = false;
  bool screened_at_a_visit = false;
  bool excluded = false;
  bool refused = false;  // before the first infusion
  bool gives_up = false;
  bool assessed = false;
  bool scored = false;
  bool relapses = false;
  bool no_shows = false;
  bool cancels = false;
  bool loses_courses = false;   // by too many misses in a row
  bool loses_patients = false;  // before the first infusion
  bool not_fit = false;
  bool stops = false;     // by a rule
  bool switches = false;  // to another course, by a rule
  bool follows = false;   // another course may follow
  bool adverse_events = false;
  bool ended_by_event = false;
};
using Has = bool Scope::*;

// All courses that a patient of the cohort may come to, at the start, one after another or by
// relapse; the cohort's own first.
std::vector<CourseId> courses_of(const model::Model& model, const model::Cohort& cohort);

// Of everybody, then the cohorts, then the courses.
std::vector<Scope> list_scopes(const model::Model& model);

}  // namespace sim::metrics
