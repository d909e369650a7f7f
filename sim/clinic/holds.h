// sim/clinic/holds.h: what the appointment book can hold before anybody has booked.
//
// An empty book is filled with visits of one kind, each at the first start that fits, as a diary is
// filled from the morning on. What this leaves out is what a mixture of visits would do,
// overbooking, and what is kept in the book for some of the patients.
#pragma once

#include <vector>

#include "sim/model/holds.h"
#include "sim/model/model.h"

namespace sim::clinic {

// Of each visit that is booked, with the hours and the staffing of the model, in the year that
// begins with the run. Nothing where patients walk in.
std::vector<model::VisitHolds> visits_held(const model::Model& model);

// The same, beside what would be held if a clinic that closes at midday stayed open, and if one
// whose rotas dip closed instead.
model::BookHolds book_holds(const model::Model& model);

}  // namespace sim::clinic
