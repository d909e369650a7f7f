// tests/property/book_watch.h: what must be true of the appointment book, seen from outside.
//
// Keeps a diary of its own from what is announced of bookings: each start is kept, missed, given
// back or still to come, lies where the rules of booking allow it, and finds room.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/model/model.h"
#include "tests/property/patient_watch.h"

namespace sim::tests {

class BookWatch {
 public:
  explicit BookWatch(const model::Model& model) : model_(model) {}

  void on(const clinic::PatientTakenOver& seen);
  void on(const clinic::VisitBooked& seen);
  void on(const clinic::VisitGivenBack& seen);
  void on(const clinic::VisitMissed& seen);
  void on(const clinic::PatientArrived& seen);
  void on(const clinic::PatientSentHome& seen);
  void on(const clinic::StepStarted& seen);
  void on(const clinic::InfusionStarted& seen);
  void on(const clinic::VisitEnded& seen);
  void on(const clinic::FoundNotFit& seen);
  void on(const clinic::PatientGaveUp& seen) { end(diary(seen)); }
  void on(const clinic::PatientLost& seen) { end(diary(seen)); }
  void on(const clinic::PatientExcluded& seen) { end(diary(seen)); }
  void on(const clinic::PatientRefused& seen) { end(diary(seen)); }
  void on(const clinic::CourseForgone& seen) { end(diary(seen)); }
  void on(const clinic::CourseEnded& seen);
  void on(const clinic::PatientRelapsed& seen);
  void on(const clinic::SlotPassed& seen);

  // The run is over.
  void finish(Time ended);

 private:
  enum class Kind : std::uint8_t { Screening, FirstInfusion, Later };

  struct Booked {
    Kind kind;
    VisitId visit;
  };
  // Of the screening, of the course, of a plan part.
  struct Series {
    std::map<Time, Booked> standing;
    Starts starts;           // of the visits that were: `never` where it is not known
    bool in_clinic = false;  // for a visit, also when they were sent home to come again
    bool is_given = false;   // ... and the infusion has begun, or the visit of a plan part
    bool sent_home = false;
    Time came_for{};
    bool postponed = false;  // the next visit, after one at which they were not fit
    bool ended = false;
    Time given_back_at = never;  // the latest, and
    Time given_back{};           // which start that was
    bool first_given_back = false;
    Date not_before = Date::min();  // after a missed visit

    // From what the next one to be booked is counted: those that were, and are to be.
    Starts before_next() const;
  };
  struct Diary {
    std::map<What, Series> series;
    // Of another course: since when it is awaited, and when its first infusion is due.
    Time decided{};
    std::optional<Time> due;
    bool ended = false;
    Time free_since = Time::min();  // when they last left the clinic
  };

  template <class Observation>
  Diary& diary(const Observation& seen) {
    clock(seen.at);
    return diaries_[who(seen.patient)];
  }
  template <class Observation>
  Series& series(const Observation& seen) {
    return diary(seen).series[what(seen.purpose)];
  }
  void clock(Time at);
  void instant_is_over();
  void end(Diary& diary);
  void end_series(Diary& diary);
  static Kind kind_of(const Diary& diary, clinic::Purpose purpose);
  void expect_allowed(const Diary& diary, Kind kind, const clinic::VisitBooked& seen) const;
  void expect_new_course_allowed(const Series& series, const clinic::VisitBooked& seen) const;
  std::optional<NaiveAim> aim_of(const Diary& diary, const clinic::VisitBooked& seen) const;
  void expect_on_grid(const clinic::VisitBooked& seen) const;
  void expect_apart(const Diary& diary, const clinic::VisitBooked& seen) const;
  void expect_none_forgotten(const Diary& diary, const clinic::PatientArrived& seen) const;
  bool is_punctual() const;
  // In book_watch_room.cpp:
  std::optional<model::Opening> opening_at(Time at) const;
  void charge(VisitId visit, Time start, int sign);
  void expect_credit() const;
  bool moves_up(const Series& series, Time at) const {
    return model_.booking.refill && series.first_given_back && series.given_back_at == at;
  }

  const model::Model& model_;
  std::map<Who, Diary> diaries_;
  std::vector<Series*> has_ended_;        // at this instant
  std::vector<Series*> gave_first_back_;  // a first infusion, at this instant
  std::map<Date, int> new_courses_;       // by Monday: first infusions booked
  std::map<Time, model::Units> held_;     // by slot: held throughout by the visits booked
  std::map<Time, int> arrivals_;          // by the beginning of a span of Booking::arrivals
  // By resource: what the slots that have passed had, and by how much more was booked.
  Date passed_ = Date::min();
  std::array<std::int64_t, model::most_resources> bookable_{};
  std::array<std::int64_t, model::most_resources> exceeded_{};
  Time now_ = Time::min();
};

}  // namespace sim::tests
