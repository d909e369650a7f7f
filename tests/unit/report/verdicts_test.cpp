// tests/unit/report/verdicts_test.cpp: what came of the targets, for people and for programs.
#include "sim/report/verdicts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sim/report/json.h"
#include "sim/report/table.h"
#include "tests/unit/metrics/small_clinic.h"

namespace sim::report {
namespace {

using experiment::Verdict;
using testing::HasSubstr;

// Of fifty replications at 95 %.
experiment::ScenarioResult result_with(const Verdict& verdict) {
  experiment::ScenarioResult result;
  result.columns = metrics::lay_out(tests::small_clinic()).columns;
  result.estimates.resize(result.columns.size());
  result.replications = 50;
  result.plan.confidence = 0.95;
  result.plan.replications = 50;
  result.targets = {verdict};
  return result;
}

Verdict missed() {
  return {"wait_to_first_infusion.p90 <= 14 days",
          "days",
          {18.44, 1.23, 50},
          Verdict::Outcome::Missed,
          0.9931,
          4,
          50};
}

TEST(Verdicts, SayWhatCameOfATargetAndHowThatIsKnown) {
  EXPECT_EQ(verdicts_in_words(result_with(missed())),
            "\nTargets\n"
            "  missed: wait_to_first_infusion.p90 <= 14 days\n"
            "          18.4 ± 1.2 days, 99.3 % confident; met in 4 of 50 replications\n");
}

TEST(Verdicts, ThatAreNotAsSureAsTheIntervalsAreProbable) {
  Verdict verdict = missed();
  verdict.confidence = 0.9499;
  EXPECT_THAT(verdicts_in_words(result_with(verdict)),
              testing::AllOf(HasSubstr("  probably missed: "), HasSubstr("94 % confident")));
  verdict.outcome = Verdict::Outcome::Met;
  EXPECT_THAT(verdicts_in_words(result_with(verdict)), HasSubstr("  probably met: "));
  verdict.confidence = 0.95;
  EXPECT_THAT(verdicts_in_words(result_with(verdict)),
              testing::AllOf(HasSubstr("  met: "), HasSubstr("95 % confident")));
}

TEST(Verdicts, AreNeverCertain) {
  Verdict verdict = missed();
  for (const double confidence : {1.0, 0.99999}) {
    verdict.confidence = confidence;
    EXPECT_THAT(verdicts_in_words(result_with(verdict)), HasSubstr("99.9 % confident"));
  }
}

TEST(Verdicts, SayWhatIsNotKnown) {
  Verdict verdict = missed();
  verdict.estimate = {18.44, std::nullopt, 1};
  verdict.confidence.reset();
  verdict.replications_observed = 1;
  EXPECT_THAT(verdicts_in_words(result_with(verdict)),
              testing::AllOf(HasSubstr("  probably missed: "), HasSubstr("18.4 days, too few"),
                             HasSubstr("in 49 there was nothing to observe")));
  verdict = {"x <= 1", "days", {}, Verdict::Outcome::Unknown, {}, 0, 0};
  EXPECT_EQ(verdicts_in_words(result_with(verdict)),
            "\nTargets\n  unknown: x <= 1\n          never observed\n");
}

TEST(Verdicts, StandAfterTheFirstGlance) {
  const std::string text = to_table(tests::small_clinic(), result_with(missed()));
  EXPECT_LT(text.find("At a glance"), text.find("\nTargets\n"));
  EXPECT_LT(text.find("\nTargets\n"), text.find("\nAccess\n"));
  experiment::ScenarioResult none = result_with(missed());
  none.targets.clear();
  EXPECT_EQ(to_table(tests::small_clinic(), none).find("Targets"), std::string::npos);
}

TEST(Verdicts, OfJsonSayTheSame) {
  experiment::ScenarioResult result = result_with(missed());
  result.targets.push_back({"x <= 1", "days", {}, Verdict::Outcome::Unknown, {}, 0, 0});
  const auto json = nlohmann::json::parse(to_json(tests::small_clinic(), result, "0.1.0"));
  EXPECT_EQ(json.at("targets"), nlohmann::json::parse(R"([
              {"target": "wait_to_first_infusion.p90 <= 14 days", "met": false,
               "confidence": 0.9931, "replications_met": 0.08},
              {"target": "x <= 1", "met": null, "confidence": null, "replications_met": null}])"));
}

}  // namespace
}  // namespace sim::report
