#include "sim/clinic/records.h"

#include <algorithm>

namespace sim::clinic {

std::uint32_t Records::enter_patient(const Patient& patient) {
  const std::uint32_t index = patients_.add(patient);
  const std::size_t courses = model_->courses.size();
  if (runs_.size() < (index + std::size_t{1}) * courses) runs_.resize((index + 1) * courses);
  std::fill_n(runs_.begin() + static_cast<std::ptrdiff_t>(index * courses), courses, 0);
  return index;
}

Records::Protocol Records::protocol_of(const Care& care, Time now) const {
  const Patient& patient = patients_[care.patient];
  if (care.course.infusions == 0 && patient.courses == 0) return {};
  if (comes_as_soon_as_possible(care)) return {patient.asked, false, Duration{0}};
  const Aim aim = aim_of_next(care);
  const Duration gap = care.course.infusions > 0 ? now - care.course.latest_infusion : Duration{0};
  return {aim.target, date_of(now) > aim.window_last, gap};
}

Aim Records::aim_in_part(const Care& care, int number, Time previous) const {
  const Patient& patient = patients_[care.patient];
  const model::PlanPart& part = cohort_of(patient).with[care.part];
  const model::Spacing& spacing = part.every.in_turn(number - 1);
  const double gap =
      model::draw(spacing.gap, part.spacing, patient.key, occasion(care.course.run, number));
  return aim_after(previous, from_milliseconds(gap), spacing.window);
}

bool Records::may_repeat(const Patient& patient) const {
  const std::optional<model::Repeat>& repeat = course_of(patient).repeat_on_relapse;
  const bool was_left = patient.last_end == CourseEnd::DroppedOut ||
                        patient.last_end == CourseEnd::Lost ||
                        patient.last_end == CourseEnd::AdverseEvent;
  return repeat && !was_left && patient.repeats < repeat->at_most;
}

bool Records::comes_as_soon_as_possible(const Care& care) const {
  if (care.is_screening()) return true;
  return care.is_course() && care.course.infusions == 0 &&
         patients_[care.patient].due == Time::min();
}

Aim Records::aim_of(const Care& care, int number, CountedFrom from) const {
  const Patient& patient = patients_[care.patient];
  if (!care.is_course()) return aim_in_part(care, number, from.previous);
  if (number == 1) return aim_at_first(patient.asked, patient.due);
  return aim_at(context_of(patient), care.course.run, number, from);
}

std::int64_t Records::how_many(Stage stage) const {
  std::int64_t there = 0;
  patients_.for_each([&](const Patient& patient) { there += patient.stage == stage ? 1 : 0; });
  return there;
}

}  // namespace sim::clinic
