// tests/unit/config/values_test.cpp: single values and distributions, read from their text.
#include "sim/config/values.h"

#include <cmath>

#include <gmock/gmock.h>

#include "tests/unit/config/reading_of.h"

namespace sim::config {
namespace {

using std::chrono::minutes;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr double minute = 60'000.0;

template <class T>
T value_of(const Form<T>& form, const std::string& yaml) {
  const auto read = read_text(form, yaml);
  EXPECT_THAT(read.messages, IsEmpty()) << yaml;
  EXPECT_TRUE(read.value.written()) << yaml;
  return read.value.value;
}

template <class T>
std::string mistake_of(const Form<T>& form, const std::string& yaml) {
  const auto read = read_text(form, yaml);
  EXPECT_TRUE(read.value.broken()) << yaml;
  return read.messages.empty() ? "" : read.messages.front();
}

const Form<random::Distribution> a_time = quantity(span_above_zero("min"));

TEST(Values, ArriveAsWritten) {
  EXPECT_EQ(value_of(duration({"min"}), "2 h 30 min"), minutes{150});
  EXPECT_DOUBLE_EQ(value_of(share(), "3.6 %"), 0.036);
  EXPECT_EQ(value_of(whole_number(1, 9), "9"), 9);
  EXPECT_EQ(value_of(whole_days(0), "26 weeks"), 182);
  EXPECT_EQ(value_of(fraction(), "1/3"), Fraction(1, 3));
  EXPECT_EQ(value_of(date(), "2027-01-04"), *parse_date("2027-01-04"));
  EXPECT_EQ(value_of(seed_number(), "18"), 18U);
}

TEST(Values, ABareNumberIsRefusedWithTheFix) {
  EXPECT_THAT(read_text(duration({"weeks"}), "12").hints, ElementsAre("write 12 weeks"));
  EXPECT_THAT(read_text(share(), "0.036").hints, ElementsAre("write 3.6 %"));
  EXPECT_THAT(read_text(share(), "36").hints, ElementsAre("write 36 %"));
  EXPECT_THAT(read_text(a_time, "40").hints, ElementsAre("write 40 min"));
}

TEST(Values, OutOfTheirRangeAreRefusedByName) {
  EXPECT_EQ(mistake_of(share(), "120 %"), "must be between 0 % and 100 %, is 120 %");
  EXPECT_EQ(mistake_of(duration({"days"}), "-1 day"), "must be at least 0 days, is -1 day");
  EXPECT_EQ(mistake_of(duration({"days"}), "2000 years"),
            "\"2000 years\" is longer than 1000 years");
  EXPECT_EQ(mistake_of(whole_number(1, 9), "10"),
            "expected a whole number from 1 to 9, found \"10\"");
  EXPECT_EQ(mistake_of(whole_days(1), "36 h"), "must be whole days, is 36 h");
  EXPECT_EQ(mistake_of(fraction(), "0"), "must be more than 0, is 0");
}

TEST(Values, MayStateTheirOrigin) {
  const auto read = read_text(
      share(), "{value: 3.6 %, source: \"741 infusions in 135 patients\", range: [2 %, 10 %]}");
  EXPECT_THAT(read.messages, IsEmpty());
  EXPECT_DOUBLE_EQ(*read.value, 0.036);
  ASSERT_EQ(read.provenance.size(), 1U);
  EXPECT_EQ(read.provenance[0].value, "3.6 %");
  EXPECT_EQ(read.provenance[0].source, "741 infusions in 135 patients");
  EXPECT_EQ(read.provenance[0].low, "2 %");
  EXPECT_EQ(read.provenance[0].high, "10 %");
}

TEST(Values, EveryDistributionIsReadByNameAndByPosition) {
  const auto both = [](const std::string& by_name, const std::string& by_position) {
    const auto named = value_of(a_time, by_name);
    const auto positional = value_of(a_time, by_position);
    EXPECT_EQ(named.index(), positional.index());
    for (const double u : {0.1, 0.5, 0.9})
      EXPECT_DOUBLE_EQ(random::Sampler(named).at(u), random::Sampler(positional).at(u)) << by_name;
    return named;
  };
  const auto uniform = std::get<random::Uniform>(
      both("{uniform: {low: 10 min, high: 20 min}}", "{uniform: [10 min, 20 min]}"));
  EXPECT_DOUBLE_EQ(uniform.low, 10 * minute);
  EXPECT_DOUBLE_EQ(uniform.high, 20 * minute);
  const auto pert = std::get<random::Pert>(
      both("{pert: {high: 9 min, mode: 2 min, low: 1 min}}", "{pert: [1 min, 2 min, 9 min]}"));
  EXPECT_DOUBLE_EQ(pert.mode, 2 * minute);
  both("{triangular: {low: 1 min, mode: 2 min, high: 9 min}}",
       "{triangular: [1 min, 2 min, 9 min]}");
  both("{exponential: {mean: 30 min}}", "{exponential: [30 min]}");
  both("{exponential: {mean: 30 min}}", "{exponential: 30 min}");
  both("{gamma: {mean: 45 min, sd: 10 min}}", "{gamma: [45 min, 10 min]}");
  both("{weibull: {shape: 1.5, scale: 60 days}}", "{weibull: [1.5, 60 days]}");
  both("{erlang: {k: 3, mean: 2 h}}", "{erlang: [3, 2 h]}");
  const auto normal =
      std::get<random::Normal>(both("{normal: {mean: 33 min, sd: 6 min, min: 20 min, max: 54 min}}",
                                    "{normal: [33 min, 6 min, 20 min, 54 min]}"));
  EXPECT_DOUBLE_EQ(normal.max, 54 * minute);
}

TEST(Values, ALognormalIsWrittenByItsMeanOrByItsMedian) {
  const auto by_mean = value_of(a_time, "{lognormal: {mean: 45 min, sd: 10 min}}");
  EXPECT_NEAR(random::mean(by_mean), 45 * minute, 1e-6 * minute);
  const auto by_median =
      std::get<random::Lognormal>(value_of(a_time, "{lognormal: {median: 30 days, log_sd: 0.7}}"));
  EXPECT_DOUBLE_EQ(by_median.median, 30 * 1440 * minute);
  EXPECT_DOUBLE_EQ(by_median.log_sd, 0.7);
  EXPECT_NE(mistake_of(a_time, "{lognormal: {mean: 45 min, log_sd: 0.7}}"), "");
}

TEST(Values, DiscreteSharesAreRead) {
  const auto discrete =
      std::get<random::Discrete>(value_of(a_time, "{discrete: {20 min: 30 %, 40 min: 70 %}}"));
  EXPECT_THAT(discrete.values, ElementsAre(20 * minute, 40 * minute));
  EXPECT_THAT(discrete.shares, ElementsAre(0.3, 0.7));
  EXPECT_NE(mistake_of(a_time, "{discrete: {20 min: 30 %, 40 min: 60 %}}"), "");
}

TEST(Values, ADistributionThatCanGoWhereItMakesNoSenseIsRefused) {
  EXPECT_EQ(mistake_of(a_time, "{normal: {mean: 40 min, sd: 10 min}}"), "can be negative");
  EXPECT_EQ(mistake_of(a_time, "{uniform: [-5 min, 10 min]}"),
            "must be more than 0 min, can be -5 min");
  EXPECT_EQ(mistake_of(a_time, "{discrete: {0 min: 50 %, 1 min: 50 %}}"),
            "must be more than 0 min, can be 0 min");
  EXPECT_EQ(mistake_of(quantity(number_between(0, 1)), "{uniform: [0.5, 1.5]}"),
            "must be at most 1, can be 1.5");
  value_of(a_time, "{normal: {mean: 40 min, sd: 10 min, min: 0 min}}");
  value_of(a_time, "{uniform: [0 min, 10 min]}");  // 0 is approached only
  value_of(quantity(number_between(0, 1)), "{logit_normal: {mean: -1.25, sd: 1.15}}");
}

TEST(Values, TheHintForANormalThatMustBeCutCanBeWrittenAsItStands) {
  const auto read = read_text(a_time, "{normal: {mean: 40 min, sd: 10 min}}");
  const std::string hint = read.hints.at(0);
  value_of(a_time, hint.substr(hint.find('{')));
}

}  // namespace
}  // namespace sim::config
