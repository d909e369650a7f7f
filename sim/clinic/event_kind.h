// sim/clinic/event_kind.h: what can happen, in the order in which it happens at one instant.
//
// The order is part of the model. What sets capacity free comes before what asks for it, knowledge
// (an assessment) before what is decided with it, and giving up last. Visits start when all that
// happens at an instant has happened, but before patience ends: a start at that very instant wins.
#pragma once

#include "sim/des/event.h"

namespace sim::clinic {

enum class EventKind : des::Rank {
  StepEnds,       // subject: a stay
  DoorsClose,     // no subject; the end of an opening: walk-ins still at the door go home
  StaffLeaves,    // subject: a resource; fewer are on duty
  StaffComes,     // subject: a resource; more are on duty
  AssessmentDue,  // subject: a care
  Cancellation,   // subject: a care; the patient will not come to the next visit, and says so
  DayTurns,       // no subject; the book opens a day, yesterday is over
  Relapse,        // subject: a patient, between courses or after the last one
  Return,         // subject: a patient; what comes before a first infusion is over
  Arrival,        // subject: a care; the patient comes to the clinic, or does not
  Referral,       // subject: a cohort
  PatienceEnds    // subject: a patient
};

constexpr des::Rank rank(EventKind kind) { return static_cast<des::Rank>(kind); }

}  // namespace sim::clinic
