// sim/clinic/patient.h: a patient, and the care they are in.
//
// A patient owns the timers of their patience, of their relapse and of what comes before a first
// infusion; a care (the screening, a course, a part of a larger plan with visits of its own) those
// of its next visit and its assessment; a visit in hand (Stay) that of its step. Timers of one
// owner run side by side, and ending the owner cancels them all.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/base/chains.h"
#include "sim/base/slots.h"
#include "sim/clinic/book.h"
#include "sim/clinic/course.h"
#include "sim/clinic/desk.h"
#include "sim/clinic/observation.h"
#include "sim/des/event.h"
#include "sim/model/ids.h"

namespace sim::clinic {

inline constexpr std::uint32_t nobody = Slots<int>::none;

// Where a patient is in the ledger.
enum class Stage : std::uint8_t {
  Waiting,   // for screening or a first infusion
  InCourse,  // since its first infusion
  Between,   // waits for the first infusion of another course
  Followed   // has ended; who responded is followed until they relapse
};

struct Patient {
  PatientId id;
  random::Key key = 0;
  Time referred;
  Stage stage = Stage::Waiting;
  CourseId course;              // that they are in or wait for, or that was the last
  Time asked;                   // for it: their place among those who wait
  Time due = Time::min();       // its first infusion, if it follows another course
  std::uint32_t before = 0;     // how much of what comes before the first infusion is over
  std::uint32_t care = nobody;  // the screening or the course
  std::uint32_t parts =
      nobody;                   // the first of the cares of plan parts, which run beside the course
  std::uint32_t wait = nobody;  // the account of their wait for a first infusion
  des::Ticket patience = des::no_ticket;
  des::Ticket relapse = des::no_ticket;
  des::Ticket returns = des::no_ticket;
  bool patience_is_over = false;  // during a visit: leaves after it
  bool lingers = false;           // in the clinic, for a plan part whose course has ended
  std::uint16_t courses = 0;      // begun
  std::uint16_t awaited = 0;      // courses, after the first: two may ask for the same before them
  std::uint16_t repeats = 0;      // of a course, after a relapse
  CourseId last_course;           // the latest that ended, when and how
  Time last_ended;
  CourseEnd last_end = CourseEnd::Completed;
  Disposition disposition;
};

struct Appointment {
  Time start;
  VisitKind kind = VisitKind::Later;
  Time in_book = never;  // the start it takes there; never: the book had no room for it
  UseId use;
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
  VisitFor what = VisitFor::Infusion;
  std::uint32_t part = 0;         // of a plan part: index into Cohort::with
  std::uint32_t next = nobody;    // ... the next one of the patient's
  Chain appointments;             // what stands in the book, in order of time
  int attempt = 0;                // at the next visit: it has been missed or broken off so often
  int broken_off = 0;             // ... the latter
  int offers = 0;                 // of an earlier start, so far
  Time not_before = Time::min();  // after a missed visit
  Time postponed = Time::min();   // the next target, after a visit at which the patient was not fit
  bool on_unbooked_list = false;
  Date waits_for = Date::min();         // on that list: the day that must open in the book
  bool is_held = false;                 // the patient would come, but is at another visit
  des::Ticket coming = des::no_ticket;  // to the next visit; or their cancelling it
  std::uint32_t stay = nobody;          // the visit in hand
  des::Ticket assessment = des::no_ticket;
  bool due_in_visit = false;  // the assessment fell due during the visit in hand
  CourseState course;         // of a course; of a plan part, how many visits it had, and the latest

  bool is_screening() const { return what == VisitFor::Screening; }
  bool is_course() const { return what == VisitFor::Infusion; }
};

// The visit of a care that is to be booked next: its number, what its target is counted from, and
// when the one before it is over, as planned.
struct NextVisit {
  int number = 1;
  CountedFrom from;
  Time over;
};

}  // namespace sim::clinic
