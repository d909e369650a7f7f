// What happens at the edges of the book and of the day, each worked out by hand.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/never_empty.h"
#include "sim/clinic/replication.h"
#include "tests/support/compiled.h"

namespace sim::tests {
namespace {

// Nothing is drawn: one chair-hour a visit, and patients who come when they are due.
std::string plain_clinic(const std::string& open, const std::string& booking,
                         const std::string& course, const std::string& referrals) {
  return fmt::format(R"(chairtime: 1
clinic: {{open: {}, resources: {{chairs: 4}}}}
visits: {{infusion: {{throughout: {{chairs: 1}}, steps: [{{name: infuse, takes: 1 h}}]}}}}
booking: {}
courses: {{course: {}}}
cohorts: {{patients: {{referrals: {}, course: course}}}}
run: {{length: 26 weeks, replications: 1}}
)",
                     open, booking, course, referrals);
}

struct Gaps {
  std::vector<Duration> gaps;
  void on(const clinic::InfusionStarted& seen) {
    if (seen.number > 1) gaps.push_back(seen.gap);
  }
};
static_assert(clinic::Hears<Gaps, clinic::InfusionStarted>);

TEST(Book, DoesNotTakeADayThatIsNotOpenYetForAFullOne) {
  const model::Model model =
      compiled(plain_clinic("{mon-fri: 08:00-17:00}", "{opens: 2 weeks}",
                            "{visit: infusion, infusions: 3, every: 4 weeks}", "2 / week"));
  Gaps seen;
  clinic::simulate(model, 1, 1, seen);
  ASSERT_GT(seen.gaps.size(), 20U);
  for (const Duration gap : seen.gaps)
    EXPECT_EQ(gap, 4 * one_week);
}

TEST(Book, IsNeverOverfullWhenARunCrosses1970) {
  const std::string yaml = plain_clinic("{mon-fri: 08:00-17:00}", "{slot: 1 h}",
                                        "{visit: infusion, infusions: 1}", "{every: 20 min}");
  struct Waits {
    Duration longest{0};
    int visits = 0;
    void on(const clinic::VisitEnded& seen) {
      longest = std::max(longest, seen.waited);
      ++visits;
    }
  };
  Waits seen;
  clinic::simulate(compiled(yaml, {"run.start=1969-10-06"}), 1, 1, seen);
  EXPECT_GT(seen.visits, 3000);
  EXPECT_EQ(seen.longest, Duration{0});  // whoever has an appointment finds a chair
}

struct Overtime {
  std::vector<Duration> ended;
  Time closed{};
  int open_ended = 0;  // days that closed with work in hand and are not over
  void on(const clinic::DayClosed& seen) {
    closed = seen.at;
    open_ended += seen.in_hand ? 1 : 0;
  }
  void on(const clinic::OvertimeEnded& seen) {
    ended.push_back(seen.at - closed);
    --open_ended;
  }
};
static_assert(clinic::Hears<Overtime, clinic::DayClosed> &&
              clinic::Hears<Overtime, clinic::OvertimeEnded>);

// Referred at 16:30 every day, seen at once, done half an hour after closing.
TEST(Overtime, LastsUntilThoseWhoWereInHandAreDone) {
  const model::Model model =
      compiled(plain_clinic("{mon-fri: 08:00-17:00}", "{mode: walk_in, last_arrival: 10 min}",
                            "{visit: infusion, infusions: 1}", "{every: 9 h}"),
               {"cohorts.patients.referral_hours={mon-fri: 07:30-16:30}"});
  Overtime seen;
  clinic::simulate(model, 1, 1, seen);
  ASSERT_EQ(seen.ended.size(), 26U * 5U);
  for (const Duration late : seen.ended)
    EXPECT_EQ(late, std::chrono::minutes{30});
}

// Drop-out read just before the next infusion sends the patient home from the door: with two
// chairs gone, some wait there at closing, and the day must still come to its end.
TEST(Overtime, EndsAlsoWhenTheLastOneInHandIsNotSeen) {
  const model::Model model = compiled(
      plain_clinic("{mon-fri: 08:00-10:00}", "{slot: 1 h, choose: earliest}",
                   "{visit: infusion, infusions: 6, every: 1 day, window: 1 day to 3 days, "
                   "assess: before_next, drop_out: 40 %}",
                   "20 / week"),
      {"visits.infusion.steps.infuse.takes={exponential: {mean: 1 h}}"});
  Overtime seen;
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.ended.size(), 50U);
  EXPECT_LE(seen.open_ended, 1);  // at most the last day of the run
  for (const Duration late : seen.ended)
    EXPECT_LT(late, one_day);
}

// Booked as a whole, a course has its other visits when the first is missed: the patient, who comes
// ten minutes early and finds a chair, has waited for themselves since then, but for nothing else.
TEST(Waits, AreThePatientsOwnFromAMissedVisitToTheNextOfTheCourse) {
  const model::Model model =
      compiled(plain_clinic("{mon-fri: 08:00-17:00}", "{series: whole_course}",
                            "{visit: infusion, infusions: 4, every: 1 week}", "2 / week"),
               {"attendance={infusion: {no_show: 40 %, punctuality: -10 min}}"});
  struct Missed {
    std::map<std::uint32_t, Time> first;  // by member
    int begun_after_a_miss = 0;
    void on(const clinic::VisitMissed& seen) { first.emplace(seen.patient.member, seen.start); }
    void on(const clinic::CourseStarted& seen) {
      const auto miss = first.find(seen.patient.member);
      if (miss == first.end()) return;
      ++begun_after_a_miss;
      EXPECT_EQ(seen.waited_for[model::WaitCause::Patient], seen.at - miss->second);
    }
  };
  Missed seen;
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.begun_after_a_miss, 10);
}

// Ten minutes before the doors open nobody is short of anything: whoever comes then waits for the
// appointment at eight by their own doing.
TEST(Waits, AreThePatientsOwnWhoComesBeforeTheDoorsOpen) {
  const model::Model model = compiled(plain_clinic("{mon-fri: 08:00-17:00}", "{slot: 1 h}",
                                                   "{visit: infusion, infusions: 1}", "10 / week"),
                                      {"attendance={infusion: {punctuality: -10 min}}"});
  struct Early {
    int at_eight = 0;
    void on(const clinic::StepStarted& seen) {
      if (time_of_day(seen.at) != std::chrono::hours{8}) return;
      ++at_eight;
      EXPECT_EQ(seen.waited, std::chrono::minutes{10});
      EXPECT_EQ(seen.cause, model::WaitCause::Patient);
    }
    void on(const clinic::VisitEnded& seen) {
      EXPECT_EQ(seen.waited_for[model::WaitCause::Patient], seen.waited);
    }
  };
  Early seen;
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.at_eight, 50);
}

// At ten to twelve, an hour and ten minutes early, the nurse has gone to lunch: who has the first
// appointment after it is sent home at noon, and is back for it. The hour at home costs nothing.
TEST(Waits, AreNotCountedTwiceOfWhoIsSentHomeBeforeTheAppointment) {
  const model::Model model =
      compiled(plain_clinic("{mon-fri: [08:00-12:00, 13:00-17:00]}", "{slot: 1 h}",
                            "{visit: infusion, infusions: 1}", "40 / week"),
               {"attendance={infusion: {punctuality: -70 min}}",
                "clinic.resources.nurses={on: {mon-fri: {08:00-11:30: 4, 13:00-17:00: 4}}}",
                "visits.infusion.steps.infuse.needs={nurses: 1}"});
  struct SentHome {
    int sent = 0;
    int begun = 0;
    void on(const clinic::PatientSentHome& seen) {
      ++sent;
      EXPECT_EQ(time_of_day(seen.at), std::chrono::hours{12});
    }
    void on(const clinic::CourseStarted& seen) {
      if (time_of_day(seen.at) != std::chrono::hours{13}) return;
      ++begun;
      EXPECT_EQ(seen.waited_for.total(), seen.at - seen.referred);
      EXPECT_EQ(seen.waited_for[model::WaitCause::Patient], Duration{0});
    }
  };
  SentHome seen;
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.sent, 10);
  EXPECT_GE(seen.begun, seen.sent);
}

// Patients are seen at once, and half of them are found not to be fit after an hour: by then they
// have waited long enough.
TEST(Patience, ThatEndsDuringAVisitWithoutInfusionIsOverAfterIt) {
  const model::Model model =
      compiled(plain_clinic("{mon-fri: 08:00-17:00}", "{mode: walk_in}",
                            "{visit: infusion, infusions: 1}", "20 / week"),
               {"attendance={infusion: {not_fit: {chance: 50 %, postpone: 1 day}}}",
                "clinic.resources.chairs=40", "cohorts.patients.waits_at_most=30 min"});
  struct Outcomes {
    int not_fit = 0;
    int gave_up = 0;
    Time found{};
    void on(const clinic::FoundNotFit& seen) {
      ++not_fit;
      found = seen.at;
    }
    void on(const clinic::PatientGaveUp& seen) { gave_up += seen.at == found ? 1 : 0; }
    void on(const clinic::CourseStarted& seen) {
      EXPECT_LE(seen.at - seen.referred, std::chrono::minutes{30});
    }
  };
  Outcomes seen;
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.not_fit, 100);
  EXPECT_EQ(seen.gave_up, seen.not_fit);
}

// The window of a spacing of half a day holds the day of the visit before, which is in the book but
// has not been yet.
TEST(WholeCourse, HasEachVisitAfterTheOneBefore) {
  const model::Model model = compiled(plain_clinic(
      "{mon-fri: 08:00-17:00}", "{series: whole_course, slot: 30 min}",
      "{visit: infusion, infusions: 6, every: 12 h, window: 0 days to 4 days}", "12 / week"));
  struct Starts {
    std::map<std::uint32_t, Time> latest;  // by member
    int later = 0;
    void on(const clinic::VisitBooked& seen) {
      const auto [before, first] = latest.emplace(seen.patient.member, seen.start);
      if (first) return;
      ++later;
      EXPECT_GE(seen.start, before->second + one_hour);
      before->second = seen.start;
    }
  };
  Starts seen;
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.later, 500);
}

// Booked as a whole, every four days, and no nurse is there for two weeks: who waits to be seen all
// that time does not come for the next visits as soon as the first is over.
TEST(WholeCourse, GivesBackWhatPassedBeforeTheVisitBeforeItWasOver) {
  const model::Model model =
      compiled(plain_clinic("{mon-sun: 08:00-17:00}", "{series: whole_course, checks: [chairs]}",
                            "{visit: infusion, infusions: 6, every: 4 days}", "{at_start: 4}"),
               {"clinic.resources.nurses={count: 4, from: {2027-01-05: {count: 0, on: {mon: "
                "08:00-17:00}}, 2027-01-19: {count: 4, on: {mon-sun: 08:00-17:00}}}}",
                "visits.infusion.steps.infuse.needs={nurses: 1}", "run.length=8 weeks"});
  Gaps seen;
  clinic::simulate(model, 1, 1, seen);
  ASSERT_EQ(seen.gaps.size(), 4U * 5U);
  for (const Duration gap : seen.gaps)
    EXPECT_GT(gap, one_day);
}

// An assessment takes longer than the spacing and falls due while the patient is found not to be
// fit: what follows from it waits until that visit is over.
TEST(Assessments, DueDuringAVisitWithoutInfusionAreActedOnAtItsEnd) {
  const model::Model model = compiled(
      plain_clinic("{mon-fri: 08:00-17:00}", "{mode: walk_in}",
                   "{visit: infusion, infusions: 8, every: 2 days, drop_out: 30 %, "
                   "assess: 48 h 30 min}",
                   "8 / week"),
      {"attendance={infusion: {not_fit: {chance: 30 %}}}",
       "responses={chance: {model: hazard, hazard: [10 %]}}", "cohorts.patients.response=chance"});
  struct Ends {
    Time not_fit{};
    int at_the_end = 0;
    void on(const clinic::FoundNotFit& seen) { not_fit = seen.at; }
    void on(const clinic::CourseEnded& seen) { at_the_end += seen.at == not_fit ? 1 : 0; }
  };
  Ends seen;
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.at_the_end, 5);
}

// The book looks at nurses only, whom no visit needs: it would take any number of patients.
TEST(EndlessDemand, KeepsAListOfTheSameLengthHoweverMuchTheBookTakes) {
  for (const std::string booking : {"{checks: [nurses]}", "{lead: 1 day}", "{mode: walk_in}"}) {
    model::Model model = compiled(plain_clinic("{mon-fri: 08:00-17:00}", booking,
                                               "{visit: infusion, infusions: 1}", "4 / week"),
                                  {"clinic.resources.nurses=1"});
    model.run.demand = model::Demand::NeverEnds;
    model.run.length = 2 * one_week;
    clinic::Nobody nobody;
    clinic::Replication run = clinic::simulate(model, 1, 1, nobody);
    EXPECT_GT(run.ledger.ended(clinic::CourseEnd::Completed), 0) << booking;
    EXPECT_EQ(run.ledger.waiting, 40 + 10 * 4) << booking;
  }
}

// A work-up of two months would empty the list: 80 patients in 60 days. Four chairs take two each
// an hour, day and night.
TEST(EndlessDemand, IsOfPatientsWhoCouldBegin) {
  model::Model model =
      compiled(plain_clinic("{mon-sun: 00:00-24:00}", "{mode: walk_in}",
                            "{visit: infusion, infusions: 1, before_first: [{name: work-up, takes: "
                            "60 days}]}",
                            "4 / week"));
  model::Model without = model;
  without.courses[CourseId{0}].before_first.clear();
  std::array<std::int64_t, 2> completed{};
  for (model::Model* each : {&model, &without}) {
    each->run.demand = model::Demand::NeverEnds;
    each->run.length = 20 * one_week;
    clinic::Nobody nobody;
    completed.at(each == &without ? 1 : 0) =
        clinic::simulate(*each, 1, 1, nobody).ledger.ended(clinic::CourseEnd::Completed);
  }
  EXPECT_GT(completed[1], 1000);
  EXPECT_EQ(completed[0], completed[1]);
}

TEST(UntilEmpty, SaysSoWhereItNeverComes) {
  const std::string yaml = plain_clinic("{mon-fri: 08:00-17:00}", "{mode: walk_in}",
                                        "{visit: infusion, infusions: unlimited, every: 1 week, "
                                        "stop_rules: [{name: never, when: missed_visits >= 1}]}",
                                        "{at_start: 3}");
  const model::Model model = compiled(yaml, {"run={until: empty, replications: 1}"});
  clinic::Nobody nobody;
  EXPECT_THROW(clinic::simulate(model, 1, 1, nobody), clinic::NeverEmpty);
}

}  // namespace
}  // namespace sim::tests
