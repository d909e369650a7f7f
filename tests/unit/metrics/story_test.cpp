// tests/unit/metrics/story_test.cpp: one patient, told by hand and told again in sentences.
#include "sim/metrics/story.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/metrics/small_clinic.h"

namespace sim::metrics {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using tests::chairs;
using tests::consultation;
using tests::induction;
using tests::infusion;
using tests::nurses;
using tests::small_clinic;
using tests::trd;

constexpr PatientId who{trd, 0};
constexpr clinic::Purpose screening{clinic::VisitFor::Screening, induction};
constexpr clinic::Purpose treatment{clinic::VisitFor::Infusion, induction};
const Time monday{std::chrono::local_days{std::chrono::January / 4 / 2027}};

// The story of `who` after these facts, without its heading.
template <class... Facts>
std::string told(const model::Model& model, const Facts&... facts) {
  Story story(model, who);
  (story.on(facts), ...);
  const std::string text = story.text();
  return text.substr(text.find("\n\n") + 1);
}

TEST(Story, IsToldUnderDatesInTheOrderInWhichItHappened) {
  const model::Model model = small_clinic();
  Story story(model, who);
  story.on(clinic::PatientReferred{monday + hours{9}, who, monday + hours{9}});
  story.on(clinic::VisitBooked{monday + hours{9}, who, screening, consultation,
                               monday + one_day + hours{8}});
  story.on(clinic::PatientArrived{monday + one_day + hours{8} - minutes{5}, who, screening,
                                  consultation, monday + one_day + hours{8}});
  story.on(clinic::ScreeningStarted{monday + one_day + hours{8}, who, hours{23}});
  story.on(clinic::PatientExcluded{monday + one_day + hours{9}, who, 1});
  EXPECT_EQ(story.text(),
            "Patient trd/1: Depression\n"
            "\n"
            "Mon 2027-01-04\n"
            "  09:00  The patient is referred.\n"
            "  09:00  A screening visit is booked for Tue 2027-01-05 08:00.\n"
            "\n"
            "Tue 2027-01-05\n"
            "  07:55  The patient comes to the screening visit, 5 min early.\n"
            "  08:00  Screening begins, 23 h after referral.\n"
            "  09:00  The patient is excluded: psychosis.\n");
}

TEST(Story, GivesTheReasonOfEveryWait) {
  const model::Model model = small_clinic();
  model::WaitByCause until_first;
  until_first[model::shortage_of(chairs)] = 3 * one_day + hours{2};
  until_first[model::WaitCause::ClosedHours] = 2 * one_day;
  model::WaitByCause here;
  here[model::shortage_of(nurses)] = minutes{12};
  here[model::WaitCause::Patient] = minutes{3};
  const Time began = monday + 5 * one_day + hours{2};
  const std::string text = told(
      model, clinic::PatientReferred{monday, who, monday},
      clinic::CourseStarted{began, who, induction, monday, clinic::CourseOrder::First, until_first},
      clinic::StepStarted{began, who, treatment, infusion, 0, minutes{3},
                          model::WaitCause::Patient},
      clinic::StepStarted{began, who, treatment, infusion, 1, minutes{12},
                          model::shortage_of(nurses)},
      clinic::VisitEnded{began, who, treatment, infusion, minutes{95}, minutes{15}, here});
  EXPECT_THAT(text,
              HasSubstr("The course 'induction' starts, 5 days 2 h after referral: 3 days 2 h "
                        "for chairs, 2 days while the clinic was closed."));
  EXPECT_THAT(text, HasSubstr("Step 'prepare' begins, after 3 min of waiting by the patient's own "
                              "doing."));
  EXPECT_THAT(text, HasSubstr("Step 'infuse' begins, after 12 min of waiting for nurses."));
  EXPECT_THAT(text,
              HasSubstr("The patient leaves after 1 h 35 min, 15 min of it waiting: 12 min for "
                        "nurses, 3 min by the patient's own doing."));
}

TEST(Story, TellsACourseToItsEnd) {
  const model::Model model = small_clinic();
  clinic::CourseEnded end{};
  end.at = monday + 9 * one_day;
  end.patient = who;
  end.how = clinic::CourseEnd::Stopped;
  end.rule = 0;
  end.infusions = 3;
  end.length = 8 * one_day;
  end.assessed = true;
  const std::string text =
      told(model, clinic::PatientReferred{monday, who, monday},
           clinic::InfusionStarted{monday, who, induction, 1, {}, false, {}},
           clinic::InfusionStarted{monday, who, induction, 2, hours{76}, true, {}},
           clinic::Assessed{monday, who, induction, 2, {}, 15.26, true, false, true, false},
           clinic::Assessed{
               monday, who, induction, 3, {}, std::numeric_limits<double>::quiet_NaN(), false},
           end);
  EXPECT_THAT(text, HasSubstr("Infusion 1 begins.\n"));
  EXPECT_THAT(text, HasSubstr("Infusion 2 begins, 3 days 4 h after the one before, on a date after "
                              "its window."));
  EXPECT_THAT(text, HasSubstr("Infusion 2 is assessed: score 15.3, responding (for the first "
                              "time)."));
  EXPECT_THAT(text, HasSubstr("Infusion 3 is assessed: not responding."));
  EXPECT_THAT(text,
              EndsWith("The rule 'non-response' stops the course after 3 infusions and 8 days, "
                       "not responding.\n"));
}

TEST(Story, EveryEndOfACourseHasWordsOfItsOwn) {
  const model::Model model = small_clinic();
  const auto ended = [&](clinic::CourseEnd how) {
    clinic::CourseEnded end{};
    end.at = monday;
    end.patient = who;
    end.how = how;
    end.rule = 2;
    end.infusions = 1;
    end.length = one_day;
    return told(model, end);
  };
  using clinic::CourseEnd;
  EXPECT_THAT(ended(CourseEnd::Completed),
              HasSubstr("The course is completed after 1 infusion and 1 day."));
  EXPECT_THAT(ended(CourseEnd::CompletedEarly),
              HasSubstr("The rule 'early remission' completes the course"));
  EXPECT_THAT(ended(CourseEnd::DroppedOut), HasSubstr("The patient drops out of the course"));
  EXPECT_THAT(ended(CourseEnd::Lost), HasSubstr("Too many visits in a row were missed"));
  EXPECT_THAT(ended(CourseEnd::AdverseEvent), HasSubstr("An adverse event ends the course after"));
}

TEST(Story, TellsWhatKeepsVisitsFromHappening) {
  const model::Model model = small_clinic();
  const Time nine = monday + one_day + hours{9};
  const std::string text =
      told(model, clinic::PatientReferred{monday, who, monday - 10 * one_day},
           clinic::VisitMissed{nine, who, treatment, infusion, clinic::Miss::NoShow, nine},
           clinic::VisitMissed{monday + one_day, who, treatment, infusion,
                               clinic::Miss::LateCancellation, nine},
           clinic::VisitGivenBack{monday + one_day, who, treatment, infusion, nine},
           clinic::PatientArrived{nine + minutes{8}, who, treatment, infusion, nine},
           clinic::PatientSentHome{nine + hours{7}, who, treatment, infusion},
           clinic::PatientArrived{nine + one_day, who, treatment, infusion, nine},
           clinic::FoundNotFit{nine + one_day, who, treatment, infusion},
           clinic::PatientLost{nine + 2 * one_day, who, monday - 10 * one_day});
  EXPECT_THAT(text, HasSubstr("The patient does not come to the infusion visit."));
  EXPECT_THAT(text, HasSubstr("The patient cancels the infusion visit booked for Tue 2027-01-05 "
                              "09:00."));
  EXPECT_THAT(text, HasSubstr("The infusion visit booked for Tue 2027-01-05 09:00 is given back."));
  EXPECT_THAT(text, HasSubstr("The patient comes to the infusion visit, 8 min late."));
  EXPECT_THAT(text, HasSubstr("The patient is sent home, because the clinic closes"));
  EXPECT_THAT(text, HasSubstr("The patient comes again to the infusion visit."));
  EXPECT_THAT(text, HasSubstr("not to be fit for the infusion"));
  EXPECT_THAT(text, HasSubstr("The patient is lost before a first infusion, 13 days 9 h after "
                              "referral"));
}

TEST(Story, ARefusalThatIsRepeatedIsToldOnce) {
  const model::Model model = small_clinic();
  const auto refused = [](Duration after, model::WaitCause cause) {
    return clinic::StartRefused{monday + after, who, cause};
  };
  const model::WaitCause want = model::shortage_of(chairs);
  const std::string text =
      told(model, clinic::PatientReferred{monday, who, monday}, refused(hours{1}, want),
           refused(hours{2}, want), refused(one_day, want),
           refused(2 * one_day, model::WaitCause::BookingRules));
  EXPECT_THAT(text, HasSubstr("  01:00  No start is found for the next visit, mostly for want of "
                              "chairs; asked 3 times until Tue 2027-01-05 00:00.\n\nWed"));
  EXPECT_THAT(text, HasSubstr("mostly because of booking rules.\n"));
}

TEST(Story, WhatHappensAfterThePatientHasLeftIsNoPartOfIt) {
  const model::Model model = small_clinic();
  const std::string text =
      told(model, clinic::PatientReferred{monday, who, monday},
           clinic::StepStarted{monday, who, treatment, infusion, 2, minutes{5}});
  EXPECT_THAT(text, Not(HasSubstr("clean")));
}

TEST(Story, WhoIsThereAtTheStartSaysSo) {
  const model::Model model = small_clinic();
  EXPECT_THAT(told(model, clinic::PatientTakenOver{monday, who, induction, 4}),
              HasSubstr("is in the course 'induction' when the run begins, after 4 infusions."));
  const PatientId waiting{trd, 2, Origin::WaitingAtStart};
  Story story(model, waiting);
  story.on(clinic::PatientReferred{monday, waiting, monday - 34 * one_day});
  EXPECT_THAT(story.text(), HasSubstr("Patient trd/list 3: "));
  EXPECT_THAT(story.text(), HasSubstr("waits when the run begins, for 34 days already."));
}

TEST(Story, TellsWhatComesBeforeAFirstInfusion) {
  const model::Model model = small_clinic();
  const std::string text =
      told(model, clinic::PatientReferred{monday, who, monday},
           clinic::BeforeFirstDone{monday + one_day, who, induction, 0, false},
           clinic::BeforeFirstDone{monday + 9 * one_day, who, induction, 1, true},
           clinic::PatientRefused{monday + 9 * one_day, who, monday, induction, 1});
  EXPECT_THAT(text,
              HasSubstr("What the course 'induction' needs beforehand, 'work-up', is there."));
  EXPECT_THAT(
      text,
      HasSubstr("What the course 'induction' needs beforehand, 'authorisation', is refused."));
  EXPECT_THAT(text, EndsWith("The patient leaves without an infusion, 9 days after referral.\n"));
}

TEST(Story, TellsWhatAnAdverseEventDoes) {
  const model::Model model = small_clinic();
  const std::string text =
      told(model, clinic::AdverseEventSeen{monday, who, induction, 2, 1, false},
           clinic::AdverseEventSeen{monday, who, induction, 2, 0, true});
  EXPECT_THAT(text, HasSubstr("Infusion 2 had an adverse event, 'nausea'.\n"));
  EXPECT_THAT(text, HasSubstr("Infusion 2 had an adverse event, 'hypertension', which lengthened "
                              "'infuse'; it ends the course.\n"));
}

TEST(Story, TellsWhatWouldHaveComeWithoutAStopRule) {
  const model::Model model = small_clinic();
  clinic::StopFollowedUp now{monday, who, induction, 0, 3, true};
  now.held[chairs.index] = (6 * one_hour).count();
  now.held[nurses.index] = one_hour.count();
  EXPECT_THAT(told(model, now),
              HasSubstr("Without the rule 'non-response' 3 infusions would have followed, with 6 h "
                        "of chairs; after the last of them the patient would have been "
                        "responding.\n"));
  now.responding = false;
  EXPECT_THAT(told(model, now), HasSubstr("the patient would not have been responding.\n"));
  now.infusions = 0;
  EXPECT_THAT(told(model, now), HasSubstr("no other infusion would have followed.\n"));
}

TEST(Story, TellsWhatFollowsACourse) {
  const model::Model model = small_clinic();
  clinic::CourseEnded end{};
  end.at = monday;
  end.patient = who;
  end.how = clinic::CourseEnd::Switched;
  end.rule = 3;
  end.infusions = 2;
  end.length = one_day;
  end.next = tests::maintenance;
  end.next_due = monday + one_week + hours{9};
  const std::string text =
      told(model, end,
           clinic::CourseStarted{monday + one_week, who, tests::maintenance, monday,
                                 clinic::CourseOrder::Later},
           clinic::PatientRelapsed{monday + one_week, who, induction, clinic::CourseEnd::Completed,
                                   Duration{0}, false},
           clinic::PatientRelapsed{monday + one_week, who, induction, clinic::CourseEnd::Completed,
                                   3 * one_day, true},
           clinic::CourseForgone{monday + one_week, who, induction, clinic::CourseEnd::Completed});
  EXPECT_THAT(text, HasSubstr("The rule 'sparser' ends the course after 2 infusions and 1 day. The "
                              "course 'maintenance' follows, due on Mon 2027-01-11.\n"));
  EXPECT_THAT(text, HasSubstr("The course 'maintenance' starts.\n"));
  EXPECT_THAT(text, HasSubstr("The patient relapses, at once as the course ends.\n"));
  EXPECT_THAT(text, HasSubstr("The patient relapses, 3 days after the end of the course, and comes "
                              "again.\n"));
  EXPECT_THAT(text, HasSubstr("The course 'induction', which was to follow, is not begun.\n"));
}

TEST(Story, AVisitOfAPlanPartIsCalledByThePart) {
  const model::Model model = small_clinic();
  const clinic::Purpose talk{clinic::VisitFor::PlanPart, induction, 0};
  const std::string text =
      told(model, clinic::VisitBooked{monday, who, talk, tests::therapy, monday + one_day},
           clinic::VisitMissed{monday + one_day, who, talk, tests::therapy});
  EXPECT_THAT(text, HasSubstr("A visit for 'talk_therapy' is booked for Tue 2027-01-05 00:00.\n"));
  EXPECT_THAT(text, HasSubstr("The patient does not come to the visit for 'talk_therapy'.\n"));
}

// Whether the story of who ends a course like this, after which these facts came, is known to be
// over the next day.
template <class... Facts>
bool is_over_after(const clinic::CourseEnded& end, const Facts&... facts) {
  const model::Model model = small_clinic();
  Story story(model, who);
  story.on(clinic::PatientReferred{monday, who, monday});
  story.on(end);
  (story.on(facts), ...);
  story.on(clinic::PatientReferred{monday + 10 * one_week, {trd, 1}, monday});
  return story.is_known();
}

TEST(Story, IsOverWhenNoCourseFollowsAndNoRelapseIsToCome) {
  clinic::CourseEnded end{};
  end.at = monday;
  end.patient = who;
  EXPECT_TRUE(is_over_after(end));
  const auto relapsed = [&](bool comes_again) {
    return clinic::PatientRelapsed{monday + one_week, who,      induction,
                                   end.how,           one_week, comes_again};
  };
  const clinic::CourseForgone forgone{monday + 2 * one_week, who, induction, end.how};

  clinic::CourseEnded relapses = end;
  relapses.relapses = monday + one_week;
  EXPECT_FALSE(is_over_after(relapses));
  EXPECT_TRUE(is_over_after(relapses, relapsed(false)));
  EXPECT_FALSE(is_over_after(relapses, relapsed(true)));
  EXPECT_TRUE(is_over_after(relapses, relapsed(true), forgone));

  clinic::CourseEnded goes_on = end;
  goes_on.next = tests::maintenance;
  EXPECT_FALSE(is_over_after(goes_on));
  EXPECT_TRUE(is_over_after(goes_on, forgone));
  EXPECT_TRUE(is_over_after(goes_on, end));
  goes_on.relapses = monday + one_week;
  EXPECT_FALSE(is_over_after(goes_on, relapsed(false)));
  EXPECT_FALSE(is_over_after(goes_on, forgone));
}

TEST(Story, TheNthReferredIsCountedOverAllCohortsAndWithoutTheListsOfTheStart) {
  model::Model model = small_clinic();
  model::Cohort second = tests::small_cohort();
  second.name = "bipolar";
  const CohortId bipolar = model.cohorts.add(second);
  Story story(model, NthReferred{2});
  story.on(clinic::PatientReferred{monday, {trd, 0, Origin::WaitingAtStart}, monday});
  story.on(clinic::PatientReferred{monday, {trd, 0}, monday});
  EXPECT_FALSE(story.has_come());
  story.on(clinic::PatientReferred{monday, {bipolar, 0}, monday});
  story.on(clinic::PatientReferred{monday, {trd, 1}, monday});
  EXPECT_TRUE(story.has_come());
  EXPECT_THAT(story.text(), HasSubstr("Patient bipolar/1: "));
  EXPECT_EQ(story.came(), 3U);
}

TEST(Story, WithinACohortThoseOfTheSameOriginAreCounted) {
  const model::Model model = small_clinic();
  Story story(model, PatientId{trd, 7});
  story.on(clinic::PatientReferred{monday, {trd, 0, Origin::WaitingAtStart}, monday});
  story.on(clinic::PatientReferred{monday, {trd, 0}, monday});
  story.on(clinic::PatientReferred{monday, {trd, 1}, monday});
  EXPECT_FALSE(story.has_come());
  EXPECT_EQ(story.came(), 2U);
}

TEST(Story, IsKnownOnceTimeHasPassedThePatientsEnd) {
  const model::Model model = small_clinic();
  const PatientId other{trd, 1};
  Story story(model, who);
  story.on(clinic::PatientReferred{monday, who, monday});
  EXPECT_THAT(story.text(), EndsWith("The run ends here.\n"));
  story.on(clinic::PatientGaveUp{monday + one_day, who, monday});
  EXPECT_THAT(story.text(), EndsWith("gives up waiting, 1 day after referral.\n"));
  EXPECT_FALSE(story.is_known());  // something else may follow at this instant
  story.on(clinic::VisitGivenBack{monday + one_day, who, screening, consultation, monday});
  EXPECT_FALSE(story.is_known());
  story.on(clinic::PatientReferred{monday + one_day + minutes{1}, other, monday});
  EXPECT_TRUE(story.is_known());
}

}  // namespace
}  // namespace sim::metrics
