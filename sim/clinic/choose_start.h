// sim/clinic/choose_start.h: which of the free starts in the book a visit takes.
#pragma once

#include <optional>

#include "sim/clinic/aim.h"
#include "sim/clinic/book.h"

namespace sim::clinic {

// When a visit should be, and when it may be.
struct Wish {
  RequestId request;
  Aim aim;
  Time earliest = Time::min();  // both included
  Time latest = Time::max();
  model::Choice choice = model::Choice::NearestToTarget;
};

// The start inside the window that the choice names. A day is overbooked only if no start of the
// window is free.
std::optional<Time> start_inside_window(Book& book, const Wish& wish);

// The same; where the window has none, the first after it; nothing where the open book has none.
std::optional<Time> choose_start(Book& book, const Wish& wish);

}  // namespace sim::clinic
