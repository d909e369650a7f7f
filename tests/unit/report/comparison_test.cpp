// tests/unit/report/comparison_test.cpp: a comparison's page and JSON, of figures made up by hand.
#include "sim/report/comparison.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "sim/metrics/layout.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace sim::report {
namespace {

using experiment::Comparison;
using experiment::Difference;
using testing::HasSubstr;
using testing::Not;

const model::Model& clinic() {
  static const model::Model model = tests::compiled(tests::text_of("scenarios/smallest.yaml"));
  return model;
}

const model::Variants said{
    {{"five chairs", {{"clinic.resources.chairs", "5"}}},
     {"two changes", {{"booking.series", "whole_course"}, {"clinic.resources.nurses", "3"}}},
     {"not compared", {{"run.length", "1 year"}}}},
    {}};

// Of twenty replications; nothing differs in anything.
Comparison alike() {
  Comparison comparison;
  experiment::ScenarioResult result;
  result.columns = metrics::lay_out(clinic()).columns;
  result.estimates.assign(result.columns.size(), {10.0, 1.0, 20});
  result.replications = 20;
  result.fingerprint = 0xabcd;
  result.plan = clinic().run;
  result.plan.replications = 20;
  result.plan.confidence = 0.95;
  comparison.base = result;
  Difference none;
  none.estimate = {0.0, 0.0, 20};
  none.unpaired_half_width = 1.5;
  none.p_value = none.adjusted = 1.0;
  for (const char* name : {"five chairs", "two changes"}) {
    comparison.variants.push_back(
        {name, result, std::vector<Difference>(result.columns.size(), none)});
  }
  return comparison;
}

std::size_t column(const Comparison& comparison, const std::string& name) {
  const auto& columns = comparison.base.columns;
  const auto there = std::find_if(columns.begin(), columns.end(),
                                  [&](const auto& each) { return each.name == name; });
  if (there == columns.end()) throw std::runtime_error("no figure is called " + name);
  return static_cast<std::size_t>(there - columns.begin());
}

// The first variant's wait is shorter, by a fifth of what it was.
Comparison with_a_shorter_wait() {
  Comparison comparison = alike();
  const std::size_t wait = column(comparison, "wait_to_first_infusion.mean");
  Comparison::Variant& variant = comparison.variants[0];
  variant.result.estimates[wait] = {8.0, 1.1, 20};
  Difference& difference = variant.differences[wait];
  difference.estimate = {-2.0, 0.34, 20};
  difference.unpaired_half_width = 1.5;
  difference.correlation = 0.97;
  difference.variance_saved = 0.9544;
  difference.p_value = 0.001;
  difference.adjusted = 0.002;
  difference.higher = 1;
  difference.lower = 18;
  return comparison;
}

std::string page(const Comparison& comparison) {
  return comparison_to_text(clinic(), comparison, said);
}

// The page on one line, so that it does not matter where it is broken.
std::string unbroken(const Comparison& comparison) {
  std::string text = page(comparison);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string line_of(const std::string& text, const std::string& words, std::size_t after = 0) {
  const std::size_t begin = text.find(words, after);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(ComparisonPage, SaysFirstWhichVariantsDifferAndOnWhat) {
  EXPECT_THAT(
      unbroken(with_a_shorter_wait()),
      HasSubstr("Against the base, \"five chairs\" differs on wait to first infusion (-2.00 "
                "days); nothing at a glance tells \"two changes\" from it."));
}

TEST(ComparisonPage, SaysThatNothingDiffers) {
  EXPECT_THAT(unbroken(alike()),
              HasSubstr("Against the base, nothing at a glance tells \"five chairs\" or \"two "
                        "changes\" from it."));
}

TEST(ComparisonPage, NamesTheFirstFiguresAndCountsTheOthers) {
  Comparison comparison = with_a_shorter_wait();
  const Difference differs =
      comparison.variants[0].differences[column(comparison, "wait_to_first_infusion.mean")];
  for (const char* name : {"courses_completed", "utilisation[chairs]", "utilisation[nurses]"})
    comparison.variants[0].differences[column(comparison, name)] = differs;
  EXPECT_THAT(
      unbroken(comparison),
      HasSubstr("differs on courses completed (-2.00 courses / year), wait to first infusion "
                "(-2.00 days) and 2 more figures"));
}

TEST(ComparisonPage, ListsTheChangesOfWhatWasCompared) {
  const std::string text = page(alike());
  EXPECT_THAT(text, HasSubstr("\nfive chairs\n  clinic.resources.chairs: 5\n"));
  EXPECT_THAT(text, HasSubstr("\ntwo changes\n  booking.series: whole_course\n"
                              "  clinic.resources.nurses: 3\n"));
  EXPECT_THAT(text, Not(HasSubstr("not compared")));
}

TEST(ComparisonPage, PutsTheFiguresSideBySide) {
  const std::string text = page(with_a_shorter_wait());
  const std::size_t first = text.find("\nfive chairs\n");
  const std::size_t second = text.find("\ntwo changes\n");
  const auto single_spaces = [](std::string line) {
    line.erase(
        std::unique(line.begin(), line.end(), [](char a, char b) { return a == ' ' && b == ' '; }),
        line.end());
    return line;
  };
  const std::string wait = "Wait to first infusion, mean";
  EXPECT_EQ(single_spaces(line_of(text, wait, first)),
            wait + " 10.0 8.0 * -2.00 ± 0.34 days 18/20 95 %");
  EXPECT_EQ(single_spaces(line_of(text, wait, second)), wait + " 10.0 10.0 0 ± 0 days equal");
}

TEST(ComparisonPage, CountsAsBetterWhatIsHigherWhereHigherIsBetter) {
  Comparison comparison = alike();
  Difference& difference =
      comparison.variants[0].differences[column(comparison, "courses_completed")];
  difference.higher = 3;
  difference.lower = 16;
  EXPECT_THAT(line_of(page(comparison), "Courses completed"), HasSubstr(" 3/20"));
}

TEST(ComparisonPage, SaysHowSureItIsAndOfWhat) {
  const std::string text = unbroken(alike());
  EXPECT_THAT(text, HasSubstr("half of their paired 95 % confidence interval"));
  EXPECT_THAT(text, HasSubstr("Holm's adjustment for 2 variants, at 5 %"));
  EXPECT_THAT(text, HasSubstr("The intervals cover sampling error only"));
}

TEST(ComparisonPage, SaysThatItWasInterrupted) {
  Comparison comparison = alike();
  comparison.base.replications = 7;
  comparison.base.interrupted = true;
  EXPECT_THAT(page(comparison),
              HasSubstr("Interrupted: 7 of 20 replications are complete in all of them.\n"));
}

TEST(ComparisonJson, HasEveryFigureOfTheBaseAndItsDifferences) {
  const Comparison comparison = with_a_shorter_wait();
  const auto json = nlohmann::json::parse(comparison_to_json(clinic(), comparison, "1.2.3"));
  EXPECT_EQ(json.at("chairtime"), "1.2.3");
  EXPECT_EQ(json.at("scenario"), "The smallest clinic");
  EXPECT_EQ(json.at("replications"), 20);
  EXPECT_EQ(json.at("confidence"), 0.95);
  EXPECT_THAT(json.at("note").get<std::string>(), HasSubstr("sampling error only"));
  EXPECT_THAT(json.at("base").at("fingerprint").get<std::string>(), HasSubstr("abcd"));
  EXPECT_EQ(json.at("base").at("metrics").size(), comparison.base.columns.size());
  EXPECT_EQ(json.at("variants").size(), 2U);
  const auto& variant = json.at("variants").at("five chairs");
  EXPECT_TRUE(variant.contains("fingerprint"));
  for (const metrics::Column& each : comparison.base.columns) {
    const auto& metric = variant.at("metrics").at(each.name);
    EXPECT_EQ(metric.at("unit"), each.unit);
    EXPECT_TRUE(metric.at("difference").contains("mean")) << each.name;
  }
  const auto& wait = variant.at("metrics").at("wait_to_first_infusion.mean");
  EXPECT_EQ(wait.at("mean"), 8.0);
  const nlohmann::json expected = {
      {"mean", -2.0},    {"half_width", 0.34},  {"unpaired_half_width", 1.5}, {"p", 0.001},
      {"p_holm", 0.002}, {"correlation", 0.97}, {"variance_saved", 0.9544},   {"replications", 20},
      {"higher_in", 1},  {"lower_in", 18}};
  EXPECT_EQ(wait.at("difference"), expected);
}

TEST(ComparisonJson, HasNullForWhatCannotBeTold) {
  Comparison comparison = alike();
  const std::size_t wait = column(comparison, "wait_to_first_infusion.mean");
  comparison.variants[0].differences[wait] = {};
  const auto json = nlohmann::json::parse(comparison_to_json(clinic(), comparison, "1.2.3"));
  const auto& difference = json.at("variants")
                               .at("five chairs")
                               .at("metrics")
                               .at("wait_to_first_infusion.mean")
                               .at("difference");
  for (const char* key : {"mean", "half_width", "unpaired_half_width", "p", "p_holm", "correlation",
                          "variance_saved"})
    EXPECT_TRUE(difference.at(key).is_null()) << key;
  EXPECT_EQ(difference.at("replications"), 0);
}

}  // namespace
}  // namespace sim::report
