// sim/clinic/records.h: who is there, and what the model says of each of them.
//
// No clock and no decisions: the tables of patients and of their cares, and everything that can be
// looked up from a patient or a care. The clinic (sim/clinic/clinic.h) acts on them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/slots.h"
#include "sim/clinic/patient.h"
#include "sim/clinic/stay.h"
#include "sim/des/event.h"
#include "sim/model/model.h"

namespace sim::clinic {

// Whether the event is still what its owner waits for.
template <class Owner>
bool is_due(Slots<Owner>& owners, des::Ticket Owner::*timer, const des::Event& event) {
  return owners.in_use(event.subject) && redeem(owners[event.subject].*timer, event);
}

class Records {
 protected:
  explicit Records(const model::Model& model) : model_(&model) {}

  std::uint32_t enter_patient(const Patient& patient);
  std::int64_t how_many(Stage stage) const;

  const model::Cohort& cohort_of(const Patient& patient) const {
    return model_->cohorts[patient.id.cohort];
  }
  const model::Course& course_of(const Patient& patient) const {
    return model_->courses[patient.course];
  }
  // As what visit `number` of the care uses its visit.
  UseId use_at(const Care& care, int number) const {
    const Patient& patient = patients_[care.patient];
    if (care.is_screening()) return *cohort_of(patient).screening->use;
    return care.is_course() ? course_of(patient).use_of(number)
                            : *cohort_of(patient).with[care.part].use;
  }
  // ... its next one.
  UseId use_of(const Care& care) const { return use_at(care, care.course.infusions + 1); }
  const model::Attendance& attendance_of(const Care& care) const {
    return model_->uses[use_of(care)].attendance;
  }
  // Earlier runs of the course by the patient.
  std::uint16_t& run_of(std::uint32_t patient, CourseId course) {
    return runs_[patient * model_->courses.size() + course.index];
  }
  CourseContext context_of(const Patient& patient) const {
    return {course_of(patient), model_->responses[cohort_of(patient).response], patient.key};
  }
  Purpose purpose_of(const Care& care) const {
    return {care.what, patients_[care.patient].course, care.part};
  }
  // The occasion of the draws of a care's next visit. A screening is one visit, number 0.
  static random::Occasion next_occasion(const Care& care, int attempt) {
    return care.is_screening() ? occasion(0, 0, attempt)
                               : occasion(care.course.run, care.course.infusions + 1, attempt);
  }
  // The next visit is the first of its care, as soon as possible, and stands nowhere yet.
  bool comes_first(const Care& care) const {
    return care.appointments.empty() && care.stay == nobody && comes_as_soon_as_possible(care);
  }
  // Of those who are refused the same things.
  std::size_t line_of(const Care& care) const {
    const Patient& patient = patients_[care.patient];
    const std::size_t first = patient.id.cohort.index * (1 + model_->courses.size());
    return care.is_screening() ? first : first + 1 + patient.course.index;
  }
  Place place_of(const Patient& patient, Time at) const {
    const bool by_priority = model_->booking.queue == model::Queue::Priority;
    return {by_priority ? cohort_of(patient).priority : 0, at};
  }
  // Among those for whom no start was found.
  Place unbooked_place(const Patient& patient) const {
    return {cohort_of(patient).priority, patient.asked};
  }

  // --- what the protocol asks for

  // Whether its next visit has no target: screening, the first infusion of a patient or after a
  // relapse.
  bool comes_as_soon_as_possible(const Care& care) const;
  // Of visit `number` of a course or a plan part.
  Aim aim_of(const Care& care, int number, CountedFrom from) const;
  // Of the next one. Expects: it has a target.
  Aim aim_of_next(const Care& care) const {
    return aim_of(care, care.course.infusions + 1, care.course.counted_from());
  }
  // How an infusion that begins now compares with it.
  struct Protocol {
    std::optional<Time> due;
    bool late = false;
    Duration gap{0};
  };
  Protocol protocol_of(const Care& care, Time now) const;
  // Whether the patient would come again after a relapse.
  bool may_repeat(const Patient& patient) const;

  // Calls look(care) for the patient's other cares.
  template <class Look>
  void for_each_other(std::uint32_t index, Look&& look) const {
    const Patient& patient = patients_[cares_[index].patient];
    if (patient.care != nobody && patient.care != index) look(patient.care);
    for (std::uint32_t part = patient.parts; part != nobody; part = cares_[part].next)
      if (part != index) look(part);
  }

  const model::Model* model_;
  Slots<Patient> patients_;
  Slots<Care> cares_;

 private:
  Aim aim_in_part(const Care& care, int number, Time previous) const;

  std::vector<std::uint16_t> runs_;  // by patient, then course: runs that have begun
};

}  // namespace sim::clinic
