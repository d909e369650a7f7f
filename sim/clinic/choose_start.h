// sim/clinic/choose_start.h: which of the free starts in the book a visit takes.
#pragma once

#include <optional>

#include "sim/clinic/book.h"

namespace sim::clinic {

// When a visit should be, and when it may be.
struct Wish {
  VisitId visit;
  Time target;
  Time not_before;
  Date window_first;  // the dates of the window, both included
  Date window_last;
  model::Choice choice = model::Choice::NearestToTarget;
};

// The start inside the window that the choice names; where the window has none, the first after it;
// nothing where the open book has none.
std::optional<Time> choose_start(Book& book, const Wish& wish);

}  // namespace sim::clinic
