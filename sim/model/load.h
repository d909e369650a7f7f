// sim/model/load.h: what the referrals ask for, before any run.
//
// Planned, of first courses: drop-out and stop rules make it less, missed visits leave gaps in it,
// courses that follow and repeats come on top.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "sim/model/model.h"

namespace sim::model {

// In a week, where everybody eligible has every planned infusion.
struct Load {
  Table<VisitId, double> visits;
  std::array<double, most_resources> hours{};  // by resource: planned unit-hours
  std::vector<std::string> left_out;           // cohorts of which no rate is known
};
Load load_of(const Model& model);

// Unit-hours a week, when the run starts.
double staffed_hours(const Model& model, ResourceId resource);

}  // namespace sim::model
