// sim/clinic/stay.h: a visit in hand: one patient's time in the clinic.
#pragma once

#include <cstdint>

#include "sim/base/slots.h"
#include "sim/base/time.h"
#include "sim/clinic/observation.h"
#include "sim/des/event.h"
#include "sim/model/model.h"
#include "sim/random/draw.h"

namespace sim::clinic {

enum class Whereabouts : std::uint8_t {
  AtDoor,   // waits to begin
  AtHome,   // was sent home from the door, comes again
  InChair,  // waits for the next step
  InStep
};

// A place in a line: the lower class first, within it the earlier.
struct Place {
  int priority = 0;
  Time at{};
  friend bool operator<(const Place& a, const Place& b) {
    return a.priority != b.priority ? a.priority < b.priority : a.at < b.at;
  }
};

// At most this many steps to a visit: a stay keeps one bit of each.
inline constexpr std::uint32_t most_steps = 64;

// From the patient's coming until the last step, cleaning included, has ended.
struct Stay {
  std::uint32_t care = Slots<int>::none;  // none once the patient has left and cleaning goes on
  PatientId patient;
  Purpose purpose{};
  UseId use;
  random::Key key = 0;  // the patient's: with `which` the address of step times
  random::Occasion which;
  Place place;
  Time appointment;            // of a walk-in: when they first came
  Time in_hand_since = never;  // a booked patient's coming, otherwise the beginning of the visit
  Time came{};                 // to the door, the latest time
  Time first_came{};
  bool is_fit = true;  // for the infusion; if not, it is not given
  // The record of a patient who is here for a plan part whose course has ended; they may be done.
  std::uint32_t outlives_care_of = Slots<int>::none;
  std::uint64_t steps = ~std::uint64_t{0};  // that this visit has, one bit each
  std::uint32_t step = 0;
  Whereabouts where = Whereabouts::AtDoor;
  des::Ticket step_ends = des::no_ticket;

  // The wait: up to `waiting_since` it has been put down to its causes.
  Time waiting_since{};
  model::WaitCause cause = model::WaitCause::Protocol;  // of what is waited since then
  Duration waited{0};                                   // in the clinic
  Duration waited_for_step{0};                          // of that, for the step that is next
  Duration here{0};                                     // until `came`, on days that ended at home
  model::WaitByCause waited_for;                        // `waited`, by cause
  Duration early{0};                                    // of that, before the appointment
  // At home since being sent there (a walk-in's first: since they were due), by the cause of the
  // next open minute; `away` until that is known.
  Duration away{0};
  model::WaitByCause away_for;

  bool has_begun() const { return where == Whereabouts::InChair || where == Whereabouts::InStep; }
  bool has_step(std::uint32_t index) const { return (steps >> index & 1U) != 0; }
};

// Puts down what was waited since `waiting_since` to the stay's cause; what a patient waits who
// came before the appointment is their own.
void account_wait(Stay& stay, Time now);

}  // namespace sim::clinic
