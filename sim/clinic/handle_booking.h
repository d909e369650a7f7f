// sim/clinic/handle_booking.h: part of Clinic: how visits get their times, and lose them.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

// Sees to it that the care's visits have their times: those that can be booked are, for the others
// it waits on the unbooked list.
template <class Observer>
void Clinic<Observer>::arrange_visit(std::uint32_t index) {
  if (!by_appointment()) {
    come_when_due(index);
    return;
  }
  leave_unbooked(index);
  if (cares_[index].coming == des::no_ticket) give_back_before(index, now());
  if (!book_visits(index)) join_unbooked(index);
  expect(index);
}

template <class Observer>
void Clinic<Observer>::come_when_due(std::uint32_t index) {
  Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  Time due = std::max(now(), care.postponed);
  if (!care.is_screening && care.course.infusions > 0) {
    const int number = care.course.infusions + 1;
    const Aim aim =
        aim_at(context_of(patient), care.course.run, number, care.course.latest_infusion);
    due = std::max(due, aim.target);
  }
  if constexpr (explains) {
    if (patient.wait != nobody && due > now())
      waits_.plan(patient.wait, due, model::WaitCause::Protocol);
  }
  const model::Visit& visit = model_->visit_of(care.use);
  come_at(index, model::next_within(visit.admission, model_->clinic.closed, due));
}

// How many more of the care's visits are to stand in the book now.
template <class Observer>
int Clinic<Observer>::visits_to_book(const Care& care) const {
  const int coming = static_cast<int>(care.appointments.size) + (care.stay != nobody ? 1 : 0);
  if (care.is_screening) return 1 - coming;
  const int left = care.course.planned - care.course.infusions;
  return (whole_courses() ? left : std::min(left, 1)) - coming;
}

// Answers whether all found their times.
template <class Observer>
bool Clinic<Observer>::book_visits(std::uint32_t index) {
  while (visits_to_book(cares_[index]) > 0) {
    const bool booked = comes_first(cares_[index]) ? book_first(index) : book_later(index);
    if (!booked) return false;
  }
  return true;
}

template <class Observer>
FirstWish Clinic<Observer>::first_wish(const Care& care) const {
  const Patient& patient = patients_[care.patient];
  const Date today = date_of(now());
  FirstWish wish;
  wish.request = care.request;
  wish.kind = care.is_screening ? VisitKind::Screening : VisitKind::FirstInfusion;
  wish.asked = now();
  wish.earliest = Time{today + std::chrono::days{model_->booking.lead_days}};
  wish.not_before = care.not_before;
  wish.target = care.postponed;
  wish.last = desk_->book().last_day();
  if (whole_courses() && !care.is_screening) wish.series_of = patient.id.cohort;
  if (!care.is_screening) {
    wish.last = today + std::chrono::days{course_of(patient).first_opens_days};
  }
  return wish;
}

template <class Observer>
SeriesWish Clinic<Observer>::series_wish(const Care& care) const {
  const Patient& patient = patients_[care.patient];
  return {first_wish(care), context_of(patient), care.course.run, care.course.planned};
}

template <class Observer>
std::optional<Time> Clinic<Observer>::find_first(const Care& care, const FirstWish& wish) {
  if (!wish.series_of) return desk_->find_first(wish);
  const CourseContext context = context_of(patients_[care.patient]);
  const std::vector<Time>& starts =
      desk_->find_series({wish, context, care.course.run, care.course.planned});
  return starts.empty() ? std::nullopt : std::optional<Time>(starts.front());
}

template <class Observer>
bool Clinic<Observer>::book_first(std::uint32_t index) {
  const Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  const FirstWish wish = first_wish(care);
  Refusal& refusal = refusals_[2 * patient.id.cohort.index + (care.is_screening ? 1 : 0)];
  const bool in_a_round = care.on_unbooked_list;
  if (in_a_round && refusal.round == round_) {
    refuse(index, refusal.cause);
    return false;
  }
  const std::optional<Time> start = find_first(care, wish);
  if (!start) {
    const std::optional<model::WaitCause> cause = explains ? desk_->refusal(wish) : std::nullopt;
    // A wish of its own, or one that is a matter of draws, says nothing of the others.
    const bool of_all = wish.from() == std::max(wish.asked, wish.earliest) &&
                        !(wish.series_of && course_of(patient).spacing_varies());
    if (in_a_round && of_all) refusal = {round_, cause};
    refuse(index, cause);
    return false;
  }
  explain_wait(index, wish, *start);
  enter(index, {*start, wish.kind, *start});
  if (!wish.series_of) return true;
  const std::vector<Time>& starts = desk_->series();
  for (std::size_t i = 1; i < starts.size(); ++i)
    enter(index, {starts[i], VisitKind::Later, starts[i]});
  return true;
}

template <class Observer>
bool Clinic<Observer>::book_later(std::uint32_t index) {
  const Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  const Duration length = model_->visit_of(care.use).planned();
  Time previous = care.course.latest_infusion;
  Time over = now();  // the visit before it, as planned
  int number = care.course.infusions + 1;
  if (care.stay != nobody) {
    previous = floor_[care.stay].appointment;
    over = previous + length;
    ++number;
  }
  if (!care.appointments.empty()) {
    previous = appointments_.back(care.appointments).start;
    over = previous + length;
    number += static_cast<int>(care.appointments.size);
  }
  Wish wish;
  wish.request = care.request;
  wish.aim = aim_at(context_of(patient), care.course.run, number, previous);
  wish.aim.target = std::max(wish.aim.target, care.postponed);
  wish.earliest = std::max({now(), over, care.not_before, care.postponed});
  wish.choice = model_->booking.choose;
  const std::optional<Time> start = desk_->find_later(wish);
  if (start) enter(index, {*start, VisitKind::Later, *start});
  return start.has_value();
}

// Gives the care an appointment, after those it has.
template <class Observer>
void Clinic<Observer>::enter(std::uint32_t index, const Appointment& appointment) {
  Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  if (appointment.in_book != never)
    desk_->reserve(care.request, appointment.kind, appointment.in_book);
  appointments_.push_back(care.appointments, appointment);
  if (appointment.kind == VisitKind::FirstInfusion && model_->booking.refill)
    booked_first_.join(unbooked_place(patient), index);
  tell(VisitBooked{now(), patient.id, purpose_of(care), model_->uses[care.use].visit,
                   appointment.start});
}

// Gives back all that stands in the book for the care.
template <class Observer>
void Clinic<Observer>::give_back(std::uint32_t index) {
  Care& care = cares_[index];
  while (!care.appointments.empty()) {
    const Appointment appointment = appointments_.front(care.appointments);
    appointments_.pop_front(care.appointments);
    free_start(index, appointment);
  }
  care.coming = des::no_ticket;
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
    desk_->release(care.request, appointment.kind, appointment.in_book);
    capacity_given_back_ = true;
  }
  if (appointment.kind == VisitKind::FirstInfusion && model_->booking.refill)
    booked_first_.leave(unbooked_place(patient), index);
  if (model_->booking.refill && appointment.in_book != never &&
      appointment.start - now() >= model_->booking.refill->notice)
    freed_.push_back(appointment.in_book);
  tell(VisitGivenBack{now(), patient.id, purpose_of(care), model_->uses[care.use].visit,
                      appointment.start});
}

// --- no start was found

// Without a cause: no start was in question, as on the day before a weekend.
template <class Observer>
void Clinic<Observer>::refuse(std::uint32_t index, std::optional<model::WaitCause> cause) {
  if constexpr (explains) {
    const Patient& patient = patients_[cares_[index].patient];
    if (cause) tell(StartRefused{now(), patient.id, *cause});
    waits_.settle(patient.wait, now());
    waits_.forget_plan(patient.wait);
    waits_.plan(patient.wait, never, cause.value_or(model::WaitCause::BookingRules));
  }
}

template <class Observer>
void Clinic<Observer>::explain_wait(std::uint32_t index, const FirstWish& wish, Time start) {
  if constexpr (explains) {
    const std::uint32_t wait = patients_[cares_[index].patient].wait;
    waits_.settle(wait, now());
    waits_.forget_plan(wait);
    desk_->explain(wish, start,
                   [&](Time until, model::WaitCause cause) { waits_.plan(wait, until, cause); });
  }
}

template <class Observer>
void Clinic<Observer>::join_unbooked(std::uint32_t index) {
  cares_[index].on_unbooked_list = true;
  unbooked_.join(unbooked_place(patients_[cares_[index].patient]), index);
}

template <class Observer>
void Clinic<Observer>::leave_unbooked(std::uint32_t index) {
  Care& care = cares_[index];
  if (!care.on_unbooked_list) return;
  care.on_unbooked_list = false;
  unbooked_.leave(unbooked_place(patients_[care.patient]), index);
}

// Tries everyone on the unbooked list again, by priority, then referral.
template <class Observer>
void Clinic<Observer>::retry_unbooked() {
  capacity_given_back_ = false;
  ++round_;
  unbooked_.serve([this](std::uint32_t index) {
    const bool booked = book_visits(index);
    expect(index);
    cares_[index].on_unbooked_list = !booked;
    return booked ? des::Served::Leaves : des::Served::Stays;
  });
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
  if (care.coming != des::no_ticket || care.stay != nobody || care.appointments.empty()) return;
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
  for (std::size_t i = 0; i < freed_.size(); ++i) {
    const Time start = freed_[i];
    const std::uint32_t care = who_accepts(start);
    if (care != nobody) move_first(care, start);
  }
  freed_.clear();
  if (capacity_given_back_) retry_unbooked();
}

// The longest waiting first, each for themselves.
template <class Observer>
std::uint32_t Clinic<Observer>::who_accepts(Time start) {
  std::uint32_t taker = nobody;
  booked_first_.serve([&](std::uint32_t index) {
    Care& care = cares_[index];
    if (appointments_.front(care.appointments).start <= start) return des::Served::Stays;
    const bool possible = whole_courses()
                              ? !desk_->find_series_from(series_wish(care), start).empty()
                              : desk_->first_may_be_at(first_wish(care), start);
    if (!possible) return des::Served::Stays;
    const model::Chance accepts{model_->booking.refill->accepted, model_->uses[care.use].refill};
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
  const std::vector<Time> starts = whole_courses() ? desk_->series() : std::vector<Time>{start};
  explain_wait(index, wish, start);
  give_back(index);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const VisitKind kind = i == 0 ? VisitKind::FirstInfusion : VisitKind::Later;
    enter(index, {starts[i], kind, starts[i]});
  }
  arrange_visit(index);
}

}  // namespace sim::clinic
