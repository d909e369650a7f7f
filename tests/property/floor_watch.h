// tests/property/floor_watch.h: what must be true of the clinic's floor, seen from outside.
//
// Adds up what the visits in hand hold from the steps that begin and end, and compares it with what
// is said to be in use, with who is on duty, and with the hours.
#pragma once

#include <map>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/model/model.h"
#include "tests/property/patient_watch.h"

namespace sim::tests {

// Expects: the last step of every visit is part of all of them.
class FloorWatch {
 public:
  explicit FloorWatch(const model::Model& model)
      : model_(model), resources_(model.resources.size()) {}

  void on(const clinic::ResourceChanged& seen);
  void on(const clinic::PatientArrived& seen);
  void on(const clinic::PatientSentHome& seen);
  void on(const clinic::StepStarted& seen);
  void on(const clinic::StepEnded& seen);
  void on(const clinic::VisitEnded& seen);
  void on(const clinic::PatientGaveUp& seen) { leave_door(seen.at, seen.patient); }
  void on(const clinic::CourseEnded& seen) { leave_door(seen.at, seen.patient); }
  void on(const clinic::CourseForgone& seen) { leave_door(seen.at, seen.patient); }
  void on(const clinic::DayClosed& seen);
  void on(const clinic::OvertimeEnded& seen);

  // The run is over.
  void finish() { instant_is_over(); }

 private:
  struct Resource {
    std::int32_t on_duty = 0;
    std::int32_t in_use = 0;
    Time latest_fall = Time::min();
  };
  // A visit in hand, from its first step to its last.
  struct InHand {
    VisitId visit;
    Time came{};           // the latest time
    Time in_hand_since{};  // a booked patient's first coming, or the beginning of the visit
    const model::Step* step = nullptr;  // that is going on
  };
  // Those in the clinic for one patient: at the door, in a visit, and cleaning after earlier ones.
  struct Place {
    bool at_door = false;
    What at_door_for;
    bool outlives_course = false;      // being at the door
    std::map<What, Time> comes_again;  // was sent home: by what for, when they first came
    Time came{};
    Time first_came{};
    bool in_visit = false;  // the last of those in hand
    std::vector<InHand> in_hand;
  };

  void clock(Time at);
  void instant_is_over();
  void expect_on_duty(ResourceId id) const;
  void leave_door(Time at, PatientId patient);
  InHand& begin(Place& place, const clinic::StepStarted& seen);
  void expect_open(const Place& place, const clinic::StepStarted& seen) const;
  void expect_staff(const InHand& visit, const model::Units& needs, std::uint32_t present) const;
  bool is_open(Time at) const {
    return model::next_within(model_.clinic.open, model_.clinic.closed, at) == at;
  }
  bool walks_in() const { return model_.booking.mode == model::BookingMode::WalkIn; }
  std::size_t present() const;

  const model::Model& model_;
  std::vector<Resource> resources_;
  std::map<Who, Place> places_;
  bool changed_ = false;  // at this instant
  Time day_closed_ = Time::min();
  bool overtime_ = false;  // has begun and not ended
  Time now_ = Time::min();
};

}  // namespace sim::tests
