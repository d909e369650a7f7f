// sim/metrics/story.h: an observer that remembers one patient, and tells what happened to them.
//
// Figures say how a clinic does; a story says why, one patient at a time, and shows to whoever
// doubts the model what it does. The facts are kept as they were announced and put into words at
// the end, when it is known what followed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/clinic/observation.h"
#include "sim/model/model.h"

namespace sim::metrics {

// What a story is made of. The ends of steps are left out: the next one's beginning says it.
using StoryFact = std::variant<
    clinic::PatientReferred, clinic::PatientTakenOver, clinic::ScreeningStarted,
    clinic::PatientScreened, clinic::PatientExcluded, clinic::PatientGaveUp, clinic::PatientLost,
    clinic::BeforeFirstDone, clinic::PatientRefused, clinic::CourseStarted, clinic::InfusionStarted,
    clinic::AdverseEventSeen, clinic::Assessed, clinic::CourseEnded, clinic::StopFollowedUp,
    clinic::PatientRelapsed, clinic::CourseForgone, clinic::VisitBooked, clinic::VisitGivenBack,
    clinic::StartRefused, clinic::VisitMissed, clinic::PatientArrived, clinic::PatientSentHome,
    clinic::FoundNotFit, clinic::StepStarted, clinic::VisitEnded>;

// The n-th to be referred, from 1, whatever the cohort.
struct NthReferred {
  std::uint32_t number = 1;
};
using Whose = std::variant<NthReferred, PatientId>;

class Story {
 public:
  // Expects: the model outlives the story.
  Story(const model::Model& model, Whose whose) : model_(model), whose_(whose) {
    if (const auto* patient = std::get_if<PatientId>(&whose)) patient_ = *patient;
  }

  template <class Observation>
  requires std::is_constructible_v<StoryFact, const Observation&>
  void on(const Observation& now) {
    constexpr bool comes = std::is_same_v<Observation, clinic::PatientReferred> ||
                           std::is_same_v<Observation, clinic::PatientTakenOver>;
    if constexpr (comes) meet(now.patient);
    if (over_since_ && now.at > *over_since_) known_ = true;
    if (!patient_ || !(now.patient == *patient_)) return;
    facts_.push_back(now);
    if (ends(now)) over_since_ = now.at;
  }

  bool has_come() const { return !facts_.empty(); }
  // How many have come so far of those among whom the patient is counted.
  std::uint32_t came() const { return came_; }
  // The patient's end has come, and all that happened at that instant. A course is one if no other
  // follows, and no relapse is to come.
  bool is_known() const { return known_; }

  // A line for each fact, in the order in which they happened, under the date.
  // Expects: has_come().
  std::string text() const;

 private:
  void meet(PatientId patient);
  // Whether the fact is the patient's end.
  template <class Fact>
  bool ends(const Fact& /*now*/) {
    return std::is_same_v<Fact, clinic::PatientExcluded> ||
           std::is_same_v<Fact, clinic::PatientGaveUp> ||
           std::is_same_v<Fact, clinic::PatientLost> ||
           std::is_same_v<Fact, clinic::PatientRefused>;
  }
  bool ends(const clinic::CourseEnded& now);
  bool ends(const clinic::PatientRelapsed& now);
  bool ends(const clinic::CourseForgone& now);

  const model::Model& model_;
  Whose whose_;
  std::optional<PatientId> patient_;  // once it is known who it is
  std::uint32_t came_ = 0;
  std::vector<StoryFact> facts_;
  bool course_follows_ = false;
  bool relapse_follows_ = false;  // if no other course begins before
  std::optional<Time> over_since_;
  bool known_ = false;
};

}  // namespace sim::metrics
