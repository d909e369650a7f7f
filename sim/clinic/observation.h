// sim/clinic/observation.h: what a run tells the world.
//
// Observations are facts in the past tense. The clinic announces them and knows nothing of who
// listens: an observer is any type with an on() for the observations it cares about. An observation
// that nobody listens to compiles to nothing.
//
// For every patient this order holds, as far as the run goes: PatientReferred; PatientScreened or
// PatientExcluded, if the cohort is screened; a BeforeFirstDone for each that the course asks for;
// CourseStarted with the first InfusionStarted; more infusions, each assessed after it;
// CourseEnded. PatientGaveUp, PatientLost or PatientRefused may end it before CourseStarted.
// Another course may follow, at once decided in CourseEnded or after PatientRelapsed: again from
// BeforeFirstDone on, and CourseForgone may end that. Who is in a course when the run starts begins
// with PatientTakenOver instead.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <tuple>

#include "sim/base/time.h"
#include "sim/clinic/observed_course.h"
#include "sim/model/clinic.h"
#include "sim/model/ids.h"
#include "sim/model/wait_cause.h"

namespace sim::clinic {

// The warm-up is over: what happens from here on counts. Announced once, also without a warm-up,
// before anything else happens at that instant.
struct MeasurementStarted {
  Time at;
};

// --- access

struct PatientReferred {
  Time at;
  PatientId patient;
  Time referred = {};  // before `at` for those who wait when the run starts
};
// Is in a course when the run starts: has had so many infusions of it.
struct PatientTakenOver {
  Time at;
  PatientId patient;
  CourseId course;
  int infusions = 0;
};
// The screening visit began; not announced for screening on paper.
struct ScreeningStarted {
  Time at;
  PatientId patient;
  Duration waited;  // since referral
};
// Found eligible.
struct PatientScreened {
  Time at;
  PatientId patient;
};
struct PatientExcluded {
  Time at;
  PatientId patient;
  std::uint32_t reason = 0;  // index into the cohort's Screening::excluded
};
// Left before the first infusion because the wait was too long.
struct PatientGaveUp {
  Time at;
  PatientId patient;
  Time referred;
};

// Left before the first infusion after a missed visit: did not want another one, or had missed too
// many in a row.
struct PatientLost {
  Time at;
  PatientId patient;
  Time referred;
};

// An authorisation, a work-up before the first infusion of a course came to an end.
struct BeforeFirstDone {
  Time at;
  PatientId patient;
  CourseId course;
  std::uint32_t which = 0;  // index into Course::before_first
  bool refused = false;
};
// It was refused, and the patient left before any infusion.
struct PatientRefused {
  Time at;
  PatientId patient;
  Time referred;
  CourseId course;
  std::uint32_t which = 0;  // index into Course::before_first
};

// --- the clinic's day

// What a visit is for.
enum class VisitFor : std::uint8_t { Screening, Infusion, PlanPart };
struct Purpose {
  VisitFor what = VisitFor::Infusion;
  CourseId course;         // that the patient is in or waits for
  std::uint32_t part = 0;  // of a plan part: index into Cohort::with
};
// A start was reserved in the book for the patient's next visit, or a later one of the course.
struct VisitBooked {
  Time at;
  PatientId patient;
  Purpose purpose;
  VisitId visit;
  Time start;
};
// What was reserved is free again: the course ended, an earlier start was taken, the patient
// cancelled.
struct VisitGivenBack {
  Time at;
  PatientId patient;
  Purpose purpose;
  VisitId visit;
  Time start;
};
// No start was found for a patient's screening or first infusion, who goes on waiting for one.
struct StartRefused {
  Time at;
  PatientId patient;
  model::WaitCause cause = model::WaitCause::BookingRules;  // of most of the starts in question
};
// A booked patient did not come.
enum class Miss : std::uint8_t { NoShow, LateCancellation };
struct VisitMissed {
  Time at;  // the start, or when the cancellation came
  PatientId patient;
  Purpose purpose;
  VisitId visit;
  Miss how = Miss::NoShow;
  Time start = {};
};
// The patient came to the door.
struct PatientArrived {
  Time at;
  PatientId patient;
  Purpose purpose;
  VisitId visit;
  Time appointment;  // of a walk-in: when they first came
};
// The clinic closed before the patient could be seen: they go home and come again.
struct PatientSentHome {
  Time at;
  PatientId patient;
  Purpose purpose;
  VisitId visit;
};
// The patient turned out not to be fit for the infusion, which was not given.
struct FoundNotFit {
  Time at;
  PatientId patient;
  Purpose purpose;
  VisitId visit;
};
// A step began; `waited` is from the patient's coming, or from the end of the step before. Nights
// at home do not count.
struct StepStarted {
  Time at;
  PatientId patient;
  Purpose purpose;
  VisitId visit;
  std::uint32_t step = 0;
  Duration waited;
  model::WaitCause cause = model::WaitCause::Protocol;  // of the latest part of the wait
};
// A step was over.
struct StepEnded {
  Time at;
  PatientId patient;
  VisitId visit;
  std::uint32_t step = 0;
};
// The patient left (cleaning may go on). `length` is from the patient's coming, `waited` the part
// of it that was waiting; nights at home count in neither.
struct VisitEnded {
  Time at;
  PatientId patient;
  Purpose purpose;
  VisitId visit;
  Duration length;
  Duration waited;
  model::WaitByCause waited_for = {};  // `waited`, by cause
};
// How much of a resource is on duty and in use from now on, in units (Resource::units_each to a
// person or chair). Announced at the beginning of a run and after every change. In use may exceed
// on duty: overtime.
struct ResourceChanged {
  Time at;
  ResourceId resource;
  std::int32_t on_duty = 0;
  std::int32_t in_use = 0;
};
// The last opening of a date ended; nobody new is taken. `in_hand`: visits or cleaning go on, and
// OvertimeEnded follows when the last of these has ended.
struct DayClosed {
  Time at;
  bool in_hand = false;
};
// All that was in hand when the day closed has ended, cleaning included.
struct OvertimeEnded {
  Time at;
};
// A bookable slot of the book is over: what of it was reserved in the end, and what there was, in
// the same arbitrary unit; the resource's share booked is reserved / capacity.
struct SlotPassed {
  Time from;
  Duration length;
  std::array<std::int32_t, model::most_resources> reserved;
  std::array<std::int32_t, model::most_resources> capacity;
};

// --- listening

// Listens to nothing: the observer of benchmarks.
struct Nobody {};

// Each observer type asserts this for what it means to hear, so that a mistyped on() is an error.
template <class Observer, class Observation>
concept Hears = requires(Observer observer, const Observation& observation) {
  observer.on(observation);
};

template <class Observer, class Observation>
constexpr void announce(Observer& observer, const Observation& observation) {
  if constexpr (Hears<Observer, Observation>) observer.on(observation);
}

// Announces to several observers in turn.
template <class... Observers>
struct Everybody {
  std::tuple<Observers&...> listeners;

  template <class Observation>
  requires(Hears<Observers, Observation> || ...) void on(const Observation& observation) {
    std::apply([&](auto&... each) { (announce(each, observation), ...); }, listeners);
  }
};

}  // namespace sim::clinic
