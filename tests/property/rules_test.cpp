// tests/property/rules_test.cpp: stop rules against naive ones, on random courses and histories.
//
// Courses are written at random, read by the product, and had by patients who come late, miss
// visits, have adverse events and respond by chance. After each assessment the facts, the rule that
// acts, what comes of it and the course that follows must be those that the naive rules work out
// from the words. What was met on the way is counted, so that the comparison cannot pass by meeting
// nothing.
#include <array>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/clinic/course.h"
#include "sim/clinic/decision.h"
#include "tests/property/naive_rules.h"
#include "tests/property/written_rules.h"
#include "tests/support/chooser.h"
#include "tests/support/compiled.h"

namespace sim::tests {
namespace {

using clinic::CourseEnd;
using std::string;

constexpr int scenarios = 1'200;  // of four courses
constexpr int most_infusions = 25;
constexpr Time first_day{std::chrono::days{20'000}};

Outcome outcome(const clinic::Decision& decision) {
  if (!decision.ends) return Outcome::GoesOn;
  switch (decision.how) {
    case CourseEnd::Completed:
      return Outcome::Completed;
    case CourseEnd::CompletedEarly:
      return Outcome::CompletedEarly;
    case CourseEnd::Stopped:
      return Outcome::Stopped;
    case CourseEnd::Switched:
      return Outcome::Switched;
    case CourseEnd::DroppedOut:
      return Outcome::DroppedOut;
    case CourseEnd::Lost:
    case CourseEnd::AdverseEvent:
      break;
  }
  throw std::logic_error("no rule ends a course like this");
}

string in_words(Outcome outcome) {
  constexpr std::array<const char*, 6> words = {"goes on", "completed", "completed early",
                                                "stopped", "switched",  "dropped out"};
  return words[static_cast<std::size_t>(outcome)];
}

string in_words(const NaiveHistory& history) {
  string text;
  for (const NaiveFacts& facts : history) {
    for (const auto& [fact, value] : facts)
      text += fmt::format("{} {:.6g}  ", fact, value);
    text += "\n";
  }
  return text;
}

// A patient who has a course of the model, in two ways.
class TwoReaders {
 public:
  TwoReaders(const model::Model& model, const WrittenScenario& scenario,
             const WrittenCourse& written, random::Key key)
      : model_(model),
        written_(written),
        course_(course_called(written.name)),
        context_{course_, model.responses.begin()[0], key},
        like_(clinic::dispose(model.cohorts.begin()[0], context_.response, key, 0.0)),
        exact_(scenario.response == ResponseModel::ExactTrajectory),
        patient_(scenario, written, like_, key) {}

  // Whether both say the same to the end of the run; if not, what they differ in.
  testing::AssertionResult agree_on_run(int run, Chooser& choose, Met& met) {
    NaiveRules rules(written_);
    clinic::CourseState state = clinic::begin_course(course_, run);
    state.missed_in_row = choose.between(0, 2);
    for (int number = 1; number <= most_infusions; ++number) {
      give_infusion({run, number, {}, {}, state.missed_in_row, 0, rules.dose()}, choose, state);
      const clinic::Decision decision = clinic::decide(context_, like_, state);
      const Verdict verdict = rules.after_assessment(patient_, met);
      if (const string difference = compare(state, decision, rules, verdict); !difference.empty())
        return testing::AssertionFailure() << difference << "\n" << in_words(rules.history());
      ++met["comparisons"];
      ++met[in_words(verdict.outcome)];
      if (decision.ends) break;
      state.missed_in_row = next_missed_;
    }
    return testing::AssertionSuccess();
  }

 private:
  const model::Course& course_called(const string& name) const {
    for (const model::Course& course : model_.courses)
      if (course.name == name) return course;
    throw std::invalid_argument(name);
  }

  // And its assessment. Visits missed after the infusion may be missed before or after that.
  void give_infusion(NaiveInfusion infusion, Chooser& choose, clinic::CourseState& state) {
    const Duration gap = exact_ ? one_day : choose.between(8, 9 * 24) * one_hour;
    const Duration delay = choose.between(0, static_cast<int>(gap / one_minute)) * one_minute;
    infusion.late = choose.yes(30) ? 1 : 0;
    infusion.began = now_;
    infusion.assessed = now_ + delay;
    clinic::infuse(context_, like_, state, now_, infusion.late == 1);
    next_missed_ = choose.yes(35) ? choose.between(1, 3) : 0;
    if (choose.yes(50)) state.missed_in_row = next_missed_;
    clinic::assess(context_, like_, state, infusion.assessed);
    patient_.add(infusion);
    now_ += gap;
  }

  // What they differ in; nothing if they do not.
  string compare(const clinic::CourseState& state, const clinic::Decision& decision,
                 const NaiveRules& rules, const Verdict& verdict) const {
    for (const model::FactDescription& fact : model::fact_table) {
      const auto naive = rules.history().back().find(string(fact.name));
      if (naive == rules.history().back().end()) continue;
      if (!(std::abs(state.facts[fact.fact] - naive->second) < 1e-9))
        return fmt::format("{} is {}, not {}", fact.name, naive->second, state.facts[fact.fact]);
    }
    if (outcome(decision) != verdict.outcome)
      return fmt::format("{}, not {}", in_words(verdict.outcome), in_words(outcome(decision)));
    const bool by_rule = verdict.outcome == Outcome::CompletedEarly ||
                         verdict.outcome == Outcome::Stopped ||
                         verdict.outcome == Outcome::Switched;
    if (by_rule && decision.rule != *verdict.rule)
      return fmt::format("rule {}, not {}", *verdict.rule, decision.rule);
    const model::FollowUp* follow_up =
        decision.ends ? clinic::what_follows(context_, state, decision) : nullptr;
    const string next = follow_up != nullptr ? model_.courses[follow_up->course].name : "";
    if (next != verdict.next) return fmt::format("next is \"{}\", not \"{}\"", verdict.next, next);
    if (rules.planned() && state.planned != *rules.planned())
      return fmt::format("{} planned, not {}", *rules.planned(), state.planned);
    return "";
  }

  const model::Model& model_;
  const WrittenCourse& written_;
  const model::Course& course_;
  clinic::CourseContext context_;
  clinic::Disposition like_;
  bool exact_;
  NaivePatient patient_;
  Time now_ = first_day;
  int next_missed_ = 0;
};

// What must have been met, each so often.
std::vector<string> to_be_met() {
  std::vector<string> all = {"all: of some", "any: of some",    "none: of some",
                             "a second run", "extend, used up", "gain, used up"};
  for (const Outcome outcome : {Outcome::GoesOn, Outcome::Completed, Outcome::CompletedEarly,
                                Outcome::Stopped, Outcome::Switched, Outcome::DroppedOut})
    all.push_back(in_words(outcome));
  for (const Then then : {Then::Stop, Then::Complete, Then::Extend, Then::Switch, Then::Gain})
    for (const char* when : {", early", ", last"})
      all.push_back(string(word(then)) + when);
  const auto both = [&all](const string& what) {
    all.push_back(what + ": true");
    all.push_back(what + ": false");
  };
  both("afterwards");
  both("afterwards, by chance");
  for (const Group group : {Group::All, Group::Any, Group::None, Group::Not})
    both(string(word(group)));
  for (const string negation : {"", "not "}) {
    for (const FactWords& fact : facts_offered(ResponseModel::Trajectory)) {
      if (fact.values.empty())
        both(negation + fact.name);
      else
        for (const string& op : operators())
          both(fmt::format("{}{} {}", negation, fact.name, op));
    }
    for (int n = 1; n <= 4; ++n) {
      const string length = fmt::format("{}for {}", negation, n);
      both(length);
      all.push_back(length + ": for longer");
      if (n > 1) all.push_back(length + ": only now");
    }
  }
  return all;
}

TEST(StopRules, do_what_their_words_say) {
  Met met;
  for (int i = 0; i < scenarios; ++i) {
    Chooser choose(static_cast<std::uint64_t>(i));
    const WrittenScenario scenario = made_up_scenario(choose);
    const model::Model model = compiled(as_text(scenario));
    for (const WrittenCourse& course : scenario.courses) {
      TwoReaders readers(model, scenario, course,
                         random::mix(static_cast<std::uint64_t>(choose.between(0, 1'000'000))));
      ASSERT_TRUE(readers.agree_on_run(0, choose, met)) << "scenario " << i << "\n"
                                                        << as_text(course);
      if (!choose.yes(30)) continue;
      ++met["a second run"];
      ASSERT_TRUE(readers.agree_on_run(1, choose, met)) << "scenario " << i << ", second run\n"
                                                        << as_text(course);
    }
  }
  EXPECT_GE(met["comparisons"], 3 * scenarios);
  for (const string& what : to_be_met())
    EXPECT_GE(met[what], 30) << what;
}

}  // namespace
}  // namespace sim::tests
