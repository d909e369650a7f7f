// sim/metrics/fingerprint.h: one number that says whether two runs were the same run.
//
// The sum of a mix of every fact about a patient: what, when, who and the one detail that can go
// wrong. A sum does not depend on the order of facts at one instant, nor on who else listens, and
// names stand in it for numbers, so that another cohort in the file changes nobody's part of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/model/model.h"

namespace sim::metrics {

class Fingerprint {
 public:
  // Expects: the model outlives the fingerprint.
  explicit Fingerprint(const model::Model& model) : model_(model) {}

  void on(const clinic::PatientReferred& now) { add({1, now.at, now.patient, 0}); }
  void on(const clinic::ScreeningStarted& now) { add({2, now.at, now.patient, 0}); }
  void on(const clinic::PatientScreened& now) { add({3, now.at, now.patient, 0}); }
  void on(const clinic::PatientExcluded& now) { add({4, now.at, now.patient, now.reason}); }
  void on(const clinic::PatientGaveUp& now) { add({5, now.at, now.patient, 0}); }
  void on(const clinic::CourseStarted& now) { add({6, now.at, now.patient, 0}); }
  void on(const clinic::InfusionStarted& now) {
    add({7, now.at, now.patient, static_cast<std::uint64_t>(now.number)});
  }
  void on(const clinic::Assessed& now) {
    const unsigned state = (now.responding ? 1U : 0U) + (now.in_remission ? 2U : 0U);
    add({8, now.at, now.patient, static_cast<std::uint64_t>(now.number) * 4 + state});
  }
  void on(const clinic::CourseEnded& now) {
    const auto infusions = static_cast<std::uint64_t>(now.infusions);
    add({9, now.at, now.patient, infusions * 8 + in_detail(now.how)});
  }
  void on(const clinic::VisitMissed& now) {
    add({10, now.at, now.patient, static_cast<std::uint64_t>(now.how)});
  }
  void on(const clinic::StepStarted& now) { add({11, now.at, now.patient, now.step}); }
  void on(const clinic::VisitEnded& now) {
    add({12, now.at, now.patient, static_cast<std::uint64_t>(now.waited.count())});
  }

  void on(const clinic::PatientLost& now) { add({13, now.at, now.patient, 0}); }
  void on(const clinic::PatientTakenOver& now) {
    add({14, now.at, now.patient, static_cast<std::uint64_t>(now.infusions)});
  }
  void on(const clinic::VisitBooked& now) { add({15, now.at, now.patient, in_detail(now.start)}); }
  void on(const clinic::VisitGivenBack& now) {
    add({16, now.at, now.patient, in_detail(now.start)});
  }
  void on(const clinic::PatientArrived& now) {
    add({17, now.at, now.patient, in_detail(now.appointment)});
  }
  void on(const clinic::PatientSentHome& now) { add({18, now.at, now.patient, 0}); }
  void on(const clinic::FoundNotFit& now) { add({19, now.at, now.patient, 0}); }
  void on(const clinic::StepEnded& now) { add({20, now.at, now.patient, now.step}); }
  void on(const clinic::BeforeFirstDone& now) {
    add({21, now.at, now.patient, std::uint64_t{now.which} * 2 + (now.refused ? 1U : 0U)});
  }
  void on(const clinic::PatientRefused& now) { add({22, now.at, now.patient, now.which}); }
  void on(const clinic::AdverseEventSeen& now);
  void on(const clinic::StopFollowedUp& now) {
    const auto held = static_cast<std::uint64_t>(
        std::accumulate(now.held.begin(), now.held.end(), std::int64_t{0}));
    const auto infusions = static_cast<std::uint64_t>(now.infusions);
    add({24, now.at, now.patient, (held << 17) + infusions * 2 + (now.responding ? 1U : 0U)});
  }
  void on(const clinic::PatientRelapsed& now) {
    const auto after = static_cast<std::uint64_t>(now.after.count());
    add({25, now.at, now.patient, after * 2 + (now.comes_again ? 1U : 0U)});
  }
  void on(const clinic::CourseForgone& now) { add({26, now.at, now.patient, in_detail(now.last)}); }

  std::uint64_t value() const { return sum_; }

 private:
  struct Fact {
    std::uint64_t kind = 0;
    Time at;
    PatientId patient;
    std::uint64_t detail = 0;
  };
  static std::uint64_t in_detail(Time at) {
    return static_cast<std::uint64_t>(at.time_since_epoch().count());
  }
  // Numbers of their own, which stay when an end is added among the others.
  static std::uint64_t in_detail(clinic::CourseEnd how) {
    constexpr std::array<std::uint8_t, clinic::course_ends> numbers = {0, 1, 2, 5, 3, 4, 6};
    return numbers[static_cast<std::size_t>(how)];
  }
  void add(const Fact& fact);

  const model::Model& model_;
  std::uint64_t sum_ = 0;
};

// One value for several replications: that of those before, 0 if there are none, and the next.
std::uint64_t combine(std::uint64_t before, std::uint64_t next);

}  // namespace sim::metrics
