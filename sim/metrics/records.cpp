// sim/metrics/records.cpp: the words for what records hold.
#include "sim/metrics/records.h"

#include <algorithm>
#include <array>

namespace sim::metrics {
namespace {

using clinic::CourseEnd;

// The patient's latest one of that kind.
const Milestone* latest(const PatientRecord& patient, MilestoneKind kind) {
  const auto found =
      std::find_if(patient.milestones.rbegin(), patient.milestones.rend(),
                   [kind](const Milestone& milestone) { return milestone.kind == kind; });
  return found == patient.milestones.rend() ? nullptr : &*found;
}

}  // namespace

std::string_view name_of(VisitOutcome outcome) {
  constexpr std::array<std::string_view, visit_outcomes> names = {
      "in hand when the run ended", "attended",  "not fit", "no-show",
      "late cancellation",          "sent home", "gave up", "course ended"};
  return names[static_cast<std::size_t>(outcome)];
}

std::string reason_of(const model::Model& model, const Milestone& milestone, CohortId cohort) {
  switch (milestone.kind) {
    case MilestoneKind::Excluded:
      return model.cohorts[cohort].screening->excluded[milestone.which].reason;
    case MilestoneKind::Granted:
    case MilestoneKind::Refused:
      return model.courses[milestone.course].before_first[milestone.which].name;
    case MilestoneKind::AdverseEvent:
      return model.courses[milestone.course].adverse_events[milestone.which].name;
    case MilestoneKind::CourseEnded:
      if (milestone.how == CourseEnd::AdverseEvent)
        return model.courses[milestone.course].adverse_events[milestone.which].name;
      if (milestone.how == CourseEnd::Stopped || milestone.how == CourseEnd::CompletedEarly ||
          milestone.how == CourseEnd::Switched)
        return model.courses[milestone.course].rules[milestone.which].name;
      return {};
    case MilestoneKind::Referred:
    case MilestoneKind::TakenOver:
    case MilestoneKind::Eligible:
    case MilestoneKind::GaveUp:
    case MilestoneKind::LostBefore:
    case MilestoneKind::CourseStarted:
    case MilestoneKind::Responded:
    case MilestoneKind::Remitted:
    case MilestoneKind::Relapsed:
    case MilestoneKind::CourseForgone:
      return {};
  }
  return {};
}

std::string reason_of(const model::Model& model, const PatientRecord& patient) {
  const Milestone* decided = nullptr;
  switch (patient.outcome) {
    case Outcome::Waiting:
    case Outcome::InCourse:
    case Outcome::Between:
    case Outcome::GaveUp:
    case Outcome::LostBeforeStart:
      return {};
    case Outcome::Excluded:
      decided = latest(patient, MilestoneKind::Excluded);
      break;
    case Outcome::Refused:
      decided = latest(patient, MilestoneKind::Refused);
      break;
    case Outcome::Completed:
    case Outcome::Stopped:
    case Outcome::Switched:
    case Outcome::DroppedOut:
    case Outcome::Lost:
    case Outcome::AdverseEvent:
      decided = latest(patient, MilestoneKind::CourseEnded);
      break;
  }
  return decided == nullptr ? std::string() : reason_of(model, *decided, patient.patient.cohort);
}

}  // namespace sim::metrics
