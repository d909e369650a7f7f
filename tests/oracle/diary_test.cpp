// tests/oracle/diary_test.cpp: a diary with nothing left to chance is replayed as it stands.
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sim/base/text.h"
#include "sim/clinic/replication.h"
#include "tests/support/compiled.h"
#include "tests/support/files.h"

namespace sim::tests {
namespace {

// "2027-01-05 08:00 infusion 6", for each patient in the order of the file.
using Diary = std::vector<std::vector<std::string>>;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> all;
  std::istringstream text(line);
  for (std::string cell; std::getline(text, cell, ',');)
    all.push_back(cell);
  return all;
}

// As written, not as the program reads it.
Diary written() {
  std::istringstream file(text_of("scenarios/oracle/diary.csv"));
  std::string line;
  std::getline(file, line);
  std::map<std::string, std::size_t> places;
  Diary diary;
  while (std::getline(file, line)) {
    const std::vector<std::string> row = cells(line);
    const std::size_t place = places.emplace(row.at(0), places.size()).first->second;
    diary.resize(places.size());
    diary[place].push_back(fmt::format("{} {} {} {}", row.at(3), row.at(4), row.at(2), row.at(5)));
  }
  return diary;
}

// Writes down every infusion when it begins.
class Log {
 public:
  void on(const clinic::InfusionStarted& seen) {
    ASSERT_EQ(seen.patient.origin, Origin::DiaryAtStart);
    if (seen.patient.member >= diary.size()) diary.resize(seen.patient.member + 1);
    diary[seen.patient.member].push_back(
        fmt::format("{} {} infusion {}", format_date(date_of(seen.at)),
                    format_clock(time_of_day(seen.at)), seen.number));
  }
  static void on(const clinic::VisitEnded& seen) { EXPECT_EQ(seen.waited, Duration{0}); }

  Diary diary;
};

static_assert(clinic::Hears<Log, clinic::InfusionStarted> &&
              clinic::Hears<Log, clinic::VisitEnded>);

TEST(Diary, IsReplayedAsItStandsWhereNothingIsLeftToChance) {
  const auto files = [](const std::string& path) -> std::variant<std::string, config::Unreadable> {
    return text_of("scenarios/oracle/" + path);
  };
  for (const std::string series : {"rolling", "whole_course"}) {
    const model::Model model = compiled(text_of("scenarios/oracle/diary.yaml"),
                                        {"booking={series: " + series + "}"}, files);
    Log log;
    const clinic::Replication run = clinic::simulate(model, 1, 1, log);
    Diary expected = written();
    // The one whose diary ends before the course does is booked on: after it, and not before.
    for (std::size_t patient = 0; patient < expected.size(); ++patient) {
      ASSERT_GE(log.diary.at(patient).size(), expected[patient].size());
      log.diary[patient].resize(expected[patient].size());
    }
    EXPECT_EQ(log.diary, expected) << series;
    EXPECT_EQ(run.ledger.ended(clinic::CourseEnd::Completed), 3) << series;
  }
}

}  // namespace
}  // namespace sim::tests
