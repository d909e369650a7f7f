// sim/clinic/clinic.h: one replication of a model: patients come, are booked, treated and leave.
//
// One short handler for each kind of event (sim/clinic/event_kind.h); what follows at once is a
// function call, not an event. The handlers are in three files, by what they are about:
//   handle_access.h  referral, screening, patience, the ends of patients
//   handle_visit.h   booking, arrival, steps, the doors and the staff
//   handle_course.h  infusions, assessments, decisions
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "sim/base/contract.h"
#include "sim/base/slots.h"
#include "sim/clinic/book.h"
#include "sim/clinic/choose_start.h"
#include "sim/clinic/course.h"
#include "sim/clinic/event_kind.h"
#include "sim/clinic/floor.h"
#include "sim/clinic/ledger.h"
#include "sim/clinic/never_empty.h"
#include "sim/clinic/observation.h"
#include "sim/clinic/patient.h"
#include "sim/clinic/referral_stream.h"
#include "sim/des/simulator.h"
#include "sim/des/waiting_line.h"
#include "sim/model/model.h"
#include "sim/random/draw.h"

namespace sim::clinic {

template <class Observer>
class Clinic {
 public:
  Clinic(const model::Model& model, std::uint64_t seed, std::uint32_t replication,
         Observer& observer);

  // Until `end`, without what is due then.
  void run_until(Time end) { simulator_.run_until(end, *this); }
  // Until every patient is done. Expects: closed cohorts. Throws NeverEmpty.
  void run_until_empty();
  // From here on what happens counts.
  void start_measuring() { tell(MeasurementStarted{now()}); }
  // Announces what is due when a run is over.
  void finish() {
    if (book_) announce_slots(now());
  }

  Time now() const { return simulator_.now(); }
  std::uint64_t events() const { return simulator_.handled(); }
  // Where everyone is. Checks that it adds up, and that it agrees with who is really there.
  const Ledger& ledger() const;

  void handle(const des::Event& event);

 private:
  bool everyone_is_done() const;

  // --- handle_access.h
  void refer(CohortId cohort);
  void add_patient(PatientId id, random::Key key);
  void screened(std::uint32_t patient);
  void begin_course_care(std::uint32_t patient);
  void end_patience(std::uint32_t patient);
  void give_up(std::uint32_t patient);
  std::uint32_t open_care(std::uint32_t patient, UseId use);
  void close_care(std::uint32_t care);
  void remove_patient(std::uint32_t patient, std::int64_t& outcome);

  // --- handle_visit.h
  void arrange_visit(std::uint32_t care);
  void come_at(std::uint32_t care, Time at);
  bool book_visit(std::uint32_t care);
  std::optional<Time> find_start(const Care& care);
  void retry_unbooked();
  void arrive(std::uint32_t care);
  void miss_visit(std::uint32_t care);
  void begin_visits();
  void begin_visit(std::uint32_t stay);
  void begin_step(std::uint32_t stay);
  void end_step(std::uint32_t stay);
  void patient_leaves(std::uint32_t stay);
  void stay_ends(Time came);
  void close_doors();
  void schedule_closing();
  void change_staff(ResourceId resource);
  void schedule_staff_change(ResourceId resource);
  void turn_day();
  void announce_slots(Time until);
  void announce_change(const model::Units& units);
  void announce_resource(ResourceId resource);

  // --- handle_course.h
  void aim_at_next_infusion(Care& care);
  void begin_infusion(std::uint32_t care);
  void infusion_visit_over(std::uint32_t care);
  Decision read_and_decide(std::uint32_t care);
  void assess_and_go_on(std::uint32_t care);
  void end_course(std::uint32_t care, const Decision& decision);

  const model::Cohort& cohort_of(const Patient& patient) const {
    return model_->cohorts[patient.id.cohort];
  }
  const model::Course& course_of(const Patient& patient) const {
    return model_->courses[cohort_of(patient).course];
  }
  CourseContext context_of(const Patient& patient) const {
    return {course_of(patient), model_->responses[cohort_of(patient).response], patient.key};
  }
  Purpose purpose_of(const Care& care) const {
    return {care.is_screening, cohort_of(patients_[care.patient]).course};
  }
  // The occasion of the draws of a care's next visit. A screening is one visit, number 0.
  random::Occasion next_occasion(const Care& care, int attempt) const {
    return care.is_screening ? occasion(0, 0, attempt)
                             : occasion(care.course.run, care.course.infusions + 1, attempt);
  }
  bool by_appointment() const { return book_.has_value(); }

  template <class Observation>
  void tell(const Observation& observation) {
    announce(*observer_, observation);
  }

  const model::Model* model_;
  Observer* observer_;
  des::Simulator simulator_;
  Floor floor_;
  std::optional<Book> book_;             // where visits are booked
  des::WaitingLine unbooked_;            // cares, by referral: no start was found
  std::vector<ReferralStream> streams_;  // by cohort
  std::vector<random::Key> cohort_keys_;
  std::vector<double> clinic_effects_;  // by response
  Slots<Patient> patients_;
  Slots<Care> cares_;
  Ledger ledger_;
  bool floor_changed_ = false;        // somebody may be able to begin
  bool capacity_given_back_ = false;  // the book has more room than before
  Time day_closed_ = Time::min();     // at the latest closing of a day
  std::size_t in_overtime_ = 0;       // stays in hand since then
};

template <class Observer>
Clinic<Observer>::Clinic(const model::Model& model, std::uint64_t seed, std::uint32_t replication,
                         Observer& observer)
    : model_(&model), observer_(&observer), simulator_(Time{model.run.start}), floor_(model) {
  const random::Key clinic =
      random::member_key(random::family_key(seed, random::hash64("clinic"), replication), 0);
  for (const model::Response& response : model.responses) {
    const auto* trajectory = std::get_if<model::Trajectory>(&response.is);
    clinic_effects_.push_back(trajectory ? model::draw(trajectory->clinic_effect, clinic, {})
                                         : 0.0);
  }
  for (const ResourceId id : ids<ResourceId>(model.resources)) {
    const model::Resource& resource = model.resources[id];
    const int count = resource.staffing.on_duty(now(), model.clinic.closed);
    floor_.pool(id).set_on_duty(count * resource.units_each, now());
    announce_resource(id);
    schedule_staff_change(id);
  }
  schedule_closing();
  if (model.booking.mode == model::BookingMode::Appointments) {
    book_.emplace(model, model.run.start);
    simulator_.schedule(now() + one_day, rank(EventKind::DayTurns), 0);
  }
  for (const CohortId id : ids<CohortId>(model.cohorts)) {
    cohort_keys_.push_back(random::family_key(seed, model.cohorts[id].family, replication));
    streams_.emplace_back(model, id, cohort_keys_.back());
    simulator_.schedule(streams_.back().next(), rank(EventKind::Referral), id.index);
  }
}

template <class Observer>
bool Clinic<Observer>::everyone_is_done() const {
  const auto is_over = [](const ReferralStream& stream) { return stream.next() == never; };
  return patients_.size() == 0 && floor_.is_empty() &&
         std::all_of(streams_.begin(), streams_.end(), is_over);
}

template <class Observer>
void Clinic<Observer>::run_until_empty() {
  const Time far = now() + one_year * 100;
  while (!everyone_is_done()) {
    if (simulator_.idle() || now() > far) throw NeverEmpty(ledger_);
    simulator_.step(*this);
  }
}

template <class Observer>
const Ledger& Clinic<Observer>::ledger() const {
  std::int64_t in_course = 0;
  patients_.for_each([&](const Patient& patient) { in_course += patient.started ? 1 : 0; });
  SIM_EXPECTS(ledger_.adds_up());
  SIM_EXPECTS(ledger_.in_course == in_course);
  SIM_EXPECTS(ledger_.waiting == static_cast<std::int64_t>(patients_.size()) - in_course);
  return ledger_;
}

template <class Observer>
void Clinic<Observer>::handle(const des::Event& event) {
  const std::uint32_t subject = event.subject;
  switch (static_cast<EventKind>(event.rank())) {
    case EventKind::StepEnds:
      if (redeem(floor_[subject].step_ends, event)) end_step(subject);
      break;
    case EventKind::DoorsClose:
      close_doors();
      break;
    case EventKind::StaffLeaves:
    case EventKind::StaffComes:
      change_staff(ResourceId{subject});
      break;
    case EventKind::AssessmentDue:
      if (cares_.in_use(subject) && redeem(cares_[subject].assessment, event)) {
        assess_and_go_on(subject);
      }
      break;
    case EventKind::DayTurns:
      turn_day();
      break;
    case EventKind::Arrival:
      if (cares_.in_use(subject) && redeem(cares_[subject].arrival, event)) arrive(subject);
      break;
    case EventKind::Referral:
      refer(CohortId{subject});
      break;
    case EventKind::PatienceEnds:
      if (patients_.in_use(subject) && redeem(patients_[subject].patience, event)) {
        end_patience(subject);
      }
      break;
  }
  if (capacity_given_back_) retry_unbooked();
  if (floor_changed_ && !simulator_.more_now_before(rank(EventKind::PatienceEnds))) begin_visits();
}

}  // namespace sim::clinic

#include "sim/clinic/handle_access.h"  // IWYU pragma: export
#include "sim/clinic/handle_course.h"  // IWYU pragma: export
#include "sim/clinic/handle_visit.h"   // IWYU pragma: export
