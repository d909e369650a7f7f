// sim/clinic/handle_booking.h: part of Clinic: how visits get their times.
#pragma once

#include <algorithm>
#include <variant>

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
  if (cares_[index].coming == des::no_ticket) {
    give_back_before(index, now());
    if (!fits_what_is_booked(cares_[index])) give_back(index);
  }
  if (!book_visits(index)) join_unbooked(index);
  expect(index);
}

// Whether every visit is booked for as long as its number needs: after a missed visit the others
// move up.
template <class Observer>
bool Clinic<Observer>::fits_what_is_booked(const Care& care) const {
  int number = care.course.infusions + (is_to_begin(care) ? 2 : 1);
  bool fits = true;
  appointments_.for_each(care.appointments, [&](const Appointment& each) {
    fits = fits && each.use == use_at(care, number++);
  });
  return fits;
}

template <class Observer>
void Clinic<Observer>::come_when_due(std::uint32_t index) {
  Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  Time due = std::max(now(), care.postponed);
  if (!comes_as_soon_as_possible(care)) due = std::max(due, aim_of_next(care).target);
  if constexpr (explains) {
    if (patient.wait != nobody && due > now())
      waits_.plan(patient.wait, due, model::WaitCause::Protocol);
  }
  const model::Visit& visit = model_->visit_of(use_of(care));
  come_at(index, model::next_within(visit.admission, model_->clinic.closed, due));
}

// Whether the patient is here for a visit whose infusion does not count yet.
template <class Observer>
bool Clinic<Observer>::is_to_begin(const Care& care) const {
  if (care.stay == nobody) return false;
  const Stay& stay = floor_[care.stay];
  return care.is_screening() || !stay.has_begun() || !stay.is_fit;
}

// How many more of the care's visits are to stand in the book now.
template <class Observer>
int Clinic<Observer>::visits_to_book(const Care& care) const {
  const int coming = static_cast<int>(care.appointments.size) + (is_to_begin(care) ? 1 : 0);
  if (!care.is_course()) return 1 - coming;
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
  wish.request = request_for(care, use_of(care));
  wish.kind = care.is_screening() ? VisitKind::Screening : VisitKind::FirstInfusion;
  wish.asked = now();
  wish.earliest = Time{today + std::chrono::days{model_->booking.lead_days}};
  wish.not_before = care.not_before;
  wish.target = care.postponed;
  wish.last = desk_->book().last_day();
  if (!care.is_screening()) {
    if (whole_courses()) wish.series_of = SeriesOf{patient.id.cohort, patient.course};
    wish.last = today + std::chrono::days{course_of(patient).first_opens_days};
  }
  return wish;
}

template <class Observer>
SeriesWish Clinic<Observer>::series_wish(const Care& care, const FirstWish& first) const {
  return {first, context_of(patients_[care.patient]), care.course.run, care.course.planned};
}

template <class Observer>
std::optional<Time> Clinic<Observer>::find_first(const Care& care, const FirstWish& wish) {
  if (!wish.series_of) return desk_->find_first(wish);
  const std::vector<Time>& starts = desk_->find_series(series_wish(care, wish));
  return starts.empty() ? std::nullopt : std::optional<Time>(starts.front());
}

template <class Observer>
bool Clinic<Observer>::book_first(std::uint32_t index) {
  cares_[index].waits_for = Date::min();
  const Care& care = cares_[index];
  const Patient& patient = patients_[care.patient];
  const FirstWish wish = first_wish(care);
  Refusal& refusal = refusals_[line_of(care)];
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
                        !(wish.series_of && course_of(patient).schedule.varies());
    if (in_a_round && of_all) refusal = {round_, cause};
    refuse(index, cause);
    return false;
  }
  explain_wait(index, wish, *start);
  if (wish.series_of) {
    enter_series(index);
  } else {
    enter(index, {*start, wish.kind, *start, use_of(care)});
  }
  return true;
}

// The number of the visit that is to be booked next, and what its target is counted from.
template <class Observer>
NextVisit Clinic<Observer>::next_to_book(const Care& care) const {
  NextVisit next{care.course.infusions + 1, care.course.counted_from(), now()};
  const auto pass = [&](UseId use, Time start) {
    if (care.is_course()) {
      next.from = counted_from(course_of(patients_[care.patient]), next.number, start, next.from);
    } else {
      next.from = {start, start};
    }
    next.over = start + model_->visit_of(use).planned();
    ++next.number;
  };
  if (is_to_begin(care)) {
    pass(floor_[care.stay].use, floor_[care.stay].appointment);
  } else if (care.stay != nobody) {
    next.over = next.from.previous + model_->visit_of(floor_[care.stay].use).planned();
  }
  appointments_.for_each(care.appointments,
                         [&](const Appointment& each) { pass(each.use, each.start); });
  return next;
}

// What is added after the last booking of a course, because a visit was missed, has its day on a
// list behind it: it is a planned gap away from that booking.
template <class Observer>
void Clinic<Observer>::keep_distance(const Care& care, const NextVisit& next, Aim& aim) const {
  const model::Schedule& schedule = course_of(patients_[care.patient]).schedule;
  if (!std::holds_alternative<model::OnDays>(schedule.phase_of(next.number).due)) return;
  const Duration gap = schedule.mean_gap(next.number);
  const model::DaysAfterPrevious window = model::default_window(gap);
  const bool is_near = aim.target <= next.from.previous + one_day * window.first;
  if (care.appointments.empty() || gap <= one_day || !is_near) return;
  aim = aim_after(next.from.previous, gap, window);
}

template <class Observer>
bool Clinic<Observer>::book_later(std::uint32_t index) {
  const Care& care = cares_[index];
  const NextVisit next = next_to_book(care);
  const UseId use = use_at(care, next.number);
  Wish wish;
  wish.request = request_for(care, use);
  wish.aim = aim_of(care, next.number, next.from);
  if (whole_courses() && care.is_course() && next.number > 1) keep_distance(care, next, wish.aim);
  wish.aim.target = std::max(wish.aim.target, care.postponed);
  wish.earliest = std::max({now(), next.over, care.not_before, care.postponed});
  // The day of a list may have passed, and with it its window.
  if (wish.aim.window_last < wish.aim.window_first)
    wish.earliest = std::max(wish.earliest, wish.aim.target);
  cares_[index].waits_for = date_of(wish.aim.target);
  wish.choice = model_->booking.choose;
  const std::optional<Time> start = find_apart(index, wish);
  if (start) enter(index, {*start, VisitKind::Later, *start, use});
  return start.has_value();
}

// --- no start was found

// Without a cause: no start was in question, as on the day before a weekend, and the one before
// holds on.
template <class Observer>
void Clinic<Observer>::refuse(std::uint32_t index, std::optional<model::WaitCause> cause) {
  if constexpr (explains) {
    const Patient& patient = patients_[cares_[index].patient];
    if (cause) tell(StartRefused{now(), patient.id, *cause});
    if (patient.wait == nobody) return;
    waits_.settle(patient.wait, now());
    if (!cause && waits_.has_plan(patient.wait)) return;
    waits_.forget_plan(patient.wait);
    waits_.plan(patient.wait, never, cause.value_or(model::WaitCause::BookingRules));
  }
}

template <class Observer>
void Clinic<Observer>::explain_wait(std::uint32_t index, const FirstWish& wish, Time start) {
  if constexpr (explains) {
    const std::uint32_t wait = patients_[cares_[index].patient].wait;
    if (wait == nobody) return;
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
  const Date last_day = desk_->book().last_day();
  unbooked_.serve([this, last_day](std::uint32_t index) {
    if (cares_[index].waits_for > last_day) return des::Served::Stays;
    const bool booked = book_visits(index);
    expect(index);
    cares_[index].on_unbooked_list = !booked;
    return booked ? des::Served::Leaves : des::Served::Stays;
  });
}

}  // namespace sim::clinic
