// tests/unit/config/clinic_test.cpp: staffing by date, absences, and what steps and visits may say.
#include <gmock/gmock.h>

#include "sim/base/text.h"
#include "sim/random/draw.h"
#include "tests/support/compiled.h"

namespace sim::config {
namespace {

using model::Model;
using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using tests::compiled;

const std::string clinic = R"(chairtime: 1
clinic:
  open: {mon-fri: 08:00-17:00}
  resources:
    chairs: 4
    nurses: {on: {mon-fri: {08:00-12:00: 3, 12:00-17:00: 2}}}
    prescribers: {count: 1, on: {mon: 09:00-12:00}}
visits:
  infusion:
    throughout: {chairs: 1}
    steps:
      - {name: prepare, takes: 10 min, needs: {nurses: 1}}
      - {name: infuse, takes: 40 min, needs: {nurses: 1/3}}
      - {name: clean, takes: 5 min, after_patient: yes}
courses: {induction: {visit: infusion, infusions: 1}}
cohorts: {people: {referrals: 4 / week, course: induction}}
run: {warm_up: 4 weeks}
)";

constexpr ResourceId chairs{0}, nurses{1}, prescribers{2};

std::vector<std::string> mistakes(const std::vector<std::string>& overrides) {
  Diagnostics found;
  EXPECT_FALSE(compile(clinic, "test.yaml", overrides, found));
  std::vector<std::string> messages;
  for (const Diagnostic& each : found.all())
    messages.push_back(each.message);
  return messages;
}

struct StaffedFrom {
  std::string date;
  Duration a_week;
  friend bool operator==(const StaffedFrom& a, const StaffedFrom& b) {
    return a.date == b.date && a.a_week == b.a_week;
  }
};

// Each period of a resource: the date it begins on, none for the first, and unit-time a week.
std::vector<StaffedFrom> staffed(const Model& model, ResourceId resource) {
  std::vector<StaffedFrom> all;
  for (const auto& period : model.resources[resource].staffing.rotas().periods()) {
    const std::string from = period.from == Date::min() ? "" : format_date(period.from);
    all.push_back({from, period.what.staffed()});
  }
  return all;
}

TEST(Staffing, ChangesOnItsDatesInTheirOrder) {
  const Model model = compiled(
      clinic, {"clinic.resources.chairs={count: 4, from: {2027-09-01: 6, 2027-06-01: 5}}"});
  EXPECT_THAT(staffed(model, chairs),
              ElementsAre(StaffedFrom{"", 4 * hours{45}}, StaffedFrom{"2027-06-01", 5 * hours{45}},
                          StaffedFrom{"2027-09-01", 6 * hours{45}}));
  EXPECT_EQ(staffed(model, nurses).size(), 1U);
}

TEST(Staffing, ACountAloneKeepsTheHoursBeforeIt) {
  const Model model = compiled(
      clinic, {"clinic.resources.prescribers.from={2027-06-01: 2, 2027-07-01: {count: 1, on: {tue: "
               "08:00-12:00}}, 2027-08-01: {count: 3}}"});
  EXPECT_THAT(
      staffed(model, prescribers),
      ElementsAre(StaffedFrom{"", hours{3}}, StaffedFrom{"2027-06-01", 2 * hours{3}},
                  StaffedFrom{"2027-07-01", hours{4}}, StaffedFrom{"2027-08-01", 3 * hours{4}}));
}

TEST(Staffing, ARotaReplacesCountsAndARotaIsReplaced) {
  const Model model =
      compiled(clinic, {"clinic.resources.chairs={count: 4, from: {2027-06-01: {on: {mon: "
                        "{08:00-12:00: 2, 12:00-17:00: 1}}}}}",
                        "clinic.resources.nurses.from={2027-06-01: {count: 3, on: {mon: "
                        "08:00-10:00}}}"});
  EXPECT_EQ(staffed(model, chairs).back(), (StaffedFrom{"2027-06-01", hours{2 * 4 + 5}}));
  EXPECT_EQ(staffed(model, nurses).back(), (StaffedFrom{"2027-06-01", 3 * hours{2}}));
}

TEST(Staffing, ACountAloneAfterARotaSaysTooLittle) {
  EXPECT_THAT(
      mistakes({"clinic.resources.nurses.from={2027-06-01: 5}"}),
      ElementsAre("a count alone keeps the hours, and until then a rota says how many there "
                  "are when"));
}

TEST(Staffing, ANeedMayBeMetLater) {
  const std::string four = "visits.infusion.steps.prepare.needs={nurses: 4}";
  EXPECT_THAT(mistakes({four}), ElementsAre("needs 4, and there are never more than 3 nurses"));
  const Model model =
      compiled(clinic, {four,
                        "clinic.resources.nurses.from={2027-06-01: {count: 4, on: {mon: "
                        "08:00-10:00}}}"});
  EXPECT_EQ(model.visits[VisitId{0}].steps[0].needs[nurses.index], 4 * 3);
}

TEST(Absence, IsOfEachPersonOnEachDay) {
  const Model model = compiled(
      clinic, {"clinic.resources.prescribers.absent={chance: 5 %, lasts: {uniform: [1 day, 3 "
               "days]}}",
               "clinic.resources.chairs={count: 4, absent: {chance: 1 %}}"});
  ASSERT_TRUE(model.resources[prescribers].absence && model.resources[chairs].absence);
  const model::Absence& absence = *model.resources[prescribers].absence;
  EXPECT_EQ(absence.family, random::hash64("resource/prescribers"));
  EXPECT_DOUBLE_EQ(absence.chance.probability, 0.05);
  EXPECT_EQ(absence.chance.site, random::hash64("absent"));
  EXPECT_EQ(absence.lasts.site, random::hash64("absent/lasts"));
  EXPECT_DOUBLE_EQ(absence.lasts.sampler.mean(), in_milliseconds(2 * one_day));
  EXPECT_EQ(model.resources[chairs].absence->family, random::hash64("resource/chairs"));
  EXPECT_DOUBLE_EQ(model.resources[chairs].absence->lasts.sampler.at(0.5),
                   in_milliseconds(one_day));
  EXPECT_FALSE(model.resources[nurses].absence);
}

TEST(Steps, MayBeInAShareOfTheVisitsOnly) {
  const Model model = compiled(clinic, {"visits.infusion.steps.prepare.only=60 %"});
  const model::Visit& visit = model.visits[VisitId{0}];
  EXPECT_DOUBLE_EQ(visit.steps[0].only, 0.6);
  EXPECT_DOUBLE_EQ(visit.steps[1].only, 1.0);
  EXPECT_EQ(visit.steps[0].planned, minutes{10});  // booked in full
  const model::Use& use = model.uses[model.courses[CourseId{0}].use_of(1)];
  EXPECT_THAT(use.step_only, ElementsAre(random::hash64("course/induction/only/prepare"),
                                         random::hash64("course/induction/only/infuse"),
                                         random::hash64("course/induction/only/clean")));
}

TEST(Steps, WithThePatientAreNotAllLeftOut) {
  const std::string prepare = "visits.infusion.steps.prepare.only=99 %";
  EXPECT_EQ(mistakes({prepare, "visits.infusion.steps.infuse.only=99 %"}).size(), 1U);
  compiled(clinic, {prepare, "visits.infusion.steps.infuse.only=100 %"});
  // Cleaning is for nobody where nobody came.
  compiled(clinic, {prepare, "visits.infusion.steps.clean.only=50 %"});
}

TEST(Steps, AskForSomeoneWhoIsNotOccupied) {
  const Model model =
      compiled(clinic, {"visits.infusion.steps.prepare.needs={nurses: 1/2, prescribers: present}"});
  const model::Step& step = model.visits[VisitId{0}].steps[0];
  EXPECT_EQ(step.present, std::uint32_t{1} << prescribers.index);
  EXPECT_THAT(step.needs, ElementsAre(0, 3, 0, 0, 0, 0, 0, 0));  // nurses come in sixths
  EXPECT_EQ(model.resources[prescribers].units_each, 1);
}

TEST(Steps, ThatAskForSomeonePresentUseTheResource) {
  const auto warnings = [](const std::vector<std::string>& overrides) {
    Diagnostics found;
    EXPECT_TRUE(compile(clinic, "test.yaml", overrides, found));
    return found.all().size();
  };
  EXPECT_EQ(warnings({}), 1U);
  EXPECT_EQ(warnings({"visits.infusion.steps.prepare.needs={prescribers: present}"}), 0U);
}

TEST(Steps, AreBookedAndBegunWhileSomeoneAskedForIsPresent) {
  const std::string in_first = "visits.infusion.steps.prepare.needs={prescribers: present}";
  const Model walk_in = compiled(clinic, {in_first, "booking.mode=walk_in"});
  EXPECT_EQ(walk_in.visits[VisitId{0}].admission.periods().front().what,
            model::WeeklyHours({{hours{9}, hours{12}}}));  // on Monday
  EXPECT_EQ(mistakes({in_first, "clinic.resources.prescribers.on={sun: 08:00-12:00}"}).size(), 1U);
}

TEST(Visits, BookTheTimeTheySay) {
  const auto planned = [](const std::string& books) {
    std::vector<Duration> all;
    for (const model::Step& step :
         compiled(clinic, {"visits.infusion.books=" + books}).visits[VisitId{0}].steps)
      all.push_back(step.planned);
    return all;
  };
  EXPECT_THAT(planned("55 min"), ElementsAre(minutes{10}, minutes{40}, minutes{5}));
  EXPECT_THAT(planned("70 min"), ElementsAre(minutes{10}, minutes{40}, minutes{20}));
  EXPECT_THAT(planned("52 min"), ElementsAre(minutes{10}, minutes{40}, minutes{2}));
  EXPECT_THAT(planned("30 min"), ElementsAre(minutes{10}, minutes{20}, minutes{0}));
  EXPECT_THAT(planned("1 min"), ElementsAre(minutes{1}, minutes{0}, minutes{0}));
}

TEST(Visits, AdmitWalkInsByTheRotasOfTheDate) {
  const std::string nurses_from =
      "clinic.resources.nurses.from={2027-06-01: {count: 1, on: {tue: 10:00-17:00}}}";
  const Model model =
      compiled(clinic, {"booking.mode=walk_in", "booking.last_arrival=1 h",
                        "visits.infusion.steps.infuse.needs={prescribers: present}", nurses_from,
                        "clinic.resources.prescribers.from={2027-07-01: 2}"});
  const auto& periods = model.visits[VisitId{0}].admission.periods();
  ASSERT_EQ(periods.size(), 3U);
  EXPECT_EQ(periods[0].what.total(), 5 * hours{8});  // nurses from 8 to 17, closing less an hour
  EXPECT_EQ(periods[1].from, *parse_date("2027-06-01"));
  EXPECT_EQ(periods[1].what, model::WeeklyHours({{hours{24 + 10}, hours{24 + 16}}}));
  EXPECT_EQ(periods[2].from, *parse_date("2027-07-01"));
  EXPECT_EQ(periods[2].what, periods[1].what);  // prescribers are for the second step
}

}  // namespace
}  // namespace sim::config
