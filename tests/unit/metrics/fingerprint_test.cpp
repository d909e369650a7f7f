// tests/unit/metrics/fingerprint_test.cpp: equal runs have equal fingerprints, others do not.
#include "sim/metrics/fingerprint.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using clinic::CourseEnd;
using tests::induction;
using tests::small_clinic;
using tests::trd;

const Time noon{std::chrono::hours{12}};

TEST(Fingerprint, DoesNotDependOnTheOrderOfFactsAtOneInstant) {
  const model::Model model = small_clinic();
  Fingerprint one(model);
  one.on(clinic::PatientReferred{noon, {trd, 0}});
  one.on(clinic::PatientScreened{noon, {trd, 1}});
  Fingerprint other(model);
  other.on(clinic::PatientScreened{noon, {trd, 1}});
  other.on(clinic::PatientReferred{noon, {trd, 0}});
  EXPECT_EQ(one.value(), other.value());
}

TEST(Fingerprint, TellsApartWhatWhenWhoAndTheDetail) {
  const model::Model model = small_clinic();
  const auto infusion = [&](Time at, std::uint32_t member, int number) {
    Fingerprint fingerprint(model);
    fingerprint.on(
        clinic::InfusionStarted{at, {trd, member}, induction, number, Duration{0}, false, {}});
    return fingerprint.value();
  };
  const std::uint64_t known = infusion(noon, 3, 2);
  EXPECT_EQ(known, infusion(noon, 3, 2));
  EXPECT_NE(known, infusion(noon + Duration{1}, 3, 2));
  EXPECT_NE(known, infusion(noon, 2, 2));
  EXPECT_NE(known, infusion(noon, 3, 3));
  Fingerprint referral(model);
  referral.on(clinic::PatientReferred{noon, {trd, 3}});
  Fingerprint screened(model);
  screened.on(clinic::PatientScreened{noon, {trd, 3}});
  EXPECT_NE(referral.value(), screened.value());
}

template <class... Facts>
std::uint64_t fingerprint_of(const Facts&... facts) {
  const model::Model model = small_clinic();
  Fingerprint fingerprint(model);
  (fingerprint.on(facts), ...);
  return fingerprint.value();
}

clinic::PatientRelapsed relapse(Duration after, bool comes_again) {
  return {noon, {trd, 3}, induction, CourseEnd::Completed, after, comes_again};
}

TEST(Fingerprint, EveryKindOfFactIsItsOwn) {
  const PatientId patient{trd, 3};
  const clinic::Purpose purpose{};
  const VisitId visit = tests::infusion;
  const std::vector<std::uint64_t> all = {
      fingerprint_of(clinic::PatientReferred{noon, patient, noon}),
      fingerprint_of(clinic::PatientGaveUp{noon, patient, noon}),
      fingerprint_of(clinic::PatientLost{noon, patient, noon}),
      fingerprint_of(clinic::PatientTakenOver{noon, patient, induction, 0}),
      fingerprint_of(clinic::VisitBooked{noon, patient, purpose, visit, noon}),
      fingerprint_of(clinic::VisitGivenBack{noon, patient, purpose, visit, noon}),
      fingerprint_of(clinic::PatientArrived{noon, patient, purpose, visit, noon}),
      fingerprint_of(clinic::PatientSentHome{noon, patient, purpose, visit}),
      fingerprint_of(clinic::FoundNotFit{noon, patient, purpose, visit}),
      fingerprint_of(clinic::StepStarted{noon, patient, purpose, visit, 0, {}}),
      fingerprint_of(clinic::StepEnded{noon, patient, visit, 0}),
      fingerprint_of(clinic::VisitMissed{noon, patient, purpose, visit}),
      fingerprint_of(clinic::BeforeFirstDone{noon, patient, induction, 0, false}),
      fingerprint_of(clinic::PatientRefused{noon, patient, noon, induction, 0}),
      fingerprint_of(clinic::AdverseEventSeen{noon, patient, induction, 0, 0, false}),
      fingerprint_of(clinic::StopFollowedUp{noon, patient, induction, 0, 0, false}),
      fingerprint_of(relapse(Duration{0}, false)),
      fingerprint_of(clinic::CourseForgone{noon, patient, induction, CourseEnd::Completed})};
  EXPECT_EQ(std::set<std::uint64_t>(all.begin(), all.end()).size(), all.size());
}

TEST(Fingerprint, TellsApartWhatBookingsAndVisitsCanGetWrong) {
  const PatientId patient{trd, 3};
  const clinic::Purpose purpose{};
  const VisitId visit = tests::infusion;
  const Time later = noon + one_hour;
  EXPECT_NE(fingerprint_of(clinic::VisitBooked{noon, patient, purpose, visit, noon}),
            fingerprint_of(clinic::VisitBooked{noon, patient, purpose, visit, later}));
  EXPECT_NE(fingerprint_of(clinic::VisitGivenBack{noon, patient, purpose, visit, noon}),
            fingerprint_of(clinic::VisitGivenBack{noon, patient, purpose, visit, later}));
  EXPECT_NE(fingerprint_of(clinic::PatientArrived{noon, patient, purpose, visit, noon}),
            fingerprint_of(clinic::PatientArrived{noon, patient, purpose, visit, later}));
  EXPECT_NE(fingerprint_of(clinic::StepEnded{noon, patient, visit, 0}),
            fingerprint_of(clinic::StepEnded{noon, patient, visit, 1}));
  EXPECT_NE(fingerprint_of(clinic::PatientTakenOver{noon, patient, induction, 1}),
            fingerprint_of(clinic::PatientTakenOver{noon, patient, induction, 2}));
  EXPECT_NE(fingerprint_of(
                clinic::VisitMissed{noon, patient, purpose, visit, clinic::Miss::NoShow, noon}),
            fingerprint_of(clinic::VisitMissed{noon, patient, purpose, visit,
                                               clinic::Miss::LateCancellation, noon}));
}

TEST(Fingerprint, TellsApartWhatComesBeforeAndAfterCourses) {
  const PatientId patient{trd, 3};
  const auto all_differ = [](const std::vector<std::uint64_t>& all) {
    EXPECT_EQ(std::set<std::uint64_t>(all.begin(), all.end()).size(), all.size());
  };
  const auto before = [&](std::uint32_t which, bool refused) {
    return fingerprint_of(clinic::BeforeFirstDone{noon, patient, induction, which, refused});
  };
  all_differ({before(0, false), before(0, true), before(1, false), before(1, true)});
  const auto event = [&](int number, std::uint32_t which, bool ends) {
    return fingerprint_of(clinic::AdverseEventSeen{noon, patient, induction, number, which, ends});
  };
  all_differ({event(1, 0, false), event(2, 0, false), event(1, 1, false), event(1, 0, true)});
  const auto saved = [&](int infusions, bool responding, std::int64_t held) {
    clinic::StopFollowedUp now{noon, patient, induction, 0, infusions, responding};
    now.held[1] = held;
    return fingerprint_of(now);
  };
  all_differ({saved(0, false, 0), saved(1, false, 0), saved(1, true, 0), saved(1, true, 1)});
  all_differ({fingerprint_of(relapse(one_day, false)), fingerprint_of(relapse(one_day, true)),
              fingerprint_of(relapse(one_day + Duration{1}, false))});
  std::vector<std::uint64_t> ends;
  std::vector<std::uint64_t> forgone;
  for (std::size_t how = 0; how < clinic::course_ends; ++how) {
    clinic::CourseEnded now{};
    now.at = noon;
    now.patient = patient;
    now.how = static_cast<CourseEnd>(how);
    ends.push_back(fingerprint_of(now));
    forgone.push_back(fingerprint_of(clinic::CourseForgone{noon, patient, induction, now.how}));
  }
  all_differ(ends);
  all_differ(forgone);
}

TEST(Fingerprint, ACohortIsKnownByItsNameNotByItsPlaceInTheFile) {
  const model::Model alone = small_clinic();
  model::Model joined = small_clinic();
  joined.cohorts = {};
  model::Cohort other = tests::small_cohort();
  other.family = 0x9999;
  joined.cohorts.add(other);
  const CohortId moved = joined.cohorts.add(tests::small_cohort());
  Fingerprint one(alone);
  one.on(clinic::PatientReferred{noon, {trd, 5}});
  Fingerprint two(joined);
  two.on(clinic::PatientReferred{noon, {moved, 5}});
  EXPECT_EQ(one.value(), two.value());
}

TEST(Fingerprint, AnAdverseEventIsKnownByItsNameNotByItsPlaceInTheFile) {
  model::Model model = small_clinic();
  const auto nausea = [&](std::uint32_t which) {
    Fingerprint fingerprint(model);
    fingerprint.on(clinic::AdverseEventSeen{noon, {trd, 3}, induction, 1, which, false});
    return fingerprint.value();
  };
  const std::uint64_t known = nausea(1);
  std::vector<model::AdverseEvent>& events = model.courses[induction].adverse_events;
  events.insert(events.begin(), {"headache", {}, {}, {}});
  EXPECT_EQ(nausea(2), known);
}

TEST(Fingerprint, ReplicationsAreCombinedInTheirOrder) {
  EXPECT_EQ(combine(combine(0, 1), 2), combine(combine(0, 1), 2));
  EXPECT_NE(combine(combine(0, 1), 2), combine(combine(0, 2), 1));
  EXPECT_NE(combine(0, 1), combine(combine(0, 1), 0));
}

}  // namespace
}  // namespace sim::metrics
