// sim/clinic/patient.h: a patient, and the care they are in.
//
// A patient owns the timer of their patience; a care (the screening, or a course) those of its next
// visit and its assessment; a visit in hand (Stay) that of its step. Timers of one owner run side
// by side, and ending the owner cancels them all.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/chains.h"
#include "sim/base/slots.h"
#include "sim/clinic/book.h"
#include "sim/clinic/course.h"
#include "sim/clinic/desk.h"
#include "sim/des/event.h"
#include "sim/model/ids.h"

namespace sim::clinic {

inline constexpr std::uint32_t nobody = Slots<int>::none;

struct Patient {
  PatientId id;
  random::Key key = 0;
  Time referred;
  CourseId course;  // that they are in or wait for
  std::uint32_t care = nobody;
  std::uint32_t wait = nobody;  // the account of their wait for a first infusion
  des::Ticket patience = des::no_ticket;
  bool patience_is_over = false;  // during a visit: leaves after it
  bool started = false;           // has had a first infusion
  Disposition disposition;
};

struct Appointment {
  Time start;
  VisitKind kind = VisitKind::Later;
  Time in_book = never;  // the start it takes there; never: the book had no room for it
};

// What the patient makes of an appointment.
enum class Fate : std::uint8_t { Comes, DoesNotShow, Cancels };

// What one of a cohort's patients is refused in a round of the unbooked list, the next of them are
// too: the latest first visit for which there was no start, and why.
struct Refusal {
  std::uint64_t round = ~std::uint64_t{0};
  std::optional<model::WaitCause> cause;
};

struct Care {
  std::uint32_t patient = nobody;
  bool is_screening = false;
  UseId use;
  RequestId request;              // how its visits are asked for in the book
  Chain appointments;             // what stands in the book, in order of time
  int attempt = 0;                // at the next visit: it has been missed or broken off so often
  int broken_off = 0;             // ... the latter
  int offers = 0;                 // of an earlier start, so far
  Time not_before = Time::min();  // after a missed visit
  Time postponed = Time::min();   // the next target, after a visit at which the patient was not fit
  bool on_unbooked_list = false;
  des::Ticket coming = des::no_ticket;  // to the next visit; or their cancelling it
  std::uint32_t stay = nobody;          // the visit in hand
  des::Ticket assessment = des::no_ticket;
  bool due_in_visit = false;  // the assessment fell due during the visit in hand
  CourseState course;         // of a course
};

}  // namespace sim::clinic
