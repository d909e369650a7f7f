// sim/clinic/handle_day.h: part of Clinic: the doors, the staff, and the book's next day.
#pragma once

#include <algorithm>

#include "sim/clinic/clinic.h"

namespace sim::clinic {

template <class Observer>
void Clinic<Observer>::close_doors() {
  const model::ClinicHours& hours = model_->clinic;
  for (const std::uint32_t stay : floor_.not_seen_today())
    send_home(stay);
  const Time opens = model::next_within(hours.open, hours.closed, now());
  if (opens == never || date_of(opens) > date_of(now() - Duration{1})) {
    day_closed_ = now();
    in_overtime_ = floor_.present();
    tell(DayClosed{now(), in_overtime_ > 0});
  }
  schedule_closing();
}

// To come again when the clinic opens.
template <class Observer>
void Clinic<Observer>::send_home(std::uint32_t index) {
  const Stay& stay = floor_[index];
  const VisitId visit = model_->uses[stay.use].visit;
  const PatientId id = stay.patient;
  tell(PatientSentHome{now(), id, stay.purpose, visit});
  std::uint32_t patient = stay.outlives_care_of;
  if (patient != nobody) {
    lingers_no_more(stay);
    floor_.turn_away(index);
  } else {
    const std::uint32_t care = stay.care;
    patient = cares_[care].patient;
    floor_.send_home(index, now());
    come_at(care,
            model::next_within(model_->visits[visit].admission, model_->clinic.closed, now()));
  }
  come_from_elsewhere(patient, id);
}

template <class Observer>
void Clinic<Observer>::schedule_closing() {
  const model::ClinicHours& hours = model_->clinic;
  simulator_.schedule(model::next_closing(hours.open, hours.closed, now()),
                      rank(EventKind::DoorsClose), 0);
}

// How many of the resource there are now.
template <class Observer>
int Clinic<Observer>::on_duty(ResourceId id) {
  const int count = model_->resources[id].staffing.on_duty(now(), model_->clinic.closed);
  return count - absences_.absent(id, date_of(now()), count);
}

template <class Observer>
void Clinic<Observer>::change_staff(ResourceId id) {
  floor_.pool(id).set_on_duty(on_duty(id) * model_->resources[id].units_each, now());
  floor_.release_leavers();
  floor_changed_ = true;
  announce_resource(id);
  schedule_staff_change(id);
}

template <class Observer>
void Clinic<Observer>::schedule_staff_change(ResourceId id) {
  const model::Resource& resource = model_->resources[id];
  model::Staffing::Change change = resource.staffing.next_change(now(), model_->clinic.closed);
  if (resource.absence) {  // another day, others are absent
    const Time midnight = Time{date_of(now())} + one_day;
    const int then = resource.staffing.on_duty(midnight, model_->clinic.closed);
    if (midnight < change.at && then > 0) change = {midnight, then};
  }
  // By the rota: who is absent then is not known yet.
  const bool fewer = change.count < resource.staffing.on_duty(now(), model_->clinic.closed);
  simulator_.schedule(change.at, rank(fewer ? EventKind::StaffLeaves : EventKind::StaffComes),
                      id.index);
}

template <class Observer>
void Clinic<Observer>::turn_day() {
  announce_slots(now());
  desk_->turn_day();
  retry_unbooked();
  simulator_.schedule(now() + one_day, rank(EventKind::DayTurns), 0);
}

// The slots of the book's today that are over by `until`.
template <class Observer>
void Clinic<Observer>::announce_slots(Time until) {
  if constexpr (Hears<Observer, SlotPassed>) {
    const Book& book = desk_->book();
    book.for_each_slot(book.today(), [&](Time from, Duration length, const SlotRow& free,
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
