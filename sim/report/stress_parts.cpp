// sim/report/stress_parts.cpp: how patients may come into a scenario, and how they may leave it.
#include "sim/report/stress_parts.h"

#include <algorithm>
#include <set>

#include "sim/report/prose.h"

namespace sim::report {

std::string infusions_in_words(const model::Course& course) {
  return course.infusions == model::unlimited ? "infusions without end"
                                              : counted(course.infusions, "infusion");
}

Ends ends_of(const model::Model& model, const model::Course& course) {
  Ends ends;
  ends.completed = course.infusions != model::unlimited;
  const int most = course.most_infusions();
  ends.dropped_out = course.drop_out.possible() && most > 1;
  for (const model::StopRule& rule : course.rules) {
    ends.completed |= rule.then == model::Action::Complete;
    if (rule.then == model::Action::Stop) ends.stopped_by.push_back(rule.name);
  }
  for (const model::AdverseEvent& event : course.adverse_events) {
    ends.by_adverse_event |= event.chance.probability > 0.0 && event.ends_course.probability > 0.0;
  }
  if (model.booking.mode == model::BookingMode::WalkIn) return ends;
  // Whoever misses the first infusion has not begun the course.
  for (int number = 2; number <= std::max(2, static_cast<int>(course.uses.size())); ++number) {
    if (number > most) break;
    const model::Attendance& attendance = model.uses[course.use_of(number)].attendance;
    const bool misses = attendance.no_show > 0.0 || attendance.late_cancel > 0.0;
    ends.dropped_out |= attendance.no_show > 0.0 && attendance.rebook.probability < 1.0;
    ends.lost |= misses && attendance.misses_allowed != model::no_limit;
  }
  return ends;
}

StartsWith starts_with(const model::Cohort& cohort) {
  StartsWith start;
  const model::WaitingAtStart& waiting = cohort.at_start.waiting;
  start.waiting = static_cast<std::int64_t>(waiting.referred.size()) + waiting.patients;
  for (const model::DiaryPatient& each : cohort.at_start.diary) {
    const int infusion = each.visits.front().infusion;
    ++(infusion == 0   ? start.screening_booked
       : infusion == 1 ? start.first_booked
                       : start.later_booked);
  }
  for (const model::InCourse& each : cohort.at_start.in_course)
    ++start.in_course[each.course];
  return start;
}

std::vector<std::string> exclusions_of(const model::Model& model) {
  std::set<std::string> reasons;
  for (const model::Cohort& cohort : model.cohorts) {
    if (!cohort.screening) continue;
    for (const model::Exclusion& each : cohort.screening->excluded)
      if (each.share > 0.0) reasons.insert(each.reason);
  }
  return {reasons.begin(), reasons.end()};
}

}  // namespace sim::report
