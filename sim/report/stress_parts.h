// sim/report/stress_parts.h: the items of the STRESS-DES checklist, a section a file, and what
// several of them say.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/base/diagnostic.h"
#include "sim/metrics/scopes.h"
#include "sim/model/model.h"
#include "sim/model/variant.h"
#include "sim/report/markdown.h"
#include "sim/report/stress.h"

namespace sim::report {

// What the items are filled in from.
struct Study {
  const model::Model& model;
  const model::Variants& variants;
  const Diagnostics& read;
  const Implementation& implementation;
  metrics::Scope has;  // what can happen to anybody

  bool books() const { return model.booking.mode == model::BookingMode::Appointments; }
};

void stress_objectives(const Study& study, Markdown& page);       // 1
void stress_overview(const Study& study, Markdown& page);         // 2.1
void stress_logic(const Study& study, Markdown& page);            // 2.2 and 2.3
void stress_algorithms(const Study& study, Markdown& page);       // 2.4
void stress_components(const Study& study, Markdown& page);       // 2.5
void stress_data(const Study& study, Markdown& page);             // 3
void stress_experimentation(const Study& study, Markdown& page);  // 4
void stress_implementation(const Study& study, Markdown& page);   // 5 and 6

// "6 infusions", "infusions without end"
std::string infusions_in_words(const model::Course& course);

// How a course may end.
struct Ends {
  bool completed = false;
  bool dropped_out = false;
  bool lost = false;  // by too many misses in a row
  bool by_adverse_event = false;
  std::vector<std::string> stopped_by;  // the names of rules
};
Ends ends_of(const model::Model& model, const model::Course& course);

// Who of a cohort is there when the run starts.
struct StartsWith {
  std::int64_t waiting = 0;
  std::int64_t screening_booked = 0;
  std::int64_t first_booked = 0;
  std::int64_t later_booked = 0;
  std::map<CourseId, std::int64_t> in_course;

  bool nobody() const {
    return waiting + screening_booked + first_booked + later_booked == 0 && in_course.empty();
  }
};
StartsWith starts_with(const model::Cohort& cohort);

// Why patients of any cohort are excluded, in name order.
std::vector<std::string> exclusions_of(const model::Model& model);

}  // namespace sim::report
