// sim/config/courses.h: what the parts of resolving a course share.
#pragma once

#include "sim/config/draft.h"
#include "sim/config/resolving.h"

namespace sim::config {

// When the infusions of the course are due, and how many they are.
void resolve_schedule(Resolving& on, const ScheduleDraft& draft, model::Course& course);
// Whether that holds with all that the rules of the course add.
void check_schedule(Resolving& on, const Given<CourseDraft>& draft, const model::Course& course);

// Spacings used in turn, each with its window; none where none could be read. A window that cannot
// hold the target is an error. `what` is spaced, as in "infusion".
model::Every every_of(Resolving& on, const Given<List<random::Distribution>>& every,
                      const Given<model::Window>& window, std::string_view what);

// Which step is made longer by which adverse event.
void resolve_adverse_events(Resolving& on, const CourseDraft& draft, model::Course& course);

// Which course follows which: after all of them are in the table, for they name each other.
void resolve_links(Resolving& on);

// Of conditions that can never hold: after the cohorts, which say what scores there are.
void warn_of_what_never_holds(Resolving& on);

}  // namespace sim::config
