// sim/model/model.h: a scenario as an immutable value: everything a replication reads.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/booking.h"
#include "sim/model/clinic.h"
#include "sim/model/cohort.h"
#include "sim/model/course.h"
#include "sim/model/economics.h"
#include "sim/model/ids.h"
#include "sim/model/provenance.h"
#include "sim/model/response.h"
#include "sim/model/run.h"
#include "sim/model/target.h"

namespace sim::model {

struct Model {
  std::string name;
  ClinicHours clinic;
  Table<ResourceId, Resource> resources;  // at most most_resources
  Table<VisitId, Visit> visits;
  Table<UseId, Use> uses;
  Booking booking;
  Table<CourseId, Course> courses;
  Table<ResponseId, Response> responses;
  Table<CohortId, Cohort> cohorts;
  std::optional<Economics> economics;  // none: no money is counted
  RunPlan run;
  std::vector<Target> targets;
  std::vector<Provenance> provenance;  // every number: where it came from
  std::string
      written_out;  // as YAML: changes laid over it, every default that was read, no variants

  const Visit& visit_of(UseId use) const { return visits[uses[use].visit]; }
};

}  // namespace sim::model
