// tests/unit/config/treatment_test.cpp: relapse, and the other parts of a treatment plan.
#include <algorithm>

#include <gmock/gmock.h>

#include "sim/random/draw.h"
#include "tests/support/compiled.h"

namespace sim::config {
namespace {

using model::Model;
using random::hash64;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::compiled;

const std::string plan = R"(chairtime: 1
clinic: {open: {mon-fri: 08:00-17:00}, resources: {chairs: 4, nurses: 2}}
visits:
  infusion: {steps: [{name: infuse, takes: 40 min, needs: {chairs: 1}}]}
  group: {steps: [{name: talk, takes: 90 min, needs: {nurses: 1}}]}
  therapy: {steps: [{name: talk, takes: 50 min, needs: {nurses: 1}}]}
attendance: {therapy: {no_show: 7 %}}
courses:
  induction: {visit: infusion, infusions: 6, every: 3.5 days}
responses:
  chance: {model: hazard, hazard: [20 %]}
  trd: {model: trajectory, scale: MADRS, baseline: 33, capable: 90 %, ceiling: 0.9, gain: 0.2, half_life: 30 days}
cohorts:
  a:
    referrals: 4 / week
    course: induction
    response: trd
    with:
      talk_therapy: {share: 40 %, visit: therapy, every: [1 week, 2 weeks], window: 5 days to 20 days}
      antidepressant: {share: 70 %, gain: x 1.2, drop_out: x 0.8, half_life: x 3}
  b:
    referrals: 4 / week
    course: induction
    response: chance
    with: {talk_therapy: {visit: therapy, every: 3 days}}
  c:
    referrals: 4 / week
    course: induction
    with: {talk_therapy: {visit: group, every: 1 week}}
run: {warm_up: 12 weeks}
)";

Model with(const std::vector<std::string>& overrides = {}) { return compiled(plan, overrides); }

std::vector<std::string> said(const std::vector<std::string>& overrides) {
  Diagnostics found;
  compile(plan, "test.yaml", overrides, found);
  std::vector<std::string> messages;
  for (const Diagnostic& each : found.all())
    messages.push_back(each.message);
  return messages;
}

TEST(Relapse, IsADistributionOrTheDecayOfATrajectory) {
  const auto relapse = [](const std::string& name, const std::string& text) {
    const Model model = with({"responses." + name + ".relapse=" + text});
    const auto there = std::find_if(model.responses.begin(), model.responses.end(),
                                    [&](const auto& each) { return each.name == name; });
    return there->relapse;
  };
  const auto of_hazard = relapse("chance", "{exponential: {mean: 12 weeks}}");
  ASSERT_TRUE(of_hazard);
  EXPECT_NEAR(of_hazard->sampler.mean(), in_milliseconds(12 * one_week), 1.0);
  EXPECT_EQ(of_hazard->site, hash64("response/chance/relapse"));
  const auto of_trajectory = relapse("trd", "12 weeks");
  ASSERT_TRUE(of_trajectory);
  EXPECT_EQ(of_trajectory->site, hash64("response/trd/relapse"));
  EXPECT_FALSE(relapse("trd", "decay"));
  for (const model::Response& each : with().responses)
    EXPECT_FALSE(each.relapse) << each.name;
}

TEST(PlanParts, AreInNameOrderWithSharesAndFactors) {
  const Model model = with();
  const std::vector<model::PlanPart>& parts = model.cohorts[CohortId{0}].with;
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].name, "antidepressant");
  EXPECT_DOUBLE_EQ(parts[0].share.probability, 0.7);
  EXPECT_EQ(parts[0].share.site, hash64("with/antidepressant/share"));
  EXPECT_DOUBLE_EQ(parts[0].gain, 1.2);
  EXPECT_DOUBLE_EQ(parts[0].half_life, 3.0);
  EXPECT_DOUBLE_EQ(parts[0].drop_out, 0.8);
  EXPECT_FALSE(parts[0].use);
  EXPECT_THAT(parts[0].every.spacings, IsEmpty());
}

TEST(PlanParts, ChangeNothingForEverybodyByDefault) {
  const model::PlanPart part = with().cohorts[CohortId{1}].with.at(0);
  EXPECT_DOUBLE_EQ(part.share.probability, 1.0);
  EXPECT_DOUBLE_EQ(part.gain, 1.0);
  EXPECT_DOUBLE_EQ(part.half_life, 1.0);
  EXPECT_DOUBLE_EQ(part.drop_out, 1.0);
}

TEST(PlanParts, HaveVisitsWithSpacingsAndWindows) {
  const Model model = with();
  const model::PlanPart& part = model.cohorts[CohortId{0}].with.at(1);
  EXPECT_EQ(part.name, "talk_therapy");
  EXPECT_EQ(part.spacing, hash64("with/talk_therapy/spacing"));
  ASSERT_EQ(part.every.spacings.size(), 2U);
  EXPECT_EQ(from_milliseconds(part.every.in_turn(1).gap.mean()), 2 * one_week);
  EXPECT_EQ(std::get<model::DaysAfterPrevious>(part.every.in_turn(1).window).last, 20);
  // 0.6 and 2 times 3 days are 1.8 and 6.
  const model::PlanPart& often = model.cohorts[CohortId{1}].with.at(0);
  const auto window = std::get<model::DaysAfterPrevious>(often.every.in_turn(0).window);
  EXPECT_EQ(window.first, 1);
  EXPECT_EQ(window.last, 6);
}

TEST(PlanParts, ShareTheUseOfAVisitAndItsAttendance) {
  const Model model = with();
  const auto use = [&](std::uint32_t cohort) {
    for (const model::PlanPart& part : model.cohorts[CohortId{cohort}].with)
      if (part.use) return *part.use;
    return UseId{999};
  };
  EXPECT_EQ(use(0), use(1));
  EXPECT_NE(use(0), use(2));
  EXPECT_EQ(model.visit_of(use(0)).name, "therapy");
  EXPECT_EQ(model.visit_of(use(2)).name, "group");
  EXPECT_EQ(model.uses[use(0)].name, "with/talk_therapy");
  EXPECT_EQ(model.uses[use(2)].name, "with/talk_therapy");
  EXPECT_THAT(model.uses[use(0)].step_times, ElementsAre(hash64("with/talk_therapy/step/talk")));
  EXPECT_DOUBLE_EQ(model.uses[use(0)].attendance.no_show, 0.07);
  EXPECT_DOUBLE_EQ(model.uses[use(2)].attendance.no_show, 0.0);
}

TEST(PlanParts, KeepWhatIsReservedForTheirVisits) {
  const std::string keep = "booking={reserve: [{resource: nurses, count: 1, for: therapy}]}";
  EXPECT_THAT(said({keep}), IsEmpty());
}

TEST(AMistakeInAPlan, DoesNotCauseOthers) {
  EXPECT_EQ(said({"cohorts.a.with.antidepressant.gain={by: 1.2}"}).size(), 1U);
  EXPECT_EQ(said({"cohorts.b.with.talk_therapy.every=3"}).size(), 1U);
  EXPECT_EQ(said({"cohorts.b.with.talk_therapy.visit=therapie"}).size(), 1U);
  EXPECT_EQ(said({"cohorts.a.response=trdd"}).size(), 1U);
}

}  // namespace
}  // namespace sim::config
