// sim/clinic/clinic.h: one replication of a model: patients come, are booked, treated and leave.
//
// One short handler for each kind of event (sim/clinic/event_kind.h); what follows at once is a
// function call, not an event. The handlers are in files by what they are about:
//   handle_access.h       referral, screening, patience, the ends of patients
//   handle_booking.h      how visits get their times
//   handle_appointment.h  appointments made, expected, given back and moved
//   handle_arrival.h      who comes, who misses a visit
//   handle_visit.h        steps, one after another
//   handle_day.h          the doors, the staff, the book's next day
//   handle_course.h       infusions, assessments, decisions
//   handle_between.h      what comes before a first infusion and after a last one
//   handle_plan.h         parts of a larger plan that have visits of their own
//   at_start.h            the clinic as it stands when the run starts
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/contract.h"
#include "sim/base/slots.h"
#include "sim/clinic/absences.h"
#include "sim/clinic/course.h"
#include "sim/clinic/decision.h"
#include "sim/clinic/desk.h"
#include "sim/clinic/endless_demand.h"
#include "sim/clinic/event_kind.h"
#include "sim/clinic/floor.h"
#include "sim/clinic/ledger.h"
#include "sim/clinic/never_empty.h"
#include "sim/clinic/observation.h"
#include "sim/clinic/patient.h"
#include "sim/clinic/records.h"
#include "sim/clinic/referral_stream.h"
#include "sim/clinic/wait_account.h"
#include "sim/des/simulator.h"
#include "sim/des/waiting_line.h"
#include "sim/model/model.h"
#include "sim/random/draw.h"

namespace sim::clinic {

template <class Observer>
class Clinic : private Records {
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
    if (desk_) announce_slots(now());
  }

  Time now() const { return simulator_.now(); }
  std::uint64_t events() const { return simulator_.handled(); }
  // Where everyone is. Checks that it adds up, and that it agrees with who is really there.
  const Ledger& ledger() const;

  void handle(const des::Event& event);

 private:
  bool everyone_is_done() const;
  void settle_instant();

  // --- handle_access.h
  void refer(CohortId cohort);
  std::uint32_t add_patient(PatientId id, random::Key key, Time referred);
  void begin_access(std::uint32_t patient);
  void start_patience(std::uint32_t patient);
  void screened(std::uint32_t patient);
  void end_patience(std::uint32_t patient);
  void give_up(std::uint32_t patient);
  void lose_before_start(std::uint32_t patient);
  std::uint32_t open_care(std::uint32_t patient, VisitFor what);
  void close_care(std::uint32_t care);
  void remove_patient(std::uint32_t patient, std::int64_t& outcome);
  void keep_demand();

  // --- handle_booking.h
  void arrange_visit(std::uint32_t care);
  void come_when_due(std::uint32_t care);
  bool is_to_begin(const Care& care) const;
  int visits_to_book(const Care& care) const;
  bool book_visits(std::uint32_t care);
  bool book_first(std::uint32_t care);
  NextVisit next_to_book(const Care& care) const;
  bool fits_what_is_booked(const Care& care) const;
  void keep_distance(const Care& care, const NextVisit& next, Aim& aim) const;
  bool book_later(std::uint32_t care);
  FirstWish first_wish(const Care& care) const;
  SeriesWish series_wish(const Care& care, const FirstWish& first) const;
  std::optional<Time> find_first(const Care& care, const FirstWish& wish);
  void refuse(std::uint32_t care, std::optional<model::WaitCause> cause);
  void explain_wait(std::uint32_t care, const FirstWish& wish, Time start);
  void join_unbooked(std::uint32_t care);
  void leave_unbooked(std::uint32_t care);
  void retry_unbooked();

  // --- handle_appointment.h
  void enter(std::uint32_t care, const Appointment& appointment);
  void enter_series(std::uint32_t care);
  void give_back(std::uint32_t care);
  void give_back_before(std::uint32_t care, Time time);
  void free_start(std::uint32_t care, const Appointment& appointment);
  void come_at(std::uint32_t care, Time at);
  Fate fate_of(const Care& care) const;
  void expect(std::uint32_t care);
  void offer_freed();
  std::uint32_t who_accepts(Time start);
  void move_first(std::uint32_t care, Time start);

  // --- handle_arrival.h
  void cancel(std::uint32_t care);
  void arrive(std::uint32_t care);
  void come_in(std::uint32_t care, const Appointment& appointment);
  void miss_visit(std::uint32_t care, const Appointment& appointment, Miss how);
  void forget_why(const Patient& patient);
  void choose_steps(Stay& stay, const Care& care) const;

  // --- handle_visit.h
  void begin_visits();
  void begin_visit(std::uint32_t stay);
  bool read_before(std::uint32_t stay);
  void account_for_wait(const Stay& stay);
  void begin_step(std::uint32_t stay);
  void end_step(std::uint32_t stay);
  void patient_leaves(std::uint32_t stay);
  void visit_is_over(std::uint32_t care);
  void spend_on_protocol(std::uint32_t patient);
  void come_back_fit(std::uint32_t care);
  void stay_ends(Time came);

  // --- handle_day.h
  void close_doors();
  void send_home(std::uint32_t stay);
  void schedule_closing();
  int on_duty(ResourceId resource);
  void change_staff(ResourceId resource);
  void schedule_staff_change(ResourceId resource);
  void turn_day();
  void announce_slots(Time until);
  void announce_change(const model::Units& units);
  void announce_resource(ResourceId resource);

  // --- at_start.h
  void take_over_all();
  void take_over_diary(CohortId cohort);
  void take_over_in_course(CohortId cohort);
  void take_over_waiting(CohortId cohort);
  random::Key list_key(PatientId id, std::string_view list) const;
  std::uint32_t put_in_course(PatientId id, random::Key key, const model::InCourse& so_far,
                              Time referred);
  model::InCourse so_far(CohortId cohort, const model::DiaryPatient& in_diary) const;
  std::uint32_t await_first(std::uint32_t patient, int infusion);
  void copy_from_diary(std::uint32_t care, const model::DiaryVisit& visit);

  // --- handle_course.h
  void begin_infusion(std::uint32_t care);
  void start_course(std::uint32_t patient);
  void infusion_visit_over(std::uint32_t care);
  void announce_harm(const Care& care);
  Decision read_and_decide(std::uint32_t care);
  void assessment_due(std::uint32_t care);
  void assess_and_go_on(std::uint32_t care);
  void end_course(std::uint32_t care, const Decision& decision);
  void follow_up_on_paper(const Care& care, std::uint32_t rule);

  // --- handle_between.h
  void await_course(std::uint32_t patient);
  void before_first_over(std::uint32_t patient);
  void go_on_after(std::uint32_t patient, const CourseEnded& ended);
  void await_another(std::uint32_t patient, CourseId course, Time due);
  void forgo_course(std::uint32_t patient);
  void follow_until_relapse(std::uint32_t patient);
  void relapse(std::uint32_t patient);

  // --- handle_plan.h
  void open_parts(std::uint32_t patient, Time since);
  void begin_part_visit(std::uint32_t care);
  void close_part(std::uint32_t care);
  void close_parts(std::uint32_t patient);
  bool is_elsewhere(std::uint32_t care) const;
  void come_from_elsewhere(std::uint32_t index, PatientId patient);
  std::uint32_t held_care(const Patient& patient) const;
  void lingers_no_more(const Stay& stay);
  std::optional<Time> find_apart(std::uint32_t care, Wish wish);

  RequestId request_for(const Care& care, UseId use) const {
    return desk_->book().request(patients_[care.patient].id.cohort, use);
  }
  bool by_appointment() const { return desk_.has_value(); }
  bool whole_courses() const { return model_->booking.series == model::Series::WholeCourse; }

  // Whether anybody wants to know why patients wait.
  static constexpr bool explains = Hears<Observer, CourseStarted> || Hears<Observer, StartRefused>;

  template <class Observation>
  void tell(const Observation& observation) {
    announce(*observer_, observation);
  }

  Observer* observer_;
  std::uint64_t seed_;
  std::uint32_t replication_;
  des::Simulator simulator_;
  Floor floor_;
  Absences absences_;
  std::optional<Desk> desk_;  // where visits are booked
  Chains<Appointment> appointments_;
  des::WaitingLine<Place> unbooked_;      // cares for which no start was found
  des::WaitingLine<Place> booked_first_;  // cares with a first infusion in the book
  std::vector<Time> freed_;               // starts given back, to be offered
  std::vector<Refusal> refusals_;         // by cohort: of screening, then of each first infusion
  std::uint64_t round_ = 0;               // of trying the unbooked list again
  std::vector<ReferralStream> streams_;   // by cohort
  std::vector<random::Key> cohort_keys_;
  EndlessDemand demand_;                // where it is asked for
  std::vector<double> clinic_effects_;  // by response
  WaitAccounts waits_;
  Ledger ledger_;
  std::size_t only_followed_ = 0;     // patients who will not come again
  bool floor_changed_ = false;        // somebody may be able to begin
  bool capacity_given_back_ = false;  // the book has more room than before
  Time day_closed_ = Time::min();     // at the latest closing of a day
  std::size_t in_overtime_ = 0;       // stays in hand since then
};

template <class Observer>
bool Clinic<Observer>::everyone_is_done() const {
  const auto is_over = [](const ReferralStream& stream) { return stream.next() == never; };
  return patients_.size() == only_followed_ && floor_.is_empty() &&
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
  SIM_EXPECTS(ledger_.adds_up());
  SIM_EXPECTS(ledger_.waiting == how_many(Stage::Waiting));
  SIM_EXPECTS(ledger_.in_course == how_many(Stage::InCourse));
  SIM_EXPECTS(ledger_.between == how_many(Stage::Between));
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
      if (is_due(cares_, &Care::assessment, event)) assessment_due(subject);
      break;
    case EventKind::Cancellation:
      if (is_due(cares_, &Care::coming, event)) cancel(subject);
      break;
    case EventKind::DayTurns:
      turn_day();
      break;
    case EventKind::Relapse:
      if (is_due(patients_, &Patient::relapse, event)) relapse(subject);
      break;
    case EventKind::Return:
      if (is_due(patients_, &Patient::returns, event)) before_first_over(subject);
      break;
    case EventKind::Arrival:
      if (is_due(cares_, &Care::coming, event)) arrive(subject);
      break;
    case EventKind::Referral:
      refer(CohortId{subject});
      break;
    case EventKind::PatienceEnds:
      if (is_due(patients_, &Patient::patience, event)) end_patience(subject);
      break;
  }
  settle_instant();
}

// What follows from an event once all of it has happened.
template <class Observer>
void Clinic<Observer>::settle_instant() {
  if (floor_changed_ && !simulator_.more_now_before(rank(EventKind::PatienceEnds))) begin_visits();
  if (capacity_given_back_) retry_unbooked();
  if (!freed_.empty()) offer_freed();
  if (model_->run.demand == model::Demand::NeverEnds) keep_demand();
}

}  // namespace sim::clinic

#include "sim/clinic/at_start.h"            // IWYU pragma: export
#include "sim/clinic/handle_access.h"       // IWYU pragma: export
#include "sim/clinic/handle_appointment.h"  // IWYU pragma: export
#include "sim/clinic/handle_arrival.h"      // IWYU pragma: export
#include "sim/clinic/handle_between.h"      // IWYU pragma: export
#include "sim/clinic/handle_booking.h"      // IWYU pragma: export
#include "sim/clinic/handle_course.h"       // IWYU pragma: export
#include "sim/clinic/handle_day.h"          // IWYU pragma: export
#include "sim/clinic/handle_plan.h"         // IWYU pragma: export
#include "sim/clinic/handle_visit.h"        // IWYU pragma: export
