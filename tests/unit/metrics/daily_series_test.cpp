// tests/unit/metrics/daily_series_test.cpp: levels by the day, told by hand.
#include "sim/metrics/daily_series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/metrics/small_clinic.h"

namespace sim::tests {
namespace {

using metrics::DailySeries;
using metrics::PatientLevel;
using testing::DoubleEq;
using testing::ElementsAre;

const PatientId ann{trd, 0};
const PatientId bob{trd, 1};

class DailySeriesTest : public testing::Test {
 protected:
  Time at(int day, Duration time_of_day) const {
    return Time{model_.run.start} + day * one_day + time_of_day;
  }
  std::vector<double> days(PatientLevel level) const { return series_.days(level); }
  clinic::CourseEnded ended(Time at, const char* how) const {
    clinic::CourseEnded now;
    now.at = at;
    now.patient = ann;
    now.course = induction;
    now.responding = std::string(how) == "responding";
    return now;
  }
  clinic::Assessed assessed(Time at, const char* how) const {
    clinic::Assessed now;
    now.at = at;
    now.patient = ann;
    now.course = induction;
    now.responding = std::string(how) == "responding";
    return now;
  }

  model::Model model_ = small_clinic();
  DailySeries series_{model_};
};

TEST_F(DailySeriesTest, ADayIsTheMeanOverItsHoursFromTheFirstDayOn) {
  series_.on(clinic::PatientReferred{at(0, 12 * one_hour), ann, {}});
  series_.on(clinic::PatientReferred{at(2, 18 * one_hour), bob, {}});
  series_.on(clinic::PatientGaveUp{at(3, 6 * one_hour), bob, {}});
  series_.finish(at(4, Duration{0}));
  // Ann for half of the first day and from then on; Bob for a quarter of the third and the fourth.
  EXPECT_THAT(days(PatientLevel::WaitingList), ElementsAre(0.5, 1.0, 1.25, 1.25));
  EXPECT_THAT(days(PatientLevel::CoursesInProgress), ElementsAre(0.0, 0.0, 0.0, 0.0));
}

TEST_F(DailySeriesTest, ALastDayThatIsCutShortIsLeftOut) {
  series_.on(clinic::PatientReferred{at(0, Duration{0}), ann, {}});
  series_.finish(at(2, 23 * one_hour));
  EXPECT_THAT(days(PatientLevel::WaitingList), ElementsAre(1.0, 1.0));
}

TEST_F(DailySeriesTest, WhoBeginsAFirstCourseLeavesTheListAndWhoBeginsALaterOneWasNotOnIt) {
  series_.on(clinic::PatientReferred{at(0, Duration{0}), ann, {}});
  series_.on(clinic::CourseStarted{at(1, Duration{0}), ann, induction, {}});
  series_.on(ended(at(2, Duration{0}), "not responding"));
  series_.on(
      clinic::CourseStarted{at(3, Duration{0}), ann, maintenance, {}, clinic::CourseOrder::Later});
  series_.on(clinic::PatientTakenOver{at(3, 12 * one_hour), bob, induction, 2});
  series_.finish(at(4, Duration{0}));
  EXPECT_THAT(days(PatientLevel::WaitingList), ElementsAre(1.0, 0.0, 0.0, 0.0));
  EXPECT_THAT(days(PatientLevel::CoursesInProgress), ElementsAre(0.0, 1.0, 0.0, 1.5));
}

TEST_F(DailySeriesTest, WhoeverIsExcludedLostOrRefusedLeavesTheList) {
  for (std::uint32_t member = 0; member < 4; ++member)
    series_.on(clinic::PatientReferred{at(0, Duration{0}), {trd, member}, {}});
  series_.on(clinic::PatientExcluded{at(1, Duration{0}), {trd, 0}, 0});
  series_.on(clinic::PatientLost{at(2, Duration{0}), {trd, 1}, {}});
  series_.on(clinic::PatientRefused{at(3, Duration{0}), {trd, 2}, {}, induction, 1});
  series_.finish(at(4, Duration{0}));
  EXPECT_THAT(days(PatientLevel::WaitingList), ElementsAre(4.0, 3.0, 2.0, 1.0));
}

TEST_F(DailySeriesTest, AResponseLastsUntilItIsLostOrThePatientRelapses) {
  series_.on(assessed(at(0, 12 * one_hour), "responding"));
  series_.on(assessed(at(1, Duration{0}), "responding"));  // still: no second patient
  series_.on(assessed(at(2, Duration{0}), "not responding"));
  series_.on(assessed(at(3, Duration{0}), "responding"));
  series_.on(ended(at(4, Duration{0}), "responding"));
  clinic::PatientRelapsed relapsed;
  relapsed.at = at(5, 6 * one_hour);
  relapsed.patient = ann;
  relapsed.course = induction;
  series_.on(relapsed);
  series_.finish(at(6, Duration{0}));
  EXPECT_THAT(days(PatientLevel::InResponse), ElementsAre(0.5, 1.0, 0.0, 1.0, 1.0, 0.25));
}

}  // namespace
}  // namespace sim::tests
