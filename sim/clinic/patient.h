// sim/clinic/patient.h: a patient, and the care they are in.
//
// A patient owns the timer of their patience; a care (the screening, or a course) those of its next
// visit and its assessment; a visit in hand (Stay) that of its step. Timers of one owner run side
// by side, and ending the owner cancels them all.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/slots.h"
#include "sim/clinic/course.h"
#include "sim/des/event.h"
#include "sim/model/ids.h"

namespace sim::clinic {

inline constexpr std::uint32_t nobody = Slots<int>::none;

struct Patient {
  PatientId id;
  random::Key key = 0;
  Time referred;
  std::uint32_t care = nobody;
  des::Ticket patience = des::no_ticket;
  bool patience_is_over = false;  // during the screening visit: leaves after it
  bool started = false;           // has had a first infusion
  Disposition disposition;
};

struct Care {
  std::uint32_t patient = nobody;
  bool is_screening = false;
  UseId use;
  // The next visit: due at `target`, on the dates up to `window_last`, and not before a missed one.
  Time target{};
  Date window_first{};
  std::optional<Date> window_last;
  Time not_before = Time::min();
  int attempt = 0;             // how often it has been missed
  std::optional<Time> booked;  // where it stands in the book
  bool on_unbooked_list = false;
  des::Ticket arrival = des::no_ticket;
  std::uint32_t stay = nobody;  // the visit in hand
  des::Ticket assessment = des::no_ticket;
  CourseState course;  // of a course

  bool next_visit_is_arranged() const {
    return arrival != des::no_ticket || on_unbooked_list || stay != nobody;
  }
};

}  // namespace sim::clinic
