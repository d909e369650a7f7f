// What happens where the visits of a plan part meet those of the course that they are beside, each
// worked out by hand.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/property/one_patient.h"

namespace sim::tests {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// --- beside a course

// When visits begin that are for a part of the plan.
struct Beside {
  const model::Model& model;
  std::vector<Duration> parts = {};
  std::vector<Duration> infusions = {};
  void on(const clinic::StepStarted& seen) {
    if (seen.step > 0) return;
    const bool is_part = seen.purpose.what == clinic::VisitFor::PlanPart;
    (is_part ? parts : infusions).push_back(seen.at - Time{model.run.start});
    EXPECT_EQ(seen.waited, Duration{0});
  }
};
static_assert(clinic::Hears<Beside, clinic::StepStarted>);

Beside beside(const model::Model& model) {
  Beside seen{model};
  clinic::simulate(model, 1, 1, seen);
  return seen;
}

std::string therapy(const std::string& every) {
  return fmt::format(", with: {{talk: {{share: 100 %, visit: therapy, every: {}}}}}", every);
}
std::string therapy_takes(const std::string& span) {
  return fmt::format("visits.therapy={{steps: [{{name: talk, takes: {}}}]}}", span);
}

TEST(PlanPart, HasVisitsOfItsOwnFromTheFirstInfusionToTheEndOfTheCourse) {
  const model::Model model = compiled(
      clinic_with("infusions: 3, every: 1 week", "", therapy("3 days")), {therapy_takes("1 h")});
  EXPECT_EQ(beside(model).parts, (Spans{days{3}, days{6}, days{9}, days{12}}));
}

// Due an hour after the second infusion, which takes two.
TEST(PlanPart, DueDuringAnInfusionComesRightAfterIt) {
  const model::Model model = compiled(
      clinic_with("infusions: 3, every: 1 week", "", therapy("169 h")), {therapy_takes("1 h")});
  EXPECT_EQ(beside(model).parts, Spans{hours{170}});
}

// The therapy begins an hour before the second infusion and takes three.
TEST(PlanPart, HoldsBackAnInfusionThatIsDueDuringIt) {
  const model::Model model = compiled(
      clinic_with("infusions: 2, every: 1 week", "", therapy("167 h")), {therapy_takes("3 h")});
  EXPECT_EQ(beside(model).infusions, (Spans{days{0}, hours{170}}));
}

// The clinic closes during the therapy: who was to come for the infusion comes in the morning.
TEST(PlanPart, HoldsBackAWalkInOverNight) {
  const model::Model model = compiled(
      clinic_with("infusions: 2, every: 31 h 30 min", "", therapy("31 h")),
      {"clinic.open={mon-sun: 09:00-17:00}", "booking.last_arrival=10 min", therapy_takes("3 h")});
  const Duration nine = hours{9};
  EXPECT_EQ(beside(model).parts, Spans{nine + hours{31}});
  EXPECT_EQ(beside(model).infusions, (Spans{nine, nine + days{2}}));
}

// The course is stopped by the assessment after a day, in the middle of a therapy of ten hours that
// began an hour before: the next course, due at once, waits until it is over.
TEST(PlanPart, ThatOutlivesItsCourseIsOverBeforeTheNextOneBegins) {
  const model::Model model = compiled(
      clinic_with("infusions: 6, every: 1 week, stop_rules: [{name: enough, when: 'infusions >= "
                  "1'}], afterwards: [{course: third, after: 0 h}]",
                  third, therapy("23 h")),
      improving_by("1", {therapy_takes("10 h")}));
  EXPECT_EQ(beside(model).infusions, (Spans{days{0}, hours{33}}));
}

// The therapy, for which half an hour is booked, lasts until a quarter past eleven. Meanwhile the
// infusion at nine is due, and the assessment of the one before at a quarter past ten, too late for
// another appointment on that day: the one that stands is kept.
TEST(PlanPart, HoldsBackAnInfusionWhoseAppointmentIsKept) {
  const model::Model model = compiled(
      clinic_with("infusions: 2, every: 25 h, assess: 26 h 15 min", "", therapy("24 h 30 min")),
      improving_by("0.5", {"clinic.open={mon-sun: 08:00-12:00}", "booking={slot: 30 min}",
                           therapy_takes("2 h 45 min"), "visits.therapy.books=30 min"}));
  const Duration eight = days{1} + hours{8};
  EXPECT_EQ(beside(model).parts.at(0), eight + days{1} + minutes{30});
  EXPECT_EQ(beside(model).infusions, (Spans{eight, eight + days{1} + minutes{195}}));
}

// The second infusion, for which half an hour is booked, takes three. Both parts of the plan are
// due meanwhile: who does not come to one comes to the other when it is over.
TEST(PlanPart, HeldBackIsNotForgottenForAnotherThatIsMissed) {
  for (const auto& [missed, kept] : {std::pair{"a", "b"}, std::pair{"b", "a"}}) {
    const std::string with = fmt::format(
        ", with: {{{}: {{share: 100 %, visit: class, every: 168 h 30 min}}, {}: {{share: 100 %, "
        "visit: therapy, every: 169 h}}}}",
        missed, kept);
    const model::Model model = compiled(
        clinic_with("infusions: 2, every: 1 week, assess: 6 days", "", with),
        improving_by(
            "0.5", {"clinic.open={mon-sun: 08:00-17:00}", "booking={slot: 30 min}",
                    "visits.infusion={throughout: {chairs: 1}, books: 30 min, steps: [{name: "
                    "infuse, takes: 3 h}]}",
                    therapy_takes("30 min"), "visits.class={steps: [{name: talk, takes: 30 min}]}",
                    "attendance={class: {no_show: 99.999 %}}"}));
    const Duration eleven = days{8} + hours{11};
    EXPECT_EQ(beside(model).parts.at(0), eleven);
  }
}

// Somebody's course ends, which gives others a try at what they could not book yet, at the instant
// at which the visit ends that holds back one of them.
TEST(PlanPart, HoldsBackWhoIsOnTheUnbookedListAsWell) {
  const model::Model model = compiled(
      clinic_with("infusions: 40, every: 1 day, assess: 0 h, drop_out: 3 %", "",
                  therapy("1 day, window: 0 days to 3 days")),
      {"booking={series: whole_course, opens: 1 week, slot: 1 h}", "clinic.resources.chairs=90",
       "visits.infusion.steps.monitor.takes={discrete: {1 h: 50 %, 15 h: 50 %}}",
       therapy_takes("{discrete: {1 h: 50 %, 14 h: 50 %}}"),
       "cohorts.patients.referrals={every: 2 h}", "run.length=26 weeks"});
  const Story story = told(model);
  EXPECT_GT(story.ended(clinic::CourseEnd::DroppedOut), 100);
}

// When patients of a diary have appointments.
struct Appointments {
  const model::Model& model;
  std::vector<std::pair<Time, Time>> all = {};
  int of_parts = 0;
  void on(const clinic::VisitBooked& seen) {
    if (seen.patient.origin != Origin::DiaryAtStart) return;
    const Time over = seen.start + model.visits[seen.visit].planned();
    for (const auto& [from, to] : all)
      EXPECT_TRUE(over <= from || to <= seen.start);
    all.emplace_back(seen.start, over);
    of_parts += seen.purpose.what == clinic::VisitFor::PlanPart ? 1 : 0;
  }
};
static_assert(clinic::Hears<Appointments, clinic::VisitBooked>);

// A week after the infusion that is taken to have been a week before the one in the diary.
TEST(PlanPart, IsBookedApartFromWhatStandsInTheDiary) {
  const config::FileReader diary = [](const std::string& /*path*/) -> std::string {
    return "patient,cohort,visit,date,time,infusion\n1,patients,infusion,2027-01-05,09:00,3\n";
  };
  const model::Model model = compiled(
      clinic_with("infusions: 4, every: 1 week", "", therapy("1 week") + ", diary: {file: d.csv}"),
      {"clinic.open={mon-sun: 08:00-17:00}", "booking={slot: 30 min}", therapy_takes("1 h")},
      diary);
  Appointments seen{model};
  clinic::simulate(model, 1, 1, seen);
  EXPECT_GT(seen.of_parts, 1);
}

}  // namespace
}  // namespace sim::tests
