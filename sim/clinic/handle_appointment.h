// sim/clinic/handle_appointment.h: part of Clinic: appointments made, expected, given back and
// moved.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

// Gives the care an appointment, after those it has.
template <class Observer>
void Clinic<Observer>::enter(std::uint32_t index, const Appointment& appointment) {
  Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  if (appointment.in_book != never)
    desk_->reserve(request_for(care, appointment.use), appointment.kind, appointment.in_book);
  appointments_.push_back(care.appointments, appointment);
  if (appointment.kind == VisitKind::FirstInfusion && model_->booking.refill)
    booked_first_.join(unbooked_place(patient), index);
  tell(VisitBooked{now(), patient.id, purpose_of(care), model_->uses[appointment.use].visit,
                   appointment.start});
}

// The series that the desk has just found.
template <class Observer>
void Clinic<Observer>::enter_series(std::uint32_t index) {
  const std::vector<Time>& starts = desk_->series();
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const VisitKind kind = i == 0 ? VisitKind::FirstInfusion : VisitKind::Later;
    enter(index, {starts[i], kind, starts[i], use_at(cares_[index], static_cast<int>(i) + 1)});
  }
}

// Gives back all that stands in the book for the care.
template <class Observer>
void Clinic<Observer>::give_back(std::uint32_t index) {
  give_back_before(index, never);
  cares_[index].coming = des::no_ticket;
}

// Gives back what stands in the book for a time before that: of a whole course what has passed
// while the patient was still to be seen for the visit before, or what is too early after one at
// which they were not fit.
template <class Observer>
void Clinic<Observer>::give_back_before(std::uint32_t index, Time time) {
  Care& care = cares_[index];
  while (!care.appointments.empty() && appointments_.front(care.appointments).start < time) {
    const Appointment appointment = appointments_.front(care.appointments);
    appointments_.pop_front(care.appointments);
    free_start(index, appointment);
  }
}

// An appointment that no longer stands is free for others, if it is still to come.
template <class Observer>
void Clinic<Observer>::free_start(std::uint32_t index, const Appointment& appointment) {
  const Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  if (appointment.in_book != never) {
    desk_->release(request_for(care, appointment.use), appointment.kind, appointment.in_book);
    capacity_given_back_ = true;
  }
  if (appointment.kind == VisitKind::FirstInfusion && model_->booking.refill)
    booked_first_.leave(unbooked_place(patient), index);
  if (model_->booking.refill && appointment.in_book != never &&
      appointment.start - now() >= model_->booking.refill->notice)
    freed_.push_back(appointment.in_book);
  tell(VisitGivenBack{now(), patient.id, purpose_of(care), model_->uses[appointment.use].visit,
                      appointment.start});
}

// --- the next visit

template <class Observer>
void Clinic<Observer>::come_at(std::uint32_t care, Time at) {
  cares_[care].coming = simulator_.schedule(at, rank(EventKind::Arrival), care);
}

// Whether the patient keeps an appointment: one uniform decides.
template <class Observer>
Fate Clinic<Observer>::fate_of(const Care& care) const {
  const model::Attendance& attendance = attendance_of(care);
  if (attendance.no_show + attendance.late_cancel <= 0.0) return Fate::Comes;
  const double u = random::uniform(patients_[care.patient].key, attendance.site,
                                   next_occasion(care, care.attempt));
  if (u < attendance.no_show) return Fate::DoesNotShow;
  return u < attendance.no_show + attendance.late_cancel ? Fate::Cancels : Fate::Comes;
}

// The nearest appointment is to come, or to be cancelled.
template <class Observer>
void Clinic<Observer>::expect(std::uint32_t index) {
  const Care& care = cares_[index];
  const bool is_here = care.stay != nobody || care.is_held;
  if (care.coming != des::no_ticket || is_here || care.appointments.empty()) return;
  const Time start = appointments_.front(care.appointments).start;
  const random::Key who = patients_[care.patient].key;
  const random::Occasion which = next_occasion(care, care.attempt);
  const model::Attendance& attendance = attendance_of(care);
  switch (fate_of(care)) {
    case Fate::DoesNotShow:
      come_at(index, std::max(now(), start));
      break;
    case Fate::Cancels: {
      const Duration notice = from_milliseconds(model::draw(attendance.notice, who, which));
      cares_[index].coming = simulator_.schedule(std::max(now(), start - notice),
                                                 rank(EventKind::Cancellation), index);
      break;
    }
    case Fate::Comes: {
      const Duration after =
          attendance.punctuality
              ? from_milliseconds(model::draw(*attendance.punctuality, who, which))
              : Duration{0};
      come_at(index, std::max(now(), start + after));
      break;
    }
  }
}

// --- refill

// Offers every freed start to those who are booked for a first infusion later, and the start that
// they leave too.
template <class Observer>
void Clinic<Observer>::offer_freed() {
  // NOLINTNEXTLINE(modernize-loop-convert): what moves frees more
  for (std::size_t i = 0; i < freed_.size(); ++i) {
    const Time start = freed_[i];
    const std::uint32_t care = who_accepts(start);
    if (care != nobody) move_first(care, start);
  }
  freed_.clear();
  if (capacity_given_back_) retry_unbooked();
}

// By priority, then the longest waiting first, each for themselves.
template <class Observer>
std::uint32_t Clinic<Observer>::who_accepts(Time start) {
  std::uint32_t taker = nobody;
  booked_first_.serve([&](std::uint32_t index) {
    Care& care = cares_[index];
    if (appointments_.front(care.appointments).start <= start) return des::Served::Stays;
    const bool possible =
        whole_courses()
            ? !desk_->find_series_from(series_wish(care, first_wish(care)), start).empty()
            : desk_->first_may_be_at(first_wish(care), start);
    if (!possible) return des::Served::Stays;
    const model::Chance accepts{model_->booking.refill->accepted,
                                model_->uses[use_of(care)].refill};
    const random::Occasion which = occasion(care.course.run, 1, care.offers++);
    if (!model::happens(accepts, patients_[care.patient].key, which)) return des::Served::Stays;
    taker = index;
    return des::Served::StaysLast;
  });
  return taker;
}

// Expects: who_accepts() has just said so.
template <class Observer>
void Clinic<Observer>::move_first(std::uint32_t index, Time start) {
  const FirstWish wish = first_wish(cares_[index]);
  explain_wait(index, wish, start);
  give_back(index);
  if (wish.series_of) {
    enter_series(index);
  } else {
    enter(index, {start, wish.kind, start, use_of(cares_[index])});
  }
  arrange_visit(index);
}

}  // namespace sim::clinic
