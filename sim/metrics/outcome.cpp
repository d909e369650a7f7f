// sim/metrics/outcome.cpp: what became of a patient, and the words for it.
#include "sim/metrics/outcome.h"

#include <array>

namespace sim::metrics {

Outcome outcome_of(clinic::CourseEnd how) {
  switch (how) {
    case clinic::CourseEnd::Completed:
    case clinic::CourseEnd::CompletedEarly:
      return Outcome::Completed;
    case clinic::CourseEnd::Stopped:
      return Outcome::Stopped;
    case clinic::CourseEnd::Switched:
      return Outcome::Switched;
    case clinic::CourseEnd::DroppedOut:
      return Outcome::DroppedOut;
    case clinic::CourseEnd::Lost:
      return Outcome::Lost;
    case clinic::CourseEnd::AdverseEvent:
      return Outcome::AdverseEvent;
  }
  return Outcome::Completed;
}

std::string_view name_of(Outcome outcome) {
  constexpr std::array<std::string_view, outcome_count> names = {
      "waiting",      "in course", "between courses",      "excluded",
      "refused",      "gave up",   "lost before starting", "completed",
      "stopped",      "switched",  "dropped out",          "lost",
      "adverse event"};
  return names[static_cast<std::size_t>(outcome)];
}

}  // namespace sim::metrics
