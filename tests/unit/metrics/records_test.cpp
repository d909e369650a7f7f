// tests/unit/metrics/records_test.cpp: patients and visits, told by hand and remembered.
#include "sim/metrics/records.h"

#include <gtest/gtest.h>

#include "sim/base/contract.h"
#include "sim/metrics/recorder.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using tests::chairs;
using tests::induction;
using tests::infusion;
using tests::maintenance;
using tests::nurses;
using tests::small_clinic;
using tests::therapy;
using tests::trd;

constexpr PatientId who_it_is{trd, 0};
constexpr clinic::Purpose treatment{clinic::VisitFor::Infusion, induction};
constexpr clinic::Purpose talking{clinic::VisitFor::PlanPart, induction, 0};
const Time monday{std::chrono::local_days{std::chrono::January / 4 / 2027}};

Time at(int hour, int minute = 0) { return monday + hours{hour} + minutes{minute}; }

// A run told by hand, of one patient who was referred at midnight.
class Told {
 public:
  Told() { tell(clinic::PatientReferred{monday, who_it_is, monday}); }
  template <class... Facts>
  void tell(const Facts&... facts) {
    (clinic::announce(recorder_, facts), ...);
  }
  void step(VisitId visit, std::uint32_t step, Time from, Time to) {
    const Duration waited{0};
    tell(clinic::StepStarted{from, who_it_is, treatment, visit, step, waited},
         clinic::StepEnded{to, who_it_is, visit, step});
  }
  Records records() { return recorder_.finish(monday, monday + one_week); }
  const model::Model& model() const { return model_; }

 private:
  model::Model model_ = small_clinic();
  Recorder recorder_{model_};
};

clinic::CourseEnded ended(Time when, clinic::CourseEnd how, std::uint32_t rule = 0) {
  clinic::CourseEnded now{};
  now.at = when;
  now.patient = who_it_is;
  now.course = induction;
  now.how = how;
  now.rule = rule;
  return now;
}

TEST(Records, AVisitFindsWhenItWasBookedAndEverythingDoneAtIt) {
  Told run;
  run.tell(clinic::VisitBooked{at(1), who_it_is, treatment, infusion, at(9)},
           clinic::VisitBooked{at(2), who_it_is, talking, therapy, at(9)},
           clinic::VisitBooked{at(3), who_it_is, treatment, infusion, at(14)},
           clinic::MeasurementStarted{at(4)},
           clinic::PatientArrived{at(8, 55), who_it_is, treatment, infusion, at(9)},
           clinic::CourseStarted{at(9, 5), who_it_is, induction, monday},
           clinic::InfusionStarted{at(9, 5), who_it_is, induction, 1, Duration{0}});
  run.step(infusion, 0, at(9, 5), at(9, 15));
  run.tell(clinic::StepStarted{at(9, 20), who_it_is, treatment, infusion, 1, minutes{5},
                               model::shortage_of(nurses)},
           clinic::StepEnded{at(10), who_it_is, infusion, 1});
  model::WaitByCause waited_for;
  waited_for[model::shortage_of(nurses)] = minutes{5};
  run.tell(clinic::VisitEnded{at(10), who_it_is, treatment, infusion, minutes{65}, minutes{5},
                              waited_for});
  run.step(infusion, 2, at(10), at(10, 10));
  const Records records = run.records();
  ASSERT_EQ(records.visits.size(), 1U);
  const VisitRecord& visit = records.visits[0];
  EXPECT_EQ(visit.booked, at(1));
  EXPECT_EQ(visit.appointment, at(9));
  EXPECT_EQ(visit.came, at(8, 55));
  EXPECT_EQ(visit.infusion, 1);
  ASSERT_EQ(visit.steps.size(), 3U);
  EXPECT_EQ(visit.steps[1].waited, minutes{5});
  EXPECT_EQ(visit.steps[1].cause, model::shortage_of(nurses));
  EXPECT_EQ(visit.steps[2].began, at(10));
  EXPECT_EQ(visit.steps[2].ended, at(10, 10));
  EXPECT_EQ(visit.left, at(10));
  EXPECT_EQ(visit.waited, minutes{5});
  EXPECT_EQ(visit.waited_for[model::shortage_of(nurses)], minutes{5});
  EXPECT_EQ(visit.outcome, VisitOutcome::Attended);
  EXPECT_TRUE(visit.counts);
}

TEST(Records, WhatKeepsVisitsFromHappeningHasWordsOfItsOwn) {
  Told run;
  const clinic::VisitBooked booked{at(1), who_it_is, treatment, infusion, at(14)};
  run.tell(booked, clinic::VisitGivenBack{at(2), who_it_is, treatment, infusion, at(14)},
           clinic::VisitMissed{at(2), who_it_is, treatment, infusion,
                               clinic::Miss::LateCancellation, at(14)},
           clinic::VisitMissed{at(9), who_it_is, treatment, infusion, clinic::Miss::NoShow, at(9)},
           clinic::PatientArrived{at(10), who_it_is, treatment, infusion, at(10)},
           clinic::PatientSentHome{at(16), who_it_is, treatment, infusion},
           clinic::PatientArrived{at(32), who_it_is, treatment, infusion, at(10)});
  run.step(infusion, 0, at(32), at(33));
  run.tell(clinic::VisitEnded{at(33), who_it_is, treatment, infusion, hours{7}, hours{6}},
           clinic::FoundNotFit{at(33), who_it_is, treatment, infusion},
           clinic::PatientArrived{at(56), who_it_is, treatment, infusion, at(56)},
           clinic::PatientGaveUp{at(57), who_it_is, monday});
  const Records records = run.records();
  std::vector<std::string_view> how;
  for (const VisitRecord& visit : records.visits) {
    how.push_back(name_of(visit.outcome));
    EXPECT_EQ(visit.number, how.size());
    EXPECT_EQ(visit.infusion, 1);  // it was for it each time
    EXPECT_FALSE(visit.counts);    // nothing is measured yet
  }
  EXPECT_EQ(how, (std::vector<std::string_view>{"late cancellation", "no-show", "sent home",
                                                "not fit", "gave up"}));
  EXPECT_EQ(records.visits[0].booked, at(1));
  EXPECT_EQ(records.visits[0].missed, at(2));
  EXPECT_EQ(records.visits[1].missed, at(9));
  EXPECT_EQ(records.visits[2].left, at(16));
  EXPECT_EQ(records.visits[3].waited, hours{6});
  EXPECT_EQ(records.visits[4].left, at(57));
  EXPECT_EQ(records.patients[0].outcome, Outcome::GaveUp);
}

// The room of the first is still to be cleaned when the patient comes again.
TEST(Records, CleaningIsOfTheVisitThatWentBefore) {
  Told run;
  for (const Time came : {at(9), at(11)}) {
    run.tell(clinic::PatientArrived{came, who_it_is, treatment, infusion, came});
    run.step(infusion, 0, came, came + hours{1});
    run.tell(
        clinic::VisitEnded{came + hours{1}, who_it_is, treatment, infusion, hours{1}, Duration{0}});
  }
  const auto cleaned = [&](Time from, Duration waited) {
    run.tell(clinic::StepStarted{from, who_it_is, treatment, infusion, 2, waited});
  };
  cleaned(at(13), hours{1});  // the second, after which it was 12
  run.tell(clinic::StepEnded{at(14), who_it_is, infusion, 2});
  cleaned(at(15), hours{5});
  const Records records = run.records();
  ASSERT_EQ(records.visits.size(), 2U);
  ASSERT_EQ(records.visits[0].steps.size(), 2U);
  EXPECT_EQ(records.visits[0].steps[1].began, at(15));
  EXPECT_EQ(records.visits[0].steps[1].ended, never);
  EXPECT_EQ(records.visits[1].steps[1].began, at(13));
  EXPECT_EQ(records.visits[1].steps[1].ended, at(14));
}

// But not one beside it: once the patient is there, that goes on.
TEST(Records, AVisitEndsUnseenWhereTheCourseEndsAtTheDoor) {
  Told run;
  run.tell(clinic::CourseStarted{at(1), who_it_is, induction, monday},
           clinic::InfusionStarted{at(1), who_it_is, induction, 1, Duration{0}},
           clinic::PatientArrived{at(9), who_it_is, treatment, infusion, at(9)},
           clinic::PatientArrived{at(9), who_it_is, talking, therapy, at(9)},
           ended(at(10), clinic::CourseEnd::Stopped));
  const Records records = run.records();
  ASSERT_EQ(records.visits.size(), 2U);
  EXPECT_EQ(records.visits[0].outcome, VisitOutcome::CourseEnded);
  EXPECT_EQ(records.visits[0].infusion, 2);
  EXPECT_EQ(records.visits[0].left, at(10));
  EXPECT_EQ(records.visits[1].outcome, VisitOutcome::InHand);
  EXPECT_EQ(records.visits[1].infusion, 0);
  EXPECT_EQ(records.visits[1].left, never);
}

TEST(Records, APatientIsWhatTheLatestFactSays) {
  Told run;
  model::WaitByCause waited_for;
  waited_for[model::shortage_of(chairs)] = hours{9};
  clinic::CourseEnded switched = ended(at(50), clinic::CourseEnd::Switched, 3);
  switched.next = maintenance;
  run.tell(clinic::PatientScreened{at(1), who_it_is},
           clinic::BeforeFirstDone{at(2), who_it_is, induction, 0, false},
           clinic::MeasurementStarted{at(3)},
           clinic::CourseStarted{at(9), who_it_is, induction, monday, clinic::CourseOrder::First,
                                 waited_for},
           clinic::InfusionStarted{at(9), who_it_is, induction, 1, Duration{0}},
           clinic::Assessed{at(33), who_it_is, induction, 1, hours{24}, 20.0, true, false, true},
           switched, clinic::BeforeFirstDone{at(60), who_it_is, maintenance, 0, true},
           clinic::CourseForgone{at(60), who_it_is, maintenance, clinic::CourseEnd::Switched},
           clinic::PatientRelapsed{at(70), who_it_is, induction, clinic::CourseEnd::Switched,
                                   hours{20}});
  const PatientRecord patient = run.records().patients.at(0);
  EXPECT_EQ(patient.screened, at(1));
  EXPECT_EQ(patient.first_infusion, at(9));
  EXPECT_EQ(patient.waited_for[model::shortage_of(chairs)], hours{9});
  EXPECT_TRUE(patient.first_infusion_counts);
  EXPECT_FALSE(patient.referral_counts);
  EXPECT_EQ(patient.courses, 1);
  EXPECT_EQ(patient.infusions, 1);
  EXPECT_EQ(patient.outcome, Outcome::Switched);
  EXPECT_EQ(patient.outcome_since, at(60));
  EXPECT_EQ(reason_of(run.model(), patient), "sparser");
  EXPECT_EQ(patient.assessed, at(33));
  EXPECT_EQ(patient.score, 20.0);
  EXPECT_TRUE(patient.responding);
  EXPECT_EQ(patient.relapsed, at(70));
  std::vector<MilestoneKind> kinds;
  for (const Milestone& milestone : patient.milestones)
    kinds.push_back(milestone.kind);
  EXPECT_EQ(kinds,
            (std::vector<MilestoneKind>{
                MilestoneKind::Referred, MilestoneKind::Eligible, MilestoneKind::Granted,
                MilestoneKind::CourseStarted, MilestoneKind::Responded, MilestoneKind::CourseEnded,
                MilestoneKind::Refused, MilestoneKind::CourseForgone, MilestoneKind::Relapsed}));
}

TEST(Records, GiveTheReasonOfEveryEnd) {
  const auto reason = [](const auto&... facts) {
    Told run;
    run.tell(facts...);
    return reason_of(run.model(), run.records().patients.at(0));
  };
  EXPECT_EQ(reason(), "");
  EXPECT_EQ(reason(clinic::PatientExcluded{at(1), who_it_is, 1}), "psychosis");
  EXPECT_EQ(reason(clinic::BeforeFirstDone{at(1), who_it_is, induction, 1, true},
                   clinic::PatientRefused{at(1), who_it_is, monday, induction, 1}),
            "authorisation");
  const clinic::CourseStarted started{at(1), who_it_is, induction, monday};
  EXPECT_EQ(reason(started, ended(at(2), clinic::CourseEnd::Stopped, 0)), "non-response");
  EXPECT_EQ(reason(started, ended(at(2), clinic::CourseEnd::CompletedEarly, 2)), "early remission");
  EXPECT_EQ(reason(started, ended(at(2), clinic::CourseEnd::Completed)), "");
  EXPECT_EQ(reason(started, clinic::AdverseEventSeen{at(2), who_it_is, induction, 1, 0, true},
                   clinic::AdverseEventSeen{at(2), who_it_is, induction, 1, 1, false},
                   ended(at(2), clinic::CourseEnd::AdverseEvent)),
            "hypertension");
}

TEST(Records, WhoIsInACourseWhenTheRunStartsHasNoReferral) {
  Told run;
  const PatientId there{trd, 4, Origin::InCourseAtStart};
  run.tell(clinic::PatientTakenOver{monday, there, maintenance, 3},
           clinic::PatientArrived{at(9), there, treatment, infusion, at(9)});
  const Records records = run.records();
  const PatientRecord& patient = records.patients.at(1);
  EXPECT_EQ(patient.referred, never);
  EXPECT_EQ(patient.came, monday);
  EXPECT_EQ(patient.infusions_before, 3);
  EXPECT_EQ(patient.outcome, Outcome::InCourse);
  EXPECT_EQ(patient.first_course, maintenance);
  EXPECT_EQ(records.visits.at(0).infusion, 4);
}

TEST(Records, NobodyComesTwice) {
  Told run;
  EXPECT_THROW(run.tell(clinic::PatientReferred{monday, who_it_is, monday}), BrokenPromise);
}

}  // namespace
}  // namespace sim::metrics
