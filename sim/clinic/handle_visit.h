// sim/clinic/handle_visit.h: part of Clinic: how visits get their times, and what happens at them.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

// --- the next visit gets its time

template <class Observer>
void Clinic<Observer>::arrange_visit(std::uint32_t index) {
  Care& care = cares_[index];
  if (!care.is_screening && care.course.infusions > 0) aim_at_next_infusion(care);
  if (!by_appointment()) {
    const model::Visit& visit = model_->visit_of(care.use);
    come_at(index, model::next_within(visit.admission, model_->clinic.closed,
                                      std::max(now(), care.target)));
  } else if (!book_visit(index)) {
    care.on_unbooked_list = true;
    unbooked_.join(patients_[care.patient].referred, index);
  }
}

template <class Observer>
void Clinic<Observer>::come_at(std::uint32_t care, Time at) {
  cares_[care].arrival = simulator_.schedule(at, rank(EventKind::Arrival), care);
}

// Books the first start that will do; answers whether there is one.
template <class Observer>
bool Clinic<Observer>::book_visit(std::uint32_t index) {
  Care& care = cares_[index];
  const std::optional<Time> start = find_start(care);
  if (!start) return false;
  book_->reserve(model_->uses[care.use].visit, *start);
  care.booked = start;
  come_at(index, *start);
  return true;
}

template <class Observer>
std::optional<Time> Clinic<Observer>::find_start(const Care& care) {
  const VisitId visit = model_->uses[care.use].visit;
  const Time not_before = std::max(now(), care.not_before);
  if (care.is_screening || care.course.infusions == 0) {
    const Date today = date_of(now());
    const Time lead = Time{today + std::chrono::days{model_->booking.lead_days}};
    const int first_opens = course_of(patients_[care.patient]).first_opens_days;
    return book_->first_fit(
        visit, std::max(not_before, lead),
        care.is_screening ? book_->last_day() : today + std::chrono::days{first_opens});
  }
  // A day that is not open yet is not full: the visit waits until the book reaches its target.
  if (date_of(care.target) > book_->last_day()) return std::nullopt;
  return choose_start(*book_, {visit, care.target, not_before, care.window_first, *care.window_last,
                               model_->booking.choose});
}

// Tries everyone on the unbooked list again, by referral.
template <class Observer>
void Clinic<Observer>::retry_unbooked() {
  capacity_given_back_ = false;
  unbooked_.serve([this](std::uint32_t index) {
    if (!book_visit(index)) return des::Served::Stays;
    cares_[index].on_unbooked_list = false;
    return des::Served::Leaves;
  });
}

// --- the patient comes, or not

template <class Observer>
void Clinic<Observer>::arrive(std::uint32_t index) {
  Care& care = cares_[index];
  if (care.stay != nobody) {  // was sent home from the door
    floor_.arrive_again(care.stay, now());
    floor_changed_ = true;
    return;
  }
  const Patient& patient = patients_[care.patient];
  const model::Attendance& attendance = model_->uses[care.use].attendance;
  const model::Chance no_show{attendance.no_show, attendance.site};
  if (by_appointment() && model::happens(no_show, patient.key, next_occasion(care, care.attempt))) {
    miss_visit(index);
    return;
  }
  Stay stay;
  stay.care = index;
  stay.patient = patient.id;
  stay.purpose = purpose_of(care);
  stay.use = care.use;
  stay.key = patient.key;
  stay.which = next_occasion(care, 0);
  stay.place = now();
  if (by_appointment()) stay.in_hand_since = now();
  stay.came = now();
  stay.waiting_since = now();
  care.booked.reset();
  care.stay = floor_.arrive(stay);
  floor_changed_ = true;
}

// The slot is lost; the visit is booked anew from the next day.
template <class Observer>
void Clinic<Observer>::miss_visit(std::uint32_t index) {
  Care& care = cares_[index];
  tell(VisitMissed{now(), patients_[care.patient].id, purpose_of(care),
                   model_->uses[care.use].visit, Miss::NoShow, now()});
  ++care.attempt;
  ++care.course.missed_in_row;
  care.booked.reset();
  care.not_before = Time{date_of(now())} + one_day;
  arrange_visit(index);
}

// --- the visit

template <class Observer>
void Clinic<Observer>::begin_visits() {
  floor_changed_ = false;
  floor_.serve([this](std::uint32_t stay) {
    if (floor_[stay].where == Whereabouts::AtDoor) {
      begin_visit(stay);
    } else {
      announce_change(floor_.take(stay, now()));
      begin_step(stay);
    }
  });
}

template <class Observer>
void Clinic<Observer>::begin_visit(std::uint32_t index) {
  const std::uint32_t care = floor_[index].care;
  if (cares_[care].course.unread) {  // read just before this infusion, which then may not follow
    const Decision decision = read_and_decide(care);
    if (decision.ends) {
      cares_[care].stay = nobody;
      end_course(care, decision);
      const Time came = floor_[index].came;
      floor_.forget(index);
      stay_ends(came);
      return;
    }
  }
  announce_change(floor_.take(index, now()));
  if (cares_[care].is_screening) {
    const Patient& patient = patients_[cares_[care].patient];
    tell(ScreeningStarted{now(), patient.id, now() - patient.referred});
  } else {
    begin_infusion(care);
  }
  begin_step(index);
}

template <class Observer>
void Clinic<Observer>::begin_step(std::uint32_t index) {
  Stay& stay = floor_[index];
  const model::Use& use = model_->uses[stay.use];
  const Duration waited = now() - stay.waiting_since;
  stay.waited += waited;
  tell(StepStarted{now(), stay.patient, stay.purpose, use.visit, stay.step,
                   stay.step == 0 ? stay.waited : waited, model::WaitCause::Protocol});
  const model::Step& step = model_->visits[use.visit].steps[stay.step];
  const Duration takes =
      from_milliseconds(model::draw(step.takes, use.step_times[stay.step], stay.key, stay.which));
  stay.step_ends = simulator_.schedule(now() + takes, rank(EventKind::StepEnds), index);
}

template <class Observer>
void Clinic<Observer>::end_step(std::uint32_t index) {
  const std::vector<model::Step>& steps = model_->visit_of(floor_[index].use).steps;
  const std::uint32_t next = floor_[index].step + 1;
  announce_change(floor_.end_step(index));
  floor_changed_ = true;
  const bool patient_is_here = floor_[index].care != nobody;
  if (patient_is_here && (next == steps.size() || steps[next].after_patient)) patient_leaves(index);
  if (next < steps.size()) {
    floor_.wait_in_chair(index, now());
  } else {
    const Time came = floor_[index].came;
    announce_change(floor_.leave(index));
    stay_ends(came);
  }
  floor_.release_leavers();
}

// Of those who came before the day closed, the last one to end ends its overtime.
template <class Observer>
void Clinic<Observer>::stay_ends(Time came) {
  if (in_overtime_ == 0 || came >= day_closed_) return;
  if (--in_overtime_ == 0) tell(OvertimeEnded{now()});
}

template <class Observer>
void Clinic<Observer>::patient_leaves(std::uint32_t index) {
  Stay& stay = floor_[index];
  const std::uint32_t care = stay.care;
  tell(VisitEnded{now(),
                  stay.patient,
                  stay.purpose,
                  model_->uses[stay.use].visit,
                  stay.here + (now() - stay.came),
                  stay.waited,
                  {}});
  stay.care = nobody;
  cares_[care].stay = nobody;
  if (!cares_[care].is_screening) {
    infusion_visit_over(care);
    return;
  }
  const std::uint32_t patient = cares_[care].patient;
  close_care(care);
  screened(patient);
}

// --- the doors, the staff and the day

template <class Observer>
void Clinic<Observer>::close_doors() {
  const model::ClinicHours& hours = model_->clinic;
  floor_.send_walk_ins_home(now(), [&](std::uint32_t stay) {
    const model::Visit& visit = model_->visit_of(floor_[stay].use);
    come_at(floor_[stay].care, model::next_within(visit.admission, hours.closed, now()));
  });
  const Time opens = model::next_within(hours.open, hours.closed, now());
  if (opens == never || date_of(opens) > date_of(now() - Duration{1})) {
    day_closed_ = now();
    in_overtime_ = floor_.present();
    tell(DayClosed{now(), in_overtime_ > 0});
  }
  schedule_closing();
}

template <class Observer>
void Clinic<Observer>::schedule_closing() {
  const model::ClinicHours& hours = model_->clinic;
  simulator_.schedule(model::next_closing(hours.open, hours.closed, now()),
                      rank(EventKind::DoorsClose), 0);
}

template <class Observer>
void Clinic<Observer>::change_staff(ResourceId id) {
  const model::Resource& resource = model_->resources[id];
  const int count = resource.staffing.on_duty(now(), model_->clinic.closed);
  floor_.pool(id).set_on_duty(count * resource.units_each, now());
  floor_.release_leavers();
  floor_changed_ = true;
  announce_resource(id);
  schedule_staff_change(id);
}

template <class Observer>
void Clinic<Observer>::schedule_staff_change(ResourceId id) {
  const model::Staffing::Change change =
      model_->resources[id].staffing.next_change(now(), model_->clinic.closed);
  const std::int32_t units = change.count * model_->resources[id].units_each;
  const bool fewer = units < floor_.pool(id).on_duty();
  simulator_.schedule(change.at, rank(fewer ? EventKind::StaffLeaves : EventKind::StaffComes),
                      id.index);
}

template <class Observer>
void Clinic<Observer>::turn_day() {
  announce_slots(now());
  book_->turn_day();
  retry_unbooked();
  simulator_.schedule(now() + one_day, rank(EventKind::DayTurns), 0);
}

// The slots of the book's today that are over by `until`.
template <class Observer>
void Clinic<Observer>::announce_slots(Time until) {
  if constexpr (Hears<Observer, SlotPassed>) {
    book_->for_each_slot(book_->today(), [&](Time from, Duration length, const SlotRow& free,
                                             const SlotRow& capacity) {
      if (from + length > until) return;
      SlotPassed passed{from, length, {}, {}};
      for (std::size_t r = 0; r < free.size(); ++r) {
        passed.capacity[r] = capacity[r];
        passed.reserved[r] = capacity[r] - free[r];
      }
      tell(passed);
    });
  }
}

template <class Observer>
void Clinic<Observer>::announce_change(const model::Units& units) {
  if constexpr (Hears<Observer, ResourceChanged>) {
    for (const ResourceId id : ids<ResourceId>(model_->resources)) {
      if (units[id.index] > 0) announce_resource(id);
    }
  }
}

template <class Observer>
void Clinic<Observer>::announce_resource(ResourceId id) {
  const des::ResourcePool& pool = floor_.pool(id);
  tell(ResourceChanged{now(), id, pool.on_duty(), pool.in_use()});
}

}  // namespace sim::clinic
