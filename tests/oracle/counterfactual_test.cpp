// tests/oracle/counterfactual_test.cpp: what a stop rule saves and costs, counted twice: on paper,
// and by taking the rule away.
#include <map>

#include <gtest/gtest.h>

#include "sim/clinic/replication.h"
#include "tests/oracle/runs.h"

namespace sim::tests {
namespace {

// How each patient's course ended, and what was written on paper of those that a rule stopped.
struct Ends {
  std::map<std::uint32_t, clinic::CourseEnded> ended;  // by member
  std::map<std::uint32_t, clinic::StopFollowedUp> on_paper;
  std::map<std::uint32_t, Duration> in_chairs;  // without cleaning

  void on(const clinic::CourseEnded& now) { ended.emplace(now.patient.member, now); }
  void on(const clinic::StopFollowedUp& now) { on_paper.emplace(now.patient.member, now); }
  void on(const clinic::VisitEnded& now) { in_chairs[now.patient.member] += now.length; }
};
static_assert(clinic::Hears<Ends, clinic::StopFollowedUp> &&
              clinic::Hears<Ends, clinic::CourseEnded> && clinic::Hears<Ends, clinic::VisitEnded>);

constexpr Duration cleaning = 10 * one_minute;  // of each visit but the first, without the patient

Ends ends_of(const std::vector<std::string>& overrides, std::uint32_t replication) {
  const model::Model model = compiled(text_of("scenarios/oracle/counterfactual.yaml"), overrides);
  Ends ends;
  clinic::simulate(model, 1, replication, ends);
  return ends;
}

std::size_t rule_named(const std::string& name) {
  const model::Model model = compiled(text_of("scenarios/oracle/counterfactual.yaml"), {});
  const auto& rules = model.courses[CourseId{0}].rules;
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (rules[i].name == name) return i;
  throw std::runtime_error("there is no rule " + name);
}

// What a rule is worth, as the run with it says and as the run without it shows.
struct Worth {
  int stopped = 0;
  int saved = 0;
  int responders_lost = 0;
};

Worth expect_the_same_twice(const std::string& rule, const std::string& without,
                            std::uint32_t replication) {
  const Ends with_rule = ends_of({}, replication);
  const Ends without_rule = ends_of({without}, replication);
  const std::size_t index = rule_named(rule);
  Worth worth;
  for (const auto& [member, ended] : with_rule.ended) {
    const clinic::CourseEnded& other = without_rule.ended.at(member);
    const auto on_paper = with_rule.on_paper.find(member);
    const bool was_stopped = ended.how == clinic::CourseEnd::Stopped && ended.rule == index;
    EXPECT_EQ(on_paper != with_rule.on_paper.end(), ended.how == clinic::CourseEnd::Stopped);
    if (!was_stopped) {
      EXPECT_EQ(ended.infusions, other.infusions) << "patient " << member;
      continue;
    }
    const clinic::StopFollowedUp& paper = on_paper->second;
    EXPECT_EQ(ended.infusions + paper.infusions, other.infusions) << "patient " << member;
    EXPECT_EQ(paper.responding, paper.infusions > 0 && other.responding) << "patient " << member;
    const Duration more = without_rule.in_chairs.at(member) - with_rule.in_chairs.at(member);
    EXPECT_EQ(Duration{paper.held[0]}, more + paper.infusions * cleaning) << "patient " << member;
    ++worth.stopped;
    worth.saved += paper.infusions;
    worth.responders_lost += paper.responding ? 1 : 0;
  }
  return worth;
}

TEST(Counterfactual, OnPaperIsWhatARunWithoutTheRuleGives) {
  Worth all;
  for (std::uint32_t replication = 1; replication <= 5; ++replication) {
    const Worth worth = expect_the_same_twice(
        "non-response", "courses.induction.stop_rules.non-response.when=infusions > 100",
        replication);
    all.stopped += worth.stopped;
    all.saved += worth.saved;
    all.responders_lost += worth.responders_lost;
  }
  // There is something to count.
  EXPECT_GT(all.stopped, 400);
  EXPECT_GT(all.saved, 800);
  EXPECT_GT(all.responders_lost, 20);
}

TEST(Counterfactual, HoldsForARuleThatComesAfterAnother) {
  int stopped = 0;
  for (std::uint32_t replication = 1; replication <= 5; ++replication) {
    const std::string without = "courses.induction.stop_rules.harm.when=infusions > 100";
    stopped += expect_the_same_twice("harm", without, replication).stopped;
  }
  EXPECT_GT(stopped, 8);
}

// Assessments that come late or early, gaps shorter than a visit, courses in phases.
TEST(Counterfactual, HoldsHoweverTheCourseIsScheduledAndLookedAt) {
  for (const std::string schedule :
       {"courses.induction.assess=0 h", "courses.induction.assess=before_next",
        "courses.induction.assess=6 days", "courses.induction.every=1 h",
        "courses.induction.every={uniform: [30 min, 3 days]}"}) {
    SCOPED_TRACE(schedule);
    const auto with = [&](const std::string& more) { return std::vector{schedule, more}; };
    const Ends with_rule = ends_of({schedule}, 1);
    const Ends without_rule =
        ends_of(with("courses.induction.stop_rules.non-response.when=infusions > 100"), 1);
    int stopped = 0;
    for (const auto& [member, paper] : with_rule.on_paper) {
      if (paper.rule != rule_named("non-response")) continue;
      const clinic::CourseEnded& other = without_rule.ended.at(member);
      ++stopped;
      EXPECT_EQ(with_rule.ended.at(member).infusions + paper.infusions, other.infusions)
          << "patient " << member;
      EXPECT_EQ(paper.responding, paper.infusions > 0 && other.responding) << "patient " << member;
    }
    EXPECT_GT(stopped, 50);
  }
}

// The figures of a run are sums of what is written on paper.
TEST(Counterfactual, IsSummedUpInTheFiguresOfTheRun) {
  const auto result = run_scenario("oracle/counterfactual.yaml");
  Worth all;
  for (std::uint32_t replication = 1; replication <= 5; ++replication) {
    for (const auto& [member, paper] : ends_of({}, replication).on_paper) {
      all.saved += paper.infusions;
      all.responders_lost += paper.responding ? 1 : 0;
    }
  }
  const auto total = [&](const std::string& name) {
    double sum = 0.0;
    for (const double value : by_replication(result, name))
      sum += value;
    return sum;
  };
  EXPECT_DOUBLE_EQ(total("infusions_saved_by_stop_rules.count"), all.saved);
  EXPECT_DOUBLE_EQ(total("responders_lost_to_stop_rules.count"), all.responders_lost);
  EXPECT_DOUBLE_EQ(total("infusions_saved_by_stop_rules[non-response].count") +
                       total("infusions_saved_by_stop_rules[harm].count"),
                   all.saved);
}

}  // namespace
}  // namespace sim::tests
