// tests/unit/config/booking_test.cpp: the rules of the book and how patients keep to it, as the
// model has them.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "sim/random/draw.h"
#include "tests/support/compiled.h"

namespace sim::config {
namespace {

using model::Model;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tests::compiled;

const std::string clinic = R"(chairtime: 1
clinic:
  open: {mon-fri: 08:00-17:00}
  resources: {chairs: 4, doctors: 1, nurses: 2}
visits:
  consultation:
    steps: [{name: talk, takes: 30 min, needs: {doctors: 1}}]
  infusion:
    throughout: {chairs: 1}
    steps:
      - {name: prepare, takes: 10 min, needs: {nurses: 1}}
      - {name: infuse, takes: 40 min, needs: {nurses: 1/3}}
courses:
  induction: {visit: infusion, infusions: 6, every: 3.5 days}
  maintenance: {visit: infusion, infusions: 6, every: 4 weeks}
cohorts:
  depression: {referrals: 4 / week, screening: {visit: consultation}, course: induction}
  pain: {referrals: 4 / week, course: maintenance}
run: {warm_up: 4 weeks}
)";

std::vector<std::string> said(const std::vector<std::string>& overrides, Severity severity) {
  Diagnostics found;
  const auto model = compile(clinic, "test.yaml", overrides, found);
  EXPECT_EQ(model.has_value(), severity == Severity::Warning) << render_all(found);
  std::vector<std::string> messages;
  for (const Diagnostic& each : found.all())
    if (each.severity == severity) messages.push_back(each.message);
  return messages;
}
std::vector<std::string> mistakes(const std::vector<std::string>& overrides) {
  return said(overrides, Severity::Error);
}
std::vector<std::string> warnings(const std::vector<std::string>& overrides) {
  return said(overrides, Severity::Warning);
}

model::Booking booking(const std::string& key_and_value) {
  return compiled(clinic, {"booking." + key_and_value}).booking;
}

TEST(Booking, LeavesEverythingAsItWasByDefault) {
  const Model model = compiled(clinic);
  const model::Booking& booking = model.booking;
  EXPECT_EQ(booking.series, model::Series::Rolling);
  EXPECT_EQ(booking.queue, model::Queue::AppointmentTime);
  EXPECT_EQ(booking.starts.at_most_a_week, std::numeric_limits<int>::max());
  EXPECT_EQ(booking.starts.weekdays, 0b1111111);
  EXPECT_EQ(booking.checks, ~std::uint32_t{0});
  EXPECT_DOUBLE_EQ(booking.overbook, 0.0);
  EXPECT_TRUE(booking.reserves.empty());
  EXPECT_FALSE(booking.arrivals || booking.refill);
  EXPECT_EQ(model.cohorts[CohortId{0}].priority, model::last_priority);
}

TEST(Booking, HasTheChoicesOfTheFormat) {
  EXPECT_EQ(booking("series=whole_course").series, model::Series::WholeCourse);
  EXPECT_EQ(booking("choose=least_busy_day").choose, model::Choice::LeastBusyDay);
  EXPECT_EQ(booking("queue=first_come").queue, model::Queue::FirstCome);
  EXPECT_EQ(booking("queue=priority").queue, model::Queue::Priority);
  EXPECT_DOUBLE_EQ(booking("overbook=5 %").overbook, 0.05);
}

TEST(Booking, ChecksTheResourcesThatAreNamed) {
  EXPECT_EQ(booking("checks=[nurses, chairs]").checks, 0b101U);
  EXPECT_EQ(booking("checks=[]").checks, 0U);
  EXPECT_THAT(mistakes({"booking.checks=[chair]"}),
              ElementsAre("there is no resource \"chair\", did you mean \"chairs\"?"));
}

TEST(Booking, AsksOnlyOfWhatIsCheckedWhetherAVisitFits) {
  const std::string nights = "clinic.resources.nurses={count: 2, on: {mon: 20:00-24:00}}";
  const std::string many = "clinic.resources.nurses=2000";  // 2000 * 3 parts * 15 min: too fine
  EXPECT_EQ(mistakes({nights}).size(), 1U);
  EXPECT_EQ(mistakes({many}).size(), 1U);
  compiled(clinic, {nights, "booking.checks=[chairs]"});
  compiled(clinic, {many, "booking.checks=[chairs]"});
}

TEST(Booking, OpensAsFarAsItReachesForCoursesBookedAsAWhole) {
  const auto first_opens = [](const std::vector<std::string>& overrides) {
    return compiled(clinic, overrides).courses[CourseId{0}].first_opens_days;
  };
  const std::string whole = "booking.series=whole_course";
  EXPECT_EQ(first_opens({}), 1);  // 0.6 times 3.5 days is day 2
  EXPECT_EQ(first_opens({whole}), 26 * 7);
  EXPECT_EQ(first_opens({whole, "booking.first_opens=9 days"}), 9);
  // Only those in course who are booked one by one can find their times taken.
  EXPECT_EQ(warnings({"booking.first_opens=9 days"}).size(), 1U);
  EXPECT_THAT(warnings({whole, "booking.first_opens=9 days"}), IsEmpty());
}

TEST(Booking, StartsCoursesSoOftenAWeekAndOnSomeDays) {
  const model::Starts both = booking("starts={at_most: 3 / week, on: [mon, tue]}").starts;
  EXPECT_EQ(both.at_most_a_week, 3);
  EXPECT_EQ(both.weekdays, 0b0000011);
  EXPECT_EQ(booking("starts={on: [mon, thu-fri]}").starts.weekdays, 0b0011001);
  EXPECT_EQ(booking("starts={on: mon-wed}").starts.weekdays, 0b0000111);
  EXPECT_EQ(booking("starts={at_most: 3 / week}").starts.weekdays, 0b1111111);
  for (const std::string often : {"0 / week", "1.5 / week", "3 / day", "3", "often"})
    EXPECT_EQ(mistakes({"booking.starts={at_most: " + often + "}"}).size(), 1U) << often;
}

TEST(Booking, StartsCoursesOnDaysOnWhichTheyCanBeBooked) {
  const std::string by_day = "clinic.resources.nurses={count: 2, on: {mon-tue: 08:00-17:00}}";
  const std::string later =
      "clinic.resources.nurses.from={2027-06-01: {count: 2, on: {fri: "
      "08:00-17:00}}}";
  const std::string friday = "booking.starts={on: [fri]}";
  EXPECT_EQ(mistakes({by_day, friday}).size(), 1U);
  compiled(clinic, {by_day, friday, later});
  compiled(clinic, {by_day, "booking.starts={on: [tue, fri]}"});
}

TEST(Booking, StaggersArrivalsByWholeSlots) {
  const auto arrivals = booking("arrivals={at_most: 2, per: 30 min}").arrivals;
  ASSERT_TRUE(arrivals);
  EXPECT_EQ(arrivals->at_most, 2);
  EXPECT_EQ(arrivals->per, minutes{30});
  EXPECT_THAT(mistakes({"booking.arrivals={at_most: 2, per: 40 min}"}),
              ElementsAre("must be a whole number of slots of 15 min, is 40 min"));
  compiled(clinic, {"booking.arrivals={at_most: 2, per: 40 min}", "booking.slot=20 min"});
}

TEST(Booking, OffersFreedStartsADayAheadUnlessToldOtherwise) {
  const auto by_default = booking("refill={}").refill;
  ASSERT_TRUE(by_default);
  EXPECT_EQ(by_default->notice, one_day);
  EXPECT_DOUBLE_EQ(by_default->accepted, 1.0);
  const auto told = booking("refill={notice: 36 h, accepted: 60 %}").refill;
  ASSERT_TRUE(told);
  EXPECT_EQ(told->notice, hours{36});
  EXPECT_DOUBLE_EQ(told->accepted, 0.6);
}

TEST(Booking, QueuesByPrioritiesThatSomeCohortHas) {
  const std::string queue = "booking.queue=priority";
  EXPECT_THAT(warnings({queue}), ElementsAre(HasSubstr("no cohort has a priority")));
  EXPECT_THAT(warnings({queue, "cohorts.pain.priority=2"}), IsEmpty());
  EXPECT_EQ(compiled(clinic, {"cohorts.pain.priority=2"}).cohorts[CohortId{1}].priority, 2);
}

TEST(Reserve, IsForACohortACourseOrAVisit) {
  const auto reserves = booking(
                            "reserve=[{resource: chairs, count: 2, for: depression, on: {mon: "
                            "08:00-10:00}, until: 3 days}, {resource: nurses, count: 1, for: "
                            "maintenance}, {resource: doctors, count: 1, for: consultation}]")
                            .reserves;
  ASSERT_EQ(reserves.size(), 3U);
  EXPECT_EQ(reserves[0].resource, ResourceId{0});
  EXPECT_EQ(reserves[0].count, 2);
  EXPECT_EQ(reserves[0].cohort, CohortId{0});
  EXPECT_FALSE(reserves[0].course || reserves[0].visit);
  EXPECT_EQ(reserves[0].on, model::WeeklyHours({{hours{8}, hours{10}}}));
  EXPECT_EQ(reserves[0].until_days, 3);
  EXPECT_EQ(reserves[1].resource, ResourceId{2});
  EXPECT_EQ(reserves[1].course, CourseId{1});
  EXPECT_FALSE(reserves[1].cohort || reserves[1].visit);
  EXPECT_EQ(reserves[1].on.total(), 5 * hours{9});  // the clinic's hours
  EXPECT_EQ(reserves[1].until_days, 0);
  EXPECT_EQ(reserves[2].visit, VisitId{0});
  EXPECT_FALSE(reserves[2].cohort || reserves[2].course);
}

TEST(Reserve, IsCutToTheClinicsHours) {
  const auto reserves =
      booking("reserve=[{resource: chairs, count: 1, for: pain, on: {fri-sat: 06:00-10:00}}]")
          .reserves;
  ASSERT_EQ(reserves.size(), 1U);
  EXPECT_EQ(reserves[0].on, model::WeeklyHours({{hours{4 * 24 + 8}, hours{4 * 24 + 10}}}));
}

TEST(Reserve, IsNoMoreThanThereIsAtAnyMoment) {
  const auto of = [](const std::string& first, const std::string& second) {
    return "booking.reserve=[{resource: chairs, for: depression, " + first +
           "}, {resource: chairs, for: pain, " + second + "}]";
  };
  const std::string morning = "on: {mon-tue: 08:00-12:00}";
  const std::string from_ten = "on: {tue: 10:00-12:00}";
  const std::string afternoon = "on: {mon-tue: 12:00-17:00}";
  compiled(clinic, {of("count: 3, " + morning, "count: 1, " + from_ten)});
  compiled(clinic, {of("count: 3, " + morning, "count: 4, " + afternoon)});
  for (const std::string& both : {of("count: 3, " + morning, "count: 2, " + from_ten),
                                  of("count: 2, " + from_ten, "count: 3, " + morning)}) {
    EXPECT_THAT(mistakes({both}),
                ElementsAre("with the entries before it keeps 5, and there are never more than 4 "
                            "chairs"));
  }
}

TEST(Reserve, HasAsManyEntriesAsThereAreBits) {
  const auto of = [](int entries) {
    std::string list;  // one after the other, so that no visit can take from two
    for (int i = 0; i < entries; ++i) {
      const auto clock = [](int slot) {
        return fmt::format("{:02}:{:02}", 8 + slot / 4, slot % 4 * 15);
      };
      list += fmt::format("{}{{resource: chairs, count: 1, for: pain, on: {{mon: {}-{}}}}}",
                          i == 0 ? "" : ", ", clock(i), clock(i + 1));
    }
    return "booking.reserve=[" + list + "]";
  };
  EXPECT_EQ(compiled(clinic, {of(32)}).booking.reserves.size(), 32U);
  EXPECT_THAT(mistakes({of(33)}), ElementsAre("there are 33 entries, at most 32 are possible"));
}

TEST(Reserve, LetsNoVisitTakeFromTwo) {
  const auto of = [](const std::string& one, const std::string& other) {
    return "booking.reserve=[{resource: nurses, count: 1, " + one +
           "}, {resource: nurses, count: 1, " + other + "}]";
  };
  compiled(clinic, {of("for: depression", "for: pain")});
  compiled(clinic, {of("for: depression", "for: maintenance")});
  compiled(clinic, {of("for: induction", "for: maintenance")});
  compiled(clinic, {of("for: induction, on: {mon: 08:00-10:00}",
                       "for: depression, on: {mon: "
                       "10:00-12:00}")});
  // Who is in the course is of the cohort; all infusions are of the one visit.
  EXPECT_EQ(mistakes({of("for: depression", "for: induction")}).size(), 1U);
  EXPECT_EQ(mistakes({of("for: maintenance", "for: pain")}).size(), 1U);
  EXPECT_EQ(mistakes({of("for: infusion", "for: maintenance")}).size(), 1U);
  EXPECT_EQ(mistakes({of("for: pain", "for: pain")}).size(), 1U);
  // Screening comes before the course, and is for the cohort.
  EXPECT_EQ(mistakes({of("for: consultation", "for: depression")}).size(), 1U);
}

TEST(Attendance, IsOfEveryUseOfTheVisit) {
  const Model model = compiled(
      clinic, {"attendance.infusion={no_show: 5 %, late_cancel: 4 %, notice: {uniform: [1 day, 3 "
               "days]}, punctuality: {uniform: [-20 min, 10 min]}, not_fit: {chance: 3 %, after: "
               "infuse, postpone: 10 days}, after_no_show: {rebook: 80 %}, misses_allowed: 2}"});
  for (const CourseId course : {CourseId{0}, CourseId{1}}) {
    const model::Use& use = model.uses[model.courses[course].use_of(1)];
    const model::Attendance& attendance = use.attendance;
    EXPECT_DOUBLE_EQ(attendance.no_show, 0.05);
    EXPECT_DOUBLE_EQ(attendance.late_cancel, 0.04);
    EXPECT_DOUBLE_EQ(attendance.notice.sampler.mean(), in_milliseconds(2 * one_day));
    ASSERT_TRUE(attendance.punctuality && attendance.not_fit);
    EXPECT_DOUBLE_EQ(attendance.punctuality->sampler.mean(), in_milliseconds(-minutes{5}));
    EXPECT_DOUBLE_EQ(attendance.not_fit->chance.probability, 0.03);
    EXPECT_EQ(attendance.not_fit->after, 1U);
    EXPECT_EQ(attendance.not_fit->postpone, 10 * one_day);
    EXPECT_DOUBLE_EQ(attendance.rebook.probability, 0.8);
    EXPECT_EQ(attendance.misses_allowed, 2);
    EXPECT_EQ(attendance.site, random::hash64(use.name + "/attends"));
    EXPECT_EQ(attendance.notice.site, random::hash64(use.name + "/notice"));
    EXPECT_EQ(attendance.punctuality->site, random::hash64(use.name + "/punctual"));
    EXPECT_EQ(attendance.not_fit->chance.site, random::hash64(use.name + "/fit"));
    EXPECT_EQ(attendance.rebook.site, random::hash64(use.name + "/rebook"));
    EXPECT_EQ(use.refill, random::hash64(use.name + "/refill"));
  }
  const model::Use& screening = model.uses[*model.cohorts[CohortId{0}].screening->use];
  EXPECT_EQ(screening.refill, random::hash64("screening/refill"));
  EXPECT_DOUBLE_EQ(screening.attendance.no_show, 0.0);
}

TEST(Attendance, IsPerfectByDefault) {
  const auto attendance = [](const std::vector<std::string>& overrides) {
    const Model model = compiled(clinic, overrides);
    return model.uses[model.courses[CourseId{0}].use_of(1)].attendance;
  };
  for (const model::Attendance& each :
       {attendance({}), attendance({"attendance.infusion={no_show: 0 %}"})}) {
    EXPECT_DOUBLE_EQ(each.no_show + each.late_cancel, 0.0);
    EXPECT_FALSE(each.punctuality || each.not_fit);
    EXPECT_DOUBLE_EQ(each.rebook.probability, 1.0);
    EXPECT_EQ(each.misses_allowed, model::no_limit);
  }
  const model::Attendance late = attendance({"attendance.infusion={late_cancel: 5 %}"});
  EXPECT_DOUBLE_EQ(late.notice.sampler.at(0.5), in_milliseconds(one_day));
  const auto not_fit = attendance({"attendance.infusion={not_fit: {chance: 3 %}}"}).not_fit;
  ASSERT_TRUE(not_fit);
  EXPECT_EQ(not_fit->after, 0U);
  EXPECT_EQ(not_fit->postpone, one_week);
  EXPECT_EQ(attendance({"attendance.infusion={misses_allowed: 0}"}).misses_allowed, 0);
}

TEST(Attendance, LeavesSomebodyWhoComes) {
  const auto both = [](const std::string& no_show, const std::string& late_cancel) {
    return "attendance.infusion={no_show: " + no_show + ", late_cancel: " + late_cancel + "}";
  };
  compiled(clinic, {both("50 %", "49.9 %")});
  for (const std::string& never : {both("50 %", "50 %"), both("70 %", "30 %"), both("100 %", "0 %"),
                                   both("0 %", "100 %"), both("100 %", "100 %")})
    EXPECT_EQ(mistakes({never}).size(), 1U) << never;
}

TEST(Attendance, OfWalkInsIsBeingFitOrNot) {
  const std::string walk_in = "booking.mode=walk_in";
  EXPECT_THAT(warnings({walk_in, "attendance.infusion={not_fit: {chance: 3 %}}"}), IsEmpty());
  EXPECT_THAT(warnings({walk_in, "attendance.infusion={late_cancel: 3 %, misses_allowed: 1}"}),
              ElementsAre(HasSubstr("has no effect"), HasSubstr("has no effect")));
}

TEST(Mistakes, InBookingAndAttendanceDoNotCauseOthers) {
  EXPECT_EQ(mistakes({"booking.reserve=[{resource: chairs, count: 1, for: 5 %}]"}).size(), 1U);
  EXPECT_EQ(mistakes({"booking.reserve={resource: chairs}"}).size(), 1U);
  EXPECT_EQ(mistakes({"booking.starts={at_mots: 3 / week}"}).size(), 1U);
  EXPECT_EQ(mistakes({"booking.slot=7.5 min", "booking.arrivals={at_most: 1, per: 20 min}"}).size(),
            1U);
  EXPECT_EQ(mistakes({"attendance.infusion={not_fit: {chance: 3 %, after: prepare}}",
                      "visits.infusion.steps.prepare.takes=10"})
                .size(),
            1U);
  EXPECT_EQ(mistakes({"cohorts.pain.course=maintenanc",
                      "booking.reserve=[{resource: chairs, count: 1, for: maintenance}]"})
                .size(),
            1U);
}

}  // namespace
}  // namespace sim::config
